"""Sessions outside a request, for whoever keeps a line open: whose one is, and whether it still stands."""

from collections.abc import Sequence
from importlib import import_module

import msgspec
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.recognising import ordinary


class Sitting(msgspec.Struct, frozen=True):
    """Somebody logged in, in one browser."""

    session_key: str
    person_id: int
    proof: str
    """Changes with the password."""


def sitting(session_key: str) -> Sitting | None:
    """Whose session this is; None: nobody's, ended, of a closed account, or not an ordinary one."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = ordinary(session)
    return Sitting(session_key, person.pk, person.get_session_auth_hash()) if person else None


def still_sitting(sittings: Sequence[Sitting]) -> set[str]:
    """Keys of those of these sessions that have not ended."""
    keys = [one.session_key for one in sittings]
    there = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    standing = set(there.values_list("session_key", flat=True))
    people = Person.objects.filter(id__in={one.person_id for one in sittings}, is_active=True)
    proofs = {person.pk: person.get_session_auth_hash() for person in people.only("id", "password")}
    return {
        one.session_key
        for one in sittings
        if one.session_key in standing and constant_time_compare(one.proof, proofs.get(one.person_id, ""))
    }
