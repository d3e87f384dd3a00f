"""Lists of people over HTTP, and what one decides about those on them."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard
from mutoscope.apps.accounts.http import asker, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import lists, queries, services
from mutoscope.apps.relations.people import anybody, somebody
from mutoscope.apps.relations.shapes import (
    CURSOR_LETTERS,
    PAGE,
    DoneOut,
    PersonOut,
    StandingOut,
    next_cursor,
    people_out,
    person_out,
    read_cursor,
    standing_out,
)
from mutoscope.core.units import Refusal

router = Router(tags=["relations"])
Cursor = Annotated[str, Field(max_length=CURSOR_LETTERS)]


class TieOut(Schema):
    follows: bool
    requested: bool
    followed_by: bool
    own: bool


class ListedOut(PersonOut):
    standing: TieOut


class ListOut(Schema):
    people: list[ListedOut]
    next: str


class PeopleOut(Schema):
    people: list[PersonOut]
    next: str


class RequestsOut(Schema):
    requests: list[PersonOut]
    next: str


@router.get("/people/{handle}/followers", response=ListOut)
def list_followers(request: HttpRequest, handle: str, cursor: Cursor = "") -> ListOut:
    """Who follows somebody, the newest first; a private account shows it to its followers alone."""
    me = viewer_of(request).person_id
    person = _open_to(request, handle)
    return _listed(me, lists.followers(person.id, me, read_cursor(cursor), PAGE + 1))


@router.get("/people/{handle}/following", response=ListOut)
def list_following(request: HttpRequest, handle: str, cursor: Cursor = "") -> ListOut:
    """Whom somebody follows, likewise."""
    me = viewer_of(request).person_id
    person = _open_to(request, handle)
    return _listed(me, lists.following(person.id, me, read_cursor(cursor), PAGE + 1))


@router.delete("/people/{handle}/follower", response=StandingOut)
def remove_follower(request: HttpRequest, handle: str) -> StandingOut:
    """Let somebody follow me no longer; they are not told, and may follow or ask again."""
    me = person_of(request)
    take(asker(request), "follow")
    other = somebody(handle, me)
    services.unfollow(other.id, me)
    return standing_out(me, other.id)


@router.get("/blocks", response=PeopleOut)
def list_blocks(request: HttpRequest, cursor: Cursor = "") -> PeopleOut:
    """Whom I blocked, the newest first."""
    lines = lists.blocked(person_of(request), read_cursor(cursor), PAGE + 1)
    return PeopleOut(people=_people(lines), next=_next(lines))


@router.get("/follow-requests", response=RequestsOut)
def list_requests(request: HttpRequest, cursor: Cursor = "") -> RequestsOut:
    """Who waits for my leave to follow, the oldest first."""
    lines = lists.waiting(person_of(request), read_cursor(cursor), PAGE + 1)
    return RequestsOut(requests=_people(lines), next=_next(lines))


@router.post("/follow-requests/{handle}/accept", response=DoneOut)
def accept(request: HttpRequest, handle: str) -> DoneOut:
    services.accept(person_of(request), anybody(handle).id)
    return DoneOut()


@router.post("/follow-requests/{handle}/decline", response=DoneOut)
def decline(request: HttpRequest, handle: str) -> DoneOut:
    services.decline(person_of(request), anybody(handle).id)
    return DoneOut()


def _open_to(request: HttpRequest, handle: str) -> PersonCard:
    """Whose list it is; refuses no_such_person across a block, private_account to who does not follow it."""
    viewer = viewer_of(request)
    person = somebody(handle, viewer.person_id)
    stand = queries.standing(viewer.person_id, [person.id])[person.id]
    if stand.blocked:
        raise services.nobody()
    if person.is_private and not (person.id == viewer.person_id or stand.follows or viewer.is_staff):
        raise Refusal("private_account", "Only their followers see this.", status=403)
    return person


def _listed(me: int, lines: list[lists.Line]) -> ListOut:
    ids = [person_id for _, person_id in lines[:PAGE]]
    cards, stands = accounts.people(ids), queries.standing(me, ids)
    people = [
        ListedOut(
            **person_out(cards[one]).dict(),
            standing=TieOut(
                follows=stands[one].follows,
                requested=stands[one].requested,
                followed_by=stands[one].followed_by,
                own=one == me,
            ),
        )
        for one in ids
        if one in cards
    ]
    return ListOut(people=people, next=_next(lines))


def _people(lines: list[lists.Line]) -> list[PersonOut]:
    return people_out(person_id for _, person_id in lines[:PAGE])


def _next(lines: list[lists.Line]) -> str:
    return next_cursor([row for row, _ in lines])
