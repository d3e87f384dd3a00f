"""Making a video in the browser: from a file or the camera to somebody else's screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
OUT = 60_000
"""Milliseconds a video may take to come out on a machine that has other things to do."""


def choose(page: Page, file: Path) -> None:
    page.get_by_test_id("file").set_input_files(file)


def publish(page: Page) -> str:
    """Press «Publish» and wait until it is out; the video's id."""
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=OUT)
    address = page.get_by_role("link", name="See it").get_attribute("href") or ""
    return address.removeprefix("/v/")


def test_a_file_is_cut_described_published_and_met_by_a_stranger(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """Trim, cover, caption and audience reach the server; another browser finds the video in its feed."""
    kim = site.person("kim")
    page = open_page("/create", kim)
    choose(page, film(films / "kim.mp4", seconds=6))
    caption = page.get_by_label("Caption")
    caption.fill("Two colours meet #slowly with @ana")
    expect(page.locator(".under .tag")).to_have_text("#slowly")
    expect(page.locator(".under .mention")).to_have_text("@ana")

    start, end = page.get_by_role("slider", name="Start"), page.get_by_role("slider", name="End")
    expect(start).to_have_attribute("aria-valuemax", re.compile(r"^(59|60)\d\d$"))
    for _ in range(2):
        start.press("Shift+ArrowRight")
    end.press("Shift+ArrowLeft")
    expect(start).to_have_attribute("aria-valuenow", "2000")
    expect(page.get_by_role("radio", name=re.compile("^Cover at 0:0[2-4]"))).not_to_have_count(0)
    page.get_by_role("radio", name=re.compile("^Cover at 0:0[2-4]")).nth(1).check(force=True)

    video = publish(page)
    card = kim.call("GET", f"/api/videos/{video}")
    assert card["caption"] == "Two colours meet #slowly with @ana" and card["audience"] == "everyone"
    assert 2600 <= card["duration_ms"] <= 3300, card["duration_ms"]

    stranger = open_page("/")
    met = stranger.locator("article:not([inert])").get_by_text("Two colours meet")
    for _ in range(16):
        stranger.wait_for_timeout(350)
        if met.count():
            break
        stranger.keyboard.press("ArrowDown")
    expect(met.first).to_be_visible()


def test_an_upload_survives_a_lost_network_and_a_reload(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """What was sent is not sent again, and what was written is still there."""
    page = open_page("/create", site.person("kim"))
    file = films / "long.mp4"
    film(file, seconds=3)
    free = b"\0" * (11 * 1024 * 1024)  # a box that players skip: makes the file large without encoding much
    file.write_bytes(file.read_bytes() + (len(free) + 8).to_bytes(4, "big") + b"free" + free)
    pieces: list[int] = []
    cut_off = True

    def tunnel(route: Route) -> None:
        if route.request.method == "PATCH":
            if cut_off and pieces:
                route.abort("internetdisconnected")
                return
            pieces.append(_size(route.request))
        route.continue_()

    page.route(f"{site.media_url}/up/**", tunnel)
    choose(page, file)
    page.get_by_label("Caption").fill("Through a tunnel")
    expect(page.get_by_text(re.compile("^No network.* 4.2 MB of 11"))).to_be_visible(timeout=30_000)

    cut_off = False
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Caption").fill("Through a long tunnel")
    page.reload()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Caption")).to_have_value("Through a long tunnel")
    publish(page)
    assert sum(pieces) == file.stat().st_size, "something was sent twice"


def test_recording_joins_its_parts(site: Site, open_page: Callable[..., Page]) -> None:
    """Three parts with the last one deleted become one video as long as the first two."""
    kim = site.person("kim")
    page = open_page("/create", kim)
    page.get_by_role("button", name="Record").click()
    for _ in range(3):
        page.get_by_role("button", name="Start recording").click()
        page.wait_for_timeout(1300)
        page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Delete the last part").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("2 parts")).to_be_attached()
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Caption")).to_be_visible()
    page.get_by_label("Caption").fill("Green, twice")
    video = publish(page)
    assert 1800 <= kim.call("GET", f"/api/videos/{video}")["duration_ms"] <= 6000


def test_a_blocked_camera_is_explained(site: Site, open_page: Callable[..., Page]) -> None:
    """Where permission is refused, the screen says how to give it and offers a file instead."""
    page = open_page("/", site.person("kim"))
    refuse = "async () => { throw new DOMException('no', 'NotAllowedError') }"
    page.add_init_script(f"navigator.mediaDevices.getUserMedia = {refuse}")
    page.goto("/create")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("The camera is blocked for this site")
    expect(page.get_by_role("alert").get_by_role("button", name="Choose a video")).to_be_visible()


def test_a_file_that_is_no_video_gets_a_reason_and_a_way_on(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """The server's own sentence is shown, nothing stays «processing», and another file may be chosen."""
    page = open_page("/create", site.person("kim"))
    bad = films / "holiday.mp4"
    bad.write_bytes(b"ffconcat version 1.0\nfile /etc/passwd\n" * 40)
    choose(page, bad)
    expect(page.get_by_role("button", name="Choose another video")).to_be_visible(timeout=OUT)
    assert len(page.locator(".progress p").inner_text()) > 12
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)

    note = films / "note.txt"
    note.write_text("not a video")
    page.goto("/create")
    choose(page, note)
    expect(page.get_by_role("alert")).to_contain_text("This is not a video")


def test_a_draft_waits_and_goes_on(site: Site, films: Path, open_page: Callable[..., Page]) -> None:
    """Saved for later, found among the drafts, published from there; nobody else sees it before."""
    person = site.person("drafty")
    page = open_page("/create", person)
    choose(page, film(films / "draft.mp4", seconds=2))
    page.get_by_label("Caption").fill("Not yet")
    expect(page.get_by_text("Ready")).to_be_visible(timeout=OUT)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Drafts")).to_be_visible()
    assert person.call("GET", "/api/people/drafty/videos")["cards"] == []
    expect(page.get_by_text("Not yet")).to_be_visible()

    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_label("Caption")).to_have_value("Not yet")
    page.get_by_role("group").get_by_text("Followers", exact=True).click()
    video = publish(page)
    assert person.call("GET", f"/api/videos/{video}")["audience"] == "followers"


def test_a_draft_goes_on_where_it_was_on_another_device(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """Caption, audience and trim of a saved draft are there in a browser that has never seen the file."""
    person = site.person("twodevices")
    page = open_page("/create", person)
    choose(page, film(films / "draft-two.mp4", seconds=3))
    expect(page.get_by_text("Ready")).to_be_visible(timeout=OUT)
    page.get_by_label("Caption").fill("Begun on the phone")
    page.get_by_role("group").get_by_text("Followers", exact=True).click()
    start = page.get_by_role("slider", name="Start")
    start.focus()
    for _ in range(6):
        start.press("ArrowRight")
    begins = start.get_attribute("aria-valuenow") or start.input_value()
    assert float(begins) > 0
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", name="Drafts")).to_be_visible()

    other = open_page("/drafts", person)
    other.get_by_role("link", name="Continue").click()
    expect(other.get_by_label("Caption")).to_have_value("Begun on the phone")
    expect(other.get_by_role("radio", name="Followers")).to_be_checked()
    there = other.get_by_role("slider", name="Start")
    expect(there).to_be_visible()
    assert (there.get_attribute("aria-valuenow") or there.input_value()) == begins


def test_leaving_in_the_middle_is_asked_once(site: Site, films: Path, open_page: Callable[..., Page]) -> None:
    """Going elsewhere with an unpublished video asks; staying stays, leaving leaves it among the drafts."""
    page = open_page("/create", site.person("leaver"), viewport={"width": 1280, "height": 800})
    choose(page, film(films / "leave.mp4", seconds=2))
    expect(page.get_by_label("Caption")).to_be_visible()
    page.get_by_role("link", name="Profile").click()
    expect(page.get_by_role("heading", name="Leave this page?")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_label("Caption")).to_be_visible()
    page.get_by_role("link", name="Profile").click()
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("heading", name="leaver")).to_be_visible()


def test_a_visitor_is_asked_to_log_in_first(site: Site, open_page: Callable[..., Page]) -> None:
    """Without an account the camera button explains itself instead of failing."""
    page = open_page("/create")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", name="Log in to publish")).to_be_visible()


def _size(request: Request) -> int:
    return int(request.headers.get("content-length", 0) or len(request.post_data_buffer or b""))
