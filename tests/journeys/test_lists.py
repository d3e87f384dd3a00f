"""Watching what a page lists: swiping goes on in it, going back finds it as it was. Mutes, collections."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, name_of, until, wait_place, wait_playing
from tests.journeys.talking import comment, panel
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_swiping_goes_on_in_the_list(site: Site, open_page: Open) -> None:
    """From a tag's page: the next video carries the tag too, after the last comes an end, back leads back."""
    page = open_page("/tag/sea", site.person("ana"))
    page.get_by_role("link", name="Low tide").click()
    wait_playing(page)
    expect(card(page)).to_contain_text("Low tide")
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_contain_text("Wide as the sea")
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_contain_text("reached the end of this list")
    page.get_by_role("link", name="Back", exact=True).click()
    until(page, "location.pathname === '/tag/sea'")
    page.reload()
    page.get_by_role("link", name="Wide as the sea").click()
    until(page, "location.pathname.startsWith('/v/')")
    page.reload()
    wait_playing(page)
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_contain_text("#sea")


def test_a_profile_is_found_as_it_was_left(site: Site, open_page: Open) -> None:
    """Far down on a profile one opens a video, swipes, and comes back to the same place."""
    page = open_page("/@noor", site.person("ana"), viewport={"width": 390, "height": 400})
    page.get_by_role("link", name="A room with one window").scroll_into_view_if_needed()
    down = page.evaluate("scrollY")
    page.get_by_role("link", name="A room with one window").click()
    wait_place(page, 2)
    assert name_of(page) == "noor"
    page.go_back()
    until(page, f"Math.abs(scrollY - {down}) < 3 && location.pathname === '/@noor'")


def test_muted_comments_are_folded(site: Site, open_page: Open) -> None:
    """They take one line that says how many they are; a tap shows them; a mute counts in the open panel."""
    film = site.video("mika", "Storm coming")
    body = {"text": "Loud words", "client_id": f"loud-{film}"}
    site.person("leo").call("POST", f"/api/videos/{film}/comments", json=body)
    page = open_page(f"/v/{film}", site.person("noor"))
    card(page).locator(".comments").click()
    comment(page, "Loud words").get_by_role("button", name="More about the comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Mute leo").click()
    expect(comment(page, "Loud words")).to_have_count(0)
    panel(page).get_by_role("button", name="hidden by your mutes").click()
    expect(comment(page, "Loud words")).to_be_visible()
    site.person("noor").call("DELETE", "/api/people/leo/mute")


def test_a_collection_gets_another_name(site: Site, open_page: Open) -> None:
    """From the saved videos of one's own profile."""
    ana = site.person("ana")
    kept = ana.call("POST", "/api/collections", json={"name": "Seas"})["id"]
    ana.call("PUT", f"/api/collections/{kept}/videos/{site.video('mika', 'Storm coming')}")
    page = open_page("/@ana", ana)
    page.get_by_role("tab", name="Saved").click()
    page.get_by_role("button", name="Seas 1 video").click()
    page.get_by_role("button", name="Rename «Seas»").click()
    page.get_by_role("textbox", name="Name").fill("Tides")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Tides 1 video")).to_be_visible()
