"""Whom somebody follows, blocked and muted, for the copy of their data that they take along."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from mutoscope.apps.relations.models import Block, Follow, Mute
from mutoscope.core.units import to_text


class ExportedTie(msgspec.Struct, frozen=True):
    """Somebody one follows, is followed by, or blocked."""

    handle: str
    since: str
    """ISO 8601"""
    accepted: bool = True
    """False: asked, and waiting for the owner of a private account."""


class ExportedMute(msgspec.Struct, frozen=True):
    kind: str
    """person, word, tag or sound"""
    text: str
    """A handle, the word or the tag; of a sound what it was called."""
    sound: str
    """Id of the sound; empty otherwise."""
    since: str


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "following": ExportedTie,
    "followers": ExportedTie,
    "blocks": ExportedTie,
    "mutes": ExportedMute,
}


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    return {
        "following": _ties("followed", follower=person_id),
        "followers": _ties("follower", followed=person_id),
        "blocks": _blocks(person_id),
        "mutes": _mutes(person_id),
    }


def _ties(other: str, **mine: int) -> Iterator[ExportedTie]:
    rows = Follow.objects.filter(**mine, **{f"{other}__is_active": True}).order_by("id")
    columns = (f"{other}__username", "since", "accepted")
    for handle, since, accepted in rows.values_list(*columns).iterator(chunk_size=500):
        yield ExportedTie(handle, _at(since), accepted)


def _blocks(person_id: int) -> Iterator[ExportedTie]:
    rows = Block.objects.filter(blocker=person_id, blocked__is_active=True).order_by("id")
    for handle, since in rows.values_list("blocked__username", "since").iterator(chunk_size=500):
        yield ExportedTie(handle, _at(since))


def _mutes(person_id: int) -> Iterator[ExportedMute]:
    rows = Mute.objects.filter(owner=person_id).exclude(person__is_active=False).select_related("person")
    for one in rows.order_by("id").iterator(chunk_size=500):
        text = one.person.username if one.person else one.text
        sound = to_text(int(one.key)) if one.kind == "sound" else ""
        yield ExportedMute(one.kind, text, sound, _at(one.since))


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
