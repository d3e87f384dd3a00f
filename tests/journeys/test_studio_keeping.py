"""The studio loses nothing: not the last words before a reload, nor what was brought without a network."""

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_studio import SMALL, begin, clips, saved, takes, tool
from tests.journeys.worlds import Site
from tests.montage.sounds import sound

pytestmark = pytest.mark.browser
__all__ = ["takes"]


def test_the_last_words_before_a_reload_are_there(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Words of a text and the project's name, typed a moment before the page goes, reached the server too."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes[:1])
    tool(page, "text")
    page.get_by_role("button", name="Add text").click()
    saved(page)
    path = f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}"
    revision = kim.call("GET", path)["project"]["revision"]
    page.locator("#studio-text").fill("The very last words")
    page.reload()
    expect(clips(page).filter(has_text="The very last words")).to_have_count(1)
    saved(page)
    assert kim.call("GET", path)["project"]["revision"] == revision + 1

    page.get_by_label("Name of the project").type("My holiday")
    page.reload()
    expect(page.get_by_label("Name of the project")).to_have_value("My holiday")


def test_a_file_brought_without_a_network_is_used_kept_and_sent(
    site: Site, takes: list[Path], films: Path, open_page: Callable[..., Page]
) -> None:
    """Placed at once, undone and redone after it was sent; one that a reload came in between is there too."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes[:1])
    saved(page)
    path = f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}"

    page.context.set_offline(True)
    page.get_by_test_id("material").set_input_files(takes[1])
    expect(clips(page)).to_have_count(2)
    expect(page.locator("[data-state=offline]")).to_have_text("Saved on this device")
    page.keyboard.press("Control+z")
    expect(clips(page)).to_have_count(1)
    with page.expect_response("**/api/studio/materials"):
        page.context.set_offline(False)
    page.keyboard.press("Control+Shift+z")
    expect(clips(page)).to_have_count(2)
    saved(page)
    assert all(one["id"].isalnum() for one in materials(kim.call("GET", path)))

    page.context.set_offline(True)
    page.get_by_test_id("material").set_input_files(drum(films / "drum.wav"))
    expect(clips(page)).to_have_count(3)
    expect(page.locator("[data-state=offline]")).to_be_visible()
    page.route("**/api/studio/materials", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(clips(page).filter(has_text="drum.wav")).to_have_count(1)
    expect(page.locator("[data-state=offline]")).to_be_visible()
    tool(page, "marks")
    page.get_by_role("button", name="Find the beats").click()
    expect(page.get_by_text("4 marks", exact=True)).to_be_visible()
    page.unroute("**/api/studio/materials")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    sent = materials(kim.call("GET", path))
    assert len(sent) == 3 and all(one["id"].isalnum() for one in sent)


def materials(project: dict[str, Any]) -> list[dict[str, str]]:
    """What the clips of a saved project are cut from."""
    clips = [clip for track in project["document"]["tracks"] for clip in track.get("clips", ())]
    return [clip["content"]["material"] for clip in clips if "material" in clip["content"]]


def drum(file: Path) -> Path:
    """Four seconds of a drum, struck twice a second."""
    struck = {"what": "strokes", "bpm": 120, "first": 0.25, "hz": 60, "decay": 25, "level": 0.8}
    with wave.open(str(file), "wb") as made:
        made.setparams((1, 2, 44_100, 0, "NONE", ""))
        made.writeframes(sound({"rate": 44_100, "seconds": 4.2, "parts": [struck]}).tobytes())
    return file
