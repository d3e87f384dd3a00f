"""What is said, written down by the server while somebody waits, or doesn't."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_studio import SMALL, begin, saved, tool
from tests.journeys.worlds import Site, film

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_what_is_said_is_written_down(site: Site, films: Path, open_page: Callable[..., Page]) -> None:
    """How far it is shows meanwhile, and one can stop it; asked again it ends as captions over the film."""
    take = film(films / "spoken.mp4", seconds=3)
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, [take])
    saved(page)
    tool(page, "captions")
    listens = page.get_by_role("progressbar", name=re.compile("^Listening"))
    page.get_by_role("button", name="Write what is said").click()
    expect(listens).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(listens).to_have_count(0)
    page.get_by_role("button", name="Write what is said").click()
    expect(page.locator("[data-clip]", has_text=", captions, 1 of 1")).to_have_count(1, timeout=60_000)
    expect(page.get_by_role("switch", name="Make the word being said stand out")).to_be_visible()
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    texts = [track for track in project["document"]["tracks"] if track["role"] == "text"]
    words = texts[0]["clips"][0]["content"]["words"]
    assert words and all(0 <= word["at"] < 90 for word in words)
