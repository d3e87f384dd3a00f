"""What tests of running programs share: ports that nobody has, and patience until something is true."""

import itertools
import os
import socket
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_next = itertools.count(os.getpid() % 1000 * 20)


def wait_for(
    ask: Callable[[], T | None],
    seconds: float = 30,
    *,
    what: str = "it",
    words: Callable[[], str] = str,
    pause_s: float = 0.1,
) -> T:
    """The first true answer of ``ask``; after so many seconds it fails with ``what`` and ``words``."""
    give_up = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < give_up, f"{what} did not come true in {seconds:g} s\n{words()}"
        time.sleep(pause_s)
    return answer


def free_port() -> int:
    """A port of this machine that nobody listens on, never given twice.

    It lies below those that outgoing connections take, and where one looks depends on the process: between
    asking and listening, or while a killed server is away, nobody else gets it.
    """
    for _ in range(20_000):
        port = 10_000 + next(_next) % 20_000
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")
