"""Muting over HTTP: one list of one's own, and what adds to it."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.http import asker, person_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import mutes, queries
from mutoscope.apps.relations.contracts import Kind
from mutoscope.apps.relations.people import somebody
from mutoscope.apps.relations.shapes import (
    CURSOR_LETTERS,
    PAGE,
    DoneOut,
    PersonOut,
    StandingOut,
    next_cursor,
    person_out,
    read_cursor,
    standing_out,
)
from mutoscope.core.units import from_text, to_text

router = Router(tags=["relations"])


class MuteOut(Schema):
    id: str
    kind: Kind
    text: str
    """The word or tag, or what the sound was called."""
    person: PersonOut | None = None
    sound_id: str = ""


class MutesOut(Schema):
    mutes: list[MuteOut]
    next: str


class MuteWish(Schema):
    kind: Literal["word", "tag", "sound"]
    text: Annotated[str, Field(max_length=400)]
    sound_id: Annotated[str, Field(max_length=13)] = ""


class MadeOut(Schema):
    id: str


@router.get("/mutes", response=MutesOut)
def list_mutes(
    request: HttpRequest, cursor: Annotated[str, Field(max_length=CURSOR_LETTERS)] = ""
) -> MutesOut:
    """What I muted, the newest first."""
    rows = queries.mutes_listed(person_of(request), read_cursor(cursor), PAGE + 1)
    people = accounts.people(row.person_id for row in rows if row.person_id)
    shown = [
        MuteOut(
            id=to_text(row.id),
            kind=row.kind,
            text=row.text,
            person=person_out(people[row.person_id]) if row.person_id in people else None,
            sound_id=to_text(row.sound_id) if row.sound_id else "",
        )
        for row in rows[:PAGE]
    ]
    return MutesOut(mutes=shown, next=next_cursor([row.id for row in rows]))


@router.post("/mutes", response=MadeOut)
def add_mute(request: HttpRequest, wish: MuteWish) -> MadeOut:
    """Mute a word, a tag, or a sound (``text`` is then what it is called); what is muted already stays so."""
    me = person_of(request)
    take(asker(request), "mute")
    if wish.kind == "word":
        made = mutes.mute_word(me, wish.text)
    elif wish.kind == "tag":
        made = mutes.mute_tag(me, wish.text)
    else:
        made = mutes.mute_sound(me, wish.sound_id, wish.text)
    return MadeOut(id=to_text(made))


@router.delete("/mutes/{mute_id}", response=DoneOut)
def drop_mute(request: HttpRequest, mute_id: str) -> DoneOut:
    mutes.unmute(person_of(request), from_text(mute_id))
    return DoneOut()


@router.put("/people/{handle}/mute", response=StandingOut)
def mute_person(request: HttpRequest, handle: str) -> StandingOut:
    """Meet nothing of somebody any more; they are not told, and follows stay as they are."""
    me = person_of(request)
    take(asker(request), "mute")
    other = somebody(handle, me)
    mutes.mute_person(me, other.id)
    return standing_out(me, other.id)


@router.delete("/people/{handle}/mute", response=StandingOut)
def unmute_person(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "mute")
    other = somebody(handle, me)
    mutes.unmute_person(me, other.id)
    return standing_out(me, other.id)
