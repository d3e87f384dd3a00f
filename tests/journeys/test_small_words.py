"""Small words on screens: links in what people say of themselves, what is completed, what is told to whom."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.hostile_words import STORED_XSS
from tests.journeys.screen import card, wait_playing
from tests.journeys.talking import panel
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
BIO = 300
"""Letters of a profile text."""


def test_addresses_in_a_profile_text_are_links_and_nothing_else_is(site: Site, open_page: Open) -> None:
    """Only those of the web, and no search engine follows them; the hostile corpus stays the text it is."""
    writer, parts = site.person("writer"), [""]
    for words in STORED_XSS:
        if len(parts[-1]) + len(words) + 40 > BIO:
            parts.append("")
        parts[-1] += f"{words} "
    page = open_page("/login")
    page.add_init_script("window.alert = () => { window.ran = true }")
    for number, words in enumerate(parts):
        address = f"https://here.example/{number}"
        writer.call("PATCH", "/api/me", json={"bio": f"{address}. {words}"})
        page.goto("/@writer")
        links = page.locator(".bio a")
        expect(links).to_have_count(1)
        expect(links).to_have_attribute("href", address)
        expect(links).to_have_attribute("rel", "nofollow ugc noopener")
        assert page.locator(".bio *:not(a)").count() == 0
        assert page.evaluate("window.ran === undefined")
    writer.call("PATCH", "/api/me", json={"bio": 'https://here.example/"onmouseover="alert(1) <b>'})
    page.goto("/@writer")
    expect(page.locator(".bio a")).to_have_attribute("href", "https://here.example/")
    assert page.locator(".bio a[onmouseover], .bio b").count() == 0


def test_captions_complete_people_and_tags(site: Site, films: Path, open_page: Open) -> None:
    """As comments do; Escape puts the offers away and leaves the dialog."""
    page = open_page("/create", site.person("kim"))
    page.get_by_test_id("file").set_input_files(film(films / "completed.mp4", seconds=2))
    caption = page.get_by_label("Caption")
    caption.press_sequentially("Seen with @mik")
    page.get_by_role("button", name="@mika").click()
    expect(caption).to_have_value("Seen with @mika ")
    caption.press_sequentially("by the #se")
    expect(page.get_by_role("button", name="#sea")).to_be_visible()
    caption.press("Escape")
    expect(page.get_by_role("button", name="#sea")).to_have_count(0)
    caption.press_sequentially("a")
    page.get_by_role("button", name="#sea").click()
    expect(caption).to_have_value("Seen with @mika by the #sea ")


def test_a_comment_completes_people_who_have_not_spoken_there(site: Site, open_page: Open) -> None:
    """Not only those of the thread: whoever has such a name."""
    site.person("zoltan")
    page = open_page(f"/v/{site.video('leo', 'Ink in water')}", site.person("ana"))
    card(page).locator(".comments").click()
    field = panel(page).get_by_role("textbox")
    field.press_sequentially("Look, @zol")
    panel(page).get_by_role("button", name="@zoltan").click()
    expect(field).to_have_value("Look, @zoltan ")


def test_an_empty_form_names_all_its_gaps(open_page: Open) -> None:
    """Every field that is needed says so at once, and one stands in the first."""
    page = open_page("/join")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("Please fill this in.")).to_have_count(4)
    expect(page.get_by_label("Handle")).to_be_focused()


def test_a_private_account_is_told_who_everyone_is(site: Site, films: Path, open_page: Open) -> None:
    """«Everyone» means its followers, and the choice says so; of an open account it means everyone."""
    shelly = site.person("shelly")
    shelly.publish(film(films / "shell.mp4", seconds=2), "A shell")
    page = open_page("/@shelly", shelly)
    told = page.get_by_text("Your account is private: only your followers")
    page.get_by_role("button", name="Manage: A shell").click()
    expect(page.get_by_role("group").get_by_text("Everyone", exact=True)).to_be_visible()
    expect(told).to_have_count(0)
    shelly.call("PATCH", "/api/me/privacy", json={"is_private": True})
    page.reload()
    page.get_by_role("button", name="Manage: A shell").click()
    expect(told).to_be_visible()


@pytest.mark.parametrize(("locale", "clock"), [("en-GB", r"^\d\d:\d\d$"), ("en-US", r"^\d?\d:\d\d\s[AP]M$")])
def test_times_are_written_as_the_browsers_owner_does(
    site: Site, open_page: Open, locale: str, clock: str
) -> None:
    """14:05 in Great Britain, 2:05 PM in America; the words are English for both."""
    vera, mika = site.person("vera"), site.person("mika")
    vera.call("PUT", "/api/people/mika/follow")
    mika.call("PUT", "/api/people/vera/follow")
    page = open_page("/messages/@mika", vera, locale=locale)
    page.get_by_role("textbox").last.fill(f"What time is it in {locale}?")
    page.get_by_role("textbox").last.press("Control+Enter")
    expect(page.locator("article time, li time, small time").last).to_have_text(re.compile(clock))


def test_a_wide_film_leaves_the_feeds_names_room(site: Site, open_page: Open) -> None:
    """On a desk, in the longer language, also beside the comments."""
    desk = {"viewport": {"width": 1440, "height": 900}, "has_touch": False}
    page = open_page(f"/v/{site.video('mika', 'Wide')}", locale="fr-FR", **desk)
    wait_playing(page)
    for _ in ("alone", "beside the comments"):
        names = [box for link in page.locator("nav.desk a").all() if (box := link.bounding_box())]
        picture = page.locator("article:not([inert]) .over.frame").bounding_box()
        assert picture and len(names) == 3
        assert picture["x"] - max(one["x"] + one["width"] for one in names) >= 24
        page.keyboard.press("c")
        page.wait_for_timeout(600)
