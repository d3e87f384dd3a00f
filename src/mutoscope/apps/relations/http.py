"""Profiles, follows and blocks over HTTP. Who is blocked meets the same answer as when nobody is there."""

from django.http import HttpRequest
from ninja import Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.http import asker, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import http_lists, http_mutes, queries, services
from mutoscope.apps.relations.people import anybody, somebody
from mutoscope.apps.relations.shapes import PersonOut, StandingOut, person_out, standing_out

router = Router(tags=["relations"])
router.add_router("", http_lists.router)
router.add_router("", http_mutes.router)


class CountsOut(Schema):
    followers: int
    following: int
    videos: int


class ProfileOut(PersonOut):
    bio: str
    counts: CountsOut
    standing: StandingOut


@router.get("/people/{handle}", response=ProfileOut)
def profile(request: HttpRequest, handle: str) -> ProfileOut:
    """A profile. Whoever blocked somebody still finds the name, to undo it, and nothing more."""
    viewer = viewer_of(request)
    person = somebody(handle, viewer.person_id)
    stand = queries.standing(viewer.person_id, [person.id])[person.id]
    counts = queries.counts(person.id)
    hidden = stand.blocked
    return ProfileOut(
        **person_out(person).dict(),
        bio="" if hidden else accounts.bio(person.id),
        counts=CountsOut(
            followers=0 if hidden else counts.followers,
            following=0 if hidden else counts.following,
            videos=0 if hidden else queries.videos_of(person.id, viewer),
        ),
        standing=standing_out(viewer.person_id, person.id),
    )


@router.put("/people/{handle}/follow", response=StandingOut)
def follow(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "follow")
    other = anybody(handle)
    services.follow(me, other.id)
    return standing_out(me, other.id)


@router.delete("/people/{handle}/follow", response=StandingOut)
def unfollow(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "follow")
    other = somebody(handle, me)
    services.unfollow(me, other.id)
    return standing_out(me, other.id)


@router.put("/people/{handle}/block", response=StandingOut)
def block(request: HttpRequest, handle: str) -> StandingOut:
    """Whoever is blocked already may block back: it is a second block, and stays when the first one ends."""
    me = person_of(request)
    take(asker(request), "block")
    other = anybody(handle)
    services.block(me, other.id)
    return standing_out(me, other.id)


@router.delete("/people/{handle}/block", response=StandingOut)
def unblock(request: HttpRequest, handle: str) -> StandingOut:
    me = person_of(request)
    take(asker(request), "block")
    other = somebody(handle, me)
    services.unblock(me, other.id)
    return standing_out(me, other.id)
