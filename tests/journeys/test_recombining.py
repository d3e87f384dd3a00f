"""Making something of somebody else's video: a duet and a template, on a phone, by a newcomer."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, until
from tests.journeys.test_studio import OUT, SMALL, begin, clips, saved
from tests.journeys.worlds import Site, film

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAYS = "parseFloat(document.querySelector('.time b').innerText.split(':')[1]) > 0.2"

SHOWS_THEIRS = """(() => {
  const canvas = document.querySelector('.timeline canvas');
  const seen = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let warm = 0;
  for (let i = 0; i < seen.length; i += 4) if (seen[i] > 150 && seen[i] - seen[i + 2] > 50) warm++;
  return warm > 1500;
})()"""
"""The timeline has pictures of the film «Morning light», which is orange; nothing else here is."""


@pytest.fixture(scope="module")
def takes(films: Path) -> list[Path]:
    """Two clips of one's own."""
    colours = (("#2f80c9", "#9fe3ff"), ("#7d9d4a", "#f2e8b6"))
    return [film(films / f"own-{n}.mp4", seconds=3, colours=pair) for n, pair in enumerate(colours)]


def test_a_duet_stands_beside_theirs(site: Site, takes: list[Path], open_page: Callable[..., Page]) -> None:
    """From the menu of a video to a film of both, playing side by side; its maker is named."""
    theirs = site.video("ana", "Morning light")
    kim = site.person("kim")
    page = open_page(f"/v/{theirs}", kim, viewport=SMALL)
    card(page).locator("button.act:last-of-type").click()
    page.get_by_role("button", name="Duet").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a video").click()
    chooser.value.set_files(takes[0])
    until(page, PLAYS)
    saved(page)
    until(page, SHOWS_THEIRS)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    origins = {one["origin"] for one in project["materials"]}
    assert origins == {"upload", "video"}


def test_a_duet_is_recorded_in_time(site: Site, open_page: Callable[..., Page]) -> None:
    """The camera is there at once; their film plays while it runs, after a count of three, and then both do.
    What came before it is cut away."""
    theirs = site.video("ana", "Morning light")
    kim = site.person("kim")
    page = open_page(f"/v/{theirs}", kim, viewport=SMALL)
    card(page).locator("button.act:last-of-type").click()
    page.get_by_role("button", name="Duet").click()
    page.get_by_role("button", name="Start recording").click()
    expect(page.locator(".camera .count")).to_be_visible()
    until(page, "(document.querySelector('video.theirs')?.currentTime ?? 0) > 1")
    page.get_by_role("button", name="Stop recording").click()
    until(page, PLAYS)
    expect(page.get_by_role("button", name="Record again")).to_be_visible()
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    shown = [clip for track in project["document"]["tracks"] for clip in track["clips"]]
    own = next(clip for clip in shown if clip["content"]["material"]["origin"] == "upload")
    assert own["start"] == 0 and 0 <= own["content"]["source_in"] <= 45
    assert {clip["length"] for clip in shown} == {own["length"]}


def test_a_template_turns_ones_clips_into_its_film(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """A film whose author lets others use its cuts; a newcomer's clips fall into them, as long as it was."""
    maker = open_page("/studio", site.person("cutter"), viewport=SMALL)
    begin(maker, takes)
    saved(maker)
    maker.get_by_role("button", name="Publish").click()
    maker.get_by_label("Caption").fill("Two cuts for everybody")
    maker.get_by_role("switch", name=re.compile("^Template")).check()
    page_of_video = publish(maker)

    page = open_page("/studio/templates", site.person("newbie"), viewport=SMALL)
    page.get_by_role("link", name=re.compile("^Template «Two cuts for everybody»")).first.click()
    page.get_by_test_id("template-clips").set_input_files(list(reversed(takes)))
    expect(page.locator(".time")).to_be_visible(timeout=30_000)
    until(page, PLAYS, timeout=30_000)
    expect(page.get_by_role("list", name="Places").get_by_role("button")).to_have_count(2)
    expect(clips(page)).to_have_count(2)
    saved(page)
    made = page.locator(".time").inner_text().split("/")[1].strip()
    assert made.startswith("0:06."), (made, page_of_video)


def publish(page: Page) -> str:
    """Press «Publish» in the sheet, and wait until it is out; where it can be seen."""
    page.locator("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=OUT)
    return page.get_by_role("link", name="See it").get_attribute("href") or ""
