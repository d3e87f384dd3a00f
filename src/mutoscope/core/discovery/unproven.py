"""The videos that few have met: least met first and then newest, and apart the newest of those that anybody
has met. Kept so with every meeting.
"""

import numpy as np

from mutoscope.core.discovery.ranks import Mask, Ranks, Rows

MOST = 64
"""Met more often than this a video is in no need of a first audience; no floor can lie higher."""
_ABSENT = 255


class Unproven:
    def __init__(self) -> None:
        self._met = [Ranks() for _ in range(MOST)]
        """By how many have met them: newest first."""
        self._begun = Ranks()
        """Those that somebody has met: newest first."""
        self._where = np.zeros(0, np.uint8)
        self._keys = np.zeros(0)
        """By row: in which of the ranks it is, and at which key."""

    def place(self, row: int, met: int, published_ms: int) -> None:
        """``row`` may be shown, and so many have met it."""
        if row >= len(self._where):
            self._grow(row)
        key = -float(published_ms)
        if self._where[row] == met and self._keys[row] == key:
            return
        self.drop(row)
        if 0 <= met < MOST:
            self._met[met].add(key, row)
            if met:
                self._begun.add(key, row)
            self._where[row], self._keys[row] = met, key

    def drop(self, row: int) -> None:
        """``row`` may not be shown."""
        if row < len(self._where) and self._where[row] != _ABSENT:
            key = float(self._keys[row])
            self._met[self._where[row]].discard(key, row)
            if self._where[row]:
                self._begun.discard(key, row)
            self._where[row] = _ABSENT

    def first(self, most: int, among: Mask, floor: int) -> Rows:
        """At most so many of ``among`` that fewer than ``floor`` have met."""
        found: list[Rows] = [np.zeros(0, np.int64)]
        for ranks in self._met[:floor]:
            if most <= 0:
                break
            found.append(ranks.first(most, among))
            most -= len(found[-1])
        return np.concatenate(found)

    def begun(self, most: int, among: Mask, since_ms: int) -> Rows:
        """At most so many of ``among`` that some have met, and fewer than ``MOST``: newest first, and hardly
        any from before ``since_ms``."""
        return self._begun.first(most, among, -float(since_ms))

    def fill(self, rows: Rows, met: Rows, published_ms: Rows) -> None:
        """Many at once, where there were none: what may be shown, and how many have met each."""
        if not len(rows):
            return
        self._grow(int(rows.max()))
        keys = -published_ms.astype(np.float64)
        few = met < MOST
        self._where[rows[few]], self._keys[rows[few]] = met[few], keys[few]
        begun = few & (met > 0)
        self._begun = Ranks.of(keys[begun], rows[begun])
        for number in np.unique(met[few]).tolist():
            these = met == number
            self._met[number] = Ranks.of(keys[these], rows[these])

    def _grow(self, row: int) -> None:
        old = len(self._where)
        room = max(256, 2 * old, row + 1)
        self._where = np.concatenate([self._where, np.full(room - old, _ABSENT, np.uint8)])
        self._keys = np.concatenate([self._keys, np.zeros(room - old)])
