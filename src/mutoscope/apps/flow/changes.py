"""Noticing that the database changed, without asking it much."""

import os
import time
from typing import Any

from django.db import connection

QUICK_S = 0.02
CALM_S = {"sqlite": 0.06}
OTHERWISE_CALM_S = 0.25
"""Pause between two looks while things happen, and when nothing has for a while."""
CALM_AFTER_S = 3.0


class Changes:
    """Says whether it is worth asking for work.

    Every commit to SQLite makes its log longer or younger, which one look at the file tells. PostgreSQL has
    to be asked for the work itself, so the looks get rarer when nothing happens.
    """

    def __init__(self) -> None:
        self._seen: Any = None
        self._lively = time.monotonic()

    def pause_s(self) -> float:
        """How long to sleep before the next look."""
        if time.monotonic() - self._lively < CALM_AFTER_S:
            return QUICK_S
        return CALM_S.get(connection.vendor, OTHERWISE_CALM_S)

    def any(self) -> bool:
        """Whether something may have changed since the last call."""
        if connection.vendor != "sqlite":
            return True
        before, self._seen = self._seen, _log_of(connection.settings_dict["NAME"])
        return bool(self._seen != before)

    def found(self) -> None:
        """There was work: look often for a while."""
        self._lively = time.monotonic()


def _log_of(database: Any) -> tuple[int, int, int]:
    """What tells one state of SQLite's write-ahead log from the next."""
    try:
        found = os.stat(f"{database}-wal")  # noqa: PTH116 - asked all day
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_size, found.st_mtime_ns, found.st_ino)
