"""The very first visit of all: nothing is there yet, and somebody is just making the first video."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.screen import wait_playing
from tests.journeys.worlds import film, running

pytestmark = pytest.mark.browser


def test_the_first_video_comes_by_itself(films: Path, chromium: Browser) -> None:
    """Whoever waits before an empty feed need not press anything: the first video plays when it is there."""
    with running() as empty:
        context = chromium.new_context(base_url=empty.url, locale="en-GB", service_workers="block")
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("heading", name="Be the first")).to_be_visible()
        person = empty.person("ana")
        person.wait_published(person.send(film(films / "first.mp4", seconds=2), "The first of all"))
        wait_playing(page, timeout=60_000)
        expect(page.get_by_text("The first of all").first).to_be_visible()
        context.close()
