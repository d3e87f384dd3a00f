"""Learned rows for codes, growing with what is met: no two codes share a row, and rare ones wait together.

A code (a video, a creator, a tag ...) gets a row of its own once it was met ``admit`` times; until then it
uses the row «rare» of its column, which is learned from all of them. A code not met for ``keep`` lessons
loses its row to others. Each row learns at its own pace (row-wise Adagrad: Duchi et al., 2011). The shape
is that of Monolith (Liu et al., 2022): collisionless tables with admission and expiry.

Codes are found by open addressing over whole 64-bit keys, a column of probes at a time.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.ranker.schema import Ints, Singles

Keys = npt.NDArray[np.uint64]
_EMPTY = np.uint64(0)
_NO_ROW = -1
_START = 1e-3
"""What the sum of squares begins with."""


class Tables:
    """Rows for the values of ``columns`` columns: ``width`` numbers that say what it is, and ``heads``
    biases."""

    def __init__(self, columns: int, width: int, heads: int, admit: int = 3, keep: int = 200_000) -> None:
        self.columns, self.width, self.heads, self.admit, self.keep = columns, width, heads, admit, keep
        self.rows = np.zeros((max(256, 2 * columns), width), np.float32)
        self.biases = np.zeros((len(self.rows), heads), np.float32)
        self.squares = np.full((len(self.rows), 2), _START, np.float32)
        """Of the row, and of the biases: they learn apart."""
        self.used = columns
        """Rows given out; the first ``columns`` are the rare ones."""
        self.free: list[int] = []
        self.clock = 0
        """Lessons so far."""
        self._rooms(1024)

    def __len__(self) -> int:
        """Codes with a row of their own."""
        return self.used - self.columns - len(self.free)

    def find(self, codes: Ints, column: Ints) -> Ints:
        """The row of each code in its column, nothing changed."""
        slots = self._probe(_key(codes, column))
        row = np.where(slots >= 0, self.slot_row[slots], _NO_ROW)
        return np.where(row >= 0, row, column)

    def meet(self, codes: Ints, column: Ints) -> Ints:
        """The row of each code in its column, counting the meeting and giving out rows that are due."""
        keys = _key(codes, column)
        slots = self._probe(keys)
        if (slots < 0).any():
            missing, first = np.unique(keys[slots < 0], return_index=True)
            self._insert(missing, column[slots < 0][first])
            slots = self._probe(keys)
        self.slot_seen[slots] = self.clock
        waiting = slots[self.slot_row[slots] < 0]
        if len(waiting):
            due, times = np.unique(waiting, return_counts=True)
            self.slot_count[due] += np.minimum(times, 1000).astype(np.int32)
            self._admit(due[self.slot_count[due] >= self.admit])
        row = self.slot_row[slots]
        return np.where(row >= 0, row, column)

    def learn(self, rows: Ints, slopes: Singles, of_biases: Singles, rate: float, clip: float) -> None:
        """One step against ``slopes`` (len(rows), width) and ``of_biases`` (examples, heads), the same for
        each of an example's ``columns`` rows; rows named twice take the sum."""
        order = rows.argsort()
        ordered = rows[order]
        starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        mine = ordered[starts]
        sums = np.add.reduceat(slopes[order], starts, axis=0)
        bias_sums = np.add.reduceat(of_biases[order // self.columns], starts, axis=0)
        size = np.einsum("ij,ij->i", sums, sums)
        bias_size = np.einsum("ij,ij->i", bias_sums, bias_sums)
        shrink = np.minimum(1.0, clip / np.sqrt(np.maximum(size + bias_size, 1e-20))).astype(np.float32)
        grown = np.stack([size / self.width, bias_size / self.heads], 1) * np.square(shrink)[:, None]
        squares = self.squares[mine] + grown
        self.squares[mine] = squares
        pace = np.float32(rate) * shrink[:, None] / np.sqrt(squares)
        sums *= pace[:, :1]
        bias_sums *= pace[:, 1:]
        self.rows[mine] -= sums
        self.biases[mine] -= bias_sums

    def tick(self) -> None:
        """A lesson has passed; now and then, forget what was not met for long."""
        self.clock += 1
        if self.clock % 4096 == 0:
            self._expire()

    def dump(self) -> dict[str, Any]:
        live = np.flatnonzero(self.slot_key != _EMPTY)
        live = live[np.argsort(self.slot_key[live])]
        return {
            "columns": self.columns,
            "width": [self.width, self.heads],
            "used": self.used,
            "free": self.free,
            "clock": self.clock,
            "rows": self.rows[: self.used].tobytes(),
            "biases": self.biases[: self.used].tobytes(),
            "squares": self.squares[: self.used].tobytes(),
            "key": self.slot_key[live].tobytes(),
            "row": self.slot_row[live].tobytes(),
            "count": self.slot_count[live].tobytes(),
            "seen": self.slot_seen[live].tobytes(),
            "column": self.slot_column[live].tobytes(),
        }

    def load(self, whole: dict[str, Any]) -> None:
        """Become what ``dump`` described. Raises KeyError, TypeError or ValueError for anything else."""
        if (whole["columns"], whole["width"]) != (self.columns, [self.width, self.heads]):
            raise ValueError("tables of another shape")
        self.used, self.clock = int(whole["used"]), int(whole["clock"])
        self.free = [int(one) for one in whole["free"]]
        rows = np.frombuffer(whole["rows"], np.float32).reshape(self.used, self.width)
        biases = np.frombuffer(whole["biases"], np.float32).reshape(self.used, self.heads)
        if not (np.isfinite(rows).all() and np.isfinite(biases).all()):
            raise ValueError("rows that are no numbers")
        self.rows = np.zeros((max(256, 2 * self.used), self.width), np.float32)
        self.rows[: self.used] = rows
        self.biases = np.zeros((len(self.rows), self.heads), np.float32)
        self.biases[: self.used] = biases
        self.squares = np.full((len(self.rows), 2), _START, np.float32)
        self.squares[: self.used] = np.frombuffer(whole["squares"], np.float32).reshape(self.used, 2)
        keys = np.frombuffer(whole["key"], np.uint64)
        self._rooms(max(1024, 4 * len(keys)))
        slots = self._claim(keys)
        self.slot_row[slots] = np.frombuffer(whole["row"], np.int64)
        self.slot_count[slots] = np.frombuffer(whole["count"], np.int32)
        self.slot_seen[slots] = np.frombuffer(whole["seen"], np.int64)
        self.slot_column[slots] = np.frombuffer(whole["column"], np.int64)
        if len(keys) and not (self.slot_row.min() >= -1 and self.slot_row.max() < self.used):
            raise ValueError("a code points outside the rows")

    def _rooms(self, at_least: int) -> None:
        size = 1 << (at_least - 1).bit_length()
        self.slot_key = np.zeros(size, np.uint64)
        self.slot_row = np.full(size, _NO_ROW, np.int64)
        self.slot_count = np.zeros(size, np.int32)
        self.slot_seen = np.zeros(size, np.int64)
        self.slot_column = np.zeros(size, np.int64)
        self.taken = 0

    def _probe(self, keys: Keys) -> Ints:
        """The slot of each key; -1 where there is none."""
        mask = np.uint64(len(self.slot_key) - 1)
        at = (keys & mask).astype(np.int64)
        there = self.slot_key[at]
        found = np.where(there == keys, at, -1)
        going = np.flatnonzero((there != keys) & (there != _EMPTY))
        while len(going):
            at[going] = (at[going] + 1) & int(mask)
            there = self.slot_key[at[going]]
            hit = there == keys[going]
            found[going[hit]] = at[going[hit]]
            going = going[~hit & (there != _EMPTY)]
        return found

    def _insert(self, keys: Keys, column: Ints) -> None:
        if 2 * (self.taken + len(keys)) > len(self.slot_key):
            self._rehash(np.flatnonzero(self.slot_key != _EMPTY), 4 * (self.taken + len(keys)))
        self.slot_column[self._claim(keys)] = column

    def _claim(self, keys: Keys) -> Ints:
        """Slots for keys that have none yet, each along its own way of probing."""
        mask = len(self.slot_key) - 1
        at = (keys & np.uint64(mask)).astype(np.int64)
        going = np.arange(len(keys))
        while len(going):
            empty = going[self.slot_key[at[going]] == _EMPTY]
            _, first = np.unique(at[empty], return_index=True)
            won = empty[first]
            self.slot_key[at[won]] = keys[won]
            lost = np.ones(len(keys), np.bool_)
            lost[won] = False
            going = going[lost[going]]
            at[going] = np.where(self.slot_key[at[going]] == _EMPTY, at[going], (at[going] + 1) & mask)
        self.taken += len(keys)
        return at

    def _rehash(self, live: Ints, room: int) -> None:
        names = ("slot_row", "slot_count", "slot_seen", "slot_column")
        keys, kept = self.slot_key[live], {name: getattr(self, name)[live] for name in names}
        self._rooms(room)
        slots = self._claim(keys)
        for name, values in kept.items():
            getattr(self, name)[slots] = values

    def _admit(self, slots: Ints) -> None:
        """Give these a row of their own, in the order of their keys: that of slots depends on the room."""
        if not len(slots):
            return
        slots = slots[self.slot_key[slots].argsort()]
        reused = [self.free.pop() for _ in range(min(len(self.free), len(slots)))]
        given = np.concatenate([reused, np.arange(self.used, self.used + len(slots) - len(reused))]).astype(
            np.int64
        )
        self.used += len(slots) - len(reused)
        while self.used > len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
            self.biases = np.concatenate([self.biases, np.zeros_like(self.biases)])
            self.squares = np.concatenate([self.squares, np.full_like(self.squares, _START)])
        self.slot_row[slots] = given
        rare = self.slot_column[slots]
        self.rows[given] = self.rows[rare] + _noise(self.slot_key[slots], self.width)
        self.biases[given] = self.biases[rare]
        self.squares[given] = _START

    def _expire(self) -> None:
        held = self.slot_key != _EMPTY
        stale = held & (self.slot_seen < self.clock - self.keep)
        if not stale.any():
            return
        gone = self.slot_row[stale]
        self.free += sorted(gone[gone >= 0].tolist())
        self._rehash(np.flatnonzero(held & ~stale), max(1024, 4 * int((held & ~stale).sum())))


def _key(codes: Ints | Keys, column: Ints) -> Keys:
    """A well mixed number, never 0, for a code of a column (the finaliser of splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = codes.astype(np.uint64) + (column.astype(np.uint64) + np.uint64(1)) * np.uint64(
            0x9E3779B97F4A7C15
        )
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    never_zero: Keys = np.maximum(mixed, np.uint64(1))
    return never_zero


def _noise(keys: Keys, width: int) -> Singles:
    """Small numbers that depend on the code alone."""
    spread = _key(keys[:, None], np.arange(width)[None, :])
    part = (spread >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)
    return (part - np.float32(0.5)) * np.float32(0.1)
