"""Discovering: a field that answers while one types, kept searches, filters, small screens, French."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import wait_playing

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_finding_while_typing_and_coming_back(open_page: Open) -> None:
    """From the feed to a video by a word with a slip in it; coming back finds the same results."""
    page = open_page()
    page.get_by_role("link", name="Discover").click()
    field = page.get_by_role("searchbox")
    expect(page.get_by_role("heading", name="Find something")).to_be_visible()
    field.press_sequentially("lichne", delay=40)
    tile = page.get_by_role("link", name=re.compile("^Lichen, very close"))
    expect(tile).to_be_visible()
    tile.click()
    page.wait_for_url("**/v/*")
    wait_playing(page)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("lichne")
    expect(page.get_by_role("link", name=re.compile("^Lichen, very close"))).to_be_visible()

    page.get_by_role("button", name="Clear the field").click()
    page.get_by_role("button", name="lichne", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Lichen, very close"))).to_be_visible()
    page.get_by_role("button", name="Clear the field").click()
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("Recent searches")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Recent searches")).to_have_count(0)


def test_people_lead_to_their_profile(open_page: Open) -> None:
    """People stand apart from videos, and one of them opens the profile."""
    page = open_page("/search?q=mika&kind=people")
    page.get_by_role("link", name=re.compile("@mika")).click()
    expect(page.get_by_text("@mika")).to_be_visible()


def test_filters_leave_out_and_can_be_removed(open_page: Open) -> None:
    """No film here is longer than a minute: the filter says so and offers to go."""
    page = open_page("/search?q=sea")
    page.get_by_role("group", name="What to show").get_by_role("button", name="Videos").click()
    expect(page.get_by_role("link", name=re.compile("^Wide as the sea"))).to_be_visible()
    page.get_by_label("Length").select_option("long")
    expect(page.get_by_role("heading", name="Nothing for «sea»")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Length")).to_have_value("long")
    page.get_by_role("button", name="Remove the filters").click()
    expect(page.get_by_role("link", name=re.compile("^Wide as the sea"))).to_be_visible()


@pytest.mark.parametrize("size", [(360, 640), (390, 844), (1440, 900)])
def test_it_fits_and_can_be_touched(size: tuple[int, int], open_page: Open) -> None:
    """Nothing sticks out sideways, in French neither, and what can be tapped is as large as a finger."""
    width, height = size
    page = open_page("/search?q=sea", viewport={"width": width, "height": height}, locale="fr-FR")
    expect(page.get_by_role("heading", name="Vidéos")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main a, main select, nav a')]"
        ".map(e => [e.getAttribute('aria-label') ?? e.innerText, e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width && (r.width < 43.5 || r.height < 43.5)).map(([name]) => name)"
    )
    assert not small
