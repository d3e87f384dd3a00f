"""How far somebody may be met: one screen over choices of several apps, each of which counts."""

from typing import Any

import pytest
from tests.apps.accounts.people import Browser, join
from tests.apps.accounts.test_security import said
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.feed.suggestions import suggestions
from mutoscope.apps.relations import services as relations
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def choose(browser: Browser, **wish: Any) -> Any:
    return browser.send("PATCH", "/api/me/privacy", wish)


def test_each_choice_is_kept_where_it_counts() -> None:
    """What is left out stays; what was chosen is told the same way afterwards."""
    browser = join("ana")
    before = browser.get("/api/me/privacy").json()
    wish = {
        "is_private": True,
        "comments_for": "followers",
        "allow_downloads": True,
        "allows": ["template"],
        "shows_likes": True,
        "hears_from": "nobody",
        "shows_reading": False,
        "suggested": False,
        "indexed": False,
    }
    for name, value in wish.items():
        assert before[name] != value
        assert choose(browser, **{name: value}).json()[name] == value
    after = browser.get("/api/me/privacy").json()
    assert {name: after[name] for name in wish} == wish
    assert browser.me()["person"]["is_private"]


def test_wrong_kinds_change_nothing() -> None:
    """Neither words for switches nor choices that there aren't."""
    browser = join("ana")
    before = browser.get("/api/me/privacy").json()
    for wish in (
        {"indexed": "no"},
        {"indexed": 0},
        {"comments_for": "x" * 10_000},
        {"hears_from": "\u202egnorw"},
        {"hears_from": ["friends"]},
    ):
        assert choose(browser, **wish).status_code == 422, wish
    assert browser.get("/api/me/privacy").json() == before


def test_the_young_begin_hidden_and_hear_from_friends_only() -> None:
    """Nothing leads strangers to them, and one refused choice takes the others with it."""
    browser = join("kim", birth_date="2012-05-17")
    young = browser.get("/api/me/privacy").json()
    assert young["is_private"] and not young["suggested"] and not young["indexed"]
    assert "everybody" not in young["may_hear_from"]
    assert said(choose(browser, hears_from="everybody", is_private=False)) == (403, "too_young_for_strangers")
    assert browser.get("/api/me/privacy").json() == young


def test_search_engines_are_told_to_keep_nothing() -> None:
    """Neither the profile nor a video, and the sitemap names none of them; others stay."""
    ana, bob = person("ana"), person("bob")
    films = {who.handle: to_text(video(who)) for who in (ana, bob)}
    Account.objects.update(shown_videos=1)
    assert choose(browser_of(ana), indexed=False).status_code == 200
    stranger = Browser()
    for path, hidden in (
        ("/@ana", True),
        (f"/v/{films['ana']}", True),
        ("/@bob", False),
        (f"/v/{films['bob']}", False),
    ):
        page = stranger.get(path).content.decode()
        assert ('name="robots" content="noindex' in page) == hidden, path
    assert accounts.public_handles(0, 1 << 62, 10) == ["bob"]


def test_whoever_does_not_want_it_is_not_suggested() -> None:
    """Not even as a friend of friends."""
    ana, friend, other = (person(name) for name in ("ana", "friend", "other"))
    Account.objects.update(birth_date="1990-01-01")
    relations.follow(ana.id, friend.id)
    relations.follow(friend.id, other.id)
    assert handles(ana) == ["other"]
    assert choose(browser_of(other), suggested=False).status_code == 200
    assert handles(ana) == []


def handles(who: Person) -> list[str]:
    return [one.handle for one in suggestions(who.viewer).people]
