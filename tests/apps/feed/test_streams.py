"""The feeds that nobody ranks: whom one follows, and one's language, newest first."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import Browser
from tests.apps.feed.test_pages import Gone
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db

FOLLOWING, NEWEST = "/api/feed/following", "/api/feed/newest"


def at(ms: int, creator: Person, language: str = "en", **changes: Any) -> int:
    """A video published at this time."""
    tags = changes.pop("tags", [])
    made = video(creator, **changes)
    Video.objects.filter(id=made).update(published_ms=ms, language=language, tags=tags)
    return made


def leaf(browser: Browser, path: str, size: int = 3) -> list[str]:
    """Everything a feed holds, page by page."""
    found: list[str] = []
    cursor, pages = "", 0
    while True:
        answer = browser.get(f"{path}?size={size}&cursor={cursor}")
        assert answer.status_code == 200, answer.content
        found += [card["id"] for card in answer.json()["cards"]]
        pages += 1
        if not (cursor := answer.json()["next"]):
            return found
        assert pages < 100, "the cursor does not come to an end"


def texts(*numbers: int) -> list[str]:
    return [to_text(number) for number in numbers]


def test_following_brings_everything_of_those_one_follows_newest_first() -> None:
    """Across creators, also when they publish at the very same moment; nobody else, and nothing twice."""
    me, ana, bob, other = person(), person(), person(), person()
    for friend in (ana, bob):
        relations.follow(me.id, friend.id)
    at(50, other), at(60, me)
    made = [
        (ms, at(ms, creator)) for creator, times in ((ana, (5, 9, 9, 30)), (bob, (1, 9, 40))) for ms in times
    ]
    wanted = [film for _, film in sorted(made, reverse=True)]
    for size in (1, 2, 3, 20):
        assert leaf(browser_of(me), FOLLOWING, size) == texts(*wanted)
    feed_engine.use(Gone())  # type: ignore[arg-type]
    assert leaf(browser_of(me), FOLLOWING) == texts(*wanted), "it needs no engine"


def test_a_busy_creator_does_not_push_others_off_their_place() -> None:
    """One who publishes a lot and many who publish little are merged as time says."""
    me, busy = person(), person()
    relations.follow(me.id, busy.id)
    made = [(ms, at(ms, busy)) for ms in range(100, 112)]
    for ms in (99, 105, 200):
        quiet = person()
        relations.follow(me.id, quiet.id)
        made.append((ms, at(ms, quiet)))
    assert leaf(browser_of(me), FOLLOWING, 4) == texts(*(film for _, film in sorted(made, reverse=True)))


def test_following_shows_what_followers_may_see_and_nothing_more() -> None:
    """For followers: yes. For their maker alone, held, too grown-up, of closed accounts or blockers: no."""
    me, ana, foe, gone = person(), person(), person(), person()
    for friend in (ana, foe, gone):
        relations.follow(me.id, friend.id)
    mine = at(10, ana, audience="followers")
    at(11, ana, audience="me"), at(12, ana, state="held"), at(15, foe), at(16, gone)
    Video.objects.filter(id=at(13, ana)).update(min_age=18)
    Video.objects.filter(id=at(14, ana)).update(deleted=True)
    Account.objects.filter(id=gone.id).update(is_active=False)
    relations.block(foe.id, me.id)
    assert leaf(browser_of(me), FOLLOWING, 1) == texts(mine)


def test_what_was_muted_is_on_neither_feed() -> None:
    """Person, word, tag and sound; the pages fill up from further down; one's own stay."""
    me, ana, bob = person(), person(), person()
    for friend in (ana, bob):
        relations.follow(me.id, friend.id)
    sound = Sound.objects.create(creator_id=ana.id)
    kept = [at(1, ana), at(2, ana, caption="Nothing to see")]
    at(3, ana, caption="No SPOILER, please")
    at(4, ana, tags=["cats"])
    Video.objects.filter(id=at(5, ana)).update(sound=sound)
    at(6, bob)
    own = at(7, me, caption="my spoiler")
    mutes.mute_person(me.id, bob.id)
    mutes.mute_word(me.id, "spoiler")
    mutes.mute_tag(me.id, "Cats")
    mutes.mute_sound(me.id, to_text(sound.id), "That song")
    assert leaf(browser_of(me), FOLLOWING, 2) == texts(*reversed(kept))
    assert leaf(browser_of(me), NEWEST, 2) == texts(own, *reversed(kept))


def test_newest_is_in_my_language_and_for_everyone() -> None:
    """A person's own language, a browser's asked-for one; private accounts and other audiences stay away."""
    ana, recluse, speaker = person(), person(is_private=True), person()
    accounts.change_profile(speaker.id, language="fr")
    english = [at(ms, ana) for ms in (1, 2, 2, 3)]
    french = at(9, ana, "fr")
    at(4, ana, audience="followers"), at(5, recluse), at(6, ana, audience="me"), at(7, ana, state="held")
    assert leaf(Browser(), NEWEST, 3) == texts(*reversed(english))
    assert leaf(browser_of(speaker), NEWEST) == texts(french)
    browser = Browser()
    asked = browser.get(NEWEST, **{"Accept-Language": "fr"}).json()
    assert [card["id"] for card in asked["cards"]] == texts(french)


def test_nothing_watched_is_read_for_newest() -> None:
    """Two viewers, whatever they watched and liked, get the same page; the engine may be away."""
    ana, one, other = person(), person(), person()
    made = [at(ms, ana) for ms in range(5)]
    browser = browser_of(one)
    seen = {"event_id": "an-event-id", "kind": "like", "video_id": to_text(made[0]), "at_ms": 1}
    browser.post("/api/feed/events", {"events": [seen]})
    feed_engine.use(Gone())  # type: ignore[arg-type]
    assert leaf(browser, NEWEST) == leaf(browser_of(other), NEWEST) == leaf(Browser(), NEWEST)


@pytest.mark.parametrize("path", [FOLLOWING, NEWEST])
def test_what_is_published_meanwhile_moves_nothing(path: str) -> None:
    """The second page goes on where the first ended."""
    me, ana = person(), person()
    relations.follow(me.id, ana.id)
    made = [at(ms, ana) for ms in (1, 2, 3, 4)]
    browser = browser_of(me)
    first = browser.get(f"{path}?size=2").json()
    at(99, ana)
    second = browser.get(f"{path}?size=2&cursor={first['next']}").json()
    assert [card["id"] for card in second["cards"]] == texts(made[1], made[0]) and second["next"] == ""


@pytest.mark.parametrize("path", [FOLLOWING, NEWEST])
@pytest.mark.parametrize(
    "query", ["size=0", "size=21", "size=x", "cursor=x", "cursor=1-", "cursor=-1-x", "cursor=" + "9" * 41]
)
def test_a_senseless_wish_is_refused(path: str, query: str) -> None:
    """Sizes and cursors that are none."""
    assert browser_of(person()).get(f"{path}?{query}").status_code in (400, 422)


def test_following_needs_somebody_and_begins_empty() -> None:
    """Without an account: log in. Following nobody: an empty page."""
    assert Browser().get(FOLLOWING).status_code == 401
    assert browser_of(person()).get(FOLLOWING).json() == {"cards": [], "next": ""}


@pytest.mark.parametrize("path", [FOLLOWING, NEWEST])
def test_a_page_of_twenty_costs_what_one_of_five_does(path: str) -> None:
    """The reads grow neither with the page, nor with videos, nor with people followed."""
    me = person()
    costs = []
    for count in (5, 20):
        for number in range(count):
            friend = person()
            relations.follow(me.id, friend.id)
            at(number, friend)
        browser = browser_of(me)
        with CaptureQueriesContext(connection) as reads:
            assert len(browser.get(f"{path}?size={count}").json()["cards"]) == count
        costs.append(len(reads))
    assert costs[0] == costs[1]
