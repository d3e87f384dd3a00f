"""What others do while somebody looks: it is said, and nothing moves under a finger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, wait_place, wait_playing
from tests.journeys.talking import comment, panel, write
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_video_made_private_while_somebody_watches(site: Site, open_page: Open) -> None:
    """The first act that is refused stops it: it isn't available any more, and the next one is offered."""
    made = film(site.home / "withdrawn.mp4", seconds=2)
    olga = site.person("olga")
    video_id = olga.publish(made, "Not for long")
    page = open_page(f"/v/{video_id}", site.person("ana"))
    wait_playing(page)
    olga.call("PATCH", f"/api/videos/{video_id}", json={"audience": "me"})
    card(page).get_by_role("button", name="Like", exact=False).first.click()
    said = card(page).get_by_text("This video isn’t available any more")
    expect(said).to_be_visible()
    expect(page.get_by_text("This video is not here (any more).")).to_have_count(0)  # once is enough
    assert page.evaluate("[...document.querySelectorAll('video')].every(v => v.paused)")
    card(page).get_by_role("button", name="Next video").click()
    wait_place(page, 1)
    wait_playing(page)
    page.keyboard.press("ArrowUp")
    wait_place(page, 0)
    expect(said).to_be_visible()
    wait_place(page, 1)  # whoever does nothing there is led on


def test_a_refused_act_on_a_video_that_stands_stops_nothing(site: Site, open_page: Open) -> None:
    """Comments closed meanwhile refuse a comment; the video goes on."""
    leo, video_id = site.person("leo"), site.video("leo", "Cells")
    page = open_page(f"/v/{video_id}", site.person("ana"))
    card(page).locator(".comments").click()
    expect(panel(page).get_by_role("textbox")).to_be_visible()
    leo.call("PATCH", f"/api/videos/{video_id}", json={"comments_for": "nobody"})
    try:
        panel(page).get_by_role("textbox").fill("Too late")
        with page.expect_response(lambda answer: answer.url.endswith(f"/api/videos/{video_id}")) as asked:
            panel(page).get_by_role("button", name="Send").click()
        assert asked.value.status == 200
        expect(panel(page)).to_be_visible()
        wait_playing(page)
    finally:
        leo.call("PATCH", f"/api/videos/{video_id}", json={"comments_for": "everyone"})


def test_new_comments_are_offered_under_an_open_video(site: Site, open_page: Open) -> None:
    """Two people write meanwhile, one of them an answer: both are offered, and shown when asked for."""
    video_id = site.video("mika", "Low tide")
    page = open_page(f"/v/{video_id}", site.person("vera"))
    card(page).locator(".comments").click()
    write(page, "Is the sand warm?")
    talk = f"/api/videos/{video_id}/comments"
    asked = next(
        one["id"]
        for one in site.person("vera").call("GET", talk)["comments"]
        if one["text"] == "Is the sand warm?"
    )
    site.person("noor").call("POST", talk, json={"text": "I was there!", "client_id": "meanwhile-1"})
    answer = {"text": "Hot, even", "client_id": "meanwhile-2", "parent_id": asked}
    site.person("mika").call("POST", talk, json=answer)
    offer = panel(page).get_by_role("button", name="2 new comments")
    expect(offer).to_be_visible(timeout=60_000)
    expect(comment(page, "I was there!")).to_have_count(0)
    offer.click()
    expect(comment(page, "I was there!")).to_be_visible()
    expect(comment(page, "Hot, even")).to_be_visible()
    expect(offer).to_have_count(0)


def test_a_server_that_was_renewed_offers_to_load_again(site: Site, open_page: Open) -> None:
    """Parts of the page that its server does not have any more: a screen, and a dialog over the video."""
    page = open_page("/", site.person("vera"))
    wait_playing(page)
    page.route(re.compile("/assets/(SearchPage|ShareDialog)-"), lambda route: route.fulfill(status=404))
    card(page).get_by_role("button", name="Share").click()
    told = page.get_by_text("Mutoscope was renewed meanwhile")
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="Load again")).to_be_visible()
    page.get_by_role("link", name="Discover").first.click()
    expect(page.get_by_role("heading", name="This screen could not be loaded")).to_be_visible()
    page.unroute_all()
    page.get_by_role("main").get_by_role("button", name="Load again").click()
    expect(page.get_by_role("searchbox")).to_be_visible()
