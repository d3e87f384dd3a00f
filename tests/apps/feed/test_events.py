"""Events over HTTP: judged one by one, believed within reason, counted once, heard on the next page."""

import json
import time
import uuid
from typing import Any

import pytest
from tests.apps.accounts.people import Browser
from tests.apps.videos.world import browser_of, nobody, person, video
from tests.core.discovery.world import touch_of

from mutoscope.adapters.engine import EngineDown, Keeper
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import services
from mutoscope.apps.flow.services import drain
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db
NOW = time.time_ns() // 1_000_000


def event(video_id: int, kind: str = "impression", **changes: Any) -> dict[str, Any]:
    return {
        "event_id": str(uuid.uuid4()),
        "kind": kind,
        "video_id": to_text(video_id),
        "at_ms": NOW,
    } | changes


@pytest.fixture
def films() -> list[int]:
    made = [video(person(), caption=f"#topic{n % 2} film") for n in range(6)]
    services.reconcile()
    return made


def send(browser: Browser, events: list[Any]) -> dict[str, Any]:
    answer = browser.post("/api/feed/events", {"events": events})
    assert answer.status_code == 200, answer.content
    taken: dict[str, Any] = answer.json()
    return taken


def test_events_are_taken_once_and_bad_ones_do_not_hold_up_the_rest(films: list[int]) -> None:
    """Each refused event is named with a code; sending the batch again changes nothing."""
    good = event(films[0], "watch", watched_ms=900)
    bad: list[Any] = [
        event(films[0], "explode"),
        event(films[0], at_ms="yesterday"),
        event(films[0], watched_ms=-1),
        event(films[0]) | {"video_id": "nonsense"},
        event(films[0]) | {"video_id": "!" * 13},
        event(films[0], event_id="short"),
        event(films[0], event_id="x" * 5000),
        event(films[0], event_id="<script>alert(1)</script>"),
        event(films[0], scope="everything"),
        event(films[0], position=1 << 70),
        "not an event",
        None,
        {},
        [[]],
    ]
    unknown = event(12345)
    browser = Browser().agree()
    taken = send(browser, [*bad, good, unknown])
    assert (taken["accepted"], taken["duplicates"]) == (1, 0)
    codes = [one["code"] for one in taken["refused"]]
    assert codes == ["bad_event"] * len(bad) + ["unknown_video"]
    assert taken["refused"][-1]["event_id"] == unknown["event_id"]
    assert all(len(one["event_id"]) <= 64 for one in taken["refused"])
    assert send(browser, [good])["duplicates"] == 1


def test_ones_own_videos_teach_nothing(engine: Keeper) -> None:
    """Whoever looks at what they made themselves likes it no better for that; others do."""
    maker, fan = person(), person()
    film = video(maker, caption="#dunes")
    services.reconcile()
    seen = event(film, "watch", watched_ms=9000, duration_ms=9000)
    assert send(browser_of(maker), [seen]) == {"accepted": 0, "duplicates": 0, "refused": []}
    assert send(browser_of(fan), [event(film, "watch", watched_ms=900)])["accepted"] == 1
    for who in (maker, fan):
        assert browser_of(who).send("PUT", f"/api/videos/{to_text(film)}/like").status_code == 200
        assert browser_of(who).send("PUT", f"/api/videos/{to_text(film)}/save").status_code < 300
    drain()
    assert touch_of(engine._state, fan.viewer.key, film).liked
    assert maker.viewer.key not in engine._state.viewers


def test_what_was_seen_does_not_come_again(films: list[int]) -> None:
    """An impression below a second counts; the other videos still come."""
    browser = Browser().agree()
    send(browser, [event(one, "watch", watched_ms=300) for one in films[:4]])
    cards = browser.post("/api/feed/page", {}).json()["cards"]
    assert {card["id"] for card in cards if not card["trace"]["recycled"]} == set(map(to_text, films[4:]))


def test_not_interested_is_heeded_on_the_next_page(films: list[int]) -> None:
    """Said about a creator: none of theirs on the very next page."""
    browser = Browser().agree()
    send(browser, [event(films[2], "not_interested", scope="creator")])
    cards = browser.post("/api/feed/page", {}).json()["cards"]
    assert to_text(films[2]) not in {card["id"] for card in cards}
    assert len(cards) == 5


def test_not_interested_can_be_undone_over_http(films: list[int]) -> None:
    """Said about a creator and taken back: the next page holds what it would have held."""
    browser = Browser().agree()
    said = event(films[2], "not_interested", scope="creator")
    undone = event(films[2], "undo_not_interested", scope="creator", at_ms=said["at_ms"] + 1)
    answer = send(browser, [said, undone, undone])
    assert answer["duplicates"] == 1 and not answer["refused"]
    cards = browser.post("/api/feed/page", {}).json()["cards"]
    assert {card["id"] for card in cards if not card["trace"]["recycled"]} == set(map(to_text, films))


def test_times_are_made_believable(films: list[int], engine: Keeper) -> None:
    """A clock a year ahead or at zero is corrected: no later than now, no more than a week old."""
    services.take_events(nobody(), [event(films[0], at_ms=NOW + 10**11), event(films[1], at_ms=0)], NOW)
    first, second = (touch_of(engine._state, nobody().key, film) for film in films[:2])
    assert first and first.last_ms == NOW
    assert second and second.last_ms == NOW - 7 * 86_400_000


def test_any_content_type_will_do(films: list[int]) -> None:
    """A page that is being left may send its last events as plain text."""
    browser = Browser().agree()
    browser.get("/api/me")
    answer = browser.client.post(
        "/api/feed/events",
        json.dumps({"events": [event(films[0])]}),
        content_type="text/plain;charset=UTF-8",
        headers={"X-CSRFToken": browser.client.cookies["csrftoken"].value},
    )
    assert answer.status_code == 200 and answer.json()["accepted"] == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "bad_batch"),
        (b"not json", 422, "bad_batch"),
        (b"\xff\xfe\x00", 422, "bad_batch"),
        (b"[]", 422, "bad_batch"),
        (b'{"events": 5}', 422, "bad_batch"),
        (b'{"events": ' + b"[" * 100_000, 422, "bad_batch"),
        (b'{"events": [' + b"1," * 200 + b"1]}", 413, "too_many_events"),
        (b" " * (256 * 1024 + 1), 413, "too_large"),
    ],
)
def test_a_senseless_body_is_refused(body: bytes, status: int, code: str) -> None:
    """Too much, too deep or unreadable: a code and a sentence, no fault."""
    answer = Browser().agree().send("POST", "/api/feed/events", raw=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]


def test_while_the_engine_is_away_events_are_kept_by_the_sender(films: list[int]) -> None:
    """503 says: try again; nothing was taken and nothing will count twice."""

    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise EngineDown("nobody there")

    browser = Browser().agree()
    feed_engine.use(Gone())  # type: ignore[arg-type]
    answer = browser.post("/api/feed/events", {"events": [event(films[0])]})
    assert (answer.status_code, answer.json()["code"]) == (503, "feed_away")


def test_events_cost_of_the_rate_limit(films: list[int]) -> None:
    """Somebody who floods is asked to slow down."""
    batch = [event(films[0]) for _ in range(200)]
    statuses = {
        Browser(address="10.9.9.9").post("/api/feed/events", {"events": batch}).status_code for _ in range(9)
    }
    assert statuses == {200, 429}


def test_another_site_cannot_send_events(films: list[int]) -> None:
    """Without the token that only our pages can read nothing is taken."""
    answer = Browser(csrf=False).post("/api/feed/events", {"events": [event(films[0])]})
    assert answer.status_code == 403


def test_a_batch_of_two_hundred_is_the_most() -> None:
    """The limit is part of the service, not only of HTTP."""
    with pytest.raises(Refusal, match="too_many_events"):
        services.take_events(nobody(), [{}] * 201, NOW)
