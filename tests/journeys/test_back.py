"""The way back, where the browser leaves it to us: Safari and Firefox know no CloseWatcher."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, until, wait_playing
from tests.journeys.talking import comment, panel, write
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def film(site: Site, open_page: Open) -> Page:
    """A video on the screen of such a browser, reached from a profile."""
    page = open_page("/@mika", site.person("vera"))
    page.context.add_init_script("delete globalThis.CloseWatcher")
    page.reload()
    page.locator("main a[href*='/v/']").first.click()
    wait_playing(page)
    card(page).locator(".comments").click()
    expect(panel(page)).to_be_visible()
    return page


def shown(page: Page) -> str:
    path: str = page.evaluate("location.pathname")
    return path


def test_back_closes_what_lies_over_the_video_and_then_leaves_it(film: Page) -> None:
    """First the menu, then the comments, then the video: each is one step."""
    place = shown(film)
    write(film, "One step at a time")
    comment(film, "One step at a time").get_by_role("button", name="More about").click()
    menu = film.get_by_role("dialog")
    expect(menu).to_be_visible()
    film.go_back()
    expect(menu).to_have_count(0)
    expect(panel(film)).to_be_visible()
    film.go_back()
    expect(panel(film)).to_have_count(0)
    assert shown(film) == place
    film.go_back()
    until(film, "location.pathname === '/@mika'")


def test_what_is_closed_by_hand_leaves_no_step_behind(film: Page) -> None:
    """After the cross, one step back is the page before; opened again and again it stays so."""
    for _ in range(3):
        panel(film).get_by_role("button", name="Close").click()
        expect(panel(film)).to_have_count(0)
        card(film).locator(".comments").click()
        expect(panel(film)).to_be_visible()
    panel(film).get_by_role("button", name="Close").click()
    expect(panel(film)).to_have_count(0)
    until(film, "!history.state.over")
    film.go_back()
    until(film, "location.pathname === '/@mika'")


def test_leaving_from_the_comments_leads_back_to_the_video(film: Page) -> None:
    """Somebody's name is touched in the comments: back is the video, and once more the page before it."""
    place = shown(film)
    write(film, "Who is this?")
    comment(film, "Who is this?").get_by_role("link", name="vera").click()
    until(film, "location.pathname === '/@vera'")
    film.go_back()
    until(film, f"location.pathname === {place!r}")
    wait_playing(film)
    film.go_back()
    until(film, "location.pathname === '/@mika'")


def test_escape_puts_the_names_away_before_the_comments(site: Site, open_page: Open) -> None:
    """Where the browser knows of it: Escape closes what is offered, not the sheet; what was begun is
    there again when the comments are."""
    page = open_page(f"/v/{site.video('mika', 'Low tide')}", site.person("vera"))
    card(page).locator(".comments").click()
    field = panel(page).get_by_role("textbox")
    field.press_sequentially("Seen by @an")
    offered = panel(page).get_by_role("list", name="People who may be meant")
    expect(offered).to_be_visible()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    card(page).locator(".comments").click()
    expect(field).to_have_value("Seen by @an")


def test_escape_closes_the_comments_from_anywhere_on_a_desk(site: Site, open_page: Open) -> None:
    """They stand beside the video there, and whoever has gone on to its buttons need not come back."""
    desk = {"width": 1280, "height": 800}
    page = open_page(
        f"/v/{site.video('mika', 'Low tide')}", site.person("vera"), viewport=desk, has_touch=False
    )
    wait_playing(page)
    page.keyboard.press("c")
    expect(panel(page)).to_be_visible()
    card(page).get_by_role("button", name="Share").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
