"""Following, asking to follow, blocking."""

import random
import threading
from typing import Any

import pytest
from django.db import connection
from tests.apps.accounts.people import Browser, join

from mutoscope.apps.accounts.services import make_person, remove_person
from mutoscope.apps.flow.services import drain
from mutoscope.apps.relations import queries, services
from mutoscope.apps.relations.models import Follow
from mutoscope.core.units import Refusal, from_text

pytestmark = pytest.mark.django_db

told: list[Any] = []


def hear(fact: Any) -> None:
    told.append(fact)


@pytest.fixture
def listening(settings: Any) -> list[Any]:
    names = ("Followed", "Unfollowed", "Blocked", "Unblocked")
    settings.FLOW_LISTENERS = settings.FLOW_LISTENERS | {
        f"relations.{name}": (f"{__name__}.hear",) for name in names
    }
    told.clear()
    return told


def id_of(browser: Browser) -> int:
    return from_text(browser.me()["person"]["id"])


def profile(browser: Browser, handle: str) -> dict[str, Any]:
    return browser.get(f"/api/people/{handle}").json()


def test_follow_and_unfollow(listening: list[Any]) -> None:
    """A follow shows on both sides, is told once however often it is asked for, and can be taken back."""
    ana, bob = join("ana"), join("bob")
    for _ in range(2):
        assert ana.send("PUT", "/api/people/bob/follow").json()["follows"] is True
    assert profile(ana, "bob")["counts"] == {"followers": 1, "following": 0, "videos": 0}
    assert profile(bob, "ana")["standing"]["followed_by"] is True
    assert queries.ties(id_of(ana)).follows == (id_of(bob),)
    for _ in range(2):
        assert ana.send("DELETE", "/api/people/bob/follow").json()["follows"] is False
    drain()
    assert [type(fact).__name__ for fact in listening] == ["Followed", "Unfollowed"]


def test_a_private_account_is_asked_first(listening: list[Any]) -> None:
    """Following a private account waits for leave; accepted it counts, declined it leaves nothing."""
    ana, bob, cyd = join("ana"), join("bob"), join("cyd")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    for asking in (bob, cyd):
        standing = asking.send("PUT", "/api/people/ana/follow").json()
        assert (standing["follows"], standing["requested"]) == (False, True)
    assert [who["handle"] for who in ana.get("/api/follow-requests").json()["requests"]] == ["bob", "cyd"]
    assert profile(bob, "ana")["counts"]["followers"] == 0 and queries.ties(id_of(bob)).follows == ()
    assert ana.post("/api/follow-requests/bob/accept").status_code == 200
    assert ana.post("/api/follow-requests/cyd/decline").status_code == 200
    assert profile(bob, "ana")["standing"]["follows"] and profile(bob, "ana")["counts"]["followers"] == 1
    assert not profile(cyd, "ana")["standing"]["requested"]
    assert ana.post("/api/follow-requests/cyd/accept").json()["code"] == "no_request"
    drain()
    assert [type(fact).__name__ for fact in listening] == ["Followed"]


def test_nobody_lets_themselves_in() -> None:
    """A request is accepted by the one who was asked, not by the one who asks."""
    ana, bob = join("ana"), join("bob")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    bob.send("PUT", "/api/people/ana/follow")
    assert bob.post("/api/follow-requests/ana/accept").status_code == 404
    assert profile(bob, "ana")["standing"]["follows"] is False


def test_going_public_lets_everybody_in_who_waits(listening: list[Any]) -> None:
    """When a private account becomes public, its requests are accepted and told."""
    ana, bob = join("ana"), join("bob")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    bob.send("PUT", "/api/people/ana/follow")
    ana.send("PATCH", "/api/me/privacy", {"is_private": False})
    drain()
    assert profile(bob, "ana")["standing"]["follows"] is True
    assert [type(fact).__name__ for fact in listening] == ["Followed"]


def test_going_private_keeps_the_followers() -> None:
    """Who follows already goes on following."""
    ana, bob = join("ana"), join("bob")
    bob.send("PUT", "/api/people/ana/follow")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    assert profile(bob, "ana")["standing"]["follows"] is True


def test_a_block_makes_two_people_strangers(listening: list[Any]) -> None:
    """Follows end both ways, neither can follow, and to the blocked one the other is not there."""
    ana, bob = join("ana"), join("bob")
    ana.send("PUT", "/api/people/bob/follow")
    bob.send("PUT", "/api/people/ana/follow")
    assert ana.send("PUT", "/api/people/bob/block").json()["blocked"] is True
    assert bob.get("/api/people/ana").status_code == 404
    assert bob.get("/api/people/ana").json() == bob.get("/api/people/nobody_at_all").json()
    for method in ("PUT", "DELETE"):
        assert bob.send(method, "/api/people/ana/follow").status_code == 404
        assert bob.send("DELETE", "/api/people/ana/block").status_code == 404
    assert ana.send("PUT", "/api/people/bob/follow").status_code == 404
    seen = profile(ana, "bob")
    assert seen["standing"]["blocked"] and seen["counts"] == {"followers": 0, "following": 0, "videos": 0}
    assert queries.ties(id_of(bob)).blocked == (id_of(ana),)
    assert queries.standing(id_of(bob), [id_of(ana)])[id_of(ana)].blocked
    assert [who["handle"] for who in ana.get("/api/blocks").json()["people"]] == ["bob"]
    drain()
    assert sorted(type(fact).__name__ for fact in listening) == [
        "Blocked",
        "Followed",
        "Followed",
        "Unfollowed",
        "Unfollowed",
    ]


def test_a_block_can_be_undone_only_by_its_maker() -> None:
    """After the unblock both see each other; follows don't come back. Two blocks need two undoings."""
    ana, bob = join("ana"), join("bob")
    ana.send("PUT", "/api/people/bob/block")
    services.block(id_of(bob), id_of(ana))
    ana.send("DELETE", "/api/people/bob/block")
    assert ana.get("/api/people/bob").status_code == 404
    assert bob.send("DELETE", "/api/people/ana/block").json()["blocked"] is False
    assert profile(bob, "ana")["standing"] == {
        "follows": False,
        "requested": False,
        "followed_by": False,
        "blocked": False,
        "muted": False,
        "own": False,
    }


def test_a_block_ends_requests_too() -> None:
    """Who is blocked while waiting waits no more."""
    ana, bob = join("ana"), join("bob")
    ana.send("PATCH", "/api/me/privacy", {"is_private": True})
    bob.send("PUT", "/api/people/ana/follow")
    ana.send("PUT", "/api/people/bob/block")
    assert ana.get("/api/follow-requests").json() == {"requests": [], "next": ""}
    assert ana.post("/api/follow-requests/bob/accept").status_code == 404


@pytest.mark.parametrize("act", ["follow", "block"])
def test_nobody_follows_or_blocks_themselves(act: str) -> None:
    """Oneself is refused by name."""
    ana = join("ana")
    assert ana.send("PUT", f"/api/people/ana/{act}").json()["code"] == "yourself"
    assert profile(ana, "ana")["standing"]["own"] is True


def test_closed_and_missing_people_cannot_be_followed() -> None:
    """Ids that nobody has are refused, as are handles."""
    me = make_person("ana")
    for act in (services.follow, services.block):
        with pytest.raises(Refusal):
            act(me, 12345)
    assert join("bob").send("PUT", "/api/people/nobody_at_all/follow").status_code == 404


def test_who_leaves_leaves_no_trace() -> None:
    """Removing a person removes their follows and blocks."""
    ana, bob = make_person("ana"), make_person("bob")
    services.follow(ana, bob)
    services.block(bob, ana)
    remove_person(ana)
    assert queries.ties(bob).blocked == () and queries.counts(bob).followers == 0


def test_standing_of_many_asks_little(django_assert_max_num_queries: Any) -> None:
    """However many people are asked about, it is four reads; a stranger without an account asks none."""
    me, *others = (make_person(f"person{n}") for n in range(30))
    services.follow(me, others[0])
    with django_assert_max_num_queries(4):
        standing = queries.standing(me, others)
    assert [standing[other].follows for other in others[:2]] == [True, False]
    with django_assert_max_num_queries(0):
        assert not any(stand.follows for stand in queries.standing(0, others).values())


@pytest.mark.django_db(transaction=True)
def test_storms_of_follows_and_blocks_leave_a_true_world(listening: list[Any]) -> None:
    """However acts meet: no follow stands beside a block, and the facts add up to the counts."""
    people = [make_person(f"person{n}") for n in range(4)]
    seed = random.randrange(1 << 30)
    print("seed", seed)

    def storm(number: int) -> None:
        dice = random.Random(seed + number)
        for _ in range(12):
            me, other = dice.sample(people, 2)
            act = dice.choice([services.follow] * 4 + [services.unfollow, services.block, services.unblock])
            try:
                act(me, other)
            except Refusal as refused:
                assert refused.code == "no_such_person"
        connection.close()

    threads = [threading.Thread(target=storm, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain()
    pairs = list(Follow.objects.values_list("follower_id", "followed_id"))
    assert len(pairs) == len(set(pairs))
    for follower, followed in pairs:
        assert not queries.standing(follower, [followed])[followed].blocked
    for person in people:
        gained = sum(type(fact).__name__ == "Followed" and fact.followed_id == person for fact in listening)
        lost = sum(type(fact).__name__ == "Unfollowed" and fact.followed_id == person for fact in listening)
        assert queries.counts(person).followers == gained - lost
