"""What the editor does with many clips and tracks, and what others may replace: by keyboard and by touch."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.test_studio import SMALL, begin, clips, saved, tool
from tests.journeys.worlds import Site, film
from tests.waiting import wait_for

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def takes(films: Path) -> list[Path]:
    """Three short clips."""
    colours = (("#ff7a59", "#3b1d5a"), ("#1fd1a5", "#0b3b57"), ("#e5b567", "#3c2a21"))
    return [film(films / f"piece-{n}.mp4", seconds=1, colours=pair) for n, pair in enumerate(colours)]


def test_several_clips_go_together(site: Site, takes: list[Path], open_page: Callable[..., Page]) -> None:
    """Chosen with Shift and arrows, or by a finger that rests: moved, doubled and deleted in one step."""
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    begin(page, takes)
    clips(page).nth(0).focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-clip][aria-pressed=true]")).to_have_count(2)
    page.keyboard.press("Alt+ArrowRight")
    expect(clips(page).nth(0)).to_have_text(re.compile("^piece-2.mp4"))
    tool(page, "duplicate")
    expect(clips(page)).to_have_count(5)
    tool(page, "delete")
    expect(clips(page)).to_have_count(3)
    page.evaluate("document.activeElement.blur()")

    finger = page.context.new_cdp_session(page)
    box = page.locator(".timeline canvas").bounding_box()
    assert box
    middle = {"x": box["x"] + box["width"] / 2 + 20, "y": box["y"] + 60}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [middle]})
    page.wait_for_timeout(600)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".bar")).to_contain_text("1 chosen")


def test_a_track_is_hidden_and_locked_at_its_head(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """On a phone the heads slide in; one touch opens what can be done; what is locked stays as it is."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes[:2])
    page.get_by_role("button", name="Show the tracks").click()
    page.get_by_role("button", name="Main track", exact=True).click()
    page.get_by_role("switch", name=re.compile("^Lock it")).check()
    page.get_by_role("switch", name=re.compile("^Mute it")).check()
    expect(page.get_by_role("button", name="Main track, muted, locked")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    clips(page).nth(0).focus()
    tool(page, "delete")
    expect(page.get_by_text("This track is locked.")).to_be_visible()
    expect(clips(page)).to_have_count(2)
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    (track,) = project["document"]["tracks"]
    assert (track["locked"], track["muted"]) == (True, True)


def test_what_others_may_replace_is_marked_and_still_cut(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """A mark has a name, also where one leaves while writing it, and goes along with its clip, however one
    cuts and moves it."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport={"width": 1280, "height": 800}, has_touch=False)
    begin(page, takes)
    clips(page).nth(1).focus()
    tool(page, "slot")
    page.get_by_role("switch", name="Others may replace this").check()
    page.get_by_label("What belongs here").fill("Your cat")
    page.get_by_label("What belongs here").press("Tab")
    expect(clips(page).nth(1)).to_have_text(re.compile("others may replace it$"))
    clips(page).nth(0).focus()
    tool(page, "delete")
    expect(clips(page)).to_have_count(2)
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    first, second = project["document"]["tracks"][0]["clips"]
    assert first["slot"]["label"] == "Your cat" and second["slot"] is None

    clips(page).nth(0).focus()
    tool(page, "slot")
    page.get_by_label("What belongs here").fill("Your dog")
    path = f"/api/studio/projects/{project['project']['id']}"
    with page.expect_response(lambda answer: answer.request.method == "PUT" and path in answer.url):
        page.go_back()  # still in the field
    project = kim.call("GET", path)
    assert project["document"]["tracks"][0]["clips"][0]["slot"]["label"] == "Your dog"


PASTE_A_FILE = """() => {
    const sound = new Uint8Array(44 + 16000);
    const head = new DataView(sound.buffer);
    [0x52494646, 0, 0x57415645, 0x666d7420].forEach((word, n) => head.setUint32(4 * n, word));
    [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, 8000, 4], [28, 16000, 4], [32, 2, 2], [34, 16, 2],
        [40, 16000, 4]]
        .forEach(([at, value, bytes]) => head[`setUint${bytes * 8}`](at, value, true));
    head.setUint32(4, sound.length - 8, true);
    head.setUint32(36, 0x64617461);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([sound], "newer.wav", { type: "audio/wav" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


def test_clips_are_copied_into_another_project(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Two together, with the keys here and with a thumb there; one step takes them back."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes)
    clips(page).nth(0).focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    expect(clips(page)).to_have_count(5)
    page.keyboard.press("Control+z")
    expect(clips(page)).to_have_count(3)
    page.evaluate(PASTE_A_FILE)  # copied after the clips
    expect(clips(page).filter(has_text="newer.wav")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(clips(page)).to_have_count(3)
    saved(page)
    page.get_by_role("link", name="All projects").click()
    page.get_by_role("button", name="New project").click()
    tool(page, "paste")
    expect(clips(page)).to_have_count(2)
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    assert len(project["materials"]) == 2


def test_a_clip_is_cropped_and_a_colour_picked_on_the_picture(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """By a shape and a handle that a mouse pulls; the colour by the glass and the keys alone."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport={"width": 1280, "height": 800}, has_touch=False)
    begin(page, takes[:1])
    clips(page).nth(0).focus()
    tool(page, "crop")
    page.get_by_text("1:1", exact=True).click()
    corner = page.get_by_role("button", name="Right bottom corner")
    box = corner.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] - 40, steps=4)
    page.mouse.up()
    tool(page, "chroma")
    page.get_by_role("switch", name="Let a colour be seen through").check()
    glass = page.get_by_role("application", name=re.compile("^Pick a colour"))
    expect(glass).to_be_focused()
    page.keyboard.press("Shift+ArrowUp")
    expect(glass.get_by_role("status")).to_have_text(re.compile("^#[0-9a-f]{6}$"))
    page.keyboard.press("Enter")
    expect(glass).to_have_count(0)
    saved(page)
    project = kim.call("GET", f"/api/studio/projects/{page.url.rsplit('/', 1)[1]}")
    place = project["document"]["tracks"][0]["clips"][0]["place"]
    wide = 10_000 - place["crop"].get("left", 0) - place["crop"].get("right", 0)
    high = 10_000 - place["crop"].get("top", 0) - place["crop"].get("bottom", 0)
    assert 0 < wide < 10_000 and abs(270 * wide - 480 * high) < 0.01 * 270 * wide
    assert place["chroma"]["colour"] != "#00ff00"


def test_a_clip_is_seen_through_a_table_of_ones_own(
    site: Site, takes: list[Path], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    """A .cube file that turns every colour round turns the picture; one that is none says in which line."""
    turned, broken = tmp_path / "Turned.cube", tmp_path / "broken.cube"
    rows = [f"{1 - r} {1 - g} {1 - b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)]
    turned.write_text("\n".join(["LUT_3D_SIZE 2", *rows]))
    broken.write_text("LUT_3D_SIZE 2\n0 0 0\n1 1 x\n")
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    begin(page, takes)
    clips(page).nth(0).focus()
    before = _shown(page)
    tool(page, "filters")
    said = page.get_by_role("region", name="Filters").get_by_role("alert")
    page.get_by_test_id("table").set_input_files(broken)
    expect(said).to_contain_text("line 3")
    page.get_by_test_id("table").set_input_files(turned)
    expect(page.get_by_role("radio", name="Turned")).to_be_checked()
    expect(said).to_have_count(0)
    wait_for(lambda: np.abs(before + _shown(page) - 255).max() < 25, what="the turned picture")
    saved(page)
    page.get_by_text("All your tables (1)").click()
    page.get_by_role("button", name="Delete «Turned»").click()
    expect(said).to_contain_text("is cut from this")
    page.get_by_role("radiogroup", name="Your own tables of colours").get_by_role(
        "radio", name="None"
    ).click()
    saved(page)
    page.get_by_role("button", name="Delete «Turned»").click()
    expect(page.get_by_role("radio", name="Turned")).to_have_count(0)


def _shown(page: Page) -> np.ndarray:
    """The mean colour of the picture."""
    picture = Image.open(io.BytesIO(page.get_by_test_id("stage").screenshot()))
    return np.asarray(picture.convert("RGB"), float)[40:-40].mean((0, 1))
