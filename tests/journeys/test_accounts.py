"""Joining, logging in, settings: the screens around an account, with the server's own words at the fields."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import wait_playing
from tests.journeys.worlds import PASSWORD, Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def _fill_join(page: Page, handle: str, birth: str = "1990-02-03", password: str = PASSWORD) -> None:
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Email").fill(f"{handle}@here.example")
    page.get_by_label("Password").fill(password)
    page.get_by_label("Birth date").fill(birth)


def test_signing_up_from_the_feed(open_page: Open) -> None:
    """What is wrong stands at its field; once right, one is in, and the feed goes on."""
    handle = f"new{int(time.time() * 1000) % 10**9}"
    page = open_page()
    wait_playing(page)
    page.get_by_role("link", name="Log in").click()
    page.get_by_role("link", name="Create account").click()
    _fill_join(page, handle, password="short")
    page.get_by_role("button", name="Create account").click()
    password = page.get_by_label("Password")
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_be_focused()
    password.fill(PASSWORD)
    expect(page.get_by_label("Keep what my feed has learned")).to_be_checked()
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url("**/")
    wait_playing(page)
    expect(page.get_by_role("link", name="Profile", exact=True)).to_have_attribute("href", f"/@{handle}")


def test_who_said_no_to_learning_is_not_offered_to_keep_what_was_learned(open_page: Open) -> None:
    """There is nothing to keep; whoever allowed it is offered to."""
    page = open_page("/join")
    keep = page.get_by_label("Keep what my feed has learned")
    expect(keep).to_be_checked()
    token = page.context.request.get("/api/me").json()["csrf"]
    no = {"headers": {"X-CSRFToken": token}, "data": {"learning": False}}
    assert page.context.request.patch("/api/feed/choices", **no).ok
    with page.expect_response("**/api/feed/choices") as asked:
        page.reload()
    assert asked.value.json()["mode"] == "plain"
    expect(page.get_by_label("Handle")).to_be_visible()
    expect(keep).to_have_count(0)


def test_somebody_too_young_is_told_kindly(open_page: Open) -> None:
    """Below the minimum age there is a «not yet» instead of an error, and the way back to watching."""
    page = open_page("/join")
    _fill_join(page, f"kid{int(time.time() * 1000) % 10**9}", birth=f"{time.gmtime().tm_year - 8}-05-05")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Not yet")).to_be_visible()
    page.get_by_role("link", name="Back to the feed").click()
    wait_playing(page)


def test_a_wrong_password_and_a_forgotten_one(open_page: Open, site: Site) -> None:
    """A wrong password says so without saying which part was wrong; a reset is promised either way."""
    page = open_page("/login")
    page.get_by_label("Handle or email").fill(site.person("ana").handle)
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill("nobody@here.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()


def test_settings_are_kept(open_page: Open, site: Site) -> None:
    """Name, language, theme and data saver stay after a reload; logging out leaves nobody behind."""
    page = open_page("/settings", person=site.person(f"settler{int(time.time() * 1000) % 10**9}"))
    page.get_by_label("Name", exact=True).fill("Ada Lune")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_text("Light", exact=True).click()
    page.get_by_role("switch", name="Data saver").check()
    page.get_by_label("Language").select_option("fr")
    expect(page.get_by_role("heading", name="Réglages")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Ada Lune")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.get_by_role("switch", name="Économie de données")).to_be_checked()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("dialog").get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("link", name="Connexion")).to_be_visible()


def test_an_address_nobody_knows(open_page: Open) -> None:
    """There is nothing here, and a way back."""
    page = open_page("/no/such/screen")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    expect(page.get_by_role("link", name="Back to the feed")).to_be_visible()
