"""Passing a video on: as a file with its mark, and by a word on another network."""

import re
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
    """Links open elsewhere and count as sharing; the Mastodon server of whoever writes is asked for once."""
    made = site.person("leo").publish(film(tmp_path / "two.mp4", seconds=2), "Ink & water #calm")
    page = open_page(f"/v/{made}")
    wait_playing(page)
    card(page).get_by_role("button", name="Share", exact=True).click()
    links = page.get_by_role("region", name="Write about it elsewhere").get_by_role("link")
    expect(links).to_have_count(8)
    for link in links.all():
        assert link.get_attribute("target") == "_blank" and link.get_attribute("rel") == "noopener"
    telegram, mastodon = (page.get_by_role("link", name=name) for name in ("Telegram", "Mastodon"))
    assert (telegram.get_attribute("href") or "").endswith(f"{made}&text=Ink%20%26%20water%20%23calm")
    mastodon.click()
    page.get_by_label("Your Mastodon server").fill("@leo@social.example")
    with page.context.expect_page():
        page.get_by_role("button", name="Go on").click()
    expect(mastodon).to_have_attribute("href", re.compile(r"^https://social\.example/share\?text=Ink%20"))
    with page.expect_request(lambda one: '"share"' in (one.post_data or "")), page.context.expect_page():
        telegram.click()
