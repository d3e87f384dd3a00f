"""Being rung: a phone says yes, somebody likes, and the notification stands on its screen.

Everything is real but one thing: no browser here has a vendor's push service. So the page's subscription is
made by the test, with keys of its own and a service on this machine; what the server sends there is opened
with those keys and handed to the real service worker as its browser would.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.adapters.webpush.browser import Received, Service, Subscriber
from tests.journeys.conftest import CHROMIUM
from tests.journeys.screen import until
from tests.journeys.worlds import Person, Site, film, wait_for

pytestmark = pytest.mark.browser
KEYS = Subscriber.new()
SUBSCRIBING = """
  let held = null;
  const made = (key) => ({
    endpoint: ENDPOINT, options: { applicationServerKey: key },
    toJSON: () => ({ endpoint: ENDPOINT, keys: { p256dh: P256DH, auth: AUTH } }),
    unsubscribe: async () => { held = null; return true; },
  });
  const plain = (text) => atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = (text) => Uint8Array.from(plain(text), c => c.charCodeAt(0)).buffer;
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (wish) => (held = made(bytes(wish.applicationServerKey)));
"""


@pytest.fixture
def phone(site: Site, push: Service, playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, in which notifications may be allowed."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=str(CHROMIUM),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        viewport={"width": 360, "height": 640},
        locale="en-GB",
        timezone_id="Europe/Paris",
        base_url=site.url,
    )
    words = {"ENDPOINT": f"{push.origin}/phone", "P256DH": KEYS.p256dh, "AUTH": KEYS.auth}
    made = SUBSCRIBING
    for name, value in words.items():
        made = made.replace(name, json.dumps(value))
    context.add_init_script(f"(() => {{ {made} }})()")
    yield context
    context.close()


def logged_in(context: BrowserContext, site: Site, person: Person) -> Page:
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("Handle or email").fill(person.handle)
    page.get_by_label("Password", exact=True).fill("a long walk at night")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    until(page, "location.pathname === '/'")
    return page


def test_a_like_rings_the_phone_that_said_yes(
    site: Site, push: Service, phone: BrowserContext, films: Path
) -> None:
    """From the explanation to the notification on the screen, and to the page that it leads to."""
    maker, fan = site.person("berit"), site.person("carlo")
    video_id = maker.publish(film(films / "rung.mp4", seconds=3), "Two stones")
    page = logged_in(phone, site, maker)
    phone.grant_permissions(["notifications"], origin=site.url)
    page.goto("/settings/notifications")
    expect(page.get_by_text("Nobody on the way can read it")).to_be_visible()
    keep_picture(page, "push-off")
    page.get_by_role("button", name="Turn on here").click()
    expect(page.get_by_text("This device rings from now on")).to_be_visible(timeout=90_000)
    page.get_by_role("switch", name="Show who and what").check()
    page.get_by_role("switch", name="Quiet hours").uncheck()
    expect(page.get_by_text("Times of Europe/Paris")).to_be_visible()
    keep_picture(page, "push-on")
    page.reload()
    fan.call("PUT", f"/api/videos/{video_id}/like")
    got = wait_for(lambda: push.got[0] if push.got else None, seconds=60, what="the ring")
    said = opened(got)
    assert said["title"] == "carlo liked your video" and said["path"] == f"/v/{video_id}"

    page.goto("about:blank")  # nobody looks: it must be shown
    worker = page.context.new_cdp_session(page)
    hand_over(page, site, got)
    page.goto("/settings/notifications")
    shown = "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => n.title))"
    until(page, f"{shown}.then(all => all.includes('carlo liked your video'))", 30_000)
    worker.detach()
    touch_it(phone)
    until(page, f"location.pathname === '/v/{video_id}'")
    until(page, f"{shown}.then(all => all.length === 0)")


def opened(got: Received) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEYS.open(got.body))
    return found


def hand_over(page: Page, site: Site, got: Received) -> None:
    """What a browser does when its push service brings something: it opens it and wakes the worker."""
    tools = page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    data = KEYS.open(got.body).decode()
    tools.send(
        "ServiceWorker.deliverPushMessage", {"origin": site.url, "registrationId": found[0], "data": data}
    )


def touch_it(phone: BrowserContext) -> None:
    """A finger on the notification, which stands outside of any page."""
    (worker,) = phone.service_workers
    worker.evaluate(
        "async () => { const [one] = await registration.getNotifications();"
        " dispatchEvent(new NotificationEvent('notificationclick', {notification: one})) }"
    )


def test_who_said_no_is_told_how_to_change_it(site: Site, phone: BrowserContext) -> None:
    """A browser that was told no asks nobody again; the page says where to allow it."""
    page = logged_in(phone, site, site.person("dora"))
    page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page.goto("/settings/notifications")
    expect(page.get_by_text("You told this browser not to show notifications")).to_be_visible()
    keep_picture(page, "push-denied")
    assert page.get_by_role("button", name="Turn on here").count() == 0


def keep_picture(page: Page, name: str) -> None:
    """A picture for a person to judge, where JOURNEYS_PICTURES says."""
    if folder := os.environ.get("JOURNEYS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
