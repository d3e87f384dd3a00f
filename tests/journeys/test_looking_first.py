"""Comments that somebody looks at: reported by readers, or kept back by the words of a creator."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card
from tests.journeys.talking import comment, panel, write
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_reporting_a_comment(site: Site, open_page: Open) -> None:
    """From its menu, with a reason of a list, as with videos."""
    film = site.video("noor", "Crossing")
    body = {"text": "Quite rude", "client_id": "rude-journey"}
    site.person("leo").call("POST", f"/api/videos/{film}/comments", json=body)
    page = open_page(f"/v/{film}", site.person("ana"))
    card(page).locator(".comments").click()
    comment(page, "Quite rude").get_by_role("button", name="More about the comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Report").click()
    page.get_by_role("dialog").get_by_role("radio", name="Bullying or harassment").check()
    page.get_by_role("dialog").get_by_role("button", name="Send report").click()
    expect(page.get_by_text("Somebody will look at it")).to_be_visible()


def test_a_creators_words(site: Site, open_page: Open) -> None:
    """A creator chooses a word; a comment with it waits for them, is let through, and others read it."""
    film = site.video("noor", "Crossing")
    mine = open_page("/settings/comments", site.person("noor"))
    mine.get_by_label("Word or phrase").fill("Spoiler")
    mine.get_by_role("button", name="Add", exact=True).click()
    expect(mine.get_by_role("button", name="No longer look for Spoiler")).to_be_visible()
    page = open_page(f"/v/{film}", site.person("ana"))
    card(page).locator(".comments").click()
    write(page, "A sp0iler: it rains")
    expect(comment(page, "it rains")).to_contain_text("until the creator has looked")
    mine.goto(f"/v/{film}")
    card(mine).locator(".comments").click()
    panel(mine).get_by_role("link", name="1 comment waits").click()
    mine.get_by_role("button", name="Show the comment of ana").click()
    expect(mine.get_by_text("Nothing waits")).to_be_visible()
    other = open_page(f"/v/{film}")
    card(other).locator(".comments").click()
    expect(comment(other, "it rains")).to_be_visible()
