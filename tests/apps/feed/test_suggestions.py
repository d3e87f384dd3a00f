"""Whom to follow: friends of friends and creators one liked; nobody who should not be named."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.feed.test_pages import Gone, an_event
from tests.apps.videos.world import Person, browser_of, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import services
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def grown(handle: str, born: date | None = date(1990, 5, 1)) -> Person:
    return Person(accounts.make_person(handle, birth_date=born), handle)


def named(who: Person) -> list[tuple[str, str]]:
    answer = browser_of(who).get("/api/suggestions")
    assert answer.status_code == 200, answer.content
    return [(one["handle"], one["reason"]) for one in answer.json()["people"]]


def test_friends_of_friends_come_with_who_they_are_friends_of() -> None:
    """Two friends follow somebody: named first, with their names and how many more there are."""
    me, cyd, dan = grown("me"), grown("cyd"), grown("dan")
    friends = [grown(f"friend{number}") for number in range(3)]
    for friend in friends:
        relations.follow(me.id, friend.id)
        relations.follow(friend.id, cyd.id)
    relations.follow(friends[0].id, dan.id)
    found: list[dict[str, Any]] = browser_of(me).get("/api/suggestions").json()["people"]
    assert [(one["handle"], len(one["via"]), one["more"]) for one in found] == [("cyd", 2, 1), ("dan", 1, 0)]
    assert set(found[0]["via"]) <= {friend.handle for friend in friends}


def test_creators_one_liked_are_suggested_until_one_follows_them() -> None:
    """A like in the feed is enough; following takes them off the list; without the engine the rest comes."""
    me, maker = grown("me"), grown("maker")
    film = video(maker)
    services.reconcile()
    browser = browser_of(me)
    browser.post("/api/feed/events", {"events": [an_event(to_text(film), "like")]})
    assert named(me) == [("maker", "watched")]
    feed_engine.use(Gone())  # type: ignore[arg-type]
    assert named(me) == []
    feed_engine.use(None)


def test_whom_one_follows_asked_blocked_or_muted_is_not_named() -> None:
    """Nor whoever blocked me, closed their account, or is private."""
    me, friend = grown("me"), grown("friend")
    relations.follow(me.id, friend.id)
    names = ("followed", "asked", "blocked", "blocker", "muted", "closed", "private", "open")
    people = {name: grown(name) for name in names}
    for one in people.values():
        relations.follow(friend.id, one.id)
    Account.objects.filter(id__in=[people["asked"].id, people["private"].id]).update(is_private=True)
    Account.objects.filter(id=people["closed"].id).update(is_active=False)
    relations.follow(me.id, people["followed"].id)
    relations.follow(me.id, people["asked"].id)
    relations.block(me.id, people["blocked"].id)
    relations.block(people["blocker"].id, me.id)
    mutes.mute_person(me.id, people["muted"].id)
    assert named(me) == [("open", "friends")]


@pytest.mark.parametrize(
    ("mine", "theirs", "is_named"),
    [
        (date(1990, 1, 1), date(2012, 1, 1), False),
        (date(2012, 1, 1), date(1990, 1, 1), False),
        (date(2012, 1, 1), date(2011, 1, 1), True),
        (date(1990, 1, 1), None, False),
    ],
)
def test_the_young_are_not_named_to_grown_ups(mine: date, theirs: date | None, is_named: bool) -> None:
    """Neither way, and whose age nobody knows counts as young."""
    me, friend, other = grown("me", mine), grown("friend", mine), grown("other", theirs)
    relations.follow(me.id, friend.id)
    relations.follow(friend.id, other.id)
    assert named(me) == ([("other", "friends")] if is_named else [])


def test_many_friends_cost_what_few_do() -> None:
    """The reads do not grow with how many are found, and the list ends at twenty."""
    me = grown("me")
    costs = []
    for round_ in range(2):
        friend = grown(f"friend{round_}")
        relations.follow(me.id, friend.id)
        for number in range(30):
            relations.follow(friend.id, grown(f"p{round_}x{number}").id)
        with CaptureQueriesContext(connection) as reads:
            assert len(services.suggestions(me.viewer).people) == 20
        costs.append(len(reads))
    assert costs[0] == costs[1] <= 9
