"""Pages of the feed, from the outside: over HTTP, with real people, videos and facts."""

import json
import time
import uuid
from typing import Any

import jsonschema
import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import Browser, join
from tests.apps.videos.world import Person, browser_of, nobody, person, video
from tests.core.discovery.world import touch_of

from mutoscope.adapters.engine import EngineDown, Keeper
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import services
from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoPublished
from mutoscope.apps.videos.models import Video
from mutoscope.core.discovery.facts import Touch
from mutoscope.core.units import Refusal, to_text
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db


class Gone:
    """An engine that can't be reached."""

    def __getattr__(self, name: str) -> Any:
        raise EngineDown("nobody there")


def some_videos(count: int, creator: Person | None = None, **changes: Any) -> list[int]:
    made = [video(creator or person(), **changes) for _ in range(count)]
    services.reconcile()
    return made


def page(browser: Browser, **body: Any) -> dict[str, Any]:
    answer = browser.post("/api/feed/page", body)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def ids(found: dict[str, Any]) -> set[str]:
    return {card["id"] for card in found["cards"]}


def texts(numbers: list[int]) -> set[str]:
    return {to_text(number) for number in numbers}


def test_anybody_gets_a_page_of_cards_with_their_traces() -> None:
    """Without an account: full cards, each with the reason it is there; and OpenAPI describes the answer."""
    made = some_videos(6)
    found = page(Browser(), size=4)
    assert len(found["cards"]) == 4 and ids(found) < texts(made)
    for card in found["cards"]:
        assert card["renditions"] and card["creator"]["handle"]
        assert set(card["trace"]) == {"source", "explore", "recycled"}
    operation = api.get_openapi_schema()["paths"]["/api/feed/page"]["post"]
    schema = operation["responses"][200]["content"]["application/json"]["schema"]
    jsonschema.validate(found, json.loads(json.dumps(schema)))


def test_what_the_player_holds_is_not_served_again() -> None:
    """Two pages without anything shown: the second leaves out what the first gave."""
    some_videos(6)
    browser = Browser()
    first = page(browser, size=3)
    second = page(browser, size=3, have=sorted(ids(first)))
    assert not ids(first) & ids(second)


def test_own_private_and_blocked_videos_stay_away() -> None:
    """Own videos, those of blocked people, for followers and for their maker alone stay away."""
    me, friend, foe, recluse = person(), person(), person(), person(is_private=True)
    some_videos(1, me)
    theirs = some_videos(1, friend)
    some_videos(1, foe)
    some_videos(1, recluse)
    followers = some_videos(1, friend, audience="followers")
    some_videos(1, friend, audience="me")
    relations.block(foe.id, me.id)
    assert ids(page(browser_of(me))) == texts(theirs)
    relations.follow(me.id, friend.id)
    assert ids(page(browser_of(me))) == texts(theirs + followers)


def test_a_withdrawn_video_is_gone_at_once(engine: Keeper) -> None:
    """Held by staff: on no page from the next one on, even before the engine has heard of it."""
    made = some_videos(4)
    use_deaf(engine)
    videos.restrict(made[0], "held", Refusal("spam", "This is spam."))
    assert ids(page(Browser())) == texts(made[1:])
    feed_engine.use(engine)
    assert made[0] not in engine.catalogue(), "the page that missed its card told the engine"


def use_deaf(engine: Keeper) -> None:
    """Let facts find no engine while pages do: as if the worker had not come round yet."""

    class Deaf:
        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

    feed_engine.use(Deaf())  # type: ignore[arg-type]


def test_publishing_changing_and_holding_reach_the_engine_as_facts(engine: Keeper) -> None:
    """The listeners keep the engine's catalogue in step without any reconciling."""
    maker = person()
    film = video(maker, state="screened")
    Video.objects.filter(id=film).update(state="published", published_ms=1)
    flow.record(VideoPublished(video_id=film))
    flow.drain()
    assert engine.catalogue() == (film,)
    videos.restrict(film, "held", Refusal("spam", "This is spam."))
    flow.drain()
    assert engine.catalogue() == ()
    videos.lift(film)
    flow.drain(raise_faults=False)  # the film is made up, so nothing can be rendered of it
    assert engine.catalogue() == (film,)
    videos.delete_video(maker.id, film)
    flow.drain(raise_faults=False)
    assert engine.catalogue() == ()


def test_without_the_engine_the_newest_videos_come() -> None:
    """The feed is never empty because a part died, and the answer says which one."""
    made = some_videos(5)
    feed_engine.use(Gone())  # type: ignore[arg-type]
    found = page(Browser(), size=3)
    assert [card["id"] for card in found["cards"]] == [to_text(one) for one in reversed(made)][:3]
    assert found["trouble"] == ["engine"]
    assert {card["trace"]["source"] for card in found["cards"]} == {"newest"}
    rest = page(Browser(), size=3, have=sorted(ids(found)))
    assert len(rest["cards"]) == 2


def test_an_engine_that_lost_everything_recovers(engine: Keeper) -> None:
    """An empty engine still gives a page, and knows every video again after the next mending."""
    made = some_videos(3)
    engine.withdraw(made)
    found = page(Browser())
    assert ids(found) == texts(made) and found["trouble"] == ["catalogue"]
    flow.drain()
    assert engine.catalogue() == tuple(sorted(made))
    assert page(Browser())["trouble"] == []


def test_a_page_comes_where_nothing_can_be_written(engine: Keeper) -> None:
    """The disk is full: the engine stays empty for the moment, and what is there is shown all the same."""

    def full(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    made = some_videos(3)
    flow.drain()
    engine.withdraw(made)
    browser = Browser()
    browser.me()
    with connection.execute_wrapper(full):
        assert ids(page(browser)) == texts(made)
    page(browser)
    flow.drain()
    assert engine.catalogue() == tuple(sorted(made))


def test_joining_keeps_what_was_learned_if_wished(engine: Keeper) -> None:
    """Who joins and wishes so is not served again what they saw before; who doesn't wish it starts anew."""
    made = some_videos(5)
    for keep in (True, False):
        browser = Browser().agree()
        seen = page(browser, size=2)
        browser.post("/api/feed/events", {"events": [an_event(card["id"]) for card in seen["cards"]]})
        answer = browser.post(
            "/api/join",
            {
                "handle": f"joiner{keep}".lower(),
                "email": f"{keep}@example.org",
                "password": "a tall green lamp post",
                "birth_date": "1990-05-17",
                "language": "en",
                "keep_learned": keep,
            },
        )
        assert answer.status_code == 200, answer.content
        flow.drain()
        fresh = {card["id"] for card in page(browser)["cards"] if not card["trace"]["recycled"]}
        assert fresh == texts(made) - (ids(seen) if keep else set())


def test_a_like_from_anywhere_is_learned(engine: Keeper) -> None:
    """A like outside the feed reaches the engine; so does taking it back; leaving forgets it all."""
    fan, film = person(), some_videos(1)[0]
    social.like(fan.id, film)
    flow.drain()
    assert touch_of(engine._state, f"p{fan.id}", film).liked
    social.unlike(fan.id, film)
    flow.drain()
    assert not touch_of(engine._state, f"p{fan.id}", film).liked
    accounts.remove_person(fan.id)
    flow.drain()
    assert f"p{fan.id}" not in engine._state.viewers


def test_all_responses_are_learned(engine: Keeper) -> None:
    """Saves, reposts and comments reach the engine, and so does taking a save or repost back."""
    fan, film = person(), some_videos(1)[0]

    def touch() -> Touch:
        flow.drain()
        return touch_of(engine._state, f"p{fan.id}", film)

    social.save(fan.id, film)
    social.repost(fan.viewer, film)
    assert touch().cherished and touch().passed_on
    social.unsave(fan.id, film)
    social.unrepost(fan.id, film)
    assert not touch().cherished and not touch().passed_on
    social.comment(fan.viewer, film, "Well seen", client_id="learned-comment")
    assert touch().commented


@pytest.mark.parametrize(
    "body",
    [
        {"size": 0},
        {"size": 21},
        {"size": "8"},
        {"size": None},
        {"have": "all"},
        {"have": ["short"]},
        {"have": ["!" * 13]},
        {"have": ["0" * 13] * 101},
        {"have": [5]},
    ],
)
def test_a_senseless_wish_is_refused(body: dict[str, Any]) -> None:
    """Wrong types and sizes are refused with a code, and nothing breaks."""
    answer = Browser().post("/api/feed/page", body)
    assert answer.status_code in (400, 422) and answer.json()["code"] in ("bad_input", "bad_id")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "bad_input"),
        (b"not json", 422, "bad_input"),
        (b"\xff\xfe\x00", 422, "bad_input"),
        (b"[]", 422, "bad_input"),
        (b'{"have": ' + b"[" * 100_000, 422, "bad_input"),
        (b" " * (256 * 1024 + 1), 413, "too_large"),
    ],
)
def test_a_senseless_body_is_refused(body: bytes, status: int, code: str) -> None:
    """Too much, too deep or unreadable: a code and a sentence, no fault."""
    answer = Browser().send("POST", "/api/feed/page", raw=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]


def test_a_refused_wish_names_its_fault_and_repeats_nothing() -> None:
    """Which field and why, in the viewer's language around it; never what was sent."""
    answer = Browser().post("/api/feed/page", {"size": "a secret"})
    assert list(answer.json()["fields"]) == ["size"] and "secret" not in answer.content.decode()
    french = Browser().send("POST", "/api/feed/page", {"size": 0}, **{"Accept-Language": "fr"})
    assert french.json()["message"] != answer.json()["message"]


@pytest.mark.parametrize("size", [10, 50])
def test_a_page_costs_the_same_few_questions_whatever_its_size(size: int) -> None:
    """With follows, blocks and likes: one read of the ties, the videos, their parts, the people, the
    likes."""
    me, friend = person(), person()
    some_videos(size // 2, friend)
    others = [some_videos(1)[0] for _ in range(size // 2)]
    relations.follow(me.id, friend.id)
    relations.block(me.id, person().id)
    social.like(me.id, others[0])
    flow.drain()
    with CaptureQueriesContext(connection) as asked:
        cards = services.next_page(me.viewer, [], size).cards
    assert len(cards) == size and any(card.viewer.liked for card in cards)
    assert len(asked) == 6, "one for who I am, which a request has found already"


def test_a_whole_request_asks_seven_times_at_most() -> None:
    """Session, person, ties, videos, parts, people, likes; without an account videos, parts and people."""
    some_videos(6)
    known, unknown = browser_of(person()), Browser()
    for browser, most in ((known, 7), (unknown, 3)):
        page(browser)
        with CaptureQueriesContext(connection) as asked:
            assert len(page(browser)["cards"]) == 6
        assert len(asked) == most, [one["sql"] for one in asked.captured_queries]


def test_a_block_and_a_private_account_count_on_the_very_next_page() -> None:
    """What the database says now decides, with nothing remembered from the page before."""
    me, friend = person(), person()
    theirs = some_videos(2, friend)
    browser = browser_of(me)
    assert ids(page(browser)) == texts(theirs)
    relations.block(friend.id, me.id)
    assert ids(page(browser)) == set()
    relations.unblock(friend.id, me.id)
    assert ids(page(browser)) == texts(theirs)
    accounts.change_profile(friend.id, is_private=True)
    assert ids(page(browser)) == set()


def test_nothing_there_is_an_empty_page_that_says_so() -> None:
    """A new instance: no cards, caught up, no error."""
    found = page(join("firstperson"))
    assert found["cards"] == [] and found["caught_up"]
    assert services.next_page(nobody(), [], 8).cards == ()


def an_event(video_id: str, kind: str = "impression", **changes: Any) -> dict[str, Any]:
    return {
        "event_id": str(uuid.uuid4()),
        "kind": kind,
        "video_id": video_id,
        "at_ms": time.time_ns() // 1_000_000,
    } | changes
