"""Who does the learning: the engine itself, or a process beside it.

``Inline`` learns within the call: for tests, tools and simulations, where the same calls must give the same
pages. ``Apart`` hands lessons to a process of its own, so that learning never holds up a page, and takes
over what was learned every few seconds. Both learn the same lessons in the same order, so both become the
same ranker.
"""

import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
import structlog

from mutoscope.adapters.engine import wire
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker import Lesson, Ranker, Refused
from mutoscope.core.discovery.ranker.schema import pack, unpack
from mutoscope.core.discovery.ranking import SCHEMA

SEED = 1
PUBLISH_S = 15.0
"""How often what was learned reaches serving, at most."""
_LIMIT = 1 << 30
_LONG_S = 30.0
log = structlog.get_logger("mutoscope.engine")
Kept = Callable[[bytes], None]


class Pupil(Protocol):
    @property
    def ranker(self) -> Ranker:
        """What pages are made with."""

    def learn(self, lesson: Lesson) -> None:
        """Take the next lesson. Never waits for it to be learned."""

    def keep(self, kept: Kept) -> None:
        """Call ``kept`` with the ranker as it is after the lessons taken so far, now or a little later."""

    def take_over(self, ranker: Ranker) -> None:
        """Go on from ``ranker``."""

    def close(self) -> None:
        """Finish what was taken, and stop."""


def has_learned(pupil: Pupil, stopped: Callable[[], bool]) -> bool:
    """Whether ``pupil`` learned all it took, and serves from that; waits for it until ``stopped``."""
    learned = threading.Event()
    pupil.keep(lambda _: learned.set())
    while not learned.wait(0.1) and not stopped():
        pass
    return learned.is_set()


class Inline:
    def __init__(self, rewards: Floats) -> None:
        self._rewards = rewards
        self._ranker = Ranker(SCHEMA, SEED)

    @property
    def ranker(self) -> Ranker:
        return self._ranker

    def learn(self, lesson: Lesson) -> None:
        learn(self._ranker, lesson, self._rewards)

    def keep(self, kept: Kept) -> None:
        kept(self._ranker.dump())

    def take_over(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def close(self) -> None:
        pass


class Begin(msgspec.Struct, frozen=True, tag="begin"):
    rewards: list[float]
    ranker: bytes


class Learn(msgspec.Struct, frozen=True, tag="learn"):
    lesson: bytes


class Tell(msgspec.Struct, frozen=True, tag="tell"):
    """Send the ranker as it is now."""


Call = Begin | Learn | Tell
decode_call = msgspec.msgpack.Decoder(Call).decode


class Apart:
    """The process is started with the first lesson; one that dies is started again where it last was heard
    of."""

    def __init__(self, rewards: Floats) -> None:
        self._rewards = rewards
        self._ranker = Ranker(SCHEMA, SEED)
        self._known = self._ranker.dump()
        """The ranker as last heard of ..."""
        self._since: list[Call] = []
        """... and what was said after that."""
        self._wanted: queue.SimpleQueue[Learn | Kept | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._child: _Child | None = None
        self._told_at = time.monotonic()
        self._nonsense = 0
        """How often in a row what it told was no ranker."""
        self.pid = 0
        """Of the process, once there is one."""

    @property
    def ranker(self) -> Ranker:
        return self._ranker

    def learn(self, lesson: Lesson) -> None:
        self._put(Learn(pack(lesson)))

    def keep(self, kept: Kept) -> None:
        if self._thread is None:
            kept(self._known)
        else:
            self._put(kept)

    def take_over(self, ranker: Ranker) -> None:
        assert self._thread is None, "before the first lesson only"
        self._ranker, self._known = ranker, ranker.dump()

    def close(self) -> None:
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join(_LONG_S)

    def _put(self, one: Learn | Kept) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._converse, name="pupil", daemon=True)
            self._thread.start()
        self._wanted.put(one)

    def _converse(self) -> None:
        """Hands on what was asked for, one after the other. What failed is tried again before anything that
        was asked for later: a ranker that is kept has learned what was taken before, and no more."""
        one: Learn | Tell | Kept | None = Tell()
        while one is not None:
            try:
                one = self._wanted.get(timeout=1.0)
            except queue.Empty:
                one = Tell()
            if isinstance(one, Learn):
                self._since.append(one)
            while not self._did(one) and one is not None:
                time.sleep(1.0)
        if self._child is not None:
            self._child.end()

    def _did(self, one: Learn | Tell | Kept | None) -> bool:
        """Every so often, when it is to be kept, and at the end (None), what was learned is taken over. False
        when the process was lost over it."""
        kept = None if one is None or isinstance(one, Learn | Tell) else one
        due = self._since and time.monotonic() - self._told_at >= PUBLISH_S
        try:
            if self._child is None and (self._since or kept):
                self._child = _Child(self._rewards, self._known, self._since)
                self.pid = self._child.pid
            elif self._child is not None and isinstance(one, Learn):
                self._child.say(one)
            if self._child is not None and (due or kept or one is None):
                self._hear(self._child.ask())
        except (OSError, wire.BadFrame, ValueError, msgspec.MsgspecError) as error:
            self._lose(error)
            return False
        if kept is not None:
            self._give(kept)
        return True

    def _hear(self, body: bytes) -> None:
        self._ranker, self._known, self._since = Ranker.load(body, SCHEMA), body, []
        self._told_at, self._nonsense = time.monotonic(), 0

    def _lose(self, error: Exception) -> None:
        """Twice nonsense from the same lessons is what they lead to, and would be for ever: they are given
        up. A process that died may have done so for any reason, and they are told to the next one."""
        log.error("engine.trainer_lost", reason=str(error)[:200])
        if self._child is not None:
            self._child.end()
            self._child = None
        self._nonsense = 0 if isinstance(error, OSError) else self._nonsense + 1
        if self._nonsense == 2:
            log.error("engine.lessons_given_up", lessons=len(self._since))
            self._since, self._nonsense = [], 0

    def _give(self, kept: Kept) -> None:
        try:
            kept(self._known)
        except Exception:  # a full disk, say: learning goes on, and the next one may fit
            log.exception("engine.ranker_not_kept")


class _Child:
    def __init__(self, rewards: Floats, known: bytes, since: list[Call]) -> None:
        self._channel, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mutoscope.adapters.engine.trainer", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self.pid = self._process.pid
        self._channel.settimeout(_LONG_S)
        self.say(Begin(rewards.tolist(), known))
        for one in since:
            self.say(one)

    def say(self, call: Call) -> None:
        wire.send(self._channel, call)

    def ask(self) -> bytes:
        self.say(Tell())
        body = wire.receive(self._channel, _LIMIT)
        if body is None:
            raise OSError("the trainer is gone")
        return msgspec.msgpack.decode(body, type=bytes)

    def end(self) -> None:
        self._channel.close()  # which it takes as its end
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def learn(ranker: Ranker, lesson: Lesson, rewards: Floats) -> None:
    """Learn a lesson; one that makes no sense is passed over and reported."""
    try:
        ranker.learn(lesson, rewards)
    except Refused as refused:
        log.warning("engine.lesson_refused", reason=str(refused))


def serve(channel: socket.socket) -> None:
    """The other end: learn what is said, tell when asked, until the channel closes."""
    import numpy as np

    ranker, rewards = Ranker(SCHEMA, SEED), np.zeros(0)
    while (frame := wire.receive(channel, _LIMIT)) is not None:
        call: Any = decode_call(frame)
        match call:
            case Begin(theirs, body):
                ranker, rewards = Ranker.load(body, SCHEMA), np.array(theirs)
            case Learn(body):
                learn(ranker, unpack(body), rewards)
            case Tell():
                wire.send(channel, ranker.dump())
