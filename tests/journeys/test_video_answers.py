"""Answering a comment by a video, from its menu to the inbox of whoever wrote it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, until
from tests.journeys.talking import comment, panel
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_answering_by_a_video(site: Site, open_page: Open, tmp_path: Path) -> None:
    """The creator chooses a film; it carries the comment, the comment leads to it, its author reads of it."""
    under = site.video("leo", "Cells")
    body = {"text": "How do the cells know?", "client_id": f"asked-{under}"}
    site.person("mika").call("POST", f"/api/videos/{under}/comments", json=body)
    page = open_page(f"/v/{under}", site.person("leo"))
    card(page).locator(".comments").click()
    comment(page, "How do the cells").get_by_role("button", name="More about the comment").click()
    page.get_by_role("dialog").get_by_role("button", name="Answer with a video").click()
    expect(page.get_by_text("How do the cells know?")).to_be_visible()
    made = film(tmp_path / "answer.mp4", seconds=2, colours=("#1fd1a5", "#f25f3a"))
    page.locator("input[type=file]").first.set_input_files(str(made))
    expect(page.get_by_text("Answers the comment of mika")).to_be_visible()
    page.get_by_label("Who may comment").select_option("following")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="See it").click(timeout=60_000)
    expect(card(page).get_by_role("link", name="Answers @mika")).to_contain_text("How do the cells know?")
    reader = open_page("/inbox", site.person("mika"))
    reader.get_by_role("link", name="answered your comment with a video").first.click()
    card(reader).get_by_role("link", name="Answers @mika").click()
    until(reader, f"location.pathname === '/v/{under}'")
    expect(panel(reader).get_by_role("link", name="Answered by video")).to_be_visible()
