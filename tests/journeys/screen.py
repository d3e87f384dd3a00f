"""What journeys ask the player's page: which card is on the screen, and does it play."""

from playwright.sync_api import Locator, Page

PLAYING = (
    "[...document.querySelectorAll('video')].some(v => !v.paused && v.currentTime > 0.15 && v.readyState > 2)"
)


def card(page: Page) -> Locator:
    """The card on the screen: all others are inert."""
    return page.locator("article:not([inert])")


def place(page: Page) -> int:
    return int(card(page).get_attribute("data-index") or -1)


def name_of(page: Page) -> str:
    return card(page).locator(".who a").first.inner_text()


def wait_playing(page: Page, timeout: float = 15_000) -> None:
    page.wait_for_function(PLAYING, timeout=timeout)


def wait_place(page: Page, index: int) -> None:
    page.wait_for_function(
        f"document.querySelector('article:not([inert])')?.dataset.index === '{index}'", timeout=8000
    )
