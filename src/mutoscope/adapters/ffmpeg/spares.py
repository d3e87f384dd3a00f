"""Spares: children of the jail started before they are needed, for whoever would otherwise wait for Python.

A spare has loaded our own code and its libraries and waits for one order on a socket. It has seen nothing
from outside; with the order it locks itself up exactly like a child started for it, runs once, and ends. It
ends as well when whoever keeps it ends.
"""

import array
import contextlib
import json
import logging
import os
import queue
import socket
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_log = logging.getLogger(__name__)

HIGHEST = 512
"""The child moves descriptors about below this number (``_ASIDE`` in inside/launch.py)."""


MOST = 16
"""Descriptors that a child takes with its order (``_await_order`` in inside/launch.py)."""
_PATIENCE_S = 5.0
"""A spare may still be loading, on a busy machine."""


@dataclass
class _Spare:
    process: subprocess.Popen[bytes]
    mouth: socket.socket
    owner: int


@dataclass
class _Keeper:
    owner: int
    asked: "queue.SimpleQueue[Callable[[], None]]"
    thread: threading.Thread | None = None


_keeper = _Keeper(0, queue.SimpleQueue())
_waiting: dict[str, list[_Spare]] = {}
_lock = threading.Lock()


def keep(module: str, count: int, start: Callable[[int], subprocess.Popen[bytes]]) -> None:
    """Have ``count`` spares for ``module`` ("" is ffmpeg) waiting; ``start`` is told where each listens.

    Only from a thread that lives as long as the process, the main one or that of ``soon``: the kernel ends a
    jailed child together with the thread that started it.
    """
    assert threading.current_thread() in (threading.main_thread(), _keeper.thread)
    with _lock:
        mine = [one for one in _waiting.get(module, []) if _fit(one)]
        while len(mine) < count:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                mine.append(_Spare(start(theirs.fileno()), ours, os.getpid()))
        _waiting[module] = mine


def soon(act: Callable[[], None]) -> None:
    """Have ``act``, which keeps spares, done by a thread that lives as long as the process."""
    with _lock:
        if _keeper.owner != os.getpid():  # a fork has the keeper's name, but not its thread
            _keeper.owner, _keeper.asked = os.getpid(), queue.SimpleQueue()
            _keeper.thread = threading.Thread(target=_keep_on, args=(_keeper.asked,), daemon=True)
            _keeper.thread.start()
    _keeper.asked.put(act)


def _keep_on(asked: "queue.SimpleQueue[Callable[[], None]]") -> None:
    """For as long as the process lives: a spare that can't be kept now is missed, and no more."""
    while True:
        act = asked.get()
        try:
            act()
        except Exception:  # too many files open, no memory for a child: the next one may be
            _log.exception("A spare could not be kept.")


def take(order: dict[str, object], fds: Sequence[int]) -> subprocess.Popen[bytes] | None:
    """The process of a spare that has got ``order`` and ``fds``; None: start one."""
    module = str(order.get("module") or "")
    if max(fds, default=0) >= HIGHEST or len(fds) > MOST:
        return None
    while True:
        with _lock:
            spare = _waiting[module].pop() if _waiting.get(module) else None
        if spare is None:
            return None
        if not _fit(spare):
            continue
        said = json.dumps(order | {"fds": list(fds)}).encode()
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))] if fds else []
        with contextlib.suppress(OSError):  # it died or does not answer: another one, or a new child
            spare.mouth.settimeout(_PATIENCE_S)
            spare.mouth.sendmsg([said], rights)
            if spare.mouth.recv(1):
                spare.mouth.close()
                return spare.process
        _bury(spare)


def _fit(spare: _Spare) -> bool:
    """Ours and alive; one that died is buried, one inherited by a fork is let go."""
    if spare.owner != os.getpid():
        spare.mouth.close()
        return False
    if spare.process.poll() is None:
        return True
    _bury(spare)
    return False


def _bury(spare: _Spare) -> None:
    spare.mouth.close()
    with contextlib.suppress(OSError):
        spare.process.kill()
    spare.process.wait()
    for pipe in (spare.process.stdout, spare.process.stderr):
        if pipe is not None:
            pipe.close()
