"""Profiles, follows and blocks over HTTP. Who is blocked meets the same answer as when nobody is there."""

from django.http import HttpRequest
from ninja import Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard
from mutoscope.apps.accounts.http import asker, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import queries, services
from mutoscope.core.units import to_text

router = Router(tags=["relations"])


class PersonOut(Schema):
    id: str
    handle: str
    name: str
    avatar_url: str
    is_private: bool


class PeopleOut(Schema):
    people: list[PersonOut]


class RequestsOut(Schema):
    requests: list[PersonOut]


class CountsOut(Schema):
    followers: int
    following: int
    videos: int


class StandingOut(Schema):
    follows: bool
    requested: bool
    followed_by: bool
    blocked: bool
    own: bool


class ProfileOut(PersonOut):
    bio: str
    counts: CountsOut
    standing: StandingOut


class DoneOut(Schema):
    done: bool = True


@router.get("/people/{handle}", response=ProfileOut)
def profile(request: HttpRequest, handle: str) -> ProfileOut:
    """A profile. Whoever blocked somebody still finds the name, to undo it, and nothing more."""
    viewer = viewer_of(request)
    person = _visible(viewer.person_id, handle)
    stand = queries.standing(viewer.person_id, [person.id])[person.id]
    counts = queries.counts(person.id)
    hidden = stand.blocked
    return ProfileOut(
        **_out(person).dict(),
        bio="" if hidden else accounts.bio(person.id),
        counts=CountsOut(
            followers=0 if hidden else counts.followers,
            following=0 if hidden else counts.following,
            videos=0 if hidden else accounts.shown_videos(person.id),
        ),
        standing=_standing(viewer.person_id, person.id),
    )


@router.put("/people/{handle}/follow", response=StandingOut)
def follow(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "follow")
    other = _person(handle)
    services.follow(me, other.id)
    return _standing(me, other.id)


@router.delete("/people/{handle}/follow", response=StandingOut)
def unfollow(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "follow")
    other = _visible(me, handle)
    services.unfollow(me, other.id)
    return _standing(me, other.id)


@router.put("/people/{handle}/block", response=StandingOut)
def block(request: HttpRequest, handle: str) -> StandingOut:
    """Whoever is blocked already may block back: it is a second block, and stays when the first one ends."""
    me = person_of(request)
    take(asker(request), "block")
    other = _person(handle)
    services.block(me, other.id)
    return _standing(me, other.id)


@router.delete("/people/{handle}/block", response=StandingOut)
def unblock(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "block")
    other = _visible(me, handle)
    services.unblock(me, other.id)
    return _standing(me, other.id)


@router.get("/blocks", response=PeopleOut)
def blocks(request: HttpRequest) -> PeopleOut:
    """Whom I blocked."""
    return PeopleOut(people=_cards(queries.blocked_by(person_of(request))))


@router.get("/follow-requests", response=RequestsOut)
def follow_requests(request: HttpRequest) -> RequestsOut:
    return RequestsOut(requests=_cards(queries.requests_for(person_of(request))))


@router.post("/follow-requests/{handle}/accept", response=DoneOut)
def accept(request: HttpRequest, handle: str) -> DoneOut:
    services.accept(person_of(request), _person(handle).id)
    return DoneOut()


@router.post("/follow-requests/{handle}/decline", response=DoneOut)
def decline(request: HttpRequest, handle: str) -> DoneOut:
    services.decline(person_of(request), _person(handle).id)
    return DoneOut()


def _person(handle: str) -> PersonCard:
    person = accounts.by_handle(handle)
    if person is None:
        raise services.nobody()
    return person


def _visible(me: int, handle: str) -> PersonCard:
    """As _person, for acts whose answer would tell that somebody who blocked me is there."""
    person = _person(handle)
    if queries.hides_from(person.id, me):
        raise services.nobody()
    return person


def _standing(me: int, other_id: int) -> StandingOut:
    """What the viewer may know: their own block, never the other's."""
    stand = queries.standing(me, [other_id])[other_id]
    return StandingOut(
        follows=stand.follows,
        requested=stand.requested,
        followed_by=stand.followed_by,
        blocked=stand.blocked_by_me,
        own=me == other_id,
    )


def _cards(ids: tuple[int, ...]) -> list[PersonOut]:
    cards = accounts.people(ids)
    return [_out(cards[person_id]) for person_id in ids if person_id in cards]


def _out(card: PersonCard) -> PersonOut:
    return PersonOut(
        id=to_text(card.id),
        handle=card.handle,
        name=card.name,
        avatar_url=card.avatar_url,
        is_private=card.is_private,
    )
