"""Noticing that the database changed, without asking it much."""

import time
from typing import Any

from django.db import connection

QUICK_S, SLOW_S = 0.025, 0.25
"""Pause between two looks while things happen, and when nothing has for a while (PostgreSQL only)."""
CALM_AFTER_S = 5.0


class Changes:
    """Says whether it is worth asking for work.

    SQLite knows in a few microseconds whether another connection has committed (``data_version``), so it is
    asked often. PostgreSQL has to be asked for the work itself, so the looks get rarer when nothing happens.
    """

    def __init__(self) -> None:
        self._seen: Any = None
        self._lively = time.monotonic()

    def pause_s(self) -> float:
        """How long to sleep before the next look."""
        calm = time.monotonic() - self._lively > CALM_AFTER_S
        return SLOW_S if calm and connection.vendor != "sqlite" else QUICK_S

    def any(self) -> bool:
        """Whether something may have changed since the last call."""
        if connection.vendor != "sqlite":
            return True
        with connection.cursor() as cursor:
            now = (id(connection.connection), cursor.execute("PRAGMA data_version").fetchone()[0])
        before, self._seen = self._seen, now
        return now != before

    def found(self) -> None:
        """There was work: look often for a while."""
        self._lively = time.monotonic()
