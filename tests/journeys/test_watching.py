"""Watching: the feed plays at once, and is swiped, paused, heard and loved by every kind of hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Response, Route, expect
from tests.journeys.screen import card, name_of, place, swipe_up, until, wait_place, wait_playing
from tests.journeys.worlds import Site
from tests.waiting import wait_for

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
FIRST = "[...document.querySelectorAll('video')].find((one) => parseFloat(one.style.top) < innerHeight / 2)"


def test_a_stranger_watches_at_once_and_in_silence(open_page: Open) -> None:
    """Without an account and without a tap, the first video plays within seconds, muted."""
    page = open_page()
    wait_playing(page, timeout=8000)
    assert page.evaluate("[...document.querySelectorAll('video')].every(v => v.muted)")
    expect(page.get_by_text("Tap for sound")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('video').length") == 3


def test_keys_move_through_the_feed(open_page: Open) -> None:
    """Arrow, page and letter keys go on and back; the video of the new card plays."""
    page = open_page()
    wait_playing(page)
    for key, index in (("ArrowDown", 1), ("j", 2), ("PageDown", 3), ("k", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        wait_place(page, index)
    wait_playing(page)
    page.keyboard.press(" ")
    expect(card(page).locator(".paused")).to_be_visible()
    page.keyboard.press(" ")
    wait_playing(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_one_turn_of_the_wheel_is_one_video(open_page: Open) -> None:
    """A flick with its long tail moves by one card, not by three."""
    page = open_page(viewport={"width": 1440, "height": 900}, has_touch=False)
    wait_playing(page)
    page.evaluate(
        "for (const deltaY of [120, 90, 60, 40, 20, 10, 5]) document.querySelector('[role=feed]')"
        ".dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true }))"
    )
    page.wait_for_timeout(700)
    assert place(page) == 1


def test_a_finger_swipes(open_page: Open) -> None:
    """A swipe up shows the next video, playing."""
    page = open_page()
    wait_playing(page)
    swipe_up(page)
    wait_place(page, 1)
    wait_playing(page)


def test_a_tap_brings_the_sound_and_it_stays(open_page: Open) -> None:
    """The first tap unmutes, the next pauses; a later visit starts with the sound that was chosen."""
    page = open_page()
    wait_playing(page)
    page.touchscreen.tap(180, 380)
    until(page, "[...document.querySelectorAll('video')].every(v => !v.muted)")
    expect(page.get_by_text("Tap for sound")).to_have_count(0)
    page.keyboard.press("j")
    wait_place(page, 1)
    wait_playing(page)
    assert not page.evaluate("[...document.querySelectorAll('video')].find(v => !v.paused).muted")
    page.wait_for_timeout(600)  # a tap on a page that still glides only stops it
    page.touchscreen.tap(180, 380)
    expect(card(page).locator(".paused")).to_be_visible()
    page.reload()
    wait_playing(page)
    assert page.evaluate("JSON.parse(localStorage.getItem('mutoscope.device')).sound") == "on"


def test_a_place_in_the_video_can_be_chosen(open_page: Open, site: Site) -> None:
    """The seek bar is a slider with a name; moving it moves the video."""
    page = open_page(f"/v/{site.video('leo', 'Ink in water')}")
    wait_playing(page)
    slider = page.get_by_role("slider", name="Position in the video")
    slider.fill("2000")
    until(page, "[...document.querySelectorAll('video')].some(v => !v.paused && v.currentTime >= 1.9)")


def test_a_like_without_an_account_is_asked_for_kindly_and_comes_back(open_page: Open, site: Site) -> None:
    """The heart opens a prompt; after logging in one stands at the same video and can like it."""
    ana = site.person("reader")
    page = open_page()
    wait_playing(page)
    liked = name_of(page)
    card(page).get_by_role("button", name="Like").click()
    prompt = page.get_by_role("dialog", name="Log in to like videos")
    expect(prompt).to_be_visible()
    prompt.get_by_role("link", name="Log in").click()
    page.get_by_label("Handle or email").fill(ana.handle)
    page.get_by_label("Password").fill("a long walk at night")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/v/*")
    wait_playing(page)
    assert name_of(page) == liked
    heart = card(page).get_by_role("button", name="Like")
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(card(page).get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")


def test_a_like_before_the_server_said_who_one_is(open_page: Open, site: Site) -> None:
    """Who taps while the first answer is on its way is not taken for a stranger: the like waits for it, and a
    second tap of impatience takes nothing back."""
    page = open_page(f"/v/{site.video('leo', 'Cells')}", site.person("eager"))
    unanswered: list[Route] = []
    page.route("**/api/me", lambda route: unanswered.append(route))
    page.reload()
    wait_playing(page)
    heart = card(page).get_by_role("button", name="Like")
    heart.click()
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "false")
    assert unanswered
    expect(page.get_by_role("dialog")).to_have_count(0)
    for route in unanswered:
        route.continue_()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.unroute("**/api/me")
    page.reload()
    expect(card(page).get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")


def test_a_double_tap_loves_and_does_not_pause(open_page: Open, site: Site) -> None:
    """Two quick taps like the video with a heart where the finger was; it plays on."""
    page = open_page(person=site.person("lover"))
    wait_playing(page)
    page.touchscreen.tap(180, 380)  # the sound
    page.wait_for_timeout(400)
    page.touchscreen.tap(180, 380)
    page.touchscreen.tap(184, 384)
    expect(card(page).locator(".love")).to_be_visible()
    expect(card(page).get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    wait_playing(page)


def test_following_from_the_feed(open_page: Open, site: Site) -> None:
    """The plus at the picture follows the creator, and says so."""
    page = open_page(person=site.person("follower"))
    wait_playing(page)
    name = name_of(page)
    card(page).get_by_role("button", name=f"Follow {name}").click()
    expect(page.get_by_text(f"You follow {name} now.")).to_be_visible()


def test_not_interested_goes_on_and_changes_what_comes(open_page: Open) -> None:
    """«Not interested in» a creator moves on at once, and the next pages come without that creator."""
    page = open_page()
    wait_playing(page)
    unwanted = name_of(page)
    with page.expect_response("**/api/feed/page") as asked:
        card(page).get_by_role("button", name="More about this video").click()
        page.get_by_role("button", name=f"Not interested in {unwanted}").click()
    wait_place(page, 1)
    cards = [one for one in asked.value.json()["cards"] if not one["trace"]["recycled"]]
    names = [one["creator"]["name"] or one["creator"]["handle"] for one in cards]
    assert unwanted not in names[:4], f"{unwanted} is still among {names}"


def test_not_interested_is_undone_from_its_message(open_page: Open, site: Site) -> None:
    """Undo tells the server, comes back to the video, and the creator may come again."""
    page = open_page(f"/v/{site.video('leo', 'Ink in water')}")  # its maker has others that can come
    wait_playing(page)
    unwanted = name_of(page)

    def shows(answer: Response | APIResponse) -> bool:
        return f'"handle":"{unwanted}"' in answer.text()

    def is_page_without(answer: Response) -> bool:
        return answer.url.endswith("/api/feed/page") and not shows(answer)

    with page.expect_response(is_page_without):
        card(page).get_by_role("button", name="More about this video").click()
        page.get_by_role("button", name=f"Not interested in {unwanted}").click()
    wait_place(page, 1)
    with (
        page.expect_request("**/api/feed/page") as asked,
        page.expect_request(lambda sent: "undo_not_interested" in (sent.post_data or "")) as told,
    ):
        page.get_by_role("button", name="Undo").click()
    wait_place(page, 0)
    wait_playing(page)
    assert name_of(page) == unwanted
    undone = [one for one in told.value.post_data_json["events"] if one["kind"] == "undo_not_interested"]
    assert [one["scope"] for one in undone] == ["creator"]
    first = asked.value  # one page holds a few of all videos: this creator's come on one of the next

    def comes() -> bool:
        return shows(page.request.post(first.url, data=first.post_data, headers=first.headers))

    wait_for(comes, what=f"{unwanted} again", pause_s=0.5)


def test_coming_back_to_a_card_begins_it_anew(open_page: Open) -> None:
    """However quickly one comes back: the video plays from its beginning, and the next one rests."""
    page = open_page()
    wait_playing(page)
    page.evaluate(
        f"{FIRST}.addEventListener('seeking', (event) => (window.soughtTo = event.target.currentTime))"
    )
    for pause in (0, 900):
        until(page, f"{FIRST}.currentTime > 0.8")
        page.evaluate("window.soughtTo = null")
        page.keyboard.press("ArrowDown")
        wait_place(page, 1)
        page.wait_for_timeout(pause)
        page.keyboard.press("ArrowUp")
        wait_place(page, 0)
        until(page, "window.soughtTo === 0")
        until(page, f"!{FIRST}.paused")
        until(page, "[...document.querySelectorAll('video')].filter(v => !v.paused).length === 1")


def test_reporting_a_video(open_page: Open, site: Site) -> None:
    """A report needs a reason, is thanked for, and the feed goes on."""
    page = open_page(person=site.person("reporter"))
    wait_playing(page)
    card(page).get_by_role("button", name="More about this video").click()
    page.get_by_role("button", name="Report").click()
    form = page.get_by_role("dialog", name="Report this video")
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_text("Please choose a reason.")).to_be_visible()
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Send report").click()
    expect(page.get_by_text("Thank you. Somebody will look at it.")).to_be_visible()
    wait_place(page, 1)


def test_one_video_by_its_address_then_the_feed(open_page: Open, site: Site) -> None:
    """/v/<id> shows that video first; a swipe leads into the feed."""
    first = site.person("ana").call("GET", "/api/people/leo/videos")["cards"][0]
    page = open_page(f"/v/{first['id']}")
    wait_playing(page)
    assert name_of(page) in (first["creator"]["name"], first["creator"]["handle"])
    page.keyboard.press("j")
    wait_place(page, 1)
    wait_playing(page)


def test_the_words_are_french_for_french_readers(open_page: Open) -> None:
    """A browser that prefers French gets French, whole."""
    page = open_page(locale="fr-FR")
    wait_playing(page)
    expect(page.get_by_text("Toucher pour le son")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
