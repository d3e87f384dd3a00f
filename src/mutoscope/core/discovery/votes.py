"""How videos fare, counted in whole numbers so that any order of counting gives the same sums.

One viewer has one vote per video: the best they watched of it. Watching is never read as seconds: a watch
is a ratio, the ratio falls into one of twelve bins, and a bin is worth what its quantile ``q`` among all
watches of videos about as long says (``worths``): a 5 s loop and a 3 min story compete on even terms.

    worth = (-ln(1 - q) - 1) / 2

These are exponential scores (Savage, 1956). Their mean over all watches is nothing, as that of ``q - 1/2``
would be, but most watches are glances and one second of them more or less says little; being held is rare and
says much. A video's quality is its mean worth, shrunk towards nothing while few have watched.
"""

from collections.abc import Iterable
from typing import cast

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import DURATIONS
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.heat import PERIOD_MS, Heat
from mutoscope.core.discovery.ranks import Ranks, Rows
from mutoscope.core.discovery.touches import Columns
from mutoscope.core.units import DAY_MS

RATIO_EDGES = np.array([50, 150, 300, 500, 700, 850, 950, 1050, 1500, 2000, 3000])
BINS = len(RATIO_EDGES) + 1
SHOWN, LIKED, SHARED, REFUSED = BINS, BINS + 1, BINS + 2, BINS + 3
WIDTH = BINS + 4

_PRIOR = np.array([4, 3, 3, 3, 2.5, 2, 2, 2, 1, 0.6, 0.5, 0.4])
"""Watches assumed of every duration bucket before any came in."""
_SHRINK = 12.0
"""Watches worth nothing that every video is assumed to have had: how much one watch varies, over how much
videos do, squared."""
_SPREAD = 0.5
"""How much one watch varies."""
SURE = 0.84
"""Deviations below the mean at which four in five would be above it."""


def worth(quantile: Floats) -> Floats:
    """What a watch at this quantile is worth: -1/2 at 0, 0 at 0.63, 1.8 at 0.99 and beyond, so that somebody
    who lets a video play in a circle all night has no louder voice than whoever was held by it."""
    worths: Floats = np.minimum((-np.log1p(-quantile) - 1.0) / 2.0, 1.8)
    return worths


def mid_ranks(watches: npt.NDArray[np.int64]) -> Floats:
    """(..., bin): the quantile of each bin among so many watches in each, with those assumed, 0..1."""
    counts = watches + _PRIOR
    return cast(Floats, (counts.cumsum(-1) - counts / 2) / counts.sum(-1, keepdims=True))


_WARMTH = worth(mid_ranks(np.zeros(BINS, np.int64)))
"""Of each bin, as long as nothing is known of watching here."""

Ballots = npt.NDArray[np.int64]
"""One ballot a line."""
Ballot = tuple[int, int, int, int, int, int, int]
"""(period, day, bin or -1, shown, cherished, passed on, refused) of one viewer for one video."""


def ballot(touch: Touch) -> Ballot:
    """What ``touch`` counts for."""
    at = touch.first_ms
    choice = -1 if touch.permille < 0 else int(np.searchsorted(RATIO_EDGES, touch.permille, "right"))
    return (
        at // PERIOD_MS,
        at // DAY_MS,
        choice,
        int(touch.shown),
        int(touch.cherished),
        int(touch.passed_on),
        int(touch.refused_ms > 0),
    )


def ballots(touches: Columns) -> Ballots:
    """``ballot`` of each of many touches."""
    at, permille = touches.common["first_ms"], touches.common["permille"]
    choice = np.where(permille < 0, -1, np.searchsorted(RATIO_EDGES, permille, "right"))
    said = (touches.has("shown"), touches.cherished, touches.passed_on, touches.refused)
    return np.column_stack([at // PERIOD_MS, at // DAY_MS, choice, *said])


class Counts(msgspec.Struct, frozen=True):
    """Everything counted, by row: to be summed up with others, or loaded."""

    rows: Rows
    totals: Ballots
    """(row, column) of ``Votes.totals``."""
    cell_rows: Rows
    cells: Rows
    """As ``Heat`` keeps them, each with its row."""
    days: tuple[tuple[int, int], ...]
    """(day, impressions)."""


class Votes:
    """Counts by catalogue row, and ``lately`` the watches weighted by how recent they are."""

    def __init__(self) -> None:
        self.totals = np.zeros((0, WIDTH), np.int64)
        self.shown = np.zeros(0, np.int64)
        """How many met each."""
        self.by_duration = np.zeros((DURATIONS, BINS), np.int64)
        self.impressions_by_day: dict[int, int] = {}
        self._quantiles: Floats | None = None
        """Made of ``by_duration`` when first asked for after it changed, like what follows."""
        self._worths = np.zeros((WIDTH, DURATIONS + 2))
        """What each column of ``totals`` adds to the surplus in every bucket, to the tilt, to the watches."""
        self._durations: dict[int, int] = {}
        self.lately = Heat(_WARMTH)
        self.best = Ranks()
        """Rows that proved better than the usual, those that surely are so by most first: by a lower bound of
        their quality, with worths as they would be under the prior alone, so that it changes with a row's own
        watches only."""
        self._better = np.zeros(0)

    def count(self, row: int, before: Ballot | None, after: Ballot | None) -> None:
        """Replace a viewer's earlier ballot for ``row`` by a later one."""
        if before == after:
            return
        if row >= len(self.totals):
            self._grow(row)
        if before is not None:
            self._add(row, before, -1)
        if after is not None:
            self._add(row, after, 1)
        self.lately.weigh(row)
        self._rank(row)

    def lasts(self, row: int, duration: int | None) -> None:
        """Say into which duration bucket ``row`` falls, None for none; its watches move with it."""
        if row >= len(self.totals):
            self._grow(row)
        before = self._durations.get(row)
        if before == duration:
            return
        if before is not None:
            self.by_duration[before] -= self.totals[row, :BINS]
        self._quantiles = None
        if duration is None:
            del self._durations[row]
            return
        self.by_duration[duration] += self.totals[row, :BINS]
        self._durations[row] = duration

    def quantiles(self) -> Floats:
        """(duration bucket, bin) -> mid-rank quantile of that bin among watches of that bucket, 0..1."""
        if self._quantiles is None:
            self._quantiles = mid_ranks(self.by_duration)
            self._worths[:BINS, :DURATIONS] = worth(self._quantiles).T
            self._worths[[LIKED, SHARED, REFUSED], DURATIONS] = 0.3, 0.4, -0.5
            self._worths[:BINS, DURATIONS + 1] = 1.0
        return self._quantiles

    def worths(self) -> Floats:
        """(duration bucket, bin) -> worth of such a watch."""
        self.quantiles()
        return self._worths[:BINS, :DURATIONS].T

    def quality(self, rows: npt.NDArray[np.int64], durations: npt.NDArray[np.int8]) -> tuple[Floats, Floats]:
        """Mean worth of each row's watches, -0.5..1, and its deviation; likes and refusals tilt it."""
        self.quantiles()
        sums = self.totals[rows] @ self._worths
        tilt, n = sums[:, DURATIONS], sums[:, DURATIONS + 1]
        mean = (sums[np.arange(len(rows)), durations] + tilt) / (n + _SHRINK)
        return np.minimum(np.maximum(mean, -0.5), 1.0), _SPREAD / np.sqrt(n + _SHRINK)

    def heat(self, rows: npt.NDArray[np.int64], durations: npt.NDArray[np.int8], now_ms: int) -> Floats:
        """Of each row: recent watching above expectation, halving every twelve hours, never below 0."""
        self.quantiles()
        surplus = self.lately.decayed[rows] @ self._worths[:BINS, :DURATIONS]
        heat: Floats = np.maximum(surplus[np.arange(len(rows)), durations], 0.0)
        return heat * self.lately.since(now_ms)

    def fill(self, parts: Iterable[tuple[Rows, Ballots]]) -> None:
        """Count (row, ballot) of many viewers at once, where none was counted yet."""
        room, watched = len(self.totals), []
        totals = np.zeros(room * WIDTH, np.int64)
        for rows, cast_ in parts:
            period, day, choice, *said = cast_.T
            known = choice >= 0
            totals += np.bincount(rows[known] * WIDTH + choice[known], minlength=len(totals))
            for column, which in enumerate(said, SHOWN):
                totals += np.bincount(rows[which > 0] * WIDTH + column, minlength=len(totals))
            for one, count in zip(*np.unique(day[said[0] > 0], return_counts=True), strict=True):
                self.impressions_by_day[int(one)] = self.impressions_by_day.get(int(one), 0) + int(count)
            watched.append(self.lately.notes(rows[known], period[known], choice[known]))
        self._settle(totals.reshape(room, WIDTH), watched)

    def hear(self, rows: Rows, was: Ballots, now: Ballots) -> None:
        """Replace many ballots of other shards' viewers, of any rows: the same as ``count`` of each."""
        touched = np.unique(rows)
        if not len(touched):
            return
        if touched[-1] >= len(self.totals):
            self._grow(int(touched[-1]))
        for sign, cast_ in ((1, now), (-1, was)):  # added first: what a batch takes back it may have brought
            period, day, choice, *said = cast_.T
            known = choice >= 0
            np.add.at(self.totals, (rows[known], choice[known]), sign)
            for column, which in enumerate(said, SHOWN):
                np.add.at(self.totals, (rows, np.full(len(rows), column)), sign * which)
            np.add.at(self.shown, rows, sign * said[0])
            for one, count in zip(*np.unique(day[said[0] > 0], return_counts=True), strict=True):
                days = self.impressions_by_day
                days[int(one)] = days.get(int(one), 0) + sign * int(count)
            bucket = self._buckets(rows)
            placed = known & (bucket >= 0)
            np.add.at(self.by_duration, (bucket[placed], choice[placed]), sign)
            self.lately.count_many(rows[known], period[known], choice[known], sign)
        self._quantiles = None
        for row in touched.tolist():
            self.lately.weigh(row)
        self._rerank(touched)

    def _buckets(self, rows: Rows) -> Rows:
        """The duration bucket of each row, -1 where none is known."""
        return np.array([self._durations.get(row, -1) for row in rows.tolist()], np.int64)

    def _rerank(self, rows: Rows) -> None:
        better = _surely(self.totals[rows, :BINS])
        for row, now in zip(rows.tolist(), better.tolist(), strict=True):
            before = float(self._better[row])
            if before > 0.0:
                self.best.discard(-before, row)
            if now > 0.0:
                self.best.add(-now, row)
        self._better[rows] = better

    def _settle(self, totals: Ballots, watched: list[Rows]) -> None:
        """Take over sums, and all that follows from them."""
        self.totals = totals
        self.shown = self.totals[:, SHOWN].copy()
        for row, duration in self._durations.items():
            self.by_duration[duration] += self.totals[row, :BINS]
        self._quantiles = None
        self._better = _surely(self.totals[:, :BINS])
        better = np.flatnonzero(self._better > 0.0)
        self.best = Ranks.of(-self._better[better], better)
        self.lately.fill(np.concatenate([np.zeros(0, np.int64), *watched]))

    def load(self, parts: Iterable[Counts]) -> None:
        """Be the sum of what was counted elsewhere, where nothing was counted yet."""
        totals = np.zeros_like(self.totals)
        watched = []
        for one in parts:
            np.add.at(totals, one.rows, one.totals)
            for day, count in one.days:
                self.impressions_by_day[day] = self.impressions_by_day.get(day, 0) + count
            watched.append(Heat.notes_of(one.cell_rows, one.cells))
        self._settle(totals, watched)

    def counts(self) -> Counts:
        """Everything counted, as ``load`` takes it."""
        rows = np.flatnonzero(self.totals.any(1))
        cell_rows, cells = self.lately.cells()
        return Counts(rows, self.totals[rows], cell_rows, cells, tuple(self.impressions_by_day.items()))

    def impressions(self, now_ms: int, days: int) -> int:
        """First meetings of a viewer and a video in the last ``days``."""
        today = now_ms // DAY_MS
        return sum(self.impressions_by_day.get(day, 0) for day in range(today - days + 1, today + 1))

    def room(self, rows: int) -> None:
        """Have counters for at least ``rows`` rows."""
        if rows > len(self.totals):
            self._grow(rows)

    def _add(self, row: int, one: Ballot, sign: int) -> None:
        period, day, choice, *counts = one
        self.totals[row, BINS:] += np.array(counts) * sign
        self.shown[row] += counts[0] * sign
        if counts[0]:
            self.impressions_by_day[day] = self.impressions_by_day.get(day, 0) + sign
        if choice < 0:
            return
        self.totals[row, choice] += sign
        duration = self._durations.get(row)
        if duration is not None:
            self.by_duration[duration, choice] += sign
            self._quantiles = None
        self.lately.count(row, period, choice, sign)

    def _rank(self, row: int) -> None:
        if self._better[row] > 0.0:
            self.best.discard(-float(self._better[row]), row)
        self._better[row] = _surely(self.totals[row : row + 1, :BINS])[0]
        if self._better[row] > 0.0:
            self.best.add(-float(self._better[row]), row)

    def _grow(self, row: int) -> None:
        room = max(256, 2 * len(self.totals), row + 1)
        for name in ("totals", "shown", "_better"):
            old = getattr(self, name)
            new = np.zeros((room, *old.shape[1:]), old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
        self.lately.room(room)


def _surely(bins: Ballots) -> Floats:
    """A lower bound of the quality of each line, under the prior; the sums don't depend on how many lines."""
    n = bins.sum(1) + _SHRINK
    bound: Floats = (bins * _WARMTH).sum(1) / n - SURE * _SPREAD / np.sqrt(n)
    return bound
