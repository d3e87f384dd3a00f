"""An ``Engine`` made of shards: each viewer is remembered by one, every video is known to all.

Whoever asks works out where a viewer is at home, so there is nobody in between. What concerns all shards is
said to each, to the living also while one is away or can't write, and is then to be said again: EngineDown or
LogFailed is raised.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from mutoscope.adapters.engine.client import connect
from mutoscope.adapters.engine.contracts import (
    Accepted,
    Choices,
    Elsewhere,
    Engine,
    EngineDown,
    Explained,
    Health,
    Interests,
    LogFailed,
    Parameters,
    Part,
    Wish,
)
from mutoscope.adapters.engine.log import Entry
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest
from mutoscope.core.discovery.homes import home

T = TypeVar("T")
UNEQUAL = -1
"""Fingerprint of shards that don't serve the same videos: no set of videos has it."""


class ShardPart(Part, Protocol):
    """What shards can do beside: hand somebody over to another one."""

    def theirs(self, viewer: str) -> list[Entry]: ...

    def bring(self, told: Sequence[Entry], /) -> None: ...

    def leave(self, anonymous: str, person: str) -> None: ...


class ShardedEngine:
    def __init__(self, shards: Sequence[ShardPart]) -> None:
        """By number."""
        self._shards = tuple(shards)

    def page(self, request: PageRequest) -> Page:
        return self._at_home(request.viewer, lambda shard: shard.page(request))

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        by_viewer: dict[str, list[Event]] = {}
        for event in events:
            by_viewer.setdefault(event.viewer, []).append(event)
        taken = [
            self._at_home(viewer, lambda shard, theirs=theirs: shard.ingest(theirs, now_ms))  # type: ignore[misc]  # its type is that of the call
            for viewer, theirs in by_viewer.items()
        ]
        return Accepted(
            accepted=sum(one.accepted for one in taken),
            duplicates=tuple(known for one in taken for known in one.duplicates),
            unheard=sum(one.unheard for one in taken),
        )

    def put_items(self, items: Sequence[Item]) -> int:
        return max(self._all(lambda shard: shard.put_items(items)))

    def withdraw(self, video_ids: Sequence[int]) -> int:
        return max(self._all(lambda shard: shard.withdraw(video_ids)))

    def erase(self, video_ids: Sequence[int]) -> None:
        self._all(lambda shard: shard.erase(video_ids))

    def adopt(self, anonymous: str, person: str) -> None:
        """Said again after a fault in the middle, it goes on where it was; what is done meanwhile under the
        one key or the other is not lost."""
        old, new = self._shard_of(anonymous), self._shard_of(person)
        if old is new:
            old.adopt(anonymous, person)
            return
        new.bring(old.theirs(anonymous))
        new.adopt(anonymous, person)
        old.leave(anonymous, person)
        new.bring(old.theirs(anonymous))

    def forget(self, viewer: str, at_ms: int) -> None:
        self._all(lambda shard: shard.forget(viewer, at_ms))

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        return self._at_home(viewer, lambda shard: shard.explain(viewer, video_id))

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> Choices:
        return self._at_home(viewer, lambda shard: shard.steer(viewer, wish, at_ms))

    def choices(self, viewer: str) -> Choices:
        return self._at_home(viewer, lambda shard: shard.choices(viewer))

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        self._at_home(viewer, lambda shard: shard.restart(viewer, at_ms, keep_seen=keep_seen))

    def forget_elsewhere(self, viewer: str, at_ms: int) -> None:
        mine = self._shard_of(viewer)
        self._each(
            [one for one in self._shards if one is not mine], lambda shard: shard.forget(viewer, at_ms)
        )

    def interests(self, viewer: str, now_ms: int) -> Interests:
        return self._at_home(viewer, lambda shard: shard.interests(viewer, now_ms))

    def topics(self, most: int, age: int) -> tuple[tuple[str, int], ...]:
        return self._any(lambda shard: shard.topics(most, age))

    def parameters(self) -> Parameters:
        return self._any(lambda shard: shard.parameters())

    def favourites(self, viewer: str, most: int) -> tuple[int, ...]:
        return self._at_home(viewer, lambda shard: shard.favourites(viewer, most))

    def parts(self) -> tuple[Part, ...]:
        return self._shards

    def health(self, *, with_state: bool = False) -> Health:
        """Videos that every shard serves at least; viewers, entries and examples of all; the least trust."""
        told = self._all(lambda shard: shard.health(with_state=with_state))
        return msgspec.structs.replace(
            told[0],
            videos=min(one.videos for one in told),
            viewers=sum(one.viewers for one in told),
            sequence=sum(one.sequence for one in told),
            fingerprint=told[0].fingerprint if len({one.fingerprint for one in told}) == 1 else UNEQUAL,
            state=" ".join(one.state for one in told).strip(),
            examples=sum(one.examples for one in told),
            trust=min(one.trust for one in told),
            stopped=tuple(sorted({label for one in told for label in one.stopped})),
            deaf="; ".join(f"shard {number}: {one.deaf}" for number, one in enumerate(told) if one.deaf),
            archived=tuple(place for one in told for place in one.archived),
        )

    def close(self) -> None:
        for shard in self._shards:
            shard.close()

    def _shard_of(self, viewer: str) -> ShardPart:
        return self._shards[home(viewer, len(self._shards))]

    def _at_home(self, viewer: str, ask: Callable[[ShardPart], T]) -> T:
        """Ask the shard that remembers ``viewer``; whoever joined is another one by now, maybe elsewhere."""
        first = self._shard_of(viewer)
        try:
            return ask(first)
        except Elsewhere as error:
            other = self._shard_of(error.viewer)
            if other is first:
                raise
            return ask(other)

    def _all(self, ask: Callable[[ShardPart], T]) -> list[T]:
        return self._each(self._shards, ask)

    def _each(self, shards: Iterable[ShardPart], ask: Callable[[ShardPart], T]) -> list[T]:
        told: list[T] = []
        failed: EngineDown | LogFailed | None = None
        for shard in shards:
            try:
                told.append(ask(shard))
            except (EngineDown, LogFailed) as error:
                failed = error
        if failed is not None:
            raise failed
        return told

    def _any(self, ask: Callable[[ShardPart], T]) -> T:
        for shard in self._shards[:-1]:
            try:
                return ask(shard)
            except EngineDown:
                continue
        return ask(self._shards[-1])


def connect_all(paths: Sequence[Path]) -> Engine:
    """The engine behind one socket, or the one whose shards listen on these, by number."""
    return connect(paths[0]) if len(paths) == 1 else ShardedEngine([connect(path) for path in paths])
