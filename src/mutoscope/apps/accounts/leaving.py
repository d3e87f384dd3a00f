"""Leaving: an account is closed at once, kept for a while in case of second thoughts, then erased for good.

    open --leave--> closed --keep--> open
                      |
                      +--- due ---> erased, which every app hears as PersonLeft

Closed means: nobody finds the person or anything of theirs, and nobody is logged in to it. Logging in again,
with every proof that a log-in takes, or the link of the mail, keeps it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.http import HttpRequest
from django.utils import dateformat, translation

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import devices, mailing, refusals
from mutoscope.apps.accounts.contracts import AccountClosed, AccountOpened, Leaver
from mutoscope.apps.accounts.erasing import remove_person
from mutoscope.apps.accounts.models import Leaving, Person
from mutoscope.apps.flow import services as flow
from mutoscope.core.units import DAY_MS, Refusal

_KEEPING = "keeping_account"
"""In a session on its way through the steps of a log-in: whose account will be kept at its end."""
_signer = TimestampSigner(salt="mutoscope.keep_account")


def leave(person_id: int) -> int:
    """Close an account now and erase it when the days of grace are over; that moment, in milliseconds.

    The caller has asked for a proof. Every session ends. Twice is once. Refuses
    last_administrator.
    """
    at = now_ms()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        if person.is_superuser and not _others_administer(person_id):
            raise Refusal(
                "last_administrator",
                "You are the only administrator. Make somebody else one before you leave.",
                status=409,
            )
        due = at + settings.CONFIG.leave_grace_days * DAY_MS
        row, is_new = Leaving.objects.get_or_create(
            person_id=person_id, defaults={"asked_ms": at, "due_ms": due}
        )
        if not is_new:
            return row.due_ms
        _turn(person, is_active=False)
        devices.end_all(person_id)
        if row.due_ms > row.asked_ms:  # else there is nothing left to change one's mind about
            _tell(person, "leaving", until=_day(row.due_ms, person.language), link=_link(row))
    return row.due_ms


def let_in(request: HttpRequest, person: Person, *, keep: bool) -> None:
    """Decide, at a log-in whose first proof is right, about an account that is not open.

    Refuses account_closed; account_leaving unless its owner wants to ``keep`` it.
    """
    request.session.pop(_KEEPING, None)
    if person.is_active:
        return
    row = Leaving.objects.filter(person_id=person.pk, barred=False, due_ms__gt=now_ms()).first()
    if row is None:
        raise refusals.account_closed()
    if not keep:
        raise refusals.account_leaving(datetime.fromtimestamp(row.due_ms / 1000, UTC).date().isoformat())
    request.session[_KEEPING] = person.pk


def is_keeping(request: HttpRequest, person: Person) -> bool:
    return bool(request.session.get(_KEEPING) == person.pk)


def arrived(request: HttpRequest, person: Person) -> None:
    """The log-in of ``person`` is complete: keep the account if that is what it was for."""
    keeping = request.session.pop(_KEEPING, None) == person.pk
    if not person.is_active:
        if not (keeping and keep_account(person.pk)):
            raise refusals.account_closed()
        person.refresh_from_db()


def keep_account(person_id: int) -> bool:
    """Open an account again that was to be erased; False when it is not, or our team closed it."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(id=person_id).first()
        if person is None or not Leaving.objects.filter(person_id=person_id, barred=False).delete()[0]:
            return False
        _turn(person, is_active=True)
        _tell(person, "kept")
        return True


def keep_by_link(token: str) -> bool:
    """Keep the account that the link of a mail belongs to; False when it counts no more."""
    row = of_link(token)
    return row is not None and keep_account(row.person_id)


def of_link(token: str) -> Leaving | None:
    """What the link of a mail is about; None when it counts no more."""
    try:
        person_id, asked_ms = _signer.unsign(token).split(":")
    except (BadSignature, ValueError):
        return None
    return Leaving.objects.filter(person_id=int(person_id), asked_ms=int(asked_ms), barred=False).first()


def leavers_due(now_ms: int) -> list[int]:
    """Whose days of grace are over."""
    due = Leaving.objects.filter(due_ms__lte=now_ms).order_by("due_ms")
    return list(due.values_list("person_id", flat=True)[:200])


def erase_leaver(person_id: int, now_ms: int) -> Leaver | None:
    """Erase whose grace is over, in the caller's transaction; who it was, None when they kept it."""
    person = Person.objects.select_for_update().filter(id=person_id).first()
    row = Leaving.objects.filter(person_id=person_id, due_ms__lte=now_ms).first()
    if person is None or row is None:
        return None
    if person.is_active:  # opened by hand: nobody loses an account that is in use
        row.delete()
        return None
    remove_person(person_id)
    return Leaver(person_id, person.username, person.email, person.language, row.asked_ms)


def erase_again(person_ids: Iterable[int]) -> int:
    """Close those whom a restored backup brought back, and let them be erased as soon as a worker runs; how
    many. Nobody is written to: they have had their receipt."""
    at, many = now_ms(), 0
    for person in Person.objects.filter(id__in=list(person_ids)).order_by("id"):
        with transaction.atomic():
            again = {"asked_ms": at, "due_ms": at, "barred": True}
            Leaving.objects.update_or_create(person_id=person.pk, defaults=again)
            Person.objects.filter(id=person.pk).update(email="")
            _turn(person, is_active=False)
            devices.end_all(int(person.pk))
        many += 1
    return many


def close(person_id: int, by_person_id: int) -> bool:
    """By our team: nobody logs in to the account or sees it. False when it already is so."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        was_leaving = Leaving.objects.filter(person_id=person_id, barred=False).update(barred=True)
        closed = _turn(person, is_active=False, by_person_id=by_person_id)
        if was_leaving and not closed:  # nobody saw it, and now our team says so, too
            flow.record(AccountClosed(person_id=person_id, by_person_id=by_person_id))
        return closed or bool(was_leaving)


def open_again(person_id: int, by_person_id: int) -> bool:
    """By our team. Whoever is leaving may keep their account again, and nothing more. False: no change."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        if Leaving.objects.filter(person_id=person_id).exists():
            unbarred = Leaving.objects.filter(person_id=person_id, barred=True).update(barred=False)
            if unbarred:
                flow.record(AccountOpened(person_id=person_id, by_person_id=by_person_id))
            return bool(unbarred)
        return _turn(person, is_active=True, by_person_id=by_person_id)


def _turn(person: Person, *, is_active: bool, by_person_id: int = 0) -> bool:
    """Open or close the locked account, and tell whoever shows it; False when it is so already."""
    if person.is_active == is_active:
        return False
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    fact = AccountOpened if is_active else AccountClosed
    flow.record(fact(person_id=int(person.pk), by_person_id=by_person_id))
    return True


def _tell(person: Person, words: str, **values: str) -> None:
    if person.email:
        mailing.send(words, person.email, person.language, handle=person.username, **values)


def _link(row: Leaving) -> str:
    return f"{settings.CONFIG.web_address}/keep/{_signer.sign(f'{row.person_id}:{row.asked_ms}')}"


def _day(at_ms: int, language: str) -> str:
    with translation.override(language):
        return dateformat.format(datetime.fromtimestamp(at_ms / 1000, UTC), "j F Y")


def _others_administer(person_id: int) -> bool:
    others = Person.objects.filter(is_superuser=True, is_active=True).exclude(id=person_id)
    return others.exists()
