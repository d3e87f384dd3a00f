"""A transaction that is kept whole or fails aloud."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.transaction import TransactionManagementError, atomic, get_connection


@contextmanager
def whole() -> Iterator[None]:
    """Like ``atomic``, but for code of others: a database error that was swallowed inside raises here.

    Django undoes such a transaction without a word. A job would seem done, and a fact told, that is not.
    """
    with atomic():
        yield
        if get_connection().needs_rollback:
            raise TransactionManagementError("A database error was swallowed; its transaction can't be kept.")
