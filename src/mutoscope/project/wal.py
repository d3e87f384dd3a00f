"""The write-ahead log kept short by one thread of one process, and by nobody else.

SQLite 3.7.0 to 3.51.2 can lose a commit when a checkpoint resets the log while another connection is
committing. So no connection checkpoints by itself (``wal_autocheckpoint=0`` in the settings); this thread
alone does, while it holds the lock that every writer of ours queues on, so no commit can be under way.
"""

import contextlib
import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from mutoscope.project.config import Config

FIXED_IN = (3, 51, 3)
"""First version of SQLite without the fault."""

EVERY_S = 20.0
LARGE_BYTES = 4 * 1024 * 1024
"""A log below this is left alone: truncating it costs two syncs of the disk."""


def database_path(config: Config) -> Path | None:
    """The SQLite file in use, or None when the database is another one."""
    return None if config.database else config.home_path / "mutoscope.sqlite3"


@contextlib.contextmanager
def writers_wait(path: Path) -> Iterator[None]:
    """Hold the lock on which every write transaction of ours queues (``project.sqlite``)."""
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def checkpoint(path: Path) -> bool:
    """Move the log into the database and empty it; False when a reader was in the way: try again later."""
    with writers_wait(path), contextlib.closing(sqlite3.connect(path, timeout=0.2)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


class Checkpointer:
    """Checkpoints on a timer between ``with`` and its end; does nothing where SQLite is not used."""

    def __init__(self, config: Config, say: Callable[[str], None]) -> None:
        self._path = database_path(config)
        self._say = say
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="checkpointer")

    def __enter__(self) -> "Checkpointer":
        if self._path is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        assert self._path is not None
        log = Path(f"{self._path}-wal")
        while not self._ending.wait(EVERY_S):
            try:
                if log.exists() and log.stat().st_size >= LARGE_BYTES:
                    checkpoint(self._path)
            except (OSError, sqlite3.Error) as error:  # a full disk may have room again in a while
                self._say(f"The database's log could not be shortened: {error}")
