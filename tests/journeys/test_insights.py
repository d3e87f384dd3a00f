"""Creators' numbers: a dozen people watch, and the creator reads how far, and how they came."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.worlds import Person, Site, film, wait_for

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def watch(viewer: Person, video_id: str, share: float) -> None:
    """What their player tells: it came on the screen, and left it."""
    about = {"video_id": video_id, "at_ms": time.time_ns() // 1_000_000, "page_id": "", "position": -1}
    names = {"impression": {}, "watch": {"watched_ms": int(3000 * share), "duration_ms": 3000}}
    events = [
        {"event_id": f"journey-{kind}-{time.time_ns()}", "kind": kind, **about, **more}
        for kind, more in names.items()
    ]
    assert viewer.call("POST", "/api/feed/events", json={"events": events})["accepted"] == 2


def test_numbers_come_when_ten_people_have_watched(site: Site, open_page: Open, films: Path) -> None:
    """From «come when ten have watched» to reach, curve and days; profile and dialog lead there."""
    maker = site.person("rosa")
    video_id = maker.publish(film(films / "numbers.mp4", seconds=3), "Two stones")
    page = open_page("/@rosa", person=maker)
    page.get_by_role("link", name="Insights").click()
    expect(page.get_by_role("heading", name="Nothing to show for these days yet")).to_be_visible()
    page.goto(f"/videos/{video_id}/insights")
    expect(page.get_by_role("heading", name="Numbers come when ten people have watched")).to_be_visible()
    keep_picture(page, "insights-early")

    for number in range(12):
        watch(site.person(f"watcher{number}"), video_id, 0.4 if number < 4 else 1.0)
    wait_for(lambda: counted(page, maker, video_id) == 12, seconds=180, what="the numbers")

    page.goto("/@rosa")
    page.get_by_role("button", name="Manage", exact=False).first.click()
    page.get_by_role("link", name="How it fares").click()
    expect(page.get_by_text("12 people came by a link, your profile, a list or search")).to_be_visible()
    expect(page.get_by_text("Watched to the end").locator("..")).to_contain_text("67%")
    curve = page.get_by_role("slider", name="How far people watch")
    curve.focus()
    page.keyboard.press("Home")
    expect(curve).to_have_attribute("aria-valuetext", "0.0 sec: 100%")
    page.keyboard.press("End")
    expect(curve).to_have_attribute("aria-valuetext", "3.0 sec: 67%")
    page.get_by_role("button", name="Show as a table").first.click()
    expect(page.get_by_role("row", name="0.0 sec 100%")).to_be_visible()
    keep_picture(page, "insights-video")
    page.get_by_role("link", name="All my videos").click()
    expect(page.get_by_role("link", name="Two stones")).to_be_visible()
    page.get_by_text("7 days").click()
    expect(page.get_by_role("slider", name="People, Per day")).to_be_visible()
    keep_picture(page, "insights-account")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    other = open_page(f"/videos/{video_id}/insights", person=site.person("watcher0"))
    expect(other.get_by_role("alert")).to_be_visible()


def counted(page: Page, maker: Person, video_id: str) -> int:
    """How many people there are by now; counting takes its turn every minute."""
    page.wait_for_timeout(1500)
    viewers: int = maker.call("GET", f"/api/videos/{video_id}/insights")["viewers"]
    return viewers


def keep_picture(page: Page, name: str) -> None:
    """A picture for a person to judge, where JOURNEYS_PICTURES says."""
    if folder := os.environ.get("JOURNEYS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
