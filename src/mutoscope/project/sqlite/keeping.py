"""Commits that reach the disk together.

Who commits writes to the log, gives the turn on, and then waits until the log is synced, which one thread
does for all who wait.

SQLite syncs inside the commit, while nobody else may write: at 4 ms a sync that is 250 commits a second,
however many writers there are. Here a commit still returns only when the disk has it, and everything written
to the log before it, so what anybody was told stays true after a power cut.
"""

import os
import threading
from pathlib import Path


class Keeper:
    """Syncs the log of one database, for all threads of this process."""

    def __init__(self, database: str | Path) -> None:
        self._log = f"{database}-wal"
        self._changed = threading.Condition()
        self._asked = self._kept = 0
        """Commits that wait for the disk, and those of them that have reached it."""
        self._syncing = False

    def keep(self) -> None:
        """Return when everything that this thread has committed is on the disk. OSError: it is not."""
        with self._changed:
            self._asked += 1
            mine = self._asked
            while self._syncing and self._kept < mine:
                self._changed.wait()
            if self._kept >= mine:
                return
            self._syncing, up_to = True, self._asked
        kept = 0
        try:
            self._sync()
            kept = up_to
        finally:
            with self._changed:
                self._syncing, self._kept = False, max(self._kept, kept)
                self._changed.notify_all()

    def _sync(self) -> None:
        try:
            descriptor = os.open(self._log, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return  # folded into the database, which was synced with it
        try:
            os.fsync(descriptor)  # SQLite keeps no locks on this file that closing it would drop
        finally:
            os.close(descriptor)


_keepers: dict[str, Keeper] = {}
_making = threading.Lock()


def keeper_of(database: str | Path) -> Keeper:
    with _making:
        return _keepers.setdefault(str(database), Keeper(database))
