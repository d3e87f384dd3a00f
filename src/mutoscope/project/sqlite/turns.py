"""Taking turns at writing, across threads and processes, by one lock on one file.

SQLite's own busy handler sleeps and asks again, so under load some writer always starves: 16 writers at 960
transactions a second gave a 99th percentile of 180 ms; queued on a file lock, 11 ms.

    threads of a process   stand in a line of its own, first come, first served
      the first of them    stands in the kernel's queue for the file, with those of other processes
"""

import fcntl
import os
import threading
import time
from collections import deque
from pathlib import Path


class TurnTimeout(Exception):
    """Somebody else has been writing for longer than we may wait."""


class Turn:
    """The right to write, from its making to ``end``; the kernel ends it with the process."""

    def __init__(self, database: str | Path, timeout_s: float) -> None:
        """Wait for the turn; raises TurnTimeout after ``timeout_s`` seconds, OSError for an unusable file."""
        begin = time.monotonic()
        line = _lines.setdefault(str(database), _Line())
        if not line.enter(timeout_s):
            raise TurnTimeout
        try:
            self._descriptor = _locked(f"{database}.lock", timeout_s - (time.monotonic() - begin))
        except BaseException:
            line.leave()
            raise
        self._line = line

    def end(self) -> None:
        if self._descriptor >= 0:
            # unlocking, not only closing: a process forked meanwhile may hold a copy of the descriptor
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = -1
            self._line.leave()

    def __del__(self) -> None:  # a thread ended in the middle of its transaction
        if getattr(self, "_descriptor", -1) >= 0:
            self.end()


class _Line:
    """Threads of this process that want to write, each with a ticket that opens when it is called."""

    def __init__(self) -> None:
        self._mutex = threading.RLock()  # a turn may be collected, and end, anywhere
        self._tickets: deque[threading.Lock] = deque()
        self._busy = False

    def enter(self, timeout_s: float) -> bool:
        """Wait to be the first; False when that took too long."""
        ticket = threading.Lock()
        ticket.acquire()
        with self._mutex:
            self._tickets.append(ticket)
            self._call_next()
        called = False
        try:
            called = ticket.acquire(timeout=max(0.0, timeout_s))
        finally:  # also when it is interrupted: whoever stands behind must not wait for a ticket nobody has
            if not called:
                self._give_up(ticket)
        return called

    def leave(self) -> None:
        with self._mutex:
            self._busy = False
            self._call_next()

    def _give_up(self, ticket: threading.Lock) -> None:
        with self._mutex:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
            else:  # called at the last moment
                self.leave()

    def _call_next(self) -> None:
        if self._tickets and not self._busy:
            self._busy = True
            self._tickets.popleft().release()


_lines: dict[str, _Line] = {}
os.register_at_fork(after_in_child=_lines.clear)  # the threads that stand in them are not in the child


_SOON_S = (0.0003, 0.0006, 0.0012)
"""Most turns are shorter than it takes to start a thread that waits: ask again a few times first."""


def _locked(path: str, timeout_s: float) -> int:
    """A descriptor that holds the lock on this file."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        for pause_s in _SOON_S:
            if _got_it(descriptor):
                return descriptor
            time.sleep(pause_s)
        if _got_it(descriptor):
            return descriptor
    except OSError:
        os.close(descriptor)
        raise
    if not _Waiter(descriptor).got_it_within(timeout_s):
        raise TurnTimeout
    return descriptor


def _got_it(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class _Waiter(threading.Thread):
    """Waits in the kernel's queue, which is fair but knows no timeout, so that somebody else can have one."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(daemon=True, name="waits to write")
        self._descriptor = descriptor
        self._settled = threading.Lock()
        self._arrived = threading.Event()
        self._given_up = self._failed = False

    def got_it_within(self, timeout_s: float) -> bool:
        self.start()
        self._arrived.wait(timeout_s)
        with self._settled:
            self._given_up = not self._arrived.is_set()
            return not self._given_up and not self._failed

    def run(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except OSError:
            self._failed = True
        with self._settled:
            self._arrived.set()
            if self._given_up or self._failed:
                os.close(self._descriptor)
