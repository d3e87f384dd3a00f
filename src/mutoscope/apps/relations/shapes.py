"""What relations look like over HTTP, and pages of them by cursor."""

from collections.abc import Iterable

from ninja import Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard
from mutoscope.apps.relations import queries
from mutoscope.core.units import from_text, to_text

PAGE = 50
CURSOR_LETTERS = 13


class PersonOut(Schema):
    id: str
    handle: str
    name: str
    avatar_url: str
    is_private: bool


class StandingOut(Schema):
    follows: bool
    requested: bool
    followed_by: bool
    blocked: bool
    muted: bool
    own: bool


class DoneOut(Schema):
    done: bool = True


def person_out(card: PersonCard) -> PersonOut:
    return PersonOut(
        id=to_text(card.id),
        handle=card.handle,
        name=card.name,
        avatar_url=card.avatar_url,
        is_private=card.is_private,
    )


def people_out(ids: Iterable[int]) -> list[PersonOut]:
    """Cards in the order of ``ids``; closed accounts are left out."""
    ids = list(ids)
    cards = accounts.people(ids)
    return [person_out(cards[person_id]) for person_id in ids if person_id in cards]


def standing_out(me: int, other_id: int) -> StandingOut:
    """What the viewer may know: their own block and mute, never the other's."""
    stand = queries.standing(me, [other_id])[other_id]
    return StandingOut(
        follows=stand.follows,
        requested=stand.requested,
        followed_by=stand.followed_by,
        blocked=stand.blocked_by_me,
        muted=bool(me) and queries.has_muted(me, other_id),
        own=me == other_id,
    )


def read_cursor(cursor: str) -> int | None:
    """The row after which a page begins; None at the top. Refuses bad_id."""
    return from_text(cursor) if cursor else None


def next_cursor(row_ids: list[int], most: int = PAGE) -> str:
    """The cursor after a page, given the ids of up to one row more than the page holds; empty at the end."""
    return to_text(row_ids[most - 1]) if len(row_ids) > most else ""
