"""The engine's log: everything that ever changed its state, in order, each entry once.

    entry: seq | kind | viewer | key | body

``key`` is unique, so what is delivered twice is written once. Appends are grouped: whoever holds the lock
commits everything that waits, so many small batches share one flush to disk (``synchronous=FULL``).

SQLite before 3.51.3 can lose a commit when one connection restarts the write-ahead log while another
writes. Here a single connection writes and checkpoints, one after the other, and a lock file keeps a
second process away, so that can't happen.
"""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

import msgspec

from mutoscope.adapters.engine.contracts import LogFailed

CHECKPOINT_EVERY = 4_000
"""Entries between two checkpoints of the write-ahead log."""
BESIDE = ("-wal", "-shm")
"""How the names of the files end that belong to a log and to no other one."""
WAY_OUT = (
    "Move log.sqlite3, log.sqlite3-wal and log.sqlite3-shm away, all three; then put back a backup of it,"
    " or begin with what object storage has of it, or else with an empty one"
)
"""Said of a log that is damaged. What a left write-ahead log has would be written into any log put there."""


class Entry(msgspec.Struct, frozen=True):
    kind: str
    """event, put, withdraw, erase, adopt, forget, steer, restart, served, running, stop, proved, resume,
    brought or leave: see ``entries``."""
    key: str
    """Unique over the log; entries with a key seen before are dropped."""
    body: bytes
    viewer: str = ""


Said = Sequence[Entry] | Callable[[], Sequence[Entry]]
"""Entries, or what makes them when it is their turn: all that the log then has was applied before."""
Written = Callable[[Sequence[tuple[int, Entry]]], None]
"""Called with every group in the order of the log, before its appends return."""


class Log(Protocol):
    def append(self, said: Said, *, turning: bool = False) -> list[bool]:
        """Write; for each entry whether it was new. Returns once on disk; after LogFailed nothing is. Nothing
        that comes after ``turning`` ones is made before these were applied."""

    def replay(self, after: int) -> Iterator[tuple[int, Entry]]:
        """Entries after number ``after``, in order."""

    def entries(self, after: int, most: int) -> list[tuple[int, Entry]]:
        """At most so many entries after number ``after``, in order."""

    def theirs(self, viewer: str) -> list[Entry]:
        """Every entry of a viewer, in order."""

    def served_to(self, viewer: str, most: int) -> list[bytes]:
        """Bodies of the latest ``served`` entries of a viewer, newest first."""

    def events(self, after: int, most: int) -> tuple[list[bytes], int]:
        """Bodies of at most ``most`` events after a number, and the number up to which that is all."""

    def page(self, page_id: str) -> bytes | None:
        """The body of the ``served`` entry of a page."""

    def erase(self, viewer: str, up_to: int) -> int:
        """Remove every entry of ``viewer`` up to number ``up_to``; how many there were. After LogFailed they
        may be gone, or not: ask again."""

    def last(self) -> int:
        """Number of the last entry; 0 when empty."""

    def close(self) -> None: ...


class _Ticket:
    def __init__(self, said: Said, turning: bool) -> None:
        self.said = said
        self.turning = turning
        self.entries: Sequence[Entry] = ()
        self.fresh: list[bool] = []
        self.error: Exception | None = None
        self.done = False


class SqliteLog:
    """The log as one SQLite file owned by this process."""

    def __init__(self, path: Path, written: Written) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._written = written
        self._waiting: list[_Ticket] = []
        self._queue = threading.Lock()
        self._writing = threading.RLock()
        self._since_checkpoint = 0
        self.erasing: Callable[[Sequence[int]], None] = lambda _: None
        """Called with the numbers of entries that were erased, before anything follows them."""
        self._owner = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._owner)
            raise LogFailed(f"another engine owns {path}") from error
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError as error:
            os.close(self._owner)
            raise LogFailed(f"the engine's log {path} can't be read: {error}. {WAY_OUT}") from error

    def append(self, said: Said, *, turning: bool = False) -> list[bool]:
        ticket = _Ticket(said, turning)
        with self._queue:
            self._waiting.append(ticket)
        with self._writing:
            while not ticket.done:
                self._commit(self._group())
        if ticket.error:
            raise ticket.error
        return ticket.fresh

    def _group(self) -> list[_Ticket]:
        """Who waits, up to the first that turns something; their entries are made now."""
        with self._queue:
            turns = (place for place, ticket in enumerate(self._waiting, 1) if ticket.turning)
            end = next(turns, len(self._waiting))
            taken, self._waiting = self._waiting[:end], self._waiting[end:]
        for ticket in taken:
            try:
                ticket.entries = _made(ticket.said)
            except Exception as error:
                ticket.error, ticket.done = error, True
        return [ticket for ticket in taken if not ticket.done]

    def _commit(self, group: list[_Ticket]) -> None:
        news: list[tuple[int, Entry]] = []
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for ticket in group:
                for entry in ticket.entries:
                    cursor = self._db.execute(
                        "INSERT OR IGNORE INTO entry (kind, viewer, key, body) VALUES (?, ?, ?, ?)",
                        (entry.kind, entry.viewer, entry.key, entry.body),
                    )
                    ticket.fresh.append(cursor.rowcount == 1)
                    if cursor.rowcount == 1:
                        news.append((int(cursor.lastrowid or 0), entry))
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            failure = LogFailed(f"the engine's log can't be written: {error}")
            for ticket in group:
                ticket.error, ticket.done = failure, True
            return
        for ticket in group:
            ticket.done = True
        self._written(news)
        self._since_checkpoint += len(news)
        if self._since_checkpoint >= CHECKPOINT_EVERY:
            self._since_checkpoint = 0
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def replay(self, after: int) -> Iterator[tuple[int, Entry]]:
        rows = self._db.execute(
            "SELECT seq, kind, key, body, viewer FROM entry WHERE seq > ? ORDER BY seq", (after,)
        )
        for seq, kind, key, body, viewer in rows:
            yield seq, Entry(kind, key, body, viewer)

    def entries(self, after: int, most: int) -> list[tuple[int, Entry]]:
        with self._writing:
            rows = self._db.execute(
                "SELECT seq, kind, key, body, viewer FROM entry WHERE seq > ? ORDER BY seq LIMIT ?",
                (after, most),
            ).fetchall()
        return [(seq, Entry(kind, key, body, viewer)) for seq, kind, key, body, viewer in rows]

    def theirs(self, viewer: str) -> list[Entry]:
        with self._writing:
            rows = self._db.execute(
                "SELECT kind, key, body, viewer FROM entry WHERE viewer = ? AND viewer <> '' ORDER BY seq",
                (viewer,),
            ).fetchall()
        return [Entry(*row) for row in rows]

    def served_to(self, viewer: str, most: int) -> list[bytes]:
        with self._writing:
            rows = self._db.execute(
                "SELECT body FROM entry WHERE viewer = ? AND viewer <> '' AND kind = 'served'"
                " ORDER BY seq DESC LIMIT ?",
                (viewer, most),
            ).fetchall()
        return [row[0] for row in rows]

    def events(self, after: int, most: int) -> tuple[list[bytes], int]:
        with self._writing:
            rows = self._db.execute(
                "SELECT seq, body FROM entry WHERE seq > ? AND kind = 'event' ORDER BY seq LIMIT ?",
                (after, most),
            ).fetchall()
            return [body for _, body in rows], rows[-1][0] if len(rows) == most else self.last()

    def page(self, page_id: str) -> bytes | None:
        with self._writing:
            row = self._db.execute("SELECT body FROM entry WHERE key = ?", (f"s:{page_id}",)).fetchone()
        return row[0] if row else None

    def erase(self, viewer: str, up_to: int) -> int:
        with self._writing:
            try:
                gone = self._db.execute(
                    "DELETE FROM entry WHERE viewer = ? AND viewer <> '' AND seq <= ? RETURNING seq",
                    (viewer, up_to),
                ).fetchall()
                self.erasing([number for (number,) in gone])  # they are, whatever follows
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise LogFailed(f"the engine's log can't be written: {error}") from error
        return len(gone)

    def put_back(self, numbered: Sequence[tuple[int, Entry]]) -> None:
        """Have entries under the numbers they had, in a log that is made again. Raises LogFailed."""
        rows = [(number, one.kind, one.viewer, one.key, one.body) for number, one in numbered]
        with self._writing, self._at_once():
            self._db.executemany(
                "INSERT OR IGNORE INTO entry (seq, kind, viewer, key, body) VALUES (?, ?, ?, ?, ?)", rows
            )

    def go_on_after(self, number: int) -> None:
        """Give no number up to this one to anybody again. Raises LogFailed."""
        with self._writing, self._at_once():
            self._db.execute("DELETE FROM sqlite_sequence WHERE name = 'entry'")
            self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('entry', ?)", (number,))

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise LogFailed(f"the engine's log can't be written: {error}") from error

    def last(self) -> int:
        with self._writing:
            row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
        return int(row[0]) if row else 0

    def locked(self) -> threading.RLock:
        """Held by a caller, keeps the log and what was applied from it in step: for snapshots."""
        return self._writing

    def close(self) -> None:
        with self._writing:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.close()
            os.close(self._owner)


def _made(said: Said) -> Sequence[Entry]:
    return said() if callable(said) else said


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=20)
    path.chmod(0o600)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0", "secure_delete=ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.executescript(
        "CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,"
        " viewer TEXT NOT NULL, key TEXT NOT NULL UNIQUE, body BLOB NOT NULL);"
        "CREATE INDEX IF NOT EXISTS entry_viewer ON entry (viewer, seq) WHERE viewer <> '';"
    )
    return db


class MemoryLog:
    """The same promises without a disk, for tests and tools."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._entries: dict[str, tuple[int, Entry]] = {}
        self._lock = threading.RLock()
        self._last = 0

    def append(self, said: Said, *, turning: bool = False) -> list[bool]:
        with self._lock:
            fresh, news = [], []
            for entry in _made(said):
                fresh.append(entry.key not in self._entries)
                if fresh[-1]:
                    self._last += 1
                    self._entries[entry.key] = (self._last, entry)
                    news.append((self._last, entry))
            self._written(news)
            return fresh

    def replay(self, after: int) -> Iterator[tuple[int, Entry]]:
        return iter([pair for pair in self._entries.values() if pair[0] > after])

    def entries(self, after: int, most: int) -> list[tuple[int, Entry]]:
        with self._lock:
            return list(islice((pair for pair in self._entries.values() if pair[0] > after), most))

    def theirs(self, viewer: str) -> list[Entry]:
        with self._lock:
            return [entry for _, entry in self._entries.values() if entry.viewer == viewer]

    def served_to(self, viewer: str, most: int) -> list[bytes]:
        theirs = [
            one.body for _, one in self._entries.values() if (one.kind, one.viewer) == ("served", viewer)
        ]
        return theirs[: -most - 1 : -1]

    def events(self, after: int, most: int) -> tuple[list[bytes], int]:
        with self._lock:
            told = [(n, one.body) for n, one in self._entries.values() if n > after and one.kind == "event"]
            return [body for _, body in told[:most]], told[most - 1][0] if len(told) >= most else self._last

    def page(self, page_id: str) -> bytes | None:
        found = self._entries.get(f"s:{page_id}")
        return found[1].body if found else None

    def erase(self, viewer: str, up_to: int) -> int:
        with self._lock:
            before = len(self._entries)
            self._entries = {
                key: (number, entry)
                for key, (number, entry) in self._entries.items()
                if entry.viewer != viewer or number > up_to
            }
            return before - len(self._entries)

    def last(self) -> int:
        return self._last

    def locked(self) -> threading.RLock:
        return self._lock

    def close(self) -> None:
        pass
