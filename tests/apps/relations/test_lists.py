"""Lists of followers and of those one follows; removing a follower; ties of ties."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import Browser, join

from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.services import make_person
from mutoscope.apps.relations import lists, queries, services
from mutoscope.core.units import from_text

pytestmark = pytest.mark.django_db


def id_of(browser: Browser) -> int:
    return from_text(browser.me()["person"]["id"])


def handles(browser: Browser, path: str) -> list[str]:
    """Everybody on a list, page by page."""
    found: list[str] = []
    cursor = ""
    while True:
        page = browser.get(f"{path}?cursor={cursor}").json()
        found += [one["handle"] for one in page["people"]]
        if not (cursor := page["next"]):
            return found


def crowd(count: int) -> list[int]:
    return [make_person(f"person{number}") for number in range(count)]


def test_both_lists_say_who_and_how_they_stand_to_me() -> None:
    """The newest first, with what I need to know before I press a button; anybody may look."""
    ana, bob, cyd = join("ana"), join("bob"), join("cyd")
    bob.send("PUT", "/api/people/ana/follow")
    cyd.send("PUT", "/api/people/ana/follow")
    ana.send("PUT", "/api/people/bob/follow")
    page = ana.get("/api/people/ana/followers").json()
    assert [one["handle"] for one in page["people"]] == ["cyd", "bob"]
    assert [one["standing"]["follows"] for one in page["people"]] == [False, True]
    assert handles(Browser(), "/api/people/ana/following") == ["bob"]
    seen = cyd.get("/api/people/ana/followers").json()["people"][0]
    assert seen["standing"] == {"follows": False, "requested": False, "followed_by": False, "own": True}


def test_a_long_list_comes_whole_and_in_few_reads() -> None:
    """Nobody is missing or doubled over pages, even with follows added meanwhile; ten cost what fifty do."""
    ana = join("ana")
    me, people = id_of(ana), crowd(120)
    for one in people[:10]:
        services.follow(one, me)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(ana.get("/api/people/ana/followers").json()["people"]) == 10
    for one in people[10:]:
        services.follow(one, me)
    with CaptureQueriesContext(connection) as many:
        first = ana.get("/api/people/ana/followers").json()
    assert len(first["people"]) == 50 and len(many) == len(few)
    services.follow(make_person("late"), me)
    rest = handles(ana, "/api/people/ana/followers")
    assert rest == ["late", *(f"person{number}" for number in reversed(range(120)))]
    second = ana.get(f"/api/people/ana/followers?cursor={first['next']}").json()["people"]
    assert second[0]["handle"] == "person69", "the page after the first goes on where that one ended"


def test_blocked_and_closed_people_are_on_no_list() -> None:
    """Who blocked me, or whom I blocked, is not there for me, and still is for others; the page is full."""
    ana, bob = join("ana"), join("bob")
    me, people = id_of(bob), crowd(54)
    for one in people:
        services.follow(one, id_of(ana))
        services.follow(id_of(ana), one)
    services.block(people[-1], me)
    services.block(me, people[-2])
    Person.objects.filter(id=people[-3]).update(is_active=False)
    hidden = {"person53", "person52", "person51"}
    for path in ("/api/people/ana/followers", "/api/people/ana/following"):
        assert len(bob.get(path).json()["people"]) == 50
        assert set(handles(bob, path)) == {f"person{n}" for n in range(54)} - hidden
        assert set(handles(Browser(), path)) == {f"person{n}" for n in range(53 + 1)} - {"person51"}


def test_a_private_account_shows_its_lists_to_its_followers() -> None:
    """Others are told so; somebody it blocked meets nobody; whoever blocked it sees no list either."""
    ana, bob, cyd, eve = join("ana"), join("bob"), join("cyd"), join("eve")
    bob.send("PUT", "/api/people/ana/follow")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    ana.send("PUT", "/api/people/eve/block")
    for list_ in ("followers", "following"):
        path = f"/api/people/ana/{list_}"
        assert ana.get(path).status_code == bob.get(path).status_code == 200
        assert cyd.get(path).json()["code"] == Browser().get(path).json()["code"] == "private_account"
        assert eve.get(path).status_code == 404
    assert ana.get("/api/people/eve/followers").status_code == 404


def test_a_follower_can_be_removed_without_being_told() -> None:
    """They follow no longer, whoever did not follow changes nothing, and following again is theirs to do."""
    ana, bob = join("ana"), join("bob")
    bob.send("PUT", "/api/people/ana/follow")
    for _ in range(2):
        assert ana.send("DELETE", "/api/people/bob/follower").json()["followed_by"] is False
    assert handles(ana, "/api/people/ana/followers") == []
    assert bob.send("PUT", "/api/people/ana/follow").json()["follows"] is True


def test_requests_and_blocks_come_in_pages() -> None:
    """More than a page of each: everybody is there once, in order."""
    ana = join("ana")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    me, people = id_of(ana), crowd(60)
    for one in people:
        services.follow(one, me)
    first = ana.get("/api/follow-requests").json()
    rest = ana.get(f"/api/follow-requests?cursor={first['next']}").json()
    names = [one["handle"] for one in first["requests"] + rest["requests"]]
    assert names == [f"person{number}" for number in range(60)] and rest["next"] == ""
    for one in people:
        services.block(me, one)
    assert handles(ana, "/api/blocks") == [f"person{number}" for number in reversed(range(60))]


def test_ties_of_ties() -> None:
    """Those followed by those I follow, the most common first; nobody I follow or asked, and not myself."""
    me, ana, bob, cyd, dan, shy = (make_person(name) for name in ("me", "ana", "bob", "cyd", "dan", "shy"))
    Person.objects.filter(id=shy).update(is_private=True)
    for friend in (ana, bob):
        services.follow(me, friend)
        services.follow(friend, me)
        services.follow(friend, cyd)
    services.follow(ana, bob)
    services.follow(bob, dan)
    services.follow(me, shy)
    services.follow(ana, shy)
    assert {other: sorted(via) for other, via in queries.friends_of_friends(me).items()} == {
        cyd: sorted([ana, bob]),
        dan: [bob],
    }
    assert queries.friends_of_friends(dan) == {}


def test_a_popular_friend_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the newest follows of the newest friends are looked at, in one read."""
    monkeypatch.setattr(lists, "FRIENDS", 2)
    monkeypatch.setattr(lists, "OF_EACH", 3)
    me, *people = [make_person("me"), *crowd(12)]
    for friend in people[:3]:
        services.follow(me, friend)
        for other in people[3:]:
            services.follow(friend, other)
    with CaptureQueriesContext(connection) as reads:
        found = queries.friends_of_friends(me)
    assert len(reads) == 1
    assert {other: sorted(via) for other, via in found.items()} == {
        other: sorted(people[1:3]) for other in people[-3:]
    }


@pytest.mark.parametrize("list_", ["followers", "following"])
def test_nobody_has_no_list(list_: str) -> None:
    """A handle that nobody has, and a cursor that is none."""
    ana: Any = join("ana")
    assert ana.get(f"/api/people/nobody_at_all/{list_}").status_code == 404
    assert ana.get(f"/api/people/ana/{list_}?cursor=oops").status_code in (400, 422)
    assert ana.get(f"/api/people/ana/{list_}?cursor={'9' * 40}").status_code == 422
