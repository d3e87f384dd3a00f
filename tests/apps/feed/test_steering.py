"""Steering one's own feed over HTTP: heeded on the next page, with or without an account."""

import json
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.apps.accounts.people import Browser, wish
from tests.apps.videos.world import browser_of, person, video

from mutoscope.adapters.engine import EngineDown, Keeper, connect, entries
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.shard import Shard
from mutoscope.adapters.engine.sharded import ShardedEngine
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import services
from mutoscope.apps.flow import services as flow
from mutoscope.apps.safety import services as safety
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.experiments.plan import running as running_of
from mutoscope.core.discovery.homes import home
from mutoscope.core.discovery.variants.checking import plan_of
from mutoscope.core.discovery.weights import DEFAULT, Value
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def films() -> list[int]:
    """Of each of three topics eight, by as many creators."""
    made = [video(person(), tags=(topic,)) for _ in range(8) for topic in ("sea", "city", "cats")]
    services.reconcile()
    return made


def page(browser: Browser, **body: Any) -> dict[str, Any]:
    answer = browser.post("/api/feed/page", body)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def steer(browser: Browser, **change: Any) -> dict[str, Any]:
    answer = browser.send("PATCH", "/api/feed/choices", change)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def watch(browser: Browser, cards: list[dict[str, Any]], kind: str = "watch", **more: Any) -> dict[str, Any]:
    events = [
        {
            "event_id": str(uuid.uuid4()),
            "kind": kind,
            "video_id": card["id"],
            "at_ms": time.time_ns() // 1_000_000,
            "watched_ms": card["duration_ms"],
        }
        | more
        for card in cards
    ]
    answer = browser.post("/api/feed/events", {"events": events})
    assert answer.status_code == 200
    taken: dict[str, Any] = answer.json()
    return taken


def tags(found: dict[str, Any]) -> list[str]:
    return [card["tags"][0] for card in found["cards"]]


@pytest.fixture(params=["a person", "a browser that agreed"])
def somebody(request: pytest.FixtureRequest) -> Browser:
    return browser_of(person()) if request.param == "a person" else Browser().agree()


def test_dials_and_sliders_count_on_the_next_page(films: list[int], somebody: Browser) -> None:
    """More of a topic, none of another, a slider: shown as chosen, heeded at once, and taken back."""
    dials = [{"kind": "tag", "name": "#Cats", "level": 2}, {"kind": "tag", "name": "sea", "level": -2}]
    told = steer(somebody, dials=dials, length=-0.5)
    assert told["length"] == -0.5 and told["discovery"] == 0.0
    assert [(one["name"], one["label"], one["level"]) for one in told["dials"]] == [
        ("cats", "#cats", 2),
        ("sea", "#sea", -2),
    ]
    found = page(somebody)
    assert "sea" not in tags(found) and tags(found).count("cats") >= 5
    told = steer(somebody, dials=[{**one, "level": None} for one in dials], length=0)
    assert told["dials"] == [] == somebody.get("/api/feed/choices").json()["dials"]


def test_less_of_a_creator_is_said_with_their_handle(films: list[int], somebody: Browser) -> None:
    """People are named as people are; a handle that nobody has is refused and changes nothing."""
    maker = person("maker")
    mine = video(maker)
    services.reconcile()
    told = steer(somebody, dials=[{"kind": "creator", "name": "@Maker", "level": -2}])
    assert [(one["name"], one["label"]) for one in told["dials"]] == [("maker", "maker")]
    assert to_text(mine) not in {card["id"] for card in page(somebody, size=20)["cards"]}
    wrong = [{"kind": "creator", "name": "nobody_at_all", "level": 1}]
    answer = somebody.send("PATCH", "/api/feed/choices", {"dials": wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "nobody_by_that_name")


def test_in_a_pause_nothing_is_learned(films: list[int], somebody: Browser, engine: Keeper) -> None:
    """An hour, a day or until taken back: the state stays as it was, and the player's memory is heeded."""
    steer(somebody, pause="open")
    before = engine.health(with_state=True).state
    first = page(somebody)
    assert first["mode"] == "paused"
    assert watch(somebody, first["cards"])["accepted"] == 0
    assert engine.health(with_state=True).state == before
    second = page(somebody, met=[card["id"] for card in first["cards"]])
    assert not {card["id"] for card in first["cards"]} & {card["id"] for card in second["cards"]}
    assert steer(somebody, pause="hour")["paused_until_ms"] > time.time() * 1000 + 3_500_000
    assert steer(somebody, pause="off") | {"dials": []} == steer(somebody)
    assert page(somebody)["mode"] == "learning" and watch(somebody, first["cards"])["accepted"] == 8


def test_the_plain_feed_is_the_same_for_all(films: list[int], somebody: Browser, engine: Keeper) -> None:
    """Without learning two who watched different things get the same page; what was liked is not learned."""
    watch(somebody, page(somebody)["cards"])
    assert steer(somebody, learning=False)["mode"] == "plain"
    other = browser_of(person())
    steer(other, learning=False)
    assert tags(page(somebody)) == tags(page(other)) == tags(page(Browser()))
    assert page(somebody)["mode"] == "plain"
    before = engine.health(with_state=True).state
    card = page(other)["cards"][0]
    other.send("PUT", f"/api/videos/{card['id']}/like")
    flow.drain()
    assert watch(other, [card])["accepted"] == 0 and engine.health(with_state=True).state == before
    assert watch(other, [card], "not_interested")["accepted"] == 1, "what is said outright is heard"
    assert card["id"] not in {one["id"] for one in page(other, size=20)["cards"]}
    assert steer(other, learning=True)["mode"] == "learning"


def test_without_an_account_nothing_is_learned_before_a_yes(films: list[int], engine: Keeper) -> None:
    """Not asked: the plain feed, and no event is kept. Yes: it learns. No: plain, and all is forgotten."""
    browser = Browser()
    first = page(browser)
    assert (first["mode"], first["begins"]) == ("unasked", True)
    assert watch(browser, first["cards"])["accepted"] == 0 and engine.health().viewers == 0
    browser.agree()
    learning = page(browser)
    assert (learning["mode"], learning["begins"]) == ("learning", True)
    assert watch(browser, learning["cards"])["accepted"] == 8
    assert not page(browser)["begins"] and engine.health().viewers == 1
    before = browser.client.cookies["viewer"].value
    assert steer(browser, learning=False)["mode"] == "plain"
    assert engine.health().viewers == 0 and browser.client.cookies["viewer"].value.split("-")[0] not in before
    assert page(browser)["mode"] == "plain" and not page(browser)["begins"]


def test_a_no_over_and_over_is_refused(films: list[int]) -> None:
    """Letting the feed forget a browser counts like every beginning anew: a few times, then not so fast."""
    statuses = []
    for _ in range(8):
        browser = Browser(address="10.9.8.7").agree()
        statuses.append(browser.send("PATCH", "/api/feed/choices", {"learning": False}).status_code)
    assert statuses == [200] * 6 + [429] * 2


def test_a_no_is_kept_when_somebody_joins(films: list[int]) -> None:
    """Who had said no gets the plain feed with their account too, until they say otherwise."""
    browser = Browser()
    steer(browser, learning=False)
    assert browser.post("/api/join", wish("quiet")).status_code == 200
    flow.drain()
    assert page(browser)["mode"] == "plain"
    assert steer(browser, learning=True)["mode"] == "learning"


@pytest.mark.parametrize("keep_seen", [True, False])
def test_after_a_reset_the_feed_begins_anew(films: list[int], somebody: Browser, keep_seen: bool) -> None:
    """Taste and choices are gone; what was met stays met when wished. Sent twice, it happens once."""
    cards = page(somebody)["cards"]
    watch(somebody, cards)
    steer(somebody, dials=[{"kind": "tag", "name": "cats", "level": 2}], discovery=1)
    reset = {"keep_seen": keep_seen, "client_id": f"reset-{keep_seen}"}
    assert somebody.post("/api/feed/reset", reset).json() == {"done": True}
    told = somebody.get("/api/feed/choices").json()
    assert told["dials"] == [] and told["discovery"] == 0 and told["mode"] == "learning"
    assert somebody.get("/api/feed/profile").json()["interests"] == []
    fresh = {card["id"] for card in page(somebody, size=20)["cards"] if not card["trace"]["recycled"]}
    assert bool(fresh & {card["id"] for card in cards}) is not keep_seen
    if keep_seen:
        steer(somebody, discovery=1)
        somebody.post("/api/feed/reset", reset)
        assert somebody.get("/api/feed/choices").json()["discovery"] == 1, "a replay is no second wish"


def test_a_reset_waits_for_no_engine_but_their_own(films: list[int], tmp_path: Path) -> None:
    """With another shard away it is done and said so; what that shard has goes when it is back."""
    who = person()
    somebody, key = browser_of(who), f"p{who.id}"
    mine = home(key, 2)
    there = [connect(tmp_path / "nobody.sock"), connect(tmp_path / "nobody.sock")]
    own, other = Shard(None, Place(mine, 2)), Shard(None, Place(1 - mine, 2))
    feed_engine.use(ShardedEngine([own if number == mine else one for number, one in enumerate(there)]))
    steer(somebody, discovery=1)
    assert somebody.post("/api/feed/reset", {"client_id": "one-away"}).status_code == 200
    assert somebody.get("/api/feed/choices").json()["discovery"] == 0
    other.leave("abefore", key)
    feed_engine.use(ShardedEngine([own, other] if mine == 0 else [other, own]))
    flow.drain(ahead=timedelta(hours=1))
    assert {entry.kind for _, entry in other._log.replay(0)} == {"forget"}


def test_a_reset_that_was_killed_is_done_when_sent_again(
    films: list[int], somebody: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What did not happen is not called done."""

    class Killed(BaseException):
        pass

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    steer(somebody, discovery=1)
    reset = {"keep_seen": True, "client_id": "killed-once"}
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Keeper, "restart", killed)
        somebody.post("/api/feed/reset", reset)
    assert somebody.post("/api/feed/reset", reset).status_code == 200
    assert somebody.get("/api/feed/choices").json()["discovery"] == 0


def test_why_names_what_was_watched(films: list[int], somebody: Browser) -> None:
    """The video of theirs that spoke for one is shown with it, until they may not see that any more."""
    first = page(somebody)["cards"]
    for one in first:
        watch(somebody, [one], watched_ms=one["duration_ms"] if one["tags"] == ["cats"] else 100)
    cards = page(somebody, have=[one["id"] for one in first])["cards"]
    paths = [f"/api/feed/why/{one['id']}" for one in cards]
    path, why = next((path, why) for path in paths if (why := somebody.get(path).json())["witness"])
    assert "history" in {one["group"] for one in why["reasons"] if one["share"] > 0}
    assert why["witness"]["id"] in {one["id"] for one in first}
    safety.take_down([from_text(why["witness"]["id"])], 1)
    assert somebody.get(path).json() == {**why, "witness": None}


def test_clearing_a_browser_leaves_nothing(films: list[int], engine: Keeper) -> None:
    """One act: the engine forgets it, the browser has another name, and its answer stays."""
    browser = Browser().agree()
    watch(browser, page(browser)["cards"])
    before = browser.client.cookies["viewer"].value
    assert browser.post("/api/feed/reset", {"client_id": "clear-this"}).status_code == 200
    assert engine.health().viewers == 0
    assert browser.client.cookies["viewer"].value.split("+")[0] != before.split("+")[0]
    assert page(browser)["mode"] == "learning"


def test_why_tells_what_was_written_down(films: list[int], somebody: Browser, engine: Keeper) -> None:
    """Source, chance and reasons are those of the record; without a record it says so."""
    steer(somebody, dials=[{"kind": "tag", "name": "cats", "level": 2}])
    found = page(somebody)
    for card in found["cards"]:
        why = somebody.get(f"/api/feed/why/{card['id']}").json()
        assert why["known"] and why["source"] == card["trace"]["source"]
        assert why["explore"] == card["trace"]["explore"] and (why["propensity"] < 1) == why["explore"]
        assert {one["group"] for one in why["reasons"]} <= set(Value.__struct_fields__)
        viewer = engine.explain(_key(somebody), from_text(card["id"]))
        assert viewer and [(one["group"], one["share"]) for one in why["reasons"]] == list(
            map(tuple, viewer.served.groups)
        )
    cats = [card for card in found["cards"] if card["tags"] == ["cats"] and not card["trace"]["explore"]]
    why = somebody.get(f"/api/feed/why/{cats[0]['id']}").json()
    assert "choices" in {one["group"] for one in why["reasons"] if one["share"] > 0}
    assert somebody.get(f"/api/feed/why/{to_text(12345)}").json()["known"] is False
    assert Browser().get(f"/api/feed/why/{found['cards'][0]['id']}").json()["known"] is False


def _key(browser: Browser) -> str:
    key: str = browser.me()["viewer_key"]
    return key


def test_there_are_topics_to_choose_from(films: list[int]) -> None:
    """The tags there are, widest first, without those of videos that not everybody may see."""
    video(person(), tags=("secret",), audience="followers")
    services.reconcile()
    told = Browser().get("/api/feed/topics").json()["topics"]
    assert sorted((one["tag"], one["videos"]) for one in told) == [("cats", 8), ("city", 8), ("sea", 8)]


ARMS = [
    {"name": "usual", "share": 0.2},
    {"name": "fewer", "share": 0.2, "set": {"per_trending": 20}, "off": ["long"]},
]


def test_the_main_parameters_are_those_that_run(engine: Keeper) -> None:
    """Every group with its weight, every source and number of the running engine; open to everybody."""
    told = Browser().get("/api/feed/parameters").json()
    running = engine.parameters()
    assert told["held_out"] == running.weights.held_out > 0 and told["tried"] == []
    assert told["policy"] == running.policy
    assert {one["name"]: one["value"] for one in told["groups"]} == {
        name: getattr(running.weights.value, name) for name in Value.__struct_fields__
    }
    assert tuple(told["sources"]) == running.sources
    numbers = {one["name"]: one["value"] for one in told["numbers"]}
    assert numbers["explore_most"] == running.weights.explore_most and "value" not in numbers
    assert numbers["tiers.1"] == running.weights.tiers[0], "a row of numbers is told one by one"
    assert all(isinstance(value, (int, float)) for value in numbers.values())
    assert {one["name"]: one["value"] for one in told["kept"]}["cookie"] == 180


def test_what_is_tried_is_said_to_everybody(engine: Keeper) -> None:
    """Name, share and change of every arm, the control too."""
    plan = plan_of({"experiment": [{"name": "calm", "layer": "l", "slice": [0.0, 0.5], "arm": ARMS}]})
    engine._log.append([entries.running(running_of(DEFAULT, plan))])
    told = Browser().get("/api/feed/parameters").json()["tried"]
    assert told == [
        {"name": "calm: usual", "share": 0.1, "numbers": [], "off": []},
        {
            "name": "calm: fewer",
            "share": 0.1,
            "numbers": [{"name": "per_trending", "value": 20.0}],
            "off": ["long"],
        },
    ]


def test_what_was_stopped_is_no_longer_said_to_be_tried(engine: Keeper) -> None:
    """The arm that did harm goes from the list, and its control when nothing is left beside it; everybody is
    held out where the trained parts did harm."""
    more = {"name": "more", "share": 0.1, "set": {"per_trending": 40.0}}
    plan = plan_of({"experiment": [{"name": "calm", "arm": [*ARMS, more]}]})
    now = running_of(DEFAULT, plan)
    engine._log.append([entries.running(now)])

    def told_after(label: str) -> tuple[list[str], float]:
        engine._log.append([entries.stop(Stop(label, "skips", 0.1, 0.2, 0.05, 100, 1))])
        told = Browser().get("/api/feed/parameters").json()
        return [arm["name"] for arm in told["tried"]], told["held_out"]

    (calm,) = now.experiments
    assert told_after(calm.label(1)) == (["calm: usual", "calm: more"], DEFAULT.held_out)
    assert told_after(calm.label(2)) == ([], DEFAULT.held_out)
    assert told_after(now.hold_out.label(1)) == ([], 1.0)


@pytest.mark.parametrize(
    "body",
    [
        {"discovery": 2},
        {"length": "long"},
        {"pause": "for ever"},
        {"learning": "yes"},
        {"learning": 1},
        {"dials": [{"kind": "tag", "name": "sea", "level": 5}]},
        {"dials": [{"kind": "mood", "name": "sea", "level": 1}]},
        {"dials": [{"kind": "tag", "name": "", "level": 1}]},
        {"dials": [{"kind": "tag", "name": "x" * 10_000, "level": 1}]},
        {"dials": [{"kind": "tag", "name": "two words", "level": 1}]},
        {"dials": [{"kind": "tag", "name": "<script>", "level": 1}]},
        {"dials": [{"kind": "tag", "name": "\u200b", "level": 1}]},
        {"dials": [{"kind": "creator", "name": "1) OR (1=1", "level": 1}]},
        {"dials": [{"kind": "sound", "name": "..", "level": 1}]},
        {"dials": [{"kind": "language", "name": "français", "level": 1}]},
        {"dials": [{"kind": "tag", "name": "sea", "level": 1}] * 301},
        {"viewer": "p1"},
        [],
        None,
    ],
)
def test_senseless_choices_are_refused(body: Any, engine: Keeper) -> None:
    """Nothing is changed, and the answer says what was wrong without repeating it."""
    browser = browser_of(person())
    answer = browser.send("PATCH", "/api/feed/choices", raw=json.dumps(body).encode())
    assert answer.status_code == 422 and answer.json()["message"]
    assert "script" not in answer.content.decode() or answer.json()["code"] == "nobody_by_that_name"
    assert not browser.get("/api/feed/choices").json()["dials"]


def test_while_the_engine_is_away_it_is_said(films: list[int]) -> None:
    """503 and a sentence; the page of newest videos comes all the same, in the mode of whoever asks."""

    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise EngineDown("nobody there")

    feed_engine.use(Gone())  # type: ignore[arg-type]
    browser = Browser()
    for path in ("choices", "profile", "parameters", f"why/{to_text(1)}"):
        answer = browser.get(f"/api/feed/{path}")
        assert (answer.status_code, answer.json()["code"]) == (503, "feed_away")
    assert page(browser)["mode"] == "unasked"
    reset = {"client_id": "while-away"}
    somebody = browser_of(person())
    assert somebody.post("/api/feed/reset", reset).status_code == 503
    feed_engine.use(None)
