"""Passing a video on: as a file with its mark, and by a word on another network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, wait_playing
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser


def test_a_video_leaves_with_its_mark(site: Site, open_page: Callable[..., Page], tmp_path: Path) -> None:
    """A creator lets a video go; a stranger sees how far it is, and has the file."""
    ana = site.person("ana")
    made = ana.publish(film(tmp_path / "one.mp4", seconds=2), "Take it along")
    ana.call("PATCH", f"/api/videos/{made}", json={"allow_download": True})
    page = open_page(f"/v/{made}")
    wait_playing(page)
    card(page).get_by_role("button", name="Share", exact=True).click()
    with page.expect_download(timeout=60_000) as kept:
        page.get_by_role("button", name="Download").click()
    assert kept.value.suggested_filename == f"mutoscope-{made}.mp4"
    assert Path(kept.value.path()).read_bytes()[4:8] == b"ftyp"
    expect(page.get_by_role("button", name="Download")).to_contain_text("Saved")


def test_other_networks_open_beside(site: Site, open_page: Callable[..., Page], tmp_path: Path) -> None:
    """Each link opens elsewhere and knows nothing of our page; a Mastodon server is asked for once."""
    made = site.person("leo").publish(film(tmp_path / "two.mp4", seconds=2), "Ink & water #calm")
    page = open_page(f"/v/{made}")
    page.context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    card(page).get_by_role("button", name="Share", exact=True).click()
    links = page.get_by_role("region", name="Write about it elsewhere").get_by_role("link")
    expect(links).to_have_count(8)
    for link in links.all():
        assert link.get_attribute("target") == "_blank" and link.get_attribute("rel") == "noopener"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Telegram").click()
    assert opened.value.url.startswith("https://t.me/share/url?url=") and made in opened.value.url
    page.get_by_role("link", name="Mastodon").click()
    page.get_by_label("Your Mastodon server").fill("@leo@social.example")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Go on").click()
    assert opened.value.url.startswith("https://social.example/share?text=")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Mastodon").click()
    assert opened.value.url.startswith("https://social.example/share?text=Ink%20%26%20water")
