"""What one viewer did with each video, packed: some thirty bytes each, made into a ``Touch`` when asked for.

    rows    which, ascending
    common  times, watch and flags of each
    said    of the few that were also liked, saved, reported ...: when

The arrays are never changed, only replaced, so whoever holds them has the facts of one moment. What changed
since they were made waits beside them, and is packed with the next sixty changes or when all are read.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.ranks import Mask

FLAGS = ("shown", "shared", "followed", "profile", "commented")
TIMES = (
    *("liked_ms", "unliked_ms", "reported_ms", "refused_ms"),
    *("saved_ms", "unsaved_ms", "reposted_ms", "unreposted_ms"),
)
COMMON = np.dtype(
    [("first_ms", "<i8"), ("last_ms", "<i8"), ("watched_ms", "<u4"), ("permille", "<i2"), ("flags", "<u2")]
)
SAID = np.dtype([("row", "<u4"), *((name, "<i8") for name in TIMES)])
_WAITING = 64
_UNCHANGED = Touch()
Rows = npt.NDArray[np.uint32]
Times = npt.NDArray[np.int64]


class Columns(msgspec.Struct, frozen=True):
    """Touches as columns, one entry for each; what holds of a ``Touch`` by the same words."""

    rows: Rows
    common: npt.NDArray[Any]
    said: npt.NDArray[Any]
    places: npt.NDArray[np.int64]
    """Of what was said: to which of the touches it belongs."""

    def at(self, name: str) -> Times:
        """One of ``TIMES``, 0 where it was not said."""
        found = np.zeros(len(self.rows), np.int64)
        found[self.places] = self.said[name]
        return found

    def has(self, flag: str) -> Mask:
        set_: Mask = np.not_equal(self.common["flags"] & (1 << FLAGS.index(flag)), 0)
        return set_

    @property
    def cherished(self) -> Mask:
        return (self.at("liked_ms") > self.at("unliked_ms")) | (self.at("saved_ms") > self.at("unsaved_ms"))

    @property
    def passed_on(self) -> Mask:
        reposted = self.at("reposted_ms") > self.at("unreposted_ms")
        return self.has("shared") | reposted | self.has("commented")

    @property
    def refused(self) -> Mask:
        return self.at("refused_ms") > 0

    @property
    def loved(self) -> Mask:
        finished: Mask = np.greater_equal(self.common["permille"], 850)
        return (self.cherished | self.passed_on | finished) & ~self.refused

    @property
    def recent_ms(self) -> Times:
        recent_ms: Times = np.maximum(self.common["last_ms"], self.at("refused_ms"))
        return recent_ms

    def latest(self, ids: Times, most: int) -> npt.NDArray[np.int64]:
        """Places of the ``most`` touched last, oldest first; ties by the number of the video."""
        at = self.recent_ms
        places = np.arange(len(at))
        if len(at) > 4 * most:
            places = np.flatnonzero(at >= np.partition(at, -most)[-most])
        order = np.lexsort((ids[self.rows[places]], at[places]))
        latest: npt.NDArray[np.int64] = places[order[-most:]]
        return latest


class Touches:
    """A mapping of catalogue row to ``Touch``."""

    __slots__ = ("_common", "_count", "_lately", "_rows", "_said")

    def __init__(
        self,
        rows: Rows = np.zeros(0, np.uint32),
        common: npt.NDArray[Any] = np.zeros(0, COMMON),
        said: npt.NDArray[Any] = np.zeros(0, SAID),
    ) -> None:
        self._rows, self._common, self._said = rows, common, said
        self._lately: dict[int, Touch | None] = {}
        """Row -> what it is since the arrays were made; None: taken out."""
        self._count = len(rows)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, row: int) -> bool:
        return self.get(row) is not None

    def __getitem__(self, row: int) -> Touch:
        touch = self.get(row)
        if touch is None:
            raise KeyError(row)
        return touch

    def get(self, row: int) -> Touch | None:
        touch = self._lately.get(row, _UNCHANGED)
        if touch is not _UNCHANGED:
            return touch
        place = int(self._rows.searchsorted(row))
        if place == len(self._rows) or self._rows[place] != row:
            return None
        return _touch(self._common[place].tolist(), self._said_of(row))

    def set(self, row: int, touch: Touch) -> None:
        """Hold ``touch``; it is looked at again when it is packed."""
        self._count += self.get(row) is None
        self._lately[row] = touch
        if len(self._lately) >= _WAITING:
            self._pack()

    def drop(self, row: int) -> None:
        self._count -= self.get(row) is not None
        self._lately[row] = None

    def items(self) -> Iterator[tuple[int, Touch]]:
        """Each (row, touch), by row."""
        self._pack()
        for row in self._rows.tolist():
            yield row, self[row]

    def columns(self) -> Columns:
        """All of them as they are now."""
        self._pack()
        places = np.searchsorted(self._rows, self._said["row"])
        return Columns(self._rows, self._common, self._said, places)

    def _said_of(self, row: int) -> tuple[int, ...]:
        rows = self._said["row"]
        place = int(rows.searchsorted(row))
        if place == len(rows) or rows[place] != row:
            return ()
        times: tuple[int, ...] = self._said[place].tolist()[1:]
        return times

    def _pack(self) -> None:
        if not self._lately:
            return
        changed = np.array(sorted(self._lately), np.uint32)
        kept = ~np.isin(self._rows, changed)
        left = [(row, touch) for row, touch in sorted(self._lately.items()) if touch is not None]
        rows = np.concatenate([self._rows[kept], np.array([row for row, _ in left], np.uint32)])
        common = np.array([_common(touch) for _, touch in left], COMMON)
        order = np.argsort(rows, kind="stable")
        self._common = np.concatenate([self._common[kept], common])[order]
        self._rows = rows[order]
        times = [(row, *_times(touch)) for row, touch in left]
        said = np.array([one for one in times if any(one[1:])], SAID)
        if len(said) or len(self._said):
            said = np.concatenate([self._said[~np.isin(self._said["row"], changed)], said])
            self._said = said[np.argsort(said["row"], kind="stable")]
        self._lately = {}


def _common(touch: Touch) -> tuple[int, ...]:
    flags = sum(getattr(touch, name) << bit for bit, name in enumerate(FLAGS))
    return touch.first_ms, touch.last_ms, touch.watched_ms, touch.permille, flags


def _times(touch: Touch) -> tuple[int, ...]:
    return tuple(getattr(touch, name) for name in TIMES)


def _touch(common: tuple[int, ...], times: tuple[int, ...]) -> Touch:
    first_ms, last_ms, watched_ms, permille, flags = common
    touch = Touch(first_ms=first_ms, last_ms=last_ms, watched_ms=watched_ms, permille=permille)
    for bit, name in enumerate(FLAGS):
        if flags >> bit & 1:
            setattr(touch, name, True)
    for name, at_ms in zip(TIMES, times, strict=False):
        setattr(touch, name, at_ms)
    return touch
