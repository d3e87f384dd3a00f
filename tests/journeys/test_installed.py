"""The app on the home screen: installed, without a network, and as a place to share videos with."""

import base64
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.journeys.conftest import CHROMIUM
from tests.journeys.screen import until, wait_playing
from tests.journeys.worlds import Person, Site, film

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
    until(page, READY, 60_000)  # it starts seconds after the page, and fetches the whole shell
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
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
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


def logged_in(context: BrowserContext, site: Site, handle: str) -> Person:
    person = site.person(handle)
    jar = [{"name": c.name, "value": c.value or "", "url": site.url} for c in person.http.cookies.jar]
    context.add_cookies(jar)  # type: ignore[arg-type]  # the shape Playwright asks for
    return person


def test_the_icon_shows_how_much_waits(phone: BrowserContext, site: Site) -> None:
    """The number on the app's icon is that of unread notices, and goes when they were looked at."""
    nina = logged_in(phone, site, f"nina{time.time_ns() % 10**9}")
    site.person("leo").call("PUT", f"/api/people/{nina.handle}/follow")
    phone.add_init_script("navigator.setAppBadge = n => { window.badge = n; return Promise.resolve() }")
    page = phone.new_page()
    page.goto("/search")
    until(page, "window.badge === 1")
    page.get_by_role("link", name="Inbox, 1 new").click()
    until(page, "window.badge === 0")


def share(page: Page, name: str, kind: str, data: bytes) -> None:
    """What the system does when somebody shares a file with the installed app: it posts a form."""
    page.evaluate(
        "([name, kind, data]) => { const form = document.createElement('form');"
        " form.method = 'POST'; form.action = '/share-target'; form.enctype = 'multipart/form-data';"
        " const field = (key, value) => { const one = document.createElement('input');"
        " one.name = key; one.value = value; form.append(one) };"
        " field('title', 'Found in the gallery'); field('text', '#holiday');"
        " const file = document.createElement('input'); file.type = 'file'; file.name = 'video';"
        " const bag = new DataTransfer();"
        " bag.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name, {type: kind}));"
        " if (name) file.files = bag.files; form.append(file); document.body.append(form); form.submit() }",
        [name, kind, base64.b64encode(data).decode()],
    )


def test_a_video_shared_from_the_gallery_lands_in_the_upload_screen(
    phone: BrowserContext, site: Site, films: Path
) -> None:
    """The file never leaves the device until its person says so, and its words become the caption."""
    logged_in(phone, site, "kim")
    page = worked_in(phone)
    share(page, "holiday.mp4", "video/mp4", film(films / "shared.mp4", seconds=2).read_bytes())
    expect(page.get_by_label("Caption")).to_have_value("Found in the gallery\n#holiday")
    expect(page.get_by_role("button", name="Publish")).to_be_visible()
    keep_picture(page, "shared-video")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.url.endswith("/create"), "a reload takes nothing twice"


def test_what_is_no_video_is_kindly_refused(phone: BrowserContext, site: Site) -> None:
    """Words alone, or nothing at all, lead to the upload screen with a sentence that says why."""
    logged_in(phone, site, "kim")
    page = worked_in(phone)
    share(page, "", "", b"")
    expect(page.get_by_role("alert")).to_contain_text("Only videos can be shared")
    keep_picture(page, "shared-nothing")


def test_a_like_without_a_network_is_sent_when_it_is_back(phone: BrowserContext, site: Site) -> None:
    """It shows at once, waits on the device, and counts once; by then nobody had to touch it again."""
    person = logged_in(phone, site, f"liker{time.time_ns() % 10**9}")
    film = site.video("noor", "Crossing")
    page = worked_in(phone)
    page.goto(f"/v/{film}")
    wait_playing(page)
    liked = page.locator("article:not([inert]) .like")
    likes = counts(person, film)["likes"]
    phone.set_offline(True)
    liked.click()
    expect(page.get_by_text("We’ll send this when the network is back")).to_be_visible()
    expect(liked).to_have_attribute("aria-pressed", "true")
    keep_picture(page, "liked-offline")
    phone.set_offline(False)
    wait_sent(page)
    page.reload()
    wait_playing(page)
    assert counts(person, film)["likes"] == likes + 1


def test_saves_and_words_wait_for_the_network_too(phone: BrowserContext, site: Site) -> None:
    """Each once, under the names the browser gave them: a comment, and a video that is kept."""
    person = logged_in(phone, site, f"saver{time.time_ns() % 10**9}")
    film = site.video("noor", "Crossing")
    page = worked_in(phone)
    page.goto(f"/v/{film}")
    wait_playing(page)
    card = page.locator("article:not([inert])")
    before = counts(person, film)
    card.locator(".comments").click()
    words = page.get_by_role("complementary").get_by_role("textbox")
    words.fill("Said in a tunnel")
    phone.set_offline(True)
    page.get_by_role("complementary").get_by_role("button", name="Send").click()
    expect(page.get_by_text("We’ll send this when the network is back")).to_be_visible()
    expect(words).to_have_value("")
    page.get_by_role("complementary").get_by_role("button", name="Close").click()
    card.locator(".save").click()
    expect(card.locator(".save")).to_have_attribute("aria-pressed", "true")
    phone.set_offline(False)
    wait_sent(page)
    after = counts(person, film)
    assert [after[kind] - before[kind] for kind in ("saves", "comments")] == [1, 1]


def counts(person: Person, film: str) -> dict[str, int]:
    """How often a video was liked, kept and spoken of."""
    counted: dict[str, int] = person.call("GET", f"/api/videos/{film}")["counts"]
    return counted


def wait_sent(page: Page) -> None:
    """Until nothing waits on the device any more."""
    until(
        page,
        "new Promise(done => { const ask = indexedDB.open('mutoscope.shelf');"
        " ask.onsuccess = () => { const read = ask.result.transaction('acts').objectStore('acts').count();"
        " read.onsuccess = () => { ask.result.close(); done(read.result === 0) } } })",
    )


def keep_picture(page: Page, name: str) -> None:
    """A picture for a person to judge, where JOURNEYS_PICTURES says."""
    if folder := os.environ.get("JOURNEYS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")
