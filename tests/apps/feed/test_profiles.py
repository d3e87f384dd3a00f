"""The interest profile: read, carried away, brought along; and files that nobody should trust."""

import json
from typing import Any

import jsonschema
import pytest
from tests.apps.accounts.people import Browser
from tests.apps.feed.test_steering import page, steer, watch
from tests.apps.videos.world import browser_of, person, video

from mutoscope.adapters.engine import Keeper
from mutoscope.apps.feed import queries, services
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db
EMPTY = {"format": "mutoscope.interests", "version": 1}


@pytest.fixture
def lover() -> Browser:
    """Somebody who watched the sea to its end, liked it, and skipped the city."""
    maker = person("sailor")
    sea = [video(maker, tags=("sea",)) for _ in range(4)]
    city = [video(person(), tags=("city",)) for _ in range(4)]
    services.reconcile()
    browser = browser_of(person("lover"))
    cards = {card["id"]: card for card in page(browser, size=8)["cards"]}
    assert len(cards) == len(sea) + len(city)
    by_tag = {tag: [one for one in cards.values() if one["tags"] == [tag]] for tag in ("sea", "city")}
    watch(browser, by_tag["sea"])
    watch(browser, by_tag["sea"], "like")
    watch(browser, by_tag["city"], watched_ms=100)
    watch(browser, by_tag["city"][:1], "not_interested", scope="tag", tag="city")
    return browser


def profile(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/feed/profile")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def bring(browser: Browser, file: Any) -> Any:
    return browser.send("POST", "/api/feed/profile", raw=file if isinstance(file, bytes) else _json(file))


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_everything_believed_can_be_read(lover: Browser) -> None:
    """Topics, creators and languages with strength and reasons, as the OpenAPI file describes them."""
    told = profile(lover)
    by_name = {(one["kind"], one["name"]): one for one in told["interests"]}
    sea, city = by_name["tag", "sea"], by_name["tag", "city"]
    assert sea["strength"] > 0.3 and (sea["videos"], sea["finished"], sea["liked"]) == (4, 4, 4)
    assert city["strength"] < 0 and city["skipped"] == 4 and city["refused"] == 1
    assert by_name["creator", "sailor"]["label"] == "sailor"
    assert [(one["scope"], one["name"]) for one in told["not_interested"]] == [("tag", "city")]
    operation = api.get_openapi_schema()["paths"]["/api/feed/profile"]["get"]
    schema = operation["responses"][200]["content"]["application/json"]["schema"]
    jsonschema.validate(told, json.loads(json.dumps(schema)))


def test_what_is_struck_or_raised_shows(lover: Browser) -> None:
    """A dial set on a belief stands beside it; the belief itself stays readable."""
    steer(
        lover, dials=[{"kind": "tag", "name": "sea", "level": 0}, {"kind": "tag", "name": "moss", "level": 2}]
    )
    levels = {one["name"]: one["level"] for one in profile(lover)["interests"] if one["kind"] == "tag"}
    assert levels == {"sea": 0, "city": None, "moss": 2}


def test_a_profile_travels(lover: Browser) -> None:
    """Carried away here and brought along there, it shapes the first page; what was refused stays away; and
    the answer undoes it."""
    steer(lover, discovery=-0.5)
    file = profile(lover)
    video(person(), tags=("city",))
    newcomer = browser_of(person())
    answer = bring(newcomer, file).json()
    assert answer["unknown"] == [] and answer["taken"] >= 3
    told = steer(newcomer)
    levels = {(one["kind"], one["name"]): one["level"] for one in told["dials"]}
    assert levels["tag", "sea"] == 2 and levels["tag", "city"] == -2 and levels["creator", "sailor"] == 2
    assert told["discovery"] == -0.5
    assert {card["tags"][0] for card in page(newcomer)["cards"]} == {"sea"}
    assert bring(newcomer, file).json()["taken"] == answer["taken"], "twice is once"
    assert steer(newcomer, dials=answer["before"])["dials"] == []


def test_what_nobody_here_is_called_is_left_behind() -> None:
    """Creators of another server are named and not taken; the rest is."""
    interests = [
        {"kind": "creator", "name": "far_away", "strength": 0.9},
        {"kind": "tag", "name": "sea", "strength": 0.1},
        {"kind": "tag", "name": "fog", "strength": 0.01},
    ]
    browser = Browser().agree()
    answer = bring(browser, EMPTY | {"interests": interests}).json()
    assert answer["unknown"] == ["far_away"] and answer["taken"] == 1
    assert [(one["name"], one["level"]) for one in steer(browser)["dials"]] == [("sea", 1)]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (b"", "file"),
        (b"\xff\xfe\x00", "file"),
        (b"[" * 50_000, "file"),
        ([], "file"),
        ({}, "file"),
        (EMPTY | {"version": 2}, "version"),
        (EMPTY | {"format": "somebody.else"}, "format"),
        (EMPTY | {"admin": True}, "file"),
        (EMPTY | {"discovery": 1e9}, "discovery"),
        (EMPTY | {"interests": "sea"}, "interests"),
        (EMPTY | {"interests": [{"kind": "tag", "name": "sea", "strength": 7}]}, "interests[0].strength"),
        (EMPTY | {"interests": [{"kind": "tag", "name": "x" * 10_000}]}, "interests[0].name"),
        (EMPTY | {"interests": [{"kind": "tag", "name": "sea", "level": 1.5}]}, "interests[0].level"),
        (EMPTY | {"interests": [{"kind": "tag", "name": "sea", "sql": "1"}]}, "interests[0]"),
        (EMPTY | {"interests": [{"kind": "tag", "name": "sea"}] * 1001}, "interests"),
        (EMPTY | {"not_interested": [{"scope": "planet", "name": "x"}]}, "not_interested[0].scope"),
    ],
)
def test_hostile_files_are_refused(file: Any, place: str, engine: Keeper) -> None:
    """The whole file, with the place where it went wrong; nothing of it is taken."""
    browser = Browser().agree()
    answer = bring(browser, file)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_profile")
    assert place in answer.json()["fields"]
    assert steer(browser)["dials"] == []


def test_a_file_beyond_measure_is_not_read() -> None:
    """Too large is said before anything is looked at."""
    answer = bring(Browser().agree(), b" " * (256 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_most_dials_that_anybody_has_are_three_hundred() -> None:
    """What goes beyond is left behind, and the next page comes all the same."""
    interests = [{"kind": "tag", "name": f"t{n}", "strength": 0.5} for n in range(900)]
    browser = Browser().agree()
    assert bring(browser, EMPTY | {"interests": interests}).json()["taken"] == 300
    assert len(steer(browser)["dials"]) == 300
    assert page(browser)["cards"] == []


def test_the_profile_is_there_for_other_apps(lover: Browser) -> None:
    """As a value that becomes plain JSON, for whoever gathers everything about a person."""
    from mutoscope.apps.accounts import queries as accounts

    card = accounts.by_handle("lover")
    viewer = accounts.viewer(card.id) if card else None
    assert viewer
    assert [one.name for one in queries.interest_profile(viewer).interests if one.kind == "tag"] == [
        "sea",
        "city",
    ]
    services.forget_viewer(viewer.key)
    assert queries.interest_profile(viewer).interests == ()
