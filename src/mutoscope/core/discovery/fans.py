"""Who loved a video, in an order that does not depend on who came first: that of a checksum of their keys.

Viewers go by small numbers here, so that a fan is four bytes.
"""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.int64]


class Fans:
    def __init__(self) -> None:
        self._keys: list[str] = []
        self._sums = array("I")
        self._numbers: dict[str, int] = {}
        self._free: list[int] = []
        self._of: dict[int, array[int]] = {}

    def count(self, row: int) -> int:
        return len(self._of.get(row, ()))

    def some(self, row: int, start: int, most: int) -> list[str]:
        """At most so many viewers who loved ``row``, from one that ``start`` picks."""
        fans = self._of.get(row, array("I"))
        return [self._keys[fans[(start + place) % len(fans)]] for place in range(min(most, len(fans)))]

    def add(self, row: int, key: str) -> None:
        """``key`` loves ``row``, which they did not before."""
        fans = self._of.setdefault(row, array("I"))
        number = self._number(key)
        fans.insert(bisect_left(fans, self._order(number), key=self._order), number)

    def drop(self, row: int, key: str) -> None:
        """``key`` loves ``row`` no longer."""
        fans = self._of[row]
        del fans[bisect_left(fans, self._order(self._numbers[key]), key=self._order)]
        if not fans:
            del self._of[row]

    def forget(self, key: str) -> None:
        """Let go of somebody who loves nothing any more."""
        number = self._numbers.pop(key, None)
        if number is not None:
            self._keys[number] = ""
            self._free.append(number)

    def fill(self, loves: Iterable[tuple[str, npt.NDArray[np.uint32]]]) -> None:
        """All at once: (viewer, rows they love), of nobody known yet."""
        of = [(self._number(key), rows) for key, rows in loves if len(rows)]
        if not of:
            return
        keys = sorted(self._numbers, key=lambda key: (self._sums[self._numbers[key]], key))
        place = np.zeros(len(self._keys), np.int64)
        place[[self._numbers[key] for key in keys]] = np.arange(len(keys))
        rows = np.concatenate([rows for _, rows in of])
        numbers = np.repeat([number for number, _ in of], [len(rows) for _, rows in of])
        order = np.lexsort((place[numbers], rows))
        rows, numbers = rows[order], numbers[order].astype(np.uint32)
        starts = np.flatnonzero(np.diff(rows, prepend=-1, append=-1))
        for start, end in zip(starts.tolist(), starts[1:].tolist(), strict=False):
            self._of[int(rows[start])] = array("I", numbers[start:end].tobytes())

    def _order(self, number: int) -> tuple[int, str]:
        return self._sums[number], self._keys[number]

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
            self._keys[number], self._sums[number] = key, zlib.crc32(key.encode())
        return number
