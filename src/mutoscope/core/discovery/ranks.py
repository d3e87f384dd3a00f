"""Rows in the order of a number, lowest first, so that the front can be read without looking at the rest.

They lie in blocks, each sorted, each after the one before, as in a B-tree of one level: adding or taking away
moves what lies in one block. Equal numbers are told apart by the row.

    ends   (3.0, 7) (8.5, 2) ...
    keys   [1.0 1.0 3.0]  [4.0 8.5]
    rows   [  4   9   7]  [  1   2]
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
_MOST = 1024
"""Rows of a block before it is cut in two."""


class Ranks:
    """A sorted multiset of (key, row), twelve bytes each. Keys are floats, exact for times in ms."""

    def __init__(self) -> None:
        self._keys: list[array[float]] = []
        self._rows: list[array[int]] = []
        self._ends: list[tuple[float, int]] = []

    def __len__(self) -> int:
        return sum(map(len, self._rows))

    def add(self, key: float, row: int) -> None:
        """Hold ``row`` at ``key``; the caller remembers the key, to take it away again."""
        if not self._ends:
            self._keys, self._rows, self._ends = [array("d")], [array("I")], [(key, row)]
        block = min(bisect_left(self._ends, (key, row)), len(self._ends) - 1)
        keys, rows = self._keys[block], self._rows[block]
        place = _place(keys, rows, key, row)
        keys.insert(place, key)
        rows.insert(place, row)
        if len(rows) > _MOST:
            half = _MOST // 2
            self._keys[block : block + 1] = [keys[:half], keys[half:]]
            self._rows[block : block + 1] = [rows[:half], rows[half:]]
            self._ends.insert(block, (keys[half - 1], rows[half - 1]))
            block += 1
        self._ends[block] = max(self._ends[block], (key, row))

    def discard(self, key: float, row: int) -> None:
        """Hold ``row`` at ``key`` no longer; fine when it was not there."""
        block = bisect_left(self._ends, (key, row))
        if block == len(self._ends):
            return
        keys, rows = self._keys[block], self._rows[block]
        place = _place(keys, rows, key, row)
        if place == len(rows) or (keys[place], rows[place]) != (key, row):
            return
        del keys[place], rows[place]
        if rows:
            self._ends[block] = (keys[-1], rows[-1])
        else:
            del self._keys[block], self._rows[block], self._ends[block]

    def blocks(self) -> Iterator[Rows]:
        """All rows in order, some at a time."""
        for rows in self._rows:
            yield np.array(rows, np.int64)

    def first(self, most: int, among: Mask, until: float = math.inf) -> Rows:
        """The first ``most`` rows of ``among``, in order; those far beyond the key ``until`` are not looked
        at."""
        found: list[Rows] = []
        for keys, rows in zip(self._keys, self.blocks(), strict=True):
            if most <= 0 or keys[0] > until:
                break
            found.append(rows[among[rows]][:most])
            most -= len(found[-1])
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def up_to(self, key: float) -> int:
        """How many rows have at most this key."""
        block = bisect_left(self._ends, (key, 1 << 32))
        whole = sum(len(rows) for rows in self._rows[:block])
        return whole + (bisect_right(self._keys[block], key) if block < len(self._keys) else 0)

    @classmethod
    def of(cls, keys: npt.NDArray[np.float64], rows: Rows) -> "Ranks":
        """All of these at once."""
        ranks, order = cls(), np.lexsort((rows, keys))
        keys, rows = keys[order], rows[order]
        for start in range(0, len(rows), _MOST // 2):
            some = slice(start, start + _MOST // 2)
            ranks._keys.append(array("d", keys[some].tobytes()))
            ranks._rows.append(array("I", rows[some].astype(np.uint32).tobytes()))
            ranks._ends.append((ranks._keys[-1][-1], ranks._rows[-1][-1]))
        return ranks


def _place(keys: "array[float]", rows: "array[int]", key: float, row: int) -> int:
    low = bisect_left(keys, key)
    return bisect_left(rows, row, low, bisect_right(keys, key, low))
