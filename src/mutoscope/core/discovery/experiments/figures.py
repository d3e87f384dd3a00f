"""What is counted of each unit of an experiment, and its sums over units: all that a look at an arm needs.

    of each measure, over units:   n, sum y, sum x, sum y^2, sum x^2, sum x y

They are whole numbers, so taking a unit out again leaves exactly what was there before it, in any order; and
a look costs the same whether ten viewers are counted or a hundred thousand.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FIGURES = (
    "pages",
    "watches",
    "long_views",
    "skips",
    "hides",
    "reports",
    "sessions",
    "returned",
    "trouble",
    "took_us",
)
"""What is counted of each unit; ``returned``: 1 for whoever opened the feed again on a later day."""
MEASURES: dict[str, tuple[tuple[str, ...], str]] = {
    "long views per session": (("long_views",), "sessions"),
    "videos per session": (("watches",), "sessions"),
    "sessions per viewer": (("sessions",), ""),
    "came back on another day": (("returned",), ""),
    "skips": (("skips",), "watches"),
    "refusals": (("hides", "reports"), "watches"),
    "trouble": (("trouble",), "pages"),
    "latency": (("took_us",), "pages"),
}
"""Figure -> (what is summed, per what; empty: per viewer). Refusals are hides and reports, at most one for
each video watched, so that nobody counts a thousand times."""
Counts = npt.NDArray[np.int64]
"""(unit, figure)"""
_PLACES = {
    name: ([FIGURES.index(one) for one in over], FIGURES.index(under) if under else -1)
    for name, (over, under) in MEASURES.items()
}
_MOST = 1 << 62


class Sums:
    """Of the units of one arm."""

    def __init__(self) -> None:
        self.units = 0
        self._of = {name: [0, 0, 0, 0, 0] for name in MEASURES}
        """[sum y, sum x, sum y^2, sum x^2, sum x y]"""

    @classmethod
    def of(cls, figures: Counts) -> "Sums":
        sums = cls()
        sums.units = len(figures)
        for name, of in sums._of.items():
            y, x = _columns(name, figures)
            of[:] = [int(y.sum()), int(x.sum()), _product(y, y), _product(x, x), _product(x, y)]
        return sums

    def join(self, row: Sequence[int]) -> None:
        """A unit with these figures is one more."""
        self.units += 1
        for name in MEASURES:
            self._add(name, row, 1)

    def leave(self, row: Sequence[int]) -> None:
        """A unit with these figures is one less."""
        self.units -= 1
        for name in MEASURES:
            self._add(name, row, -1)

    def moved(self, before: Sequence[int], after: Sequence[int], measures: Sequence[str]) -> None:
        """The figures of a unit are others now, which tells in these measures alone."""
        for name in measures:
            self._add(name, before, -1)
            self._add(name, after, 1)

    def total(self, measure: str) -> tuple[int, int]:
        """(sum y, sum x)"""
        y, x, *_ = self._of[measure]
        return y, x

    def ratio(self, measure: str) -> tuple[float, float]:
        """(sum y / sum x, its standard error) over units; both 0 where nothing was counted."""
        y, x, yy, xx, xy = self._of[measure]
        n = self.units
        if n < 2 or x <= 0:
            return 0.0, 0.0
        off = x * x * yy - 2 * x * y * xy + y * y * xx  # sum (y_i - R x_i)^2, times x^2
        return y / x, math.sqrt(n / (n - 1) * (off / (x * x))) / x

    def _add(self, name: str, row: Sequence[int], sign: int) -> None:
        over, under = _PLACES[name]
        y, x = row[over[0]], 1
        for place in over[1:]:
            y += row[place]
        if under >= 0:
            x = row[under]
        if name == "refusals":
            y = min(y, x)
        of = self._of[name]
        of[0] += sign * y
        of[1] += sign * x
        of[2] += sign * y * y
        of[3] += sign * x * x
        of[4] += sign * x * y


def touched_by(*names: str) -> tuple[str, ...]:
    """The measures in which these figures tell."""
    return tuple(one for one, (over, under) in MEASURES.items() if {*over, under} & set(names))


def _columns(name: str, figures: Counts) -> tuple[Counts, Counts]:
    over, under = _PLACES[name]
    y = figures[:, over].sum(1)
    x = figures[:, under] if under >= 0 else np.ones(len(y), np.int64)
    return (np.minimum(y, x) if name == "refusals" else y), x


def _product(one: Counts, other: Counts) -> int:
    if not len(one):
        return 0
    if int(np.abs(one).max()) * int(np.abs(other).max()) * len(one) < _MOST:
        return int(one @ other)
    return int(one.astype(object) @ other.astype(object))
