"""Build the jail around this process, then become ffmpeg or run one of our own small programs.

Layers, from the outside in: a user id of its own (when started by root), fresh network, IPC and mount
namespaces (where the machine allows them), resource limits, no_new_privs, Landlock, seccomp. The file to
look at is already open when the jail closes; its name never comes in.

Whether anything ran is told by a report, JSON lines in a pipe that closes as the program begins: first the
layers, once they are closed, then, if the program did not start after all, ``not_started`` and why. An empty
report says that we ended before the jail was closed. No word of it can come from the program.
"""

import ctypes
import fcntl
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from . import landlock, seccomp

_NOTHING_RAN = 97
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")
_NEW_USER, _NEW_NET, _NEW_IPC, _NEW_MOUNTS, _NEW_NAME = (
    0x10000000,
    0x40000000,
    0x08000000,
    0x00020000,
    0x04000000,
)
_ASIDE = 512
"""Descriptors from here on are out of the way of those an order names."""
_libc = ctypes.CDLL(None, use_errno=True)


def main() -> NoReturn:
    """Read the order (JSON, one argument), lock up, run. The parent waits for this process."""
    order: dict[str, Any] = json.loads(sys.argv[1])
    if "order_fd" in order:
        order = json.loads(os.pread(order["order_fd"], os.fstat(order["order_fd"]).st_size, 0))
    program = _load(order["module"], order["paths"]) if order.get("module") else None
    if order.get("wait_fd") is not None:
        order = _await_order(order["wait_fd"])
    os.set_inheritable(order["report_fd"], False)
    layers = _lock_up(order)
    _report(order, {"layers": layers})
    missing = [name for name in ("landlock", "seccomp") if not layers[name].startswith("on")]
    if missing and not order["accept_no_jail"]:
        os._exit(_NOTHING_RAN)
    if program is not None:
        os.close(order["report_fd"])
        program(order["args"])
        sys.stdout.flush()
        os._exit(0)
    for ignored_by_python in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored_by_python, signal.SIG_DFL)
    environment = {"LC_ALL": "C", "HOME": "/nonexistent", "MALLOC_ARENA_MAX": "4"}
    try:
        os.execve(order["binary_fd"], ["ffmpeg", *order["args"]], environment)  # noqa: S606 - no shell is the point
    except OSError as error:
        _report(order, {"not_started": error.strerror})
        os._exit(_NOTHING_RAN)


def _report(order: dict[str, Any], line: dict[str, Any]) -> None:
    os.write(order["report_fd"], json.dumps(line).encode() + b"\n")


def _await_order(wait_fd: int) -> dict[str, Any]:
    """A spare's order and its open files, which get the numbers that the order calls them by."""
    import socket

    with socket.socket(fileno=wait_fd) as ear:
        said, fds, _, _ = socket.recv_fds(ear, 1 << 20, 16)
        if not said:
            os._exit(0)  # whoever kept us is gone
        ear.send(b"!")  # from here on, how we end says something about the file
    order: dict[str, Any] = json.loads(said)
    aside = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _ASIDE) for fd in fds]
    os.closerange(3, _ASIDE)
    for fd, wanted in zip(aside, order["fds"], strict=True):
        os.dup2(fd, wanted)
        os.close(fd)
    return order


def _load(module: str, paths: list[str]) -> Callable[[list[str]], None]:
    """Import while the libraries can still be read; our own code only, no untrusted byte was seen yet."""
    sys.path.extend(paths)
    loaded = __import__(f"inside.{module}", fromlist=["main"])
    run: Callable[[list[str]], None] = loaded.main
    return run


def _lock_up(order: dict[str, Any]) -> dict[str, str]:
    """Close every layer that this machine allows; says of each "on ..." or why it is off."""
    os.umask(0o077)
    os.chdir(order["out_dir"] or "/")
    os.nice(order["nice"])
    layers = {"namespaces": _namespaces()}
    layers["own_uid"] = _own_uid(order["uid"], order.get("binary_fd"))
    _limits(order)
    layers["rlimits"] = "on"
    _libc.prctl(38, 1, 0, 0, 0)  # no_new_privs
    _libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # die with the parent; after the uid changed, which resets it
    if os.getppid() != order["parent"]:
        os._exit(1)
    _drop_capabilities()
    try:
        layers["landlock"] = f"on (ABI {landlock.restrict(_grants(order))})"
    except OSError as error:
        layers["landlock"] = f"off: {error.strerror or error}"
    try:
        seccomp.forbid(execute=not order.get("module"))
        layers["seccomp"] = "on"
    except OSError as error:
        layers["seccomp"] = f"off: {error.strerror or error}"
    return layers


def _grants(order: dict[str, Any]) -> list[tuple[str, int]]:
    grants = [("/dev/null", landlock.READ_AND_WRITE)]
    if order.get("binary"):
        # By its open file: the new uid may not be allowed to walk to where root keeps it.
        binary = order["binary"] if order.get("binary_fd") is None else f"/proc/self/fd/{order['binary_fd']}"
        grants += [(path, landlock.READ_AND_RUN) for path in (*_LIBRARIES, binary)]
    if "model_fd" in order:
        grants.append((f"/proc/self/fd/{order['model_fd']}", landlock.READ))
    if order["out_dir"]:
        grants.append((".", landlock.READ_AND_WRITE))
    return grants


def _namespaces() -> str:
    """No network card, no shared memory of others; with a user namespace when we are not root."""
    inner = _NEW_NET | _NEW_IPC | _NEW_MOUNTS | _NEW_NAME
    if _libc.unshare(inner) == 0:
        return "on"
    uid, gid = os.getuid(), os.getgid()
    if _libc.unshare(inner | _NEW_USER) != 0:
        return "off: " + os.strerror(ctypes.get_errno())
    for name, text in (("setgroups", "deny"), ("uid_map", f"65534 {uid} 1"), ("gid_map", f"65534 {gid} 1")):
        try:
            with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 - pathlib costs 10 ms to import here
                file.write(text)
        except OSError as error:
            return f"on (user namespace without {name}: {error.strerror})"
    return "on (user namespace)"


def _own_uid(uid: int, binary_fd: int | None) -> str:
    """Leave root for a number nobody else uses, so that even a broken jail owns no file."""
    if os.geteuid() != 0 or not uid:
        return "off: not started by root"
    if binary_fd is not None and os.fstat(binary_fd).st_mode & 0o005 != 0o005:
        return "off: the ffmpeg program is not readable by everybody"
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError as error:
        return "off: " + str(error.strerror)
    return "on"


def _limits(order: dict[str, Any]) -> None:
    threads = order["threads"] + (0 if os.getuid() == order["uid"] else _threads_of_mine())
    for which, value in (
        (resource.RLIMIT_AS, order["memory_bytes"]),
        (resource.RLIMIT_CPU, order["cpu_s"]),
        (resource.RLIMIT_FSIZE, order["file_bytes"]),
        (resource.RLIMIT_NOFILE, order["files"]),
        (resource.RLIMIT_NPROC, threads),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (allowed, allowed))


def _threads_of_mine() -> int:
    """The kernel counts threads per user: what this user already runs comes on top of what we grant."""
    count = 0
    for name in os.listdir("/proc"):  # noqa: PTH208 - pathlib costs 10 ms to import here
        if name.isdigit():
            try:
                if os.stat(f"/proc/{name}").st_uid == os.getuid():  # noqa: PTH116 - same
                    count += os.stat(f"/proc/{name}/task").st_nlink - 2  # noqa: PTH116 - same
            except OSError:
                continue
    return count


def _drop_capabilities() -> None:
    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    header, nothing = Header(0x20080522, 0), (ctypes.c_uint32 * 6)()
    _libc.capset(ctypes.byref(header), ctypes.byref(nothing))
