"""What journeys ask the player's page: which card is on the screen, and does it play."""

import time

from playwright.sync_api import Locator, Page

PLAYING = (
    "[...document.querySelectorAll('video')].some(v => !v.paused && v.currentTime > 0.15 && v.readyState > 2)"
)


def card(page: Page) -> Locator:
    """The card on the screen: all others are inert."""
    return page.locator("article:not([inert])")


def place(page: Page) -> int:
    until(page, "document.querySelectorAll('article:not([inert])').length === 1")  # not while more come
    return int(card(page).get_attribute("data-index") or -1)


def name_of(page: Page) -> str:
    return card(page).locator(".who a").first.inner_text()


def until(page: Page, expression: str, timeout: float = 30_000) -> None:
    """Waits until ``expression`` is true in the page. Asks from outside: the page's own policy forbids eval,
    which Playwright's waiting inside the page would need."""
    give_up = time.monotonic() + timeout / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < give_up, f"not within {timeout:g} ms: {expression}"
        page.wait_for_timeout(50)


def wait_playing(page: Page, timeout: float = 30_000) -> None:
    until(page, PLAYING, timeout)


def wait_place(page: Page, index: int) -> None:
    until(page, f"document.querySelector('article:not([inert])')?.dataset.index === '{index}'")


def swipe_up(page: Page) -> None:
    """A thumb moves up over half of a phone."""
    hand = page.context.new_cdp_session(page)

    def touch(kind: str, *heights: int) -> None:
        points = [{"x": 180, "y": height} for height in heights]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 700)
    for height in range(690, 220, -30):
        touch("touchMove", height)
        page.wait_for_timeout(12)
    touch("touchEnd")
