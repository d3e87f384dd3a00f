"""How it looks: the screens of the feed on two phones and a desk, kept as pictures for a person to judge."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.screen import wait_place, wait_playing

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "small": (360, 640), "desk": (1440, 900)}


@pytest.mark.parametrize("name", SIZES)
def test_the_feed_fits_the_screen(name: str, open_page: Callable[..., Page], tmp_path: Path) -> None:
    """Nothing sticks out of the screen, and nothing that can be tapped lies outside of it."""
    width, height = SIZES[name]
    phone = name != "desk"
    page = open_page(
        viewport={"width": width, "height": height}, has_touch=phone, device_scale_factor=2 if phone else 1
    )
    folder = Path(os.environ.get("MUTOSCOPE_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    wait_playing(page)
    for index in range(4):
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"{name}-{index}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        outside = page.evaluate(
            "[...document.querySelectorAll('article:not([inert]) .column button, nav a')]"
            ".map(e => [e.getAttribute('aria-label') ?? e.innerText, e.getBoundingClientRect()])"
            ".filter(([, r]) => r.width > 0 && (r.right > innerWidth + 1 || r.bottom > innerHeight + 1))"
            ".map(([name]) => name)"
        )
        assert not outside
        page.keyboard.press("j")
        wait_place(page, index + 1)
