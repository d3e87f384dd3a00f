"""How a video is being watched lately: its watches by period and bin, and their sum with the old ones faded.

The sum is made anew of whole numbers, in order of time, whenever one of them changes: so it is the same
whatever came first. It is weighed as of a landmark, which moves by whole multiples of 256 periods: that is a
power of two, so moving it rounds nothing.
"""

from array import array
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranks import Ranks, Rows
from mutoscope.core.units import HOUR_MS

PERIOD_MS = 6 * HOUR_MS
HALF_LIFE_PERIODS = 2.0
_REMEMBERED = 40
"""Periods before a video's latest watch that still tell."""
_LEAP = 256
_BINS = 16
"""At most: four bits of a cell."""
_COUNT = 24
"""Bits of a cell for how many: sixteen million of one bin in one period."""
Cells = npt.NDArray[np.int64]


class Heat:
    def __init__(self, prior: Floats) -> None:
        """``prior``: what each bin is worth as long as nothing is known of watching."""
        self._prior = prior
        self.decayed = np.zeros((0, len(prior)))
        """(row, bin): watches, fading, as of the landmark."""
        self.warmest = Ranks()
        """Rows with anything in ``decayed``, by its worth under the prior: nearly the order of what it is
        really worth, and it changes with a row's own watches only."""
        self._warmth = np.zeros(0)
        self._cells: dict[int, array[int]] = {}
        """Row -> its watches: period, bin and how many, in one number each, ascending. Those too old to tell
        are kept: the latest may be taken back, or turn out to have been earlier."""
        self._landmark = -_LEAP

    def count(self, row: int, period: int, bin_: int, sign: int) -> None:
        """One watch more (1) or less (-1)."""
        cells = self._cells.setdefault(row, array("Q"))
        cell = (period * _BINS + bin_) << _COUNT
        place = bisect_left(cells, cell)
        if place < len(cells) and cells[place] >> _COUNT == cell >> _COUNT:
            cells[place] += sign
            if cells[place] == cell:
                del cells[place]
        elif sign > 0:
            cells.insert(place, cell + 1)

    def count_many(self, rows: Rows, periods: Rows, bins: Rows, sign: int) -> None:
        """One watch more (1) or less (-1) of each; none is summed up yet."""
        for row, period, bin_ in zip(rows.tolist(), periods.tolist(), bins.tolist(), strict=True):
            self.count(row, period, bin_, sign)

    def weigh(self, row: int) -> None:
        """Sum up one row's watches after they were counted."""
        cells = self._cells.get(row)
        if cells is None:
            return
        if not cells:
            del self._cells[row]
            self._warm(row, np.zeros(len(self._prior)))
            return
        newest = cells[-1] >> _COUNT + 4
        if newest >= self._landmark + _LEAP:
            self._landmark = newest - newest % _LEAP
            for other in list(self._cells):
                self.weigh(other)
            return
        first = bisect_left(cells, max(newest - _REMEMBERED, 0) * _BINS << _COUNT)
        what, worth = self._told(np.array(cells[first:], np.int64))
        total: Floats = np.bincount(what, worth, len(self._prior))  # type: ignore[assignment]  # weighed: floats
        self._warm(row, total)

    def since(self, now_ms: int) -> float:
        """By how much ``decayed`` has faded at ``now_ms``."""
        age = max(now_ms / PERIOD_MS - self._landmark, 0.0)
        return float(2.0 ** (-age / HALF_LIFE_PERIODS))

    @staticmethod
    def notes(rows: Rows, periods: Rows, bins: Rows) -> Cells:
        """One watch each, as ``fill`` takes them: eight bytes."""
        return rows << 36 | periods * _BINS + bins

    @staticmethod
    def notes_of(rows: Cells, cells: Cells) -> Cells:
        """The notes of what ``cells`` told."""
        notes: Cells = np.repeat(rows << 36 | cells >> _COUNT, cells & (1 << _COUNT) - 1)
        return notes

    def cells(self) -> tuple[Cells, Cells]:
        """(row, cell) of all that was counted."""
        rows = np.repeat(
            list(self._cells) or np.zeros(0, np.int64), [len(one) for one in self._cells.values()]
        )
        told = b"".join(one.tobytes() for one in self._cells.values())
        return rows.astype(np.int64), np.frombuffer(told, np.int64)

    def fill(self, notes: Cells) -> None:
        """Many watches at once, where there were none; ``notes`` are sorted in place."""
        if not len(notes):
            return
        notes.sort()
        firsts = np.flatnonzero(np.diff(notes, prepend=-1))
        counts = np.diff(firsts, append=len(notes))
        told = notes[firsts]
        rows, what = told >> 36, told & (1 << 36) - 1
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        newest = np.maximum.reduceat(what // _BINS, starts)
        self._landmark = int(newest.max() - newest.max() % _LEAP)
        recent = what // _BINS >= np.repeat(newest, np.diff(starts, append=len(rows))) - _REMEMBERED
        cells = what << _COUNT | counts
        bins, worth = self._told(cells[recent])
        place = rows[recent] * len(self._prior) + bins
        sums: Floats = np.bincount(place, worth, self.decayed.size)  # type: ignore[assignment]  # as above
        self.decayed = sums.reshape(self.decayed.shape)
        self._warmth = (self.decayed * self._prior).sum(1)
        self.warmest = Ranks.of(-self._warmth[rows[starts]], rows[starts])
        ends = [*starts[1:].tolist(), len(rows)]
        for row, start, end in zip(rows[starts].tolist(), starts.tolist(), ends, strict=True):
            self._cells[row] = array("Q", cells[start:end].tobytes())

    def room(self, rows: int) -> None:
        """Have sums for so many rows."""
        more = rows - len(self._warmth)
        if more > 0:
            self.decayed = np.concatenate([self.decayed, np.zeros((more, len(self._prior)))])
            self._warmth = np.concatenate([self._warmth, np.zeros(more)])

    def _told(self, cells: Cells) -> tuple[Cells, Floats]:
        """(bin, weight as of the landmark) of each cell."""
        what, counts = cells >> _COUNT, cells & (1 << _COUNT) - 1
        fading: Floats = np.exp2((what // _BINS - self._landmark) / HALF_LIFE_PERIODS)
        return what % _BINS, counts.astype(np.float64) * fading

    def _warm(self, row: int, total: Floats) -> None:
        self.warmest.discard(-float(self._warmth[row]), row)
        self.decayed[row] = total
        self._warmth[row] = (total * self._prior).sum()
        if row in self._cells:
            self.warmest.add(-float(self._warmth[row]), row)
