"""Guarding an account: a passkey, an authenticator app with its recovery codes, and the devices."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect
from tests.journeys.worlds import PASSWORD, Person, Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def somebody(site: Site) -> Person:
    return site.person(f"keys{int(time.time() * 1000) % 10**9}")


def _with_authenticator(page: Page) -> None:
    """A fingerprint reader that always says yes."""
    hand = page.context.new_cdp_session(page)
    hand.send("WebAuthn.enable")
    nature = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options = {**nature, "isUserVerified": True, "automaticPresenceSimulation": True}
    hand.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _prove(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="Confirm that it’s you")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Confirm", exact=True).click()


def _picture(page: Page, name: str) -> None:
    """A picture to look at, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"security-{name}.png"), full_page=True)


def _log_out(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("dialog").get_by_role("button", name="Log out").click()
    page.wait_for_url("**/")


def test_logging_in_with_a_passkey(open_page: Open, somebody: Person) -> None:
    """It is added after a proof, and from then on opens the account alone."""
    page = open_page("/settings/security", person=somebody)
    _with_authenticator(page)
    page.get_by_role("button", name="Add a passkey").click()
    _prove(page)
    codes = page.get_by_role("dialog", name="Recovery codes")
    expect(codes.get_by_role("listitem")).to_have_count(10)
    codes.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("My phone")).to_be_visible()
    _picture(page, "passkey")
    _log_out(page)
    page.goto("/login?next=/settings/security")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url("**/settings/security")
    expect(page.get_by_role("listitem").filter(has_text="My phone")).to_contain_text("Last used")


def test_logging_in_with_a_code(open_page: Open, somebody: Person) -> None:
    """The password alone no longer opens; the code of the app does, and a recovery code does too."""
    page = open_page("/settings/security", person=somebody)
    page.get_by_role("button", name="Set up an app").click()
    _prove(page)
    expect(page.get_by_alt_text("QR code for the authenticator app")).to_be_visible()
    _picture(page, "app")
    secret = page.locator("code").inner_text()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Save").click()
    codes = page.get_by_role("dialog", name="Recovery codes")
    _picture(page, "codes")
    recovery = codes.get_by_role("listitem").first.inner_text().replace(" ", "")
    codes.get_by_role("button", name="I have kept them").click()
    _log_out(page)
    page.goto("/login")
    page.get_by_label("Handle or email").fill(somebody.handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    _picture(page, "step")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/")
    page.goto("/settings/security")
    expect(page.get_by_text("9 codes left")).to_be_visible()


def test_ending_another_device(open_page: Open, somebody: Person) -> None:
    """The list shows both; the other one is logged out at once."""
    page = open_page("/login?next=/settings/security", locale="en-GB")
    page.get_by_label("Handle or email").fill(somebody.handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/settings/security")
    expect(page.get_by_text("This device")).to_have_count(1)
    _picture(page, "devices")
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_text("That device is logged out.")).to_be_visible()
    assert somebody.http.get("/api/me").json()["person"] is None
