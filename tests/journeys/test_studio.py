"""The studio in the browser: from clips on a phone to a film that others watch."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.apps.accounts.test_avatars import bomb
from tests.journeys.screen import until
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
OUT = 180_000
"""Milliseconds a film may take to be made on a machine that has other things to do."""
SMALL = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def takes(films: Path) -> list[Path]:
    """Two short clips, as somebody has them on their phone."""
    colours = (("#ff7a59", "#3b1d5a"), ("#1fd1a5", "#0b3b57"))
    return [film(films / f"take-{n}.mp4", seconds=2, colours=pair) for n, pair in enumerate(colours)]


def begin(page: Page, files: list[Path]) -> None:
    """A new project made of these files."""
    page.get_by_role("button", name="New project").click()
    page.get_by_test_id("material").set_input_files(files)
    expect(clips(page)).to_have_count(len(files))


def clips(page: Page) -> Locator:
    """What the timeline tells of its clips, in order."""
    return page.locator("[data-clip]")


def saved(page: Page) -> None:
    expect(page.locator("[data-state=saved]")).to_be_visible()


def tool(page: Page, name: str) -> None:
    page.locator(f"[data-tool={name}]").click()


def test_clips_become_a_film_that_is_out(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Drop two clips, split one, take a piece away, play, publish: the film is out, as long as it was cut."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes)
    page.get_by_role("button", name="Play").click()
    until(page, "parseFloat(document.querySelector('.time b').innerText.split(':')[1]) > 0.1")
    page.get_by_role("button", name="Pause").click()

    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("s")
    expect(clips(page)).to_have_count(3)
    tool(page, "delete")
    expect(clips(page)).to_have_count(2)
    saved(page)

    page.get_by_role("button", name="Publish").click()
    page.get_by_label("Caption").fill("Cut in the studio #studio")
    page.locator("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=OUT)
    video = (page.get_by_role("link", name="See it").get_attribute("href") or "").removeprefix("/v/")
    card = kim.call("GET", f"/api/videos/{video}")
    page.get_by_role("button", name="Back to the project").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_label("Caption")).to_be_visible()
    assert card["caption"] == "Cut in the studio #studio"
    assert 2900 <= card["duration_ms"] <= 3100, card["duration_ms"]


def test_everything_can_be_taken_back_and_is_there_after_a_reload(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Undo to the beginning and redo to the end; what is saved is what another visit finds."""
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    begin(page, takes)
    clips(page).nth(1).focus()
    tool(page, "duplicate")
    expect(clips(page)).to_have_count(3)
    for left in (2, 1, 0):
        page.get_by_role("button", name=re.compile("^Undo")).click()
        expect(clips(page)).to_have_count(left)
    for there in (1, 2, 3):
        page.keyboard.press("Control+Shift+z")
        expect(clips(page)).to_have_count(there)
    saved(page)
    told = clips(page).all_inner_texts()
    page.reload()
    expect(clips(page)).to_have_count(3)
    assert clips(page).all_inner_texts() == told


def test_without_a_network_it_is_kept_here_and_saved_later(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """Work goes on without a network, survives a reload in between, and is saved when the network is back."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes)
    saved(page)
    project = page.url.rsplit("/", 1)[1]
    page.route(f"**/api/studio/projects/{project}", lambda route: _only_reading(route))
    clips(page).nth(0).focus()
    tool(page, "duplicate")
    expect(page.locator("[data-state=offline]")).to_have_text("Saved on this device")
    page.reload()
    expect(clips(page)).to_have_count(3)
    page.unroute(f"**/api/studio/projects/{project}")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    tracks = kim.call("GET", f"/api/studio/projects/{project}")["document"]["tracks"]
    assert [len(track["clips"]) for track in tracks] == [3]


def test_two_devices_lose_nothing(site: Site, takes: list[Path], open_page: Callable[..., Page]) -> None:
    """When another device saved meanwhile a person decides; theirs goes on as a copy, the other one stays."""
    kim = site.person("kim")
    page = open_page("/studio", kim, viewport=SMALL)
    begin(page, takes)
    saved(page)
    project = page.url.rsplit("/", 1)[1]
    there = kim.call("GET", f"/api/studio/projects/{project}")
    other = there["document"] | {"tracks": [{"id": "main", "role": "main"}]}
    path = f"/api/studio/projects/{project}"
    kim.call("PUT", path, json={"base": there["project"]["revision"], "document": other})

    clips(page).nth(0).focus()
    tool(page, "duplicate")
    expect(page.get_by_role("heading", name="Another device saved this project")).to_be_visible()
    page.get_by_role("button", name="Keep mine as a copy").click()
    expect(page).not_to_have_url(re.compile(project))
    expect(clips(page)).to_have_count(3)
    assert kim.call("GET", path)["document"]["tracks"][0]["clips"] == []


def test_a_file_that_can_not_be_used_is_told_and_taken_out(
    site: Site, takes: list[Path], films: Path, open_page: Callable[..., Page]
) -> None:
    """It stops neither the work nor the saving, nobody hears of another device; one tap takes it out."""
    huge = films / "huge.png"
    huge.write_bytes(bomb())
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    begin(page, [takes[0], huge])
    notice = page.locator(".notice")
    expect(notice).to_contain_text("«huge.png»: This picture has too many pixels", timeout=60_000)
    saved(page)
    page.reload()
    expect(notice).to_contain_text("huge.png")
    notice.get_by_role("button", name="Take it out").click()
    expect(clips(page)).to_have_count(1)
    expect(notice).to_be_empty()
    saved(page)


def test_a_file_chosen_in_a_panel_goes_into_the_film(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """The button of the panel itself, as a thumb presses it."""
    page = open_page("/studio", site.person("kim"), viewport=SMALL)
    begin(page, takes[:1])
    tool(page, "add")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add material").click()
    chooser.value.set_files(takes[1])
    expect(clips(page)).to_have_count(2)


def test_the_keyboard_alone_cuts_a_film(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """From clip to clip, moved, trimmed and split without a pointer, each told in a sentence."""
    page = open_page("/studio", site.person("kim"), viewport={"width": 1280, "height": 800}, has_touch=False)
    begin(page, takes)
    first = clips(page).nth(0)
    first.focus()
    expect(first).to_have_text("take-0.mp4, film, 1 of 2, from 0:00.00, 2.0 s")
    page.keyboard.press("Alt+ArrowRight")
    expect(clips(page).nth(0)).to_have_text(re.compile("^take-1.mp4, film, 1 of 2"))
    clips(page).nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(clips(page).nth(1)).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    for key in ("Escape", "Home", "ArrowRight", "ArrowRight", "ArrowRight", "]"):
        page.keyboard.press(key)
    expect(clips(page).nth(0)).to_have_text(re.compile("0.1 s$"))
    page.keyboard.press("Control+z")
    expect(clips(page).nth(0)).to_have_text(re.compile("2.0 s$"))

    clips(page).nth(0).focus()
    page.keyboard.press("Tab")
    cut = page.locator("[data-cut]")
    expect(cut).to_be_focused()
    expect(cut).to_have_text("Cut after take-1.mp4: no transition")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Through black").click()
    expect(cut).to_have_text("Cut after take-1.mp4: Through black")


def test_a_handle_is_pulled_and_what_follows_closes_up(
    site: Site, takes: list[Path], open_page: Callable[..., Page]
) -> None:
    """The end of a clip pulled to the left with a mouse makes it shorter, and the next one follows."""
    page = open_page("/studio", site.person("kim"), viewport={"width": 1280, "height": 800}, has_touch=False)
    begin(page, takes)
    clips(page).nth(0).focus()
    page.get_by_role("button", name="Show all").click()
    canvas = page.locator(".timeline canvas")
    box = canvas.bounding_box()
    assert box
    middle = box["x"] + 24 + (box["width"] * 0.92) / 2
    row = box["y"] + 60
    page.mouse.move(middle + 4, row + 18)
    page.mouse.down()
    page.mouse.move(middle - box["width"] * 0.23, row + 18, steps=8)
    page.mouse.up()
    expect(clips(page).nth(0)).to_have_text(re.compile(r", (0\.9|1\.\d) s$"))
    expect(clips(page).nth(1)).to_have_text(re.compile(r"from 0:0[01]\."))


def _only_reading(route: Route) -> None:
    route.abort() if route.request.method == "PUT" else route.continue_()
