"""People who watch: pages are served and events come in, as players send them."""

import uuid
from typing import Any

from tests.apps.videos.world import Person, browser_of

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import services as feed
from mutoscope.core.units import from_text, to_text

LENGTH_MS = 5_000
"""Of the world's films."""


def strangers(many: int, first: int = 0) -> list[Viewer]:
    return [Viewer(f"a{number:016}", 0, 0, "en") for number in range(first, first + many)]


def told(kind: str, video_id: int, **more: Any) -> dict[str, Any]:
    event = {"event_id": str(uuid.uuid4()), "kind": kind, "video_id": to_text(video_id), "at_ms": now_ms()}
    return event | more


def send(viewer: Viewer, *events: dict[str, Any], country: str = "") -> None:
    taken = feed.take_events(viewer, events, now_ms(), country)
    assert not taken.refused


def watch(viewer: Viewer, video_id: int, *shares: float, country: str = "", **more: Any) -> None:
    """One visit, reported as often as there are shares of the film's length."""
    reports = [told("watch", video_id, watched_ms=int(one * LENGTH_MS), **more) for one in shares]
    send(viewer, told("impression", video_id, **more), *reports, country=country)


def watch_on_feed(viewer: Viewer, share: float) -> set[int]:
    """The first page of somebody's feed, each video watched so far; which ones there were."""
    page = feed.next_page(viewer, [], 8)
    for position, card in enumerate(page.cards):
        watch(viewer, from_text(card.id), share, page_id=page.page_id, position=position)
    return {from_text(card.id) for card in page.cards}


def seen_by(who: Person, video_id: int) -> dict[str, Any]:
    answer = browser_of(who).get(f"/api/videos/{to_text(video_id)}/insights")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def account_of(who: Person, days: int = 28) -> dict[str, Any]:
    found: dict[str, Any] = browser_of(who).get(f"/api/insights?days={days}").json()
    return found
