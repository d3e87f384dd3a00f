"""What can be done with accounts: make, change, measure, remove. Sessions are in ``sessions``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from mutoscope.apps.accounts import kept_handles
from mutoscope.apps.accounts.claims import claim_link
from mutoscope.apps.accounts.contracts import PersonJoined, ProfileChanged, WentPublic
from mutoscope.apps.accounts.erasing import remove_person
from mutoscope.apps.accounts.leaving import (
    close,
    erase_again,
    erase_leaver,
    keep_account,
    leave,
    open_again,
)
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.mailing import send as send_mail
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.pictures import set_avatar
from mutoscope.apps.flow import services as flow
from mutoscope.core.policy import reuse
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.handles import check_handle
from mutoscope.core.policy.plain_text import clean_text
from mutoscope.core.units import Refusal

__all__ = [
    "add_stored",
    "change_profile",
    "claim_link",
    "close",
    "erase_again",
    "erase_leaver",
    "hold_still",
    "keep_account",
    "leave",
    "make_person",
    "open_again",
    "remove_person",
    "send_mail",
    "set_avatar",
    "set_shown_videos",
    "take",
]

NAME_LENGTH, BIO_LENGTH = 60, 300


def change_profile(
    person_id: int,
    *,
    name: str | None = None,
    bio: str | None = None,
    language: str | None = None,
    is_private: bool | None = None,
    allow_downloads: bool | None = None,
    allows: Sequence[reuse.Reuse] | None = None,
    comments_for: CommentsFor | None = None,
    suggested: bool | None = None,
    indexed: bool | None = None,
    handle: str | None = None,
) -> None:
    """Change what is not None; all of it or nothing.

    Refuses too_long, unknown_language, bad_handle, handle_reserved, handle_taken, slow_down.
    """
    wanted: dict[str, Any] = {}
    if name is not None:
        wanted["name"] = clean_text(name, field="name", longest=NAME_LENGTH)
    if bio is not None:
        wanted["bio"] = clean_text(bio, field="bio", longest=BIO_LENGTH, lines=True)
    if language is not None:
        if language not in settings.CONFIG.languages:
            raise Refusal(
                "unknown_language", "We don't speak this language yet.", fields={"field": "language"}
            )
        wanted["language"] = language
    choices = {
        "is_private": is_private,
        "allow_downloads": allow_downloads,
        "allows": None if allows is None else reuse.written([one for one in reuse.REUSES if one in allows]),
        "comments_for": comments_for,
        "suggested": suggested,
        "indexed": indexed,
    }
    wanted |= {name: chosen for name, chosen in choices.items() if chosen is not None}
    if handle is not None:
        wanted["username"] = check_handle(handle)
    try:
        _change(person_id, wanted)
    except IntegrityError:
        raise _handle_taken() from None


def _handle_taken() -> Refusal:
    return Refusal(
        "handle_taken", "Somebody has this handle already.", fields={"field": "handle"}, status=409
    )


def _change(person_id: int, wanted: dict[str, Any]) -> None:
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        if wanted.get("username", person.username) != person.username:
            take(f"p{person_id}", "handle")
            if kept_handles.is_kept(wanted["username"]):
                raise _handle_taken()
        told = {name: getattr(person, name) for name in ("username", "name", "is_private")}
        went_public = person.is_private and wanted.get("is_private") is False
        for name, value in wanted.items():
            setattr(person, name, value)
        if wanted:
            person.save(update_fields=list(wanted))
        if any(getattr(person, name) != value for name, value in told.items()):
            flow.record(ProfileChanged(person_id=person_id))
        if went_public:
            flow.record(WentPublic(person_id=person_id))


def add_stored(person_id: int, delta: int, *, beyond: bool = False) -> None:
    """Count ``delta`` bytes of originals more (or, negative, fewer), in the caller's transaction.

    Refuses quota_full when more than the quota would be stored, unless they may go ``beyond``: what somebody
    else sets going fails for nobody's full storage. Never counts below zero.
    """
    mine = Person.objects.filter(id=person_id)
    if delta <= 0 or beyond:
        mine.update(stored_bytes=Greatest(F("stored_bytes") + delta, Value(0)))
        return
    limit = settings.CONFIG.storage_quota_bytes
    if not mine.filter(stored_bytes__lte=limit - delta).update(stored_bytes=F("stored_bytes") + delta):
        raise Refusal(
            "quota_full",
            "Your storage is full. Settings, Storage shows what takes the room: delete there what you"
            " don't need any more.",
            fields={"limit": limit},
            status=413,
        )


def set_shown_videos(person_id: int, count: int) -> None:
    """Remember how many published videos of somebody everyone may see; the videos app counts them."""
    Person.objects.filter(id=person_id).update(shown_videos=max(0, count))


def hold_still(*person_ids: int) -> None:
    """Lock these people's rows until the transaction ends: what is decided about a pair is decided once."""
    list(Person.objects.select_for_update().filter(id__in=person_ids).order_by("id").values_list("id"))


def make_person(
    handle: str, *, name: str = "", bio: str = "", language: str = "en", birth_date: date | None = None
) -> int:
    """An account that nobody can log in to, such as a creator of the demo world; its id.

    The handle may be a reserved word. Refuses handle_taken.
    """
    person = Person(username=handle, name=name, bio=bio, language=language, birth_date=birth_date)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
            flow.record(PersonJoined(person_id=person.pk, anonymous_key=""))
    except IntegrityError:
        raise Refusal("handle_taken", "Somebody has this handle already.", status=409) from None
    return int(person.pk)
