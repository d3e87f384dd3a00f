"""The app on the home screen: it may be installed, and stands without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.journeys.conftest import CHROMIUM
from tests.journeys.screen import until, wait_playing
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
SMALL = {"width": 360, "height": 640}
READY = "navigator.serviceWorker.getRegistration().then(r => !!r?.active)"


@pytest.fixture
def phone(site: Site, playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, as nothing is installed from a private window."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=str(CHROMIUM),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        viewport=SMALL,
        has_touch=True,
        locale="en-GB",
        base_url=site.url,
    )
    yield context
    context.close()


def worked_in(context: BrowserContext) -> Page:
    """A page of the feed whose service worker is awake and in charge."""
    page = context.new_page()
    page.goto("/")
    wait_playing(page)
    until(page, READY)
    page.reload()
    until(page, "!!navigator.serviceWorker.controller")
    return page


def test_chromium_would_install_it(phone: BrowserContext) -> None:
    """Chromium's own check finds nothing missing, and reads name, icons and share target as we meant them."""
    page = worked_in(phone)
    ask = phone.new_cdp_session(page)
    assert ask.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    read = ask.send("Page.getAppManifest")
    assert read["url"].endswith("/manifest.webmanifest") and not read["errors"]
    assert '"share_target"' in read["data"]


def test_it_opens_without_a_network(phone: BrowserContext) -> None:
    """Offline, the app still starts and says what is the matter; a page of the server gets one of ours."""
    page = worked_in(phone)
    phone.set_offline(True)
    page.goto("/")
    expect(page.get_by_text("You are offline").first).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.set_offline(False)
    page.get_by_role("link", name="To the feed").click()
    wait_playing(page)


def test_the_worker_keeps_nothing_private_and_no_part_of_a_film(phone: BrowserContext) -> None:
    """Only the app's own files lie in its cache: whole, public, and none from the API or of the films."""
    page = worked_in(phone)
    page.goto("/settings")
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    kept = page.evaluate(
        "(async () => { const all = [];"
        " for (const name of await caches.keys()) { const cache = await caches.open(name);"
        " for (const request of await cache.keys()) {"
        " const answer = await cache.match(request, {ignoreVary: true});"
        " all.push([new URL(request.url).pathname, answer.status]) } } return all })()"
    )
    assert len(kept) > 4
    for path, status in kept:
        assert status == 200
        assert path in ("/", "/offline") or path.startswith(("/static/client/assets/", "/static/sharing/")), (
            path
        )
