"""A SQLite file that several processes write and nobody would miss: without waiting for the disk, and thrown
away when it is not whole.

Each call is one statement, done before Python's lock is needed again: a thread that waits for the interpreter
never keeps other processes waiting. Folding the log needs a lock that no writer holds, for the reason told
in ``project.sqlite``.
"""

import fcntl
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)
_PATIENCE_S = 1.0
_LOOK_AGAIN_S = 0.002
"""Somebody folds the log, which is soon done."""
_MOST_PAGES = 32_768
"""Of 4 KiB: 128 MiB, however large what is kept may be."""
_NOT_WHOLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


class _NotWhole(sqlite3.DatabaseError):
    """The file can't be read as what it should be."""

    sqlite_errorcode = sqlite3.SQLITE_FORMAT


class ThrowawayFile:
    """The file at ``path`` with ``tables``, for all threads of this process.

    Every method raises sqlite3.Error or OSError when the file can't be used, as on a full disk, or when it
    stays locked for more than a moment, as by a process that was stopped.
    """

    def __init__(self, path: Path, tables: str, shape: int) -> None:
        """``shape`` numbers the tables; a file of another one is thrown away."""
        self.path, self._tables, self._shape = path, tables, shape
        self._mine = threading.Lock()
        self._file: sqlite3.Connection | None = None
        self._inode, self._lock = 0, -1

    def ask(self, sql: str, words: Sequence[Any] = ()) -> list[Any]:
        """The rows of one reading statement."""
        with self._turn():
            return self._run(sql, words).fetchall()

    def write(self, sql: str, words: Sequence[Any] = ()) -> int:
        """Run one writing statement; how many rows it changed."""
        with self._turn(), self._locked(fcntl.LOCK_SH):
            return self._run(sql, words).rowcount

    def fold_log(self) -> None:
        """Move the log into the file, unless somebody writes now: what was taken out is then gone."""
        with self._turn(), suppress(BlockingIOError, FileNotFoundError):
            if self.path.with_name(f"{self.path.name}-wal").stat().st_size == 0:
                return
            with self._locked(fcntl.LOCK_EX, patience_s=0):
                self._run("PRAGMA wal_checkpoint(TRUNCATE)", ()).fetchall()

    def close(self) -> None:
        with self._mine:
            self._close()
            if self._lock >= 0:
                os.close(self._lock)
                self._lock = -1

    def _run(self, sql: str, words: Sequence[Any]) -> sqlite3.Cursor:
        for last in (False, True):
            try:
                return self._opened().execute(sql, words)
            except sqlite3.DatabaseError as error:
                if last or not _is_broken(error):
                    raise
            self._throw_away()
        raise AssertionError

    def _opened(self) -> sqlite3.Connection:
        """The file that is there now: another process may have thrown ours away."""
        if self._file is not None:
            with suppress(FileNotFoundError):
                if self.path.stat().st_ino == self._inode:
                    return self._file
            self._close()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._inode = os.fstat(descriptor).st_ino
        finally:
            os.close(descriptor)
        file = sqlite3.connect(self.path, _PATIENCE_S, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(file)
        except BaseException:
            file.close()
            raise
        self._file = file
        return file

    def _prepare(self, file: sqlite3.Connection) -> None:
        shape = file.execute("PRAGMA user_version").fetchone()[0]
        if shape not in (0, self._shape):
            raise _NotWhole
        words = ("journal_mode = WAL", "synchronous = OFF", "wal_autocheckpoint = 0", "secure_delete = ON")
        for word in words:
            file.execute(f"PRAGMA {word}")
        file.execute(f"PRAGMA max_page_count = {_MOST_PAGES}")
        if not shape:
            file.executescript(
                f"BEGIN IMMEDIATE; {self._tables} PRAGMA user_version = {self._shape}; COMMIT;"
            )

    def _close(self) -> None:
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
            self._file = None

    def _throw_away(self) -> None:
        self._close()
        with self._locked(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if self.path.stat().st_ino != self._inode:
                return  # somebody was quicker
            log.error("%s was not whole and has been thrown away: limits start afresh", self.path.name)
            for ending in ("-wal", "-shm", ""):  # the file last: until then nobody makes a new one
                self.path.with_name(f"{self.path.name}{ending}").unlink(missing_ok=True)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Threads wait for each other no longer than for other processes: what one meets, all would."""
        if not self._mine.acquire(timeout=_PATIENCE_S):
            raise BlockingIOError
        try:
            yield
        finally:
            self._mine.release()

    @contextmanager
    def _locked(self, how: int, patience_s: float = _PATIENCE_S) -> Iterator[None]:
        if self._lock < 0:
            path = self.path.with_name(f"{self.path.name}.lock")
            self._lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        give_up_at = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(self._lock, how | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= give_up_at:
                    raise
                time.sleep(_LOOK_AGAIN_S)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)


def _is_broken(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_WHOLE
