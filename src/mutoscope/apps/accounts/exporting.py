"""What accounts know of somebody, for the copy of their data that they take along."""

from collections.abc import Iterator
from datetime import date

import msgspec
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from mutoscope.apps.accounts.models import Device, Person
from mutoscope.core.policy import reuse


class ExportedAccount(msgspec.Struct, frozen=True):
    """The account and what its profile says."""

    handle: str
    name: str
    bio: str
    email: str
    email_confirmed: bool
    birth_date: str
    """YYYY-MM-DD; empty: unknown."""
    language: str
    is_private: bool
    allow_downloads: bool
    allows: list[str] | None
    """What others may make of their new videos; null: they never said."""
    comments_for: str
    """Who may comment on new videos: everyone, followers or nobody."""
    suggested: bool
    indexed: bool
    joined: str
    """YYYY-MM-DD"""
    stored_bytes: int
    """Bytes of originals."""
    avatar: str
    """Its file in this copy; empty: none."""


class ExportedDevice(msgspec.Struct, frozen=True):
    """A browser in which somebody logged in."""

    name: str
    since: str
    seen: str
    logged_in: bool


class ExportedKey(msgspec.Struct, frozen=True):
    """What guards the account besides its password; no secret is in this copy."""

    kind: str
    """totp (an authenticator app), webauthn (a passkey) or recovery_codes"""
    name: str
    added: str


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "account": ExportedAccount,
    "devices": ExportedDevice,
    "keys": ExportedKey,
}
AVATAR = "media/avatar.webp"


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    return {"account": _account(person_id), "devices": _devices(person_id), "keys": _keys(person_id)}


def avatar_of(person_id: int) -> str:
    """Key of somebody's avatar in the object store; empty: none."""
    return Person.objects.filter(id=person_id).values_list("avatar_object", flat=True).first() or ""


def _account(person_id: int) -> Iterator[ExportedAccount]:
    for one in Person.objects.filter(id=person_id):
        yield ExportedAccount(
            handle=one.username,
            name=one.name,
            bio=one.bio,
            email=one.email,
            email_confirmed=EmailAddress.objects.filter(user=one, primary=True, verified=True).exists(),
            birth_date=_day(one.birth_date),
            language=one.language,
            is_private=one.is_private,
            allow_downloads=one.allow_downloads,
            allows=None if one.allows is None else list(reuse.read(one.allows)),
            comments_for=one.comments_for,
            suggested=one.suggested,
            indexed=one.indexed,
            joined=_day(one.date_joined.date()),
            stored_bytes=one.stored_bytes,
            avatar=AVATAR if one.avatar_object else "",
        )


def _devices(person_id: int) -> Iterator[ExportedDevice]:
    for one in Device.objects.filter(person_id=person_id).order_by("id"):
        yield ExportedDevice(one.name, _day(one.since), _day(one.seen), bool(one.session_key))


def _keys(person_id: int) -> Iterator[ExportedKey]:
    for one in Authenticator.objects.filter(user_id=person_id).order_by("id"):
        name = one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else ""
        yield ExportedKey(one.type, name, _day(one.created_at.date()))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
