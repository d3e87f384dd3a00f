"""Talking under a video, in a browser: reading, writing, answering, editing, changing one's mind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.hostile_words import STORED_XSS
from tests.journeys.screen import card, place, until, wait_place, wait_playing
from tests.journeys.talking import comment, panel, write
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DESK = {"viewport": {"width": 1440, "height": 900}, "has_touch": False}


def test_the_sheet_closes_when_the_phone_asks(site: Site, open_page: Open) -> None:
    """Back means back to the video: what asks is the same as Escape, wherever the focus is."""
    page = open_page(f"/v/{site.video('leo', 'Ink in water')}")
    card(page).locator(".comments").click()
    expect(panel(page)).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    assert "/v/" in page.url


def test_two_people_talk(site: Site, open_page: Open) -> None:
    """One writes on a phone, the creator answers on a desk, and each reads the other; the counts say so."""
    film = site.video("leo", "Ink in water")
    before = site.person("ana").call("GET", f"/api/videos/{film}")["counts"]["comments"]
    phone = open_page(f"/v/{film}", site.person("ana"))
    card(phone).locator(".comments").click()
    write(phone, "Where does the hum come from?")
    expect(card(phone).locator(".comments")).to_contain_text(str(before + 1))
    desk = open_page(f"/v/{film}", site.person("leo"), **DESK)
    wait_playing(desk)
    desk.keyboard.press("c")
    comment(desk, "Where does the hum").get_by_role("button", name="Reply").click()
    panel(desk).get_by_role("textbox").fill("From the fridge,")
    panel(desk).get_by_role("textbox").press("Shift+Enter")
    panel(desk).get_by_role("textbox").press_sequentially("with love")
    panel(desk).get_by_role("textbox").press("Enter")  # a real keyboard sends with it
    expect(comment(desk, "From the fridge,")).to_be_visible()
    comment(desk, "Where does the hum").first.get_by_role("button", name="Like this comment").first.click()
    again = open_page(f"/v/{film}")  # a visitor without an account reads too
    card(again).locator(".comments").click()
    panel(again).get_by_role("button", name="Show 1 answer").click()
    expect(comment(again, "From the fridge")).to_contain_text("Creator")
    expect(panel(again).get_by_text("Liked by the creator")).to_be_visible()
    panel(again).get_by_role("button", name="Log in to comment").click()
    expect(again.get_by_role("dialog").get_by_role("link", name="Create an account")).to_be_visible()


def test_changing_ones_mind(site: Site, open_page: Open) -> None:
    """An edit keeps what was said before; a deleted comment comes back with one tap."""
    page = open_page(f"/v/{site.video('mika', 'Storm coming')}", site.person("noor"))
    card(page).locator(".comments").click()
    write(page, "Frist!")
    comment(page, "Frist!").get_by_role("button", name="More about the comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Edit").click()
    panel(page).get_by_role("textbox").fill("First!")
    panel(page).get_by_role("button", name="Save").click()
    comment(page, "First!").get_by_role("button", name="edited").click()
    expect(page.get_by_role("dialog")).to_contain_text("Frist!")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    comment(page, "First!").get_by_role("button", name="More about the comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(comment(page, "First!")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(comment(page, "First!")).to_be_visible()


def test_the_panel_of_a_desk_goes_with_the_feed(site: Site, open_page: Open) -> None:
    """Beside the video the comments stay open while one goes on to the next; Escape closes them."""
    page = open_page("/", site.person("ana"), **DESK)
    wait_playing(page)
    page.keyboard.press("c")
    expect(panel(page)).to_be_visible()
    stage = page.locator("[role=feed]").bounding_box()
    side = panel(page).bounding_box()
    assert stage and side and stage["width"] + side["width"] <= 1440 + 1
    before = place(page)
    page.keyboard.press("j")
    wait_place(page, before + 1)
    expect(panel(page)).to_be_visible()
    panel(page).get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    until(page, "document.activeElement.classList.contains('comments')")


def test_a_link_leads_to_one_comment(site: Site, open_page: Open) -> None:
    """A linked answer is shown in its thread, marked; one that is gone is said to be."""
    film, ana, leo = site.video("noor", "Crossing"), site.person("ana"), site.person("leo")
    path = f"/api/videos/{film}/comments"
    top = ana.call("POST", path, json={"text": "Look at the left corner", "client_id": "journey-top"})
    below = {"text": "A cat!", "client_id": "journey-below", "parent_id": top["root"]["id"]}
    reply = leo.call("POST", path, json=below)["reply"]["id"]
    page = open_page(f"/v/{film}?comment={reply}")
    expect(page.locator(f"[data-comment='{reply}'].marked")).to_be_visible()
    leo.call("DELETE", f"/api/comments/{reply}")
    page = open_page(f"/v/{film}?comment={reply}")
    expect(page.get_by_text("This comment is not here any more.")).to_be_visible()


def test_hostile_words_run_nowhere(site: Site, open_page: Open) -> None:
    """The whole corpus under one video: everything is read as text, and nothing was ever run."""
    film, leo = site.video("mika", "Low tide"), site.person("leo")
    for number, words in enumerate(STORED_XSS[:18]):
        body = {"text": words, "client_id": f"hostile-{number:03}"}
        leo.call("POST", f"/api/videos/{film}/comments", json=body)
    page = open_page("/login")
    page.add_init_script("window.alert = () => { window.ran = true }")
    page.goto(f"/v/{film}")
    card(page).locator(".comments").click()
    expect(panel(page).get_by_role("article")).to_have_count(18)
    expect(panel(page)).to_contain_text("<script>alert(1)</script>")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran === undefined")
    assert panel(page).locator("script, iframe, img[src=x], [onload], [onerror]").count() == 0
