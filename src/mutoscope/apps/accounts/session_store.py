"""Django's sessions in the database, read by hand: every request of somebody logged in begins here."""

import copy
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and a new key once it is saved, when there is none or it ended."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s",
                [self.session_key, now],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return copy.deepcopy(_decoded(row[0]))


@lru_cache(4_096)
def _decoded(text: str) -> dict[str, Any]:
    """What a signed text says; empty when the signature is not ours. The same text says the same for ever."""
    found: dict[str, Any] = SessionStore().decode(text)
    return found
