"""Being told: one likes and follows, the other sees the badge and the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import wait_playing
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_one_likes_and_follows_and_the_other_is_told(site: Site, open_page: Open, films: Path) -> None:
    """The badge counts, the page says who did what and leads there, and what was read is not new any more."""
    maker, fan = site.person("tilda"), site.person("otto")
    made = film(films / "told.mp4", seconds=3, colours=("#ffb16b", "#b03a5b"))
    video_id = maker.publish(made, "Two stones")
    page = open_page(f"/v/{video_id}", person=fan)
    wait_playing(page)
    page.locator("article:not([inert])").get_by_role("button", name="Like", exact=False).first.click()
    page.goto("/@tilda")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following", exact=True)).to_be_visible()

    theirs = open_page("/", person=maker)
    inbox = theirs.get_by_role("link", name="Inbox, 3 new")  # published, liked, followed
    expect(inbox).to_be_visible()
    inbox.click()
    expect(theirs.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(theirs.get_by_role("link", name="otto liked your video")).to_be_visible()
    expect(theirs.get_by_role("link", name="Your video is published")).to_be_visible()
    expect(theirs.get_by_role("link", name="Inbox", exact=True)).to_be_visible()  # read: the badge is gone
    theirs.get_by_role("button", name="Follow back").click()
    expect(theirs.get_by_text("Following")).to_be_visible()
    theirs.get_by_role("link", name="otto liked your video").click()
    theirs.wait_for_url(f"**/v/{video_id}")
    wait_playing(theirs)

    again = open_page("/", person=fan)
    expect(again.get_by_role("link", name="Inbox, 1 new")).to_be_visible()  # followed back


def test_a_kind_that_is_turned_off_is_not_told(site: Site, open_page: Open) -> None:
    """After switching new followers off nothing comes of a follow; the switch is remembered."""
    quiet, fan = site.person("quinn"), site.person("otto")
    page = open_page("/inbox", person=quiet)
    expect(page.get_by_text("Nothing yet")).to_be_visible()
    page.get_by_role("link", name="Choose what you are told").click()
    page.get_by_role("switch", name="New followers").uncheck()
    page.reload()
    expect(page.get_by_role("switch", name="New followers")).not_to_be_checked()
    expect(page.get_by_role("switch", name="Likes", exact=True)).to_be_checked()
    fan.call("PUT", "/api/people/quinn/follow")
    page.goto("/inbox")
    expect(page.get_by_text("Nothing yet")).to_be_visible()


def test_without_an_account_the_inbox_says_what_it_is_for(open_page: Open) -> None:
    """A visitor finds the way in, and comes back here afterwards."""
    page = open_page("/inbox")
    way = page.get_by_role("main").get_by_role("link", name="Log in")
    expect(way).to_have_attribute("href", "/login?next=%2Finbox")
