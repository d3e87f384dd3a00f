"""What the processes of one machine remember together, in a file that may be lost at any moment.

kept      values by key, each until its time; too many, and those whose time ends first go first
counted   sums that only grow, until ``begin_counting``
"""

import json
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mutoscope.project.caches.throwaway import ThrowawayFile

Sum = tuple[str, str, int]
"""Name, labels as JSON, and the place within a histogram."""

NAME = "memory.sqlite3"
"""The file in the home folder. It may be deleted at any moment."""
MOST = 100_000
"""Values; Django's 300 would let a crowd push rate limits out."""
_SHAPE = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS kept (
  key BLOB PRIMARY KEY, value BLOB NOT NULL, until REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
  name TEXT, labels TEXT, place INTEGER, amount REAL NOT NULL, PRIMARY KEY (name, labels, place)
) WITHOUT ROWID;
"""
_PUT = (
    "INSERT INTO kept VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until"
)
_TIDY_EVERY = 1_000
"""Writes of this process after which it takes out what has ended."""


class Memory:
    """Times are seconds since 1970. Every method may raise sqlite3.Error or OSError, as on a full disk."""

    def __init__(self, path: Path, most: int = MOST) -> None:
        self._file = ThrowawayFile(path, _TABLES, _SHAPE)
        self._most, self._writes = most, 0

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys and has not ended."""
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT key, value FROM kept WHERE key IN ({marks}) AND until > ?"  # noqa: S608 - only marks
        return dict(self._file.ask(sql, (*keys, time.time())))

    def get(self, key: bytes) -> bytes | None:
        rows = self._file.ask("SELECT value FROM kept WHERE key = ? AND until > ?", (key, time.time()))
        return rows[0][0] if rows else None

    def put(self, key: bytes, value: bytes, until: float) -> None:
        self._keep(_PUT, (key, value, until))

    def swap(self, key: bytes, before: bytes | None, after: bytes, until: float) -> bool:
        """Keep ``after`` if what is kept is still ``before`` (None: nothing); whether it was."""
        if before is None:
            return self._keep(f"{_PUT} WHERE until <= ?", (key, after, until, time.time()))
        sql = "UPDATE kept SET value = ?, until = ? WHERE key = ? AND value = ?"
        return self._keep(sql, (after, until, key, before))

    def prolong(self, key: bytes, until: float) -> bool:
        """Whether there was something to keep for longer, or for less long."""
        return self._keep("UPDATE kept SET until = ? WHERE key = ? AND until > ?", (until, key, time.time()))

    def drop(self, key: bytes) -> bool:
        return self._keep("DELETE FROM kept WHERE key = ? AND until > ?", (key, time.time()))

    def clear(self) -> None:
        self._keep("DELETE FROM kept", ())

    def count(self, amounts: dict[Sum, float]) -> None:
        """Add to the sums."""
        sql = (
            "INSERT INTO counted SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
            "json_extract(value, '$[2]'), json_extract(value, '$[3]') "
            "FROM json_each(?) WHERE true "
            "ON CONFLICT DO UPDATE SET amount = amount + excluded.amount"
        )
        self._file.write(sql, (json.dumps([[*which, amount] for which, amount in amounts.items()]),))

    def counted(self) -> dict[Sum, float]:
        """Every sum."""
        rows = self._file.ask("SELECT name, labels, place, amount FROM counted")
        return {(name, labels, place): amount for name, labels, place, amount in rows}

    def begin_counting(self) -> None:
        """Every sum is nothing again."""
        self._file.write("DELETE FROM counted")

    def close(self) -> None:
        self._file.close()

    def _keep(self, sql: str, words: tuple[object, ...]) -> bool:
        changed = self._file.write(sql, words)
        self._writes += 1
        if self._writes % _TIDY_EVERY == 0:
            self.tidy()
        return changed > 0

    def tidy(self) -> None:
        """Take out what has ended, so that nothing of it is on the disk; and, of too many, what ends first: a
        quarter, so that this is seldom."""
        self._file.write("DELETE FROM kept WHERE until <= ?", (time.time(),))
        many = self._file.ask("SELECT COUNT(*) FROM kept")[0][0]
        if many > self._most:
            surplus = many - self._most * 3 // 4
            sql = "DELETE FROM kept WHERE key IN (SELECT key FROM kept ORDER BY until LIMIT ?)"
            self._file.write(sql, (surplus,))
        self._file.fold_log()


def begin(path: Path) -> None:
    """The web starts: every sum in that file is nothing again, and what ended meanwhile is taken out.

    Nothing stays open.
    """
    memory = Memory(path)
    with suppress(sqlite3.Error, OSError):  # the disk is full: sums go on where they were
        memory.begin_counting()
        memory.tidy()
    memory.close()


_memories: dict[Path, Memory] = {}
_of_parents: list[dict[Path, Memory]] = []


def memory_at(path: Path) -> Memory:
    """The one of this process for that file."""
    found = _memories.get(path)
    return found if found is not None else _memories.setdefault(path, Memory(path))


def memory_of(home: Path) -> Memory:
    return memory_at(home / NAME)


def _begin_anew() -> None:
    """A forked child must neither use nor close what its parent has open."""
    _of_parents.append(dict(_memories))
    _memories.clear()


os.register_at_fork(after_in_child=_begin_anew)
