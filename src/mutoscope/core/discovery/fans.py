"""Who loves a video, by when they first met it; among those of one millisecond, by their keys.

Viewers go by small numbers here and times are packed with a checksum of the key, so a fan is twelve bytes.
"""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

BITS = 22
"""Of a packed time, below the milliseconds: room for 4 million videos, and for times until 2109."""
_LOW = (1 << BITS) - 1


class Fans:
    def __init__(self) -> None:
        self._keys: list[str] = []
        self._sums = array("I")
        self._numbers: dict[str, int] = {}
        self._free: list[int] = []
        self._of: dict[int, tuple[array[int], array[int]]] = {}
        """Row -> (packed times, ascending; the numbers of those viewers)."""

    def __contains__(self, row: int) -> bool:
        return row in self._of

    def __iter__(self) -> Iterator[int]:
        return iter(self._of)

    def count(self, row: int) -> int:
        found = self._of.get(row)
        return len(found[0]) if found else 0

    def latest(self, row: int, most: int) -> list[tuple[int, str]]:
        """(first met, viewer) of the ``most`` who met ``row`` last, oldest first."""
        if row not in self._of:
            return []
        times, numbers = self._of[row]
        keys = self._keys
        return [(at >> BITS, keys[number]) for at, number in zip(times[-most:], numbers[-most:], strict=True)]

    def next_latest(self, row: int, most: int) -> tuple[int, str] | None:
        """The one who would be among the ``most`` latest if one of those left."""
        times, numbers = self._of[row]
        return (times[-most - 1] >> BITS, self._keys[numbers[-most - 1]]) if len(times) > most else None

    def is_latest(self, row: int, at_ms: int, key: str, most: int) -> bool:
        """Whether this fan is among the ``most`` latest."""
        times, numbers = self._of[row]
        if len(times) <= most:
            return True
        first = times[-most]
        mine = at_ms << BITS | self._sums[self._numbers[key]]
        return mine > first or (mine == first and key >= self._keys[numbers[-most]])

    def add(self, row: int, at_ms: int, key: str) -> None:
        """``key`` loves ``row``, which they did not before."""
        times, numbers = self._of.setdefault(row, (array("Q"), array("I")))
        number = self._number(key)
        place = self._place(times, numbers, at_ms, number)
        times.insert(place, at_ms << BITS | self._sums[number])
        numbers.insert(place, number)

    def drop(self, row: int, at_ms: int, key: str) -> None:
        """``key``, who met ``row`` then, loves it no longer."""
        times, numbers = self._of[row]
        place = self._place(times, numbers, at_ms, self._numbers[key])
        del times[place], numbers[place]
        if not times:
            del self._of[row]

    def forget(self, key: str) -> None:
        """Let go of somebody who loves nothing any more."""
        number = self._numbers.pop(key, None)
        if number is not None:
            self._keys[number] = ""
            self._free.append(number)

    def fill(self, loves: Iterable[tuple[str, npt.NDArray[np.uint32], npt.NDArray[np.int64]]]) -> None:
        """All at once: (viewer, rows they love, when they met each), of nobody known yet."""
        of = [(self._number(key), rows, met) for key, rows, met in loves if len(rows)]
        if not of:
            return
        place = np.zeros(len(self._keys), np.int64)
        place[[self._numbers[key] for key in sorted(self._numbers)]] = np.arange(len(self._numbers))
        rows = np.concatenate([rows for _, rows, _ in of]).astype(np.int64)
        numbers = np.repeat([number for number, _, _ in of], [len(rows) for _, rows, _ in of])
        sums = np.array(self._sums, np.uint64)[numbers]
        times = np.concatenate([met for _, _, met in of]).astype(np.uint64) << np.uint64(BITS) | sums
        order = np.lexsort((place[numbers], times, rows))
        rows, times, numbers = rows[order], times[order], numbers[order].astype(np.uint32)
        starts = np.flatnonzero(np.diff(rows, prepend=-1, append=-1))
        for start, end in zip(starts.tolist(), starts[1:].tolist(), strict=False):
            theirs = array("Q", times[start:end].tobytes()), array("I", numbers[start:end].tobytes())
            self._of[int(rows[start])] = theirs

    def _place(self, times: "array[int]", numbers: "array[int]", at_ms: int, number: int) -> int:
        mine = at_ms << BITS | self._sums[number]
        place = bisect_left(times, mine)
        while place < len(times) and times[place] == mine and self._keys[numbers[place]] < self._keys[number]:
            place += 1
        return place

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is None:
            if self._free:
                number = self._free.pop()
            else:
                number = len(self._keys)
                self._keys.append("")
                self._sums.append(0)
            self._numbers[key] = number
            self._keys[number], self._sums[number] = key, zlib.crc32(key.encode()) & _LOW
        return number
