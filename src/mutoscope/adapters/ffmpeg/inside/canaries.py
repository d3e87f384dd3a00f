"""Try to break out of the jail, the way a subverted decoder would, and say what was stopped."""

import contextlib
import json
import os
import socket
import threading
from collections.abc import Callable


def main(args: list[str]) -> None:
    """``args``: a secret file, a folder outside, a port that listens. Prints a word for each attempt."""
    secret, outside, port = args
    attempts: dict[str, Callable[[], object]] = {
        "read a file outside": lambda: _read(secret),
        "read /etc/passwd": lambda: _read("/etc/passwd"),
        "list the disk": lambda: os.listdir("/"),  # noqa: PTH208 - the bare call is what is tested
        "write outside": lambda: _write(outside + "/escaped", 1),
        "connect to a port": lambda: _connect(int(port)),
        "start a process": _fork,
        "start 1,000 threads": _threads,
        "run a program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - must not work
        "take 20 GB of memory": lambda: len(bytearray(20 << 30)),
        "write 10 GB": lambda: _write("big", 10 << 30),
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "become root": lambda: os.setuid(0) if os.getuid() else os.chown(secret, 1, 1),
    }
    print(json.dumps({name: _tried(attempt) for name, attempt in attempts.items()}))


def _tried(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except (OSError, MemoryError, RuntimeError) as error:
        return f"blocked ({getattr(error, 'strerror', None) or type(error).__name__})"
    return "escaped"


def _read(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _connect(port: int) -> None:
    """By hand: Python's helper wants to read its tables of names first, and can't."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as dialled:
        dialled.settimeout(2)
        dialled.connect(("127.0.0.1", port))


def _write(path: str, size: int) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        os.pwrite(fd, b"x", size - 1)
    finally:
        os.close(fd)


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _threads() -> None:
    done = threading.Event()
    started: list[threading.Thread] = []
    try:
        for _ in range(1000):
            thread = threading.Thread(target=done.wait)
            thread.start()
            started.append(thread)
    finally:
        done.set()
        for thread in started:
            with contextlib.suppress(RuntimeError):
                thread.join()
