"""Keeping and passing on, in a browser: saves, collections, reposts, the share sheet, a profile's rows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_saved_video_is_sorted_found_and_let_go(site: Site, open_page: Open) -> None:
    """Saved with a tap, sorted into a new collection, found on the own profile, let go, brought back."""
    film = site.video("leo", "Ink in water")
    page = open_page(f"/v/{film}", site.person("noor"))
    card(page).locator(".save").click()
    page.get_by_role("button", name="Sort into").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Small worlds")
    dialog.get_by_role("button", name="Make").click()
    expect(dialog.get_by_role("checkbox")).to_be_checked()
    dialog.get_by_role("button", name="Close").click()
    page.goto("/@noor")
    page.get_by_role("tab", name="Saved").click()
    page.get_by_role("button", name="Small worlds").click()
    expect(page.locator(f"a[href^='/v/{film}']")).to_be_visible()
    page.goto(f"/v/{film}")
    expect(card(page).locator(".save")).to_have_attribute("aria-pressed", "true")
    card(page).locator(".save").click()
    expect(card(page).locator(".save")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Undo").click()
    expect(card(page).locator(".save")).to_have_attribute("aria-pressed", "true")
    visitor = open_page("/@noor")
    expect(visitor.get_by_role("tab", name="Videos")).to_be_visible()
    expect(visitor.get_by_role("tab", name="Saved")).to_have_count(0)


def test_a_video_is_passed_on(site: Site, open_page: Open) -> None:
    """The share sheet shows a code that loads, and a repost stands on one's profile for everybody."""
    film = site.video("mika", "Storm coming")
    page = open_page(f"/v/{film}", site.person("ana"))
    card(page).locator(".share").click()
    dialog = page.get_by_role("dialog")
    picture = dialog.get_by_role("img", name="QR code of this video")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 50)")
    dialog.get_by_role("button", name="Repost on your profile").click()
    expect(page.get_by_text("It is on your profile now.")).to_be_visible()
    visitor = open_page("/@ana")
    visitor.get_by_role("tab", name="Reposts").click()
    expect(visitor.locator(f"a[href^='/v/{film}']")).to_be_visible()


def test_likes_show_by_choice(site: Site, open_page: Open) -> None:
    """Others see what one likes after one said so, and not before."""
    mika = site.person("mika")
    mika.call("PUT", f"/api/videos/{site.video('noor', 'Crossing')}/like")
    expect(open_page("/@mika").get_by_role("tab", name="Videos")).to_be_visible()
    page = open_page("/@mika", mika)
    page.get_by_role("tab", name="Liked").click()
    expect(page.get_by_text("Only you see what you like.")).to_be_visible()
    page.get_by_role("link", name="Change").click()
    with page.expect_response("**/api/me/privacy"):
        page.get_by_role("switch", name="Show what I like").check()
    visitor = open_page("/@mika")
    visitor.get_by_role("tab", name="Liked").click()
    expect(visitor.locator("a[href^='/v/']").first).to_be_visible()
