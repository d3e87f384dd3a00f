"""An ``Engine`` at the other end of a unix socket.

Connections are kept and reused, one per call at a time. A connection that went stale (the engine was
restarted) is replaced and the call made once more: reading again is harmless, and everything that writes
may be said twice.
"""

import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from mutoscope.adapters.engine import wire
from mutoscope.adapters.engine.contracts import (
    Accepted,
    Choices,
    Elsewhere,
    EngineDown,
    Experiments,
    Explained,
    Health,
    History,
    Interests,
    LogFailed,
    Parameters,
    Part,
    Standing,
    Wish,
)
from mutoscope.adapters.engine.log import Entry
from mutoscope.adapters.metrics import Histogram
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest

T = TypeVar("T")
CALLS = Histogram("mutoscope_engine_call_seconds", "Calls of the feed engine.", ("call", "outcome"))
_KEPT = 16
_ENTRIES = 500
"""Of a log, in one call."""
_QUICK_S, _WRITE_S, _LONG_S = 2.0, 5.0, 30.0


class SocketEngine:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[socket.socket] = []
        self._lock = threading.Lock()

    def page(self, request: PageRequest) -> Page:
        return self._call(wire.PageCall(request), Page, _QUICK_S)

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        return self._call(wire.IngestCall(list(events), now_ms), Accepted, _WRITE_S)

    def put_items(self, items: Sequence[Item]) -> int:
        return sum(
            self._call(wire.PutCall(list(items[start : start + wire.MOST_ITEMS])), int, _LONG_S)
            for start in range(0, len(items), wire.MOST_ITEMS)
        )

    def withdraw(self, video_ids: Sequence[int]) -> int:
        return self._call(wire.WithdrawCall(list(video_ids)), int, _WRITE_S)

    def erase(self, video_ids: Sequence[int]) -> None:
        self._call(wire.EraseCall(list(video_ids)), None, _WRITE_S)

    def adopt(self, anonymous: str, person: str) -> None:
        self._call(wire.AdoptCall(anonymous, person), None, _WRITE_S)

    def forget(self, viewer: str, at_ms: int) -> None:
        self._call(wire.ForgetCall(viewer, at_ms), None, _LONG_S)

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        return self._call(wire.ExplainCall(viewer, video_id), Explained | None, _QUICK_S)  # type: ignore[arg-type]  # a union is a type to msgspec, not to mypy

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> Choices:
        return self._call(wire.SteerCall(viewer, wish, at_ms), Choices, _WRITE_S)

    def choices(self, viewer: str) -> Choices:
        return self._call(wire.ChoicesCall(viewer), Choices, _QUICK_S)

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        self._call(wire.RestartCall(viewer, at_ms, keep_seen), None, _LONG_S)

    def forget_elsewhere(self, viewer: str, at_ms: int) -> None:
        """There is nowhere else."""

    def interests(self, viewer: str, now_ms: int) -> Interests:
        return self._call(wire.InterestsCall(viewer, now_ms), Interests, _QUICK_S)

    def topics(self, most: int, age: int) -> tuple[tuple[str, int], ...]:
        return self._call(wire.TopicsCall(most, age), tuple[tuple[str, int], ...], _QUICK_S)

    def parameters(self) -> Parameters:
        return self._call(wire.ParametersCall(), Parameters, _QUICK_S)

    def favourites(self, viewer: str, most: int) -> tuple[int, ...]:
        return self._call(wire.FavouritesCall(viewer, most), tuple[int, ...], _QUICK_S)

    def parts(self) -> tuple[Part, ...]:
        return (self,)

    def theirs(self, viewer: str) -> list[Entry]:
        return self._call(wire.TheirsCall(viewer), list[Entry], _LONG_S)

    def bring(self, entries: Sequence[Entry]) -> None:
        for start in range(0, len(entries), _ENTRIES):
            self._call(wire.BringCall(list(entries[start : start + _ENTRIES])), None, _LONG_S)

    def leave(self, anonymous: str, person: str) -> None:
        self._call(wire.LeaveCall(anonymous, person), None, _WRITE_S)

    def standing(self) -> Standing:
        return self._call(wire.StandingCall(), Standing, 4 * _LONG_S)

    def history(self, after: int, most: int) -> History:
        return self._call(wire.HistoryCall(after, most), History, _LONG_S)

    def experiments(self) -> Experiments:
        return self._call(wire.ExperimentsCall(), Experiments, _LONG_S)

    def resume(self, label: str) -> bool:
        return self._call(wire.ResumeCall(label), bool, _WRITE_S)

    def catalogue(self) -> tuple[int, ...]:
        return self._call(wire.CatalogueCall(), tuple[int, ...], _LONG_S)

    def health(self, *, with_state: bool = False) -> Health:
        return self._call(wire.HealthCall(with_state), Health, _LONG_S if with_state else _QUICK_S)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for channel in idle:
            channel.close()

    def _call(self, call: wire.Call, answer: type[T] | None, timeout_s: float) -> T:
        began, outcome = time.monotonic(), "failed"
        try:
            body = self._exchange(call, began + timeout_s)
            outcome = body.error or "ok"
        finally:
            name = type(call).__name__.removesuffix("Call").lower()
            CALLS.observe(name, outcome, seconds=time.monotonic() - began)
        if body.error == "elsewhere":
            raise Elsewhere(body.detail)
        if body.error == "log_failed":
            raise LogFailed(body.detail)
        if body.error:
            raise EngineDown(f"the engine could not do it: {body.error} {body.detail}")
        value: Any = msgspec.msgpack.decode(body.value, type=answer if answer is not None else type(None))
        return value  # type: ignore[no-any-return]  # decoded as the type asked for

    def _exchange(self, call: wire.Call, deadline: float) -> wire.Answer:
        for fresh in (False, True):
            channel = None if fresh else self._kept()
            reused = channel is not None
            try:
                if channel is None:
                    channel = self._connect()
                channel.settimeout(max(deadline - time.monotonic(), 0.01))
                wire.send(channel, call)
                frame = wire.receive(channel, wire.ANSWER_LIMIT)
                if frame is None:
                    raise ConnectionResetError("the engine closed the connection")
                answer = wire.decode_answer(frame)
            except TimeoutError as error:
                _close(channel)
                raise EngineDown("the engine did not answer in time") from error
            except (OSError, wire.BadFrame, msgspec.MsgspecError) as error:
                _close(channel)
                if reused:
                    continue
                raise EngineDown(f"the engine can't be reached: {error}") from error
            self._keep(channel)
            return answer
        raise EngineDown("the engine can't be reached")

    def _connect(self) -> socket.socket:
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        channel.settimeout(1.0)
        try:
            channel.connect(str(self._path))
        except BaseException:
            channel.close()
            raise
        return channel

    def _kept(self) -> socket.socket | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _keep(self, channel: socket.socket) -> None:
        with self._lock:
            if len(self._idle) < _KEPT:
                self._idle.append(channel)
                return
        channel.close()


def _close(channel: socket.socket | None) -> None:
    if channel is not None:
        channel.close()


def connect(path: Path) -> SocketEngine:
    """An engine behind the socket at ``path``; nothing is opened before the first call."""
    return SocketEngine(path)
