"""What came of each arm, told by unit, so that whoever is forgotten takes their figures along.

A row is opened when somebody is first shown a page of the arm; from then on everything they do counts for it,
whichever page it came from (as they were assigned, not as they were treated: nothing an arm does can choose
who is counted).

What a creator's videos came to in each arm is told of the creator and names no viewer: it stays when one of
them is forgotten. So does the number of pages after which a guard is asked.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from mutoscope.core.discovery.contracts import Event
from mutoscope.core.discovery.experiments.buckets import NO_ARM
from mutoscope.core.discovery.experiments.figures import FIGURES, Counts, Sums, touched_by
from mutoscope.core.units import DAY_MS

_FIRST, _LAST, _HEAD = 1, 2, 3
"""Before the figures of a row: its arm, the unit's first page and its last one, in ms."""
_WIDTH = _HEAD + len(FIGURES)
_AT = {name: place for place, name in enumerate(FIGURES, _HEAD)}
_PAGES, _SESSIONS, _RETURNED = _AT["pages"], _AT["sessions"], _AT["returned"]
_TROUBLE, _TOOK_US = _AT["trouble"], _AT["took_us"]
_WATCHES, _LONG, _SKIPS = _AT["watches"], _AT["long_views"], _AT["skips"]
_REFUSALS = {"not_interested": _AT["hides"], "report": _AT["reports"]}
SESSION_MS = 30 * 60_000
"""A page later than this after the one before begins another session."""
_ENOUGH_MS, _SKIP_MS = 18_000, 2_000
_LONGEST_US = 10_000_000
_MANY_GONE = 64
"""So many empty rows, and a quarter of all, are cleared away together."""


MOST = 100_000
"""Units of one experiment: whoever comes later has its feed and is not counted. Who is counted does not hang
on what came of it, so this bounds memory and spoils nothing."""
_BY_WATCH = touched_by("watches", "long_views", "skips")
_BY_REFUSAL = touched_by("hides", "reports")
_BY_PAGE = touched_by("pages", "took_us", "trouble")
_BY_SESSION = touched_by("pages", "took_us", "trouble", "sessions", "returned")

_GONE = array("q", [NO_ARM] * _WIDTH)


def is_long(event: Event) -> bool:
    """Whether a watch was a long view: 85 % of the video, or 18 s."""
    return event.duration_ms > 0 and event.watched_ms >= min(0.85 * event.duration_ms, _ENOUGH_MS)


class Ledger:
    """Rows of one experiment, in one piece of memory, and the sums over them that a look at it reads."""

    def __init__(self, shares: Sequence[float]) -> None:
        self.shares = tuple(shares)
        """Of the arms, as they stand to each other; they may grow together."""
        self.creators: list[dict[int, list[int]]] = [{} for _ in shares]
        """By arm: creator -> [videos watched, long views]."""
        self.sums = [Sums() for _ in shares]
        """By arm."""
        self.began_ms = 0
        """When the first page went out."""
        self._places: dict[str, int] = {}
        """Unit -> where its row begins in the cells, in the order of the rows."""
        self._cells = array("q")
        self._gone = 0
        """Rows of units that were forgotten."""

    def __len__(self) -> int:
        return len(self._places)

    def fits(self, shares: Sequence[float]) -> bool:
        """Whether figures may go on with these shares: only where they stand to each other as before. Else
        those who are let in would all be of one arm, and the rest would be counted already."""
        mine, theirs = sum(self.shares), sum(shares)
        return len(shares) == len(self.shares) and all(
            math.isclose(one / mine, other / theirs, abs_tol=1e-9)
            for one, other in zip(self.shares, shares, strict=True)
        )

    def arm_of(self, unit: str) -> int:
        """The arm a unit was counted in; ``NO_ARM``: none."""
        at = self._places.get(unit)
        return NO_ARM if at is None else self._cells[at]

    def put(self, unit: str, row: Sequence[int]) -> int:
        """Add the row [arm, first and last page in ms, figures ...] of a unit that had none. Raises
        ValueError for one of other figures."""
        if len(row) != _WIDTH:
            raise ValueError("a row of other figures")
        at = self._places[unit] = len(self._cells)
        self._cells.extend(row)
        self.sums[row[0]].join(row[_HEAD:])
        return at

    def shown(self, unit: str, arm: int, at_ms: int, took_us: int, trouble: bool) -> None:
        """A page went out."""
        self.began_ms = self.began_ms or at_ms
        at = self._places.get(unit)
        if at is None:
            if len(self) >= MOST:
                return
            at = self.put(unit, [arm, at_ms, 0, *[0] * len(FIGURES)])
        cells, before, moved = self._cells, self._figures(at), _BY_PAGE
        if at_ms - cells[at + _LAST] > SESSION_MS:
            moved = _BY_SESSION
            cells[at + _SESSIONS] += 1
            cells[at + _RETURNED] |= int(at_ms // DAY_MS > cells[at + _FIRST] // DAY_MS)
        cells[at + _LAST] = max(cells[at + _LAST], at_ms)
        cells[at + _PAGES] += 1
        cells[at + _TOOK_US] += min(max(took_us, 0), _LONGEST_US)
        cells[at + _TROUBLE] += trouble
        self._moved(at, before, moved)

    def heard(self, unit: str, event: Event, creator_id: int) -> None:
        """Something was done by somebody, who counts if they were shown a page before."""
        at, cells = self._places.get(unit), self._cells
        if at is None or event.at_ms < cells[at + _FIRST]:
            return
        before = self._figures(at)
        if event.kind == "watch":
            ratio = event.watched_ms / event.duration_ms if event.duration_ms > 0 else 0.0
            long = is_long(event)
            cells[at + _WATCHES] += 1
            cells[at + _LONG] += long
            cells[at + _SKIPS] += event.watched_ms < _SKIP_MS and ratio < 0.3
            theirs = self.creators[cells[at]].setdefault(creator_id, [0, 0])
            theirs[0] += 1
            theirs[1] += long
            self._moved(at, before, _BY_WATCH)
        elif event.kind in _REFUSALS:
            cells[at + _REFUSALS[event.kind]] += 1
            self._moved(at, before, _BY_REFUSAL)

    def forget(self, unit: str) -> None:
        at = self._places.pop(unit, None)
        if at is None:
            return
        self.sums[self._cells[at]].leave(self._figures(at))
        self._cells[at : at + _WIDTH] = _GONE
        self._gone += 1
        if self._gone > _MANY_GONE + len(self) // 4:
            self._cells = array("q", self._table().tobytes())
            self._places = {one: place * _WIDTH for place, one in enumerate(self._places)}
            self._gone = 0

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """(unit, [arm, first and last page in ms, figures ...])"""
        for unit, at in self._places.items():
            yield unit, self._cells[at : at + _WIDTH].tolist()

    def columns(self) -> tuple[Counts, Counts]:
        """(arms (unit,), figures (unit, figure))."""
        table = self._table()
        return table[:, 0], table[:, _HEAD:]

    def _figures(self, at: int) -> "array[int]":
        return self._cells[at + _HEAD : at + _WIDTH]

    def _moved(self, at: int, before: "array[int]", measures: Sequence[str]) -> None:
        self.sums[self._cells[at]].moved(before, self._figures(at), measures)

    def _table(self) -> Counts:
        table = np.array(self._cells, np.int64).reshape(-1, _WIDTH)
        return table[table[:, 0] != NO_ARM] if self._gone else table

    def dump(self) -> list[Any]:
        creators = [[[one, *counts] for one, counts in theirs.items()] for theirs in self.creators]
        return [[[unit, *row] for unit, row in self.rows()], list(self.shares), creators, self.began_ms]

    @classmethod
    def load(cls, told: list[Any]) -> "Ledger":
        """What ``dump`` told. Raises TypeError or ValueError."""
        rows, shares, creators, began_ms = told
        ledger = cls([float(share) for share in shares])
        ledger.began_ms = began_ms
        for unit, *row in rows:
            if len(row) != _WIDTH:
                raise ValueError("a row of other figures")
            ledger._places[unit] = len(ledger._cells)
            ledger._cells.extend(row)
        arms, figures = ledger.columns()
        ledger.sums = [Sums.of(figures[arms == arm]) for arm in range(len(shares))]
        ledger.creators = [{one: counts for one, *counts in theirs} for theirs in creators]
        return ledger
