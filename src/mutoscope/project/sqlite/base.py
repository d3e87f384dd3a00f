"""SQLite for several processes: whoever writes takes turns on a file lock, and nobody folds the log unasked.

A turn lasts from BEGIN IMMEDIATE to COMMIT or ROLLBACK, or for one statement in autocommit. Reading needs
none. A commit returns when the disk has it, but waits for that after its turn (see ``keeping``). Whoever
gets no turn within the ``timeout`` option meets «database is locked», as with plain SQLite.

SQLite 3.7.0 to 3.51.2 can lose a commit when a checkpoint resets the log while somebody else commits.
So connections never checkpoint by themselves (``wal_autocheckpoint=0``); whoever does it takes a turn for it,
as ``fold_log_when_large`` does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from mutoscope.project.sqlite.keeping import keeper_of
from mutoscope.project.sqlite.turns import Turn, TurnTimeout

LARGE_LOG_BYTES = 4 * 1024 * 1024
"""A log below this is left alone: folding it costs two syncs of the disk."""

_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: Turn | None = None

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=_Cursor)
        cursor.wrapper = self
        return cursor

    def fold_log_when_large(self, large_bytes: int = LARGE_LOG_BYTES) -> bool:
        """Move a grown write-ahead log into the database and empty it. True when that was done; False when
        it is small or a reader is in the way: try again later. Never inside a transaction."""
        assert not self.in_atomic_block
        log = Path(f"{self.settings_dict['NAME']}-wal")
        if not log.exists() or log.stat().st_size < large_bytes:
            return False
        self._keep()  # what is synced before the turn need not be synced in it
        with self.turn(), self.cursor() as cursor:
            patience_ms = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute("PRAGMA busy_timeout = 200")  # a long reader must not hold up every writer
            try:
                busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {patience_ms}")
        return not busy

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else of ours writes meanwhile."""
        if self._turn is not None:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> Any:
        wrote = self._turn is not None
        result = super()._commit()
        self._end_turn()  # not when it failed: the transaction is still open, and a rollback follows
        if wrote:
            self._keep()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self._turn is not None or self.is_in_memory_db():
            return
        try:
            self._turn = Turn(self.settings_dict["NAME"], self.settings_dict["OPTIONS"].get("timeout", 5.0))
        except TurnTimeout:
            raise OperationalError("database is locked") from None
        except OSError as error:
            raise OperationalError(f"unable to open the lock of the database: {error.strerror}") from error

    def _keep(self) -> None:
        """Wait for the disk, with everybody who committed meanwhile and without the turn."""
        try:
            keeper_of(self.settings_dict["NAME"]).keep()
        except OSError as error:
            raise OperationalError(f"disk I/O error: {error.strerror}") from error

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.end()
            self._turn = None


class _Cursor(base.SQLiteCursorWrapper):
    """Takes a turn for a statement that writes outside a transaction."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if not self._needs_turn(query):
            return super().execute(query, params)
        with self.wrapper.turn():
            result = super().execute(query, params)
        self.wrapper._keep()
        return result

    def executemany(self, query: str, param_list: Any) -> Any:
        if not self._needs_turn(query):
            return super().executemany(query, param_list)
        with self.wrapper.turn():
            result = super().executemany(query, param_list)
        self.wrapper._keep()
        return result

    def _needs_turn(self, query: str) -> bool:
        wrapper = self.wrapper
        return (
            wrapper._turn is None and wrapper.autocommit and query.lstrip()[:7].upper().startswith(_WRITING)
        )
