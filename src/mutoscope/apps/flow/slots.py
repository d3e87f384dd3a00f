"""A slot: one child process that runs one job at a time, and the pipe between it and its worker.

Jobs run in processes of their own, so that one that crashes the interpreter takes nothing with it. A child
leads its own process group: whatever it started ends with it, and Ctrl-C in a terminal reaches the worker
alone. When the worker dies, the pipe closes, and the whole group kills itself.
"""

import contextlib
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import msgspec
from django.db import DatabaseError, close_old_connections, connections

from mutoscope.apps.flow import running
from mutoscope.apps.flow.leases import Lease

BEAT_S = 1.0
REST_AFTER_S = 0.5
"""A slot without a job for this long has time for something else."""

log = logging.getLogger(__name__)


class Order(msgspec.Struct, frozen=True):
    """From the worker to a child."""

    kind: Literal["run", "pause", "resume", "stop", "quit"]
    lease: Lease | None = None


class Sign(msgspec.Struct, frozen=True):
    """From a child to the worker."""

    kind: Literal["beat", "done"]


@dataclass(eq=False)
class Slot:
    """The worker's side of a child."""

    pid: int
    pipe: Connection
    lease: Lease | None = None
    served: int = 0
    heard: float = field(default_factory=time.monotonic)
    since: float = field(default_factory=time.monotonic)
    """Monotonic time of its last change: start or end of a job, pause, going on; a round, for upkeep."""
    worked_s: float = 0.0
    """Seconds of work before ``since``."""
    paused: bool = False
    shielded: bool = False
    leaving: bool = False
    asked_to_stop: float = 0.0
    killed_for: str = ""
    """Why the worker killed it; empty: it did not."""

    def tell(self, order: Order) -> None:
        with contextlib.suppress(OSError):  # dead or dying: whoever reads the pipe finds out
            self.pipe.send_bytes(msgspec.msgpack.encode(order))

    def hear(self) -> list[Sign]:
        """What it said since the last time; raises EOFError when it is gone."""
        signs = []
        try:
            while self.pipe.poll():
                signs.append(msgspec.msgpack.decode(self.pipe.recv_bytes(), type=Sign))
        except (EOFError, OSError):
            if not signs:
                raise EOFError from None
        self.heard = time.monotonic()
        return signs

    def run(self, lease: Lease) -> None:
        self.lease, self.paused, self.shielded = lease, False, False
        self.since, self.worked_s, self.asked_to_stop = time.monotonic(), 0.0, 0.0
        self.tell(Order("run", lease))

    def done(self) -> None:
        self.lease, self.paused, self.served = None, False, self.served + 1
        self.since = time.monotonic()

    def pause(self) -> None:
        self.worked_s += time.monotonic() - self.since
        self.since, self.paused = time.monotonic(), True
        self.tell(Order("pause"))

    def resume(self, shielded: bool) -> None:
        self.since, self.paused, self.shielded = time.monotonic(), False, shielded
        self.tell(Order("resume"))

    def working_s(self) -> float:
        """Seconds it has worked on its job, pauses left out."""
        return self.worked_s + (0.0 if self.paused else time.monotonic() - self.since)

    def stop(self) -> None:
        if not self.asked_to_stop:
            self.asked_to_stop = time.monotonic()
            self.tell(Order("stop"))

    def leave(self) -> None:
        self.leaving = True
        self.tell(Order("quit"))

    def kill(self, why: str) -> None:
        self.killed_for = self.killed_for or why
        for group in (True, False):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL) if group else os.kill(self.pid, signal.SIGKILL)


def start(name: str, body: Callable[["Ears"], None], strangers: Iterable[int]) -> Slot:
    """Fork a child that runs ``body``, called ``name`` in lists of processes.

    ``strangers`` are descriptors of the worker that the child must not keep: a pipe stays open as long as
    anybody holds its other end.
    """
    connections.close_all()  # a database connection does not survive a fork
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        theirs.close()
        return Slot(pid, ours)
    status = 1
    try:
        os.setsid()
        with contextlib.suppress(OSError):  # for people who look at processes; Linux only
            Path("/proc/self/comm").write_text(name)
        ours.close()
        for descriptor in strangers:
            os.close(descriptor)
        body(Ears(theirs))
        status = 0
    except BaseException:
        log.exception("a worker's process failed")
    finally:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # never the worker's own way out


class Ears:
    """The child's side: a thread hears orders and shows that this process lives."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._leases: queue.SimpleQueue[Lease | None] = queue.SimpleQueue()
        self._mouth = threading.Lock()
        self._said_done = 0.0
        self.control: running.Control | None = None
        self.stopping = threading.Event()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT):
            # a handler, not SIG_IGN: what the job starts must not inherit deafness
            signal.signal(number, lambda *_: self._stop())
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        threading.Thread(target=self._listen, daemon=True, name="ears").start()

    def next_lease(self) -> Lease | None:
        """The next job to run; None: end. Without one for a moment, the slot prepares itself."""
        try:
            return self._leases.get(timeout=REST_AFTER_S)
        except queue.Empty:
            _prepare()
            return self._leases.get()

    def say(self, kind: Literal["beat", "done"]) -> None:
        with self._mouth:
            self._pipe.send_bytes(msgspec.msgpack.encode(Sign(kind)))

    def round_done(self) -> None:
        """Upkeep shows that it does not hang, now and then."""
        if time.monotonic() - self._said_done >= BEAT_S:
            self._said_done = time.monotonic()
            self.say("done")

    def _listen(self) -> None:
        told = time.monotonic()
        try:
            while True:
                if self._pipe.poll(BEAT_S):
                    self._obey(msgspec.msgpack.decode(self._pipe.recv_bytes(), type=Order))
                if time.monotonic() - told >= BEAT_S:
                    told = time.monotonic()
                    self.say("beat")
        except (EOFError, OSError):  # the worker is gone
            os.killpg(0, signal.SIGKILL)

    def _obey(self, order: Order) -> None:
        match order.kind:
            case "run":
                assert order.lease is not None
                self.control = running.Control(order.lease)
                self._leases.put(order.lease)
            case "pause" if self.control:
                self.control.pause.set()
            case "resume" if self.control:
                self.control.pause.clear()
            case "stop":
                self._stop()
            case "quit":
                self.stopping.set()
                self._leases.put(None)

    def _stop(self) -> None:
        self.stopping.set()
        if self.control:
            self.control.stop.set()


def at_rest(act: Callable[[], None]) -> None:
    """Let every slot call ``act``, which is quick and may fail, whenever it has nothing to do."""
    _rest.append(act)


_rest: list[Callable[[], None]] = []


def serve_jobs(ears: Ears) -> None:
    """A child's life: run what is handed in, one after the other."""
    while (lease := ears.next_lease()) is not None:
        try:
            running.run(lease, ears.control)
        except DatabaseError:
            # nothing could be recorded: the lease lapses, or the worker hands the job back
            log.exception("job %s ended and could not be recorded", lease.job_id)
            connections.close_all()
        close_old_connections()
        ears.say("done")


def _prepare() -> None:
    for act in _rest:
        try:
            act()
        except Exception:
            log.exception("a slot could not prepare itself")
