"""Small things that two people met while they lived here for an hour, each mended once and for good."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests.journeys.screen import card, wait_place, wait_playing
from tests.journeys.worlds import Site, film
from tests.waiting import wait_for

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_an_inbox_opened_by_its_address_counts_as_read(site: Site, open_page: Open) -> None:
    """However late the page learns who one is: what is shown is read, and nothing new is offered."""
    vera, mika = site.person("vera"), site.person("mika")
    page = open_page("/login", vera)
    mika.call("DELETE", "/api/people/vera/follow")
    mika.call("PUT", "/api/people/vera/follow")
    page.goto("/inbox")
    expect(page.get_by_role("link", name=re.compile("Inbox, "))).to_have_count(0)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    site.person("leo").call("PUT", "/api/people/vera/follow")
    expect(page.get_by_role("link", name=re.compile("Inbox, "))).to_be_visible(timeout=60_000)
    page.route("**/api/me", slowly)
    page.goto("/inbox")
    expect(page.get_by_role("link", name=re.compile("leo"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Inbox, "))).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^See "))).to_have_count(0)


def test_a_page_without_a_title_of_its_own_keeps_no_other(open_page: Open) -> None:
    """From the inbox to the feed: the window does not go on saying «Inbox»."""
    page = open_page("/inbox")
    expect(page).to_have_title("Inbox · Mutoscope")
    page.get_by_role("link", name="Home").click()
    expect(page).to_have_title("Mutoscope")


def test_an_accepted_request_shows_where_one_waits(site: Site, open_page: Open) -> None:
    """Whoever looks at a private profile sees the door open, without a reload."""
    site.person("vera").call("PATCH", "/api/me/privacy", json={"is_private": True})
    try:
        asker = site.person("pavel")
        page = open_page("/@vera", asker)
        page.get_by_role("button", name="Ask to follow").click()
        expect(page.get_by_text("You asked to follow vera.")).to_be_visible()
        site.person("vera").call("POST", "/api/follow-requests/pavel/accept")
        expect(page.get_by_role("button", name="Following")).to_be_visible(timeout=60_000)
    finally:
        site.person("vera").call("PATCH", "/api/me/privacy", json={"is_private": False})


def test_ones_own_video_is_looked_after_where_it_plays(site: Site, open_page: Open) -> None:
    """Its caption is changed from the feed's menu; deleted there, it can be brought back for some seconds."""
    made = film(site.home / "own.mp4", seconds=2)
    olga = site.person("olga")
    video_id = olga.publish(made, "First words")
    page = open_page(f"/v/{video_id}", olga)
    wait_playing(page)
    card(page).get_by_role("button", name="More about this video").click()
    page.get_by_role("button", name="Change or delete it").click()
    page.get_by_label("Caption").fill("Second words")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(card(page).get_by_text("Second words")).to_be_visible()
    card(page).get_by_role("button", name="More about this video").click()
    page.get_by_role("button", name="Change or delete it").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog", name="Delete this video?").get_by_role("button", name="Delete").click()
    wait_place(page, 1)
    page.get_by_role("button", name="Undo").click()
    seen = f"/api/videos/{video_id}"
    wait_for(lambda: olga.call("GET", seen)["audience"] == "everyone", what="the video, back for everyone")
