"""Whose session a request carries, in one plain read of the person.

What is not an ordinary session (an old key signed it, the password changed, the account is closed, there is
none) is left to Django, which also ends or renews it: this road is short, and it never says no by itself.
"""

from functools import cache, lru_cache

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.db.models import DateTimeField
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from mutoscope.apps.accounts.models import Person


def recognise(request: HttpRequest) -> Person | AnonymousUser:
    """The person logged in, found once per request. Their dates are read when somebody asks for them."""
    if not hasattr(request, "_cached_user"):
        request._cached_user = ordinary(request.session) or auth.get_user(request)  # type: ignore[attr-defined]
    found: Person | AnonymousUser = request._cached_user  # type: ignore[attr-defined]
    return found


def ordinary(session: SessionBase) -> Person | None:
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    person = _read(session[auth.SESSION_KEY])
    if person is None or not person.is_active:
        return None
    proof = session.get(auth.HASH_SESSION_KEY, "")
    return person if constant_time_compare(proof, _proof(person.password)) else None


def _read(person_id: str) -> Person | None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_columns())} FROM accounts_person WHERE id = %s",  # noqa: S608 - only names
            [int(person_id)],
        )
        row = cursor.fetchone()
    return Person.from_db(connection.alias, _columns(), row) if row else None


@lru_cache(4_096)
def _proof(password: str) -> str:
    """What a session of somebody with this (hashed) password holds."""
    return Person(password=password).get_session_auth_hash()


@cache
def _columns() -> tuple[str, ...]:
    """All but the moments: those would have to be translated, and hardly anybody asks."""
    fields = Person._meta.concrete_fields
    return tuple(field.attname for field in fields if not isinstance(field, DateTimeField))
