"""Ways into the studio besides clips: a voice spoken over the film."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_studio import SMALL, begin, clips, saved, takes, tool
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
__all__ = ["takes"]


def test_a_voice_is_recorded_over_the_film_and_taken_back(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Counted in, recorded while the film plays, put where it began; one step takes it back."""
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    page.context.grant_permissions(["microphone"])
    begin(page, takes[:1])
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    tool(page, "voice")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.wait_for_timeout(900)
    page.get_by_role("button", name="Stop", exact=True).click()
    voice = clips(page).filter(has_text="sound, 1 of 1, from 0:00.00")
    expect(voice).to_have_count(1)
    saved(page)
    page.get_by_role("button", name="Done").click()
    for there, key in ((0, "Control+z"), (1, "Control+Shift+z")):
        page.keyboard.press(key)
        expect(voice).to_have_count(there)
    saved(page)
