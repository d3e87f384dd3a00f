"""The feed and the network: nothing is fetched twice, nothing told is lost, nothing broken stops it."""

import json
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tests.journeys.screen import card, place, until, wait_place, wait_playing

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_no_byte_of_a_film_travels_twice(open_page: Open) -> None:
    """Heads are warmed, the waiting element takes them over: per film, the wire carries at most its size."""
    page = open_page("/login")
    spy = page.context.new_cdp_session(page)
    address: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire: Counter[str] = Counter()
    cached: Counter[str] = Counter()

    def sent(event: dict) -> None:
        address[event["requestId"]] = event["request"]["url"]

    def answered(event: dict) -> None:
        url, headers = (
            event["response"]["url"],
            {k.lower(): v for k, v in event["response"]["headers"].items()},
        )
        if "content-range" in headers:
            sizes[url] = int(headers["content-range"].rpartition("/")[2])
        cached[url] += bool(event["response"].get("fromDiskCache"))

    def arrived(event: dict) -> None:
        wire[address.get(event["requestId"], "")] += event["encodedDataLength"]

    spy.on("Network.requestWillBeSent", sent)
    spy.on("Network.responseReceived", answered)
    spy.on(
        "Network.dataReceived",
        lambda e: wire.update({address.get(e["requestId"], ""): e["encodedDataLength"]}),
    )
    spy.send("Network.enable")
    page.goto("/")
    for index in range(1, 7):
        wait_playing(page)
        page.wait_for_timeout(900)
        page.keyboard.press("j")
        wait_place(page, index)
    page.wait_for_timeout(800)
    films = {url: size for url, size in sizes.items() if "/m/" in url and size > 20_000}
    assert len(films) >= 6
    assert sum(cached[url] for url in films) >= 3, "no warmed head was ever used"
    twice = {url: (wire[url], size) for url, size in films.items() if wire[url] > size * 1.02 + 1500}
    assert not twice


def test_the_next_video_is_ready_before_the_swipe(open_page: Open) -> None:
    """While one plays, the next has its first frame decoded in an element of its own."""
    page = open_page()
    wait_playing(page)
    until(
        page, "[...document.querySelectorAll('video')].filter(v => v.paused && v.readyState >= 3).length >= 1"
    )


def test_a_broken_file_is_said_and_passed(open_page: Open) -> None:
    """A film that can't be played shows why, and the feed goes on by itself."""
    page = open_page("/login")
    broken: list[str] = []

    def spoil(route: Route) -> None:
        if not broken:
            broken.append(route.request.url.partition("?")[0].rpartition("/")[0])
        if route.request.url.startswith(broken[0]):
            route.fulfill(status=200, content_type="video/mp4", body=b"this is no film" * 100)
        else:
            route.continue_()

    page.route("**/m/**/*.mp4*", spoil)
    page.goto("/")
    expect(card(page).get_by_text("This video can’t be played")).to_be_visible(timeout=10_000)
    wait_place(page, 1)
    wait_playing(page)


def test_what_was_watched_offline_is_told_later_and_once(open_page: Open) -> None:
    """Events wait in the browser while the network is away, survive a reload, and each id is taken once."""
    page = open_page()
    wait_playing(page)
    taken: Counter[str] = Counter()

    def remember(route: Route) -> None:
        answer = route.fetch()
        if answer.ok:
            taken.update(e["event_id"] for e in json.loads(route.request.post_data or "{}")["events"])
        route.fulfill(response=answer)

    page.route("**/api/feed/events", lambda route: route.abort())
    for index in (1, 2, 3):
        page.keyboard.press("j")
        wait_place(page, index)
        page.wait_for_timeout(300)
    until(
        page,
        "Object.keys(localStorage).some(k => k.startsWith('mutoscope.events.')"
        " && JSON.parse(localStorage[k]).length >= 4)",
    )
    kept = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('mutoscope.events.'))"
        ".flatMap(k => JSON.parse(localStorage[k])).map(e => [e.event_id, e.kind])"
    )
    assert {kind for _, kind in kept} >= {"impression", "watch"}
    page.unroute("**/api/feed/events")
    page.route("**/api/feed/events", remember)
    page.reload()
    page.wait_for_timeout(6000)
    missing = [one for one, _ in kept if taken[one] == 0]
    assert not missing
    assert max(taken.values()) == 1


def test_the_network_goes_and_comes_back(open_page: Open) -> None:
    """Without a network the feed says so in words; with it again, it goes on without a tap."""
    page = open_page("/login")
    page.route("**/api/feed/page", lambda route: route.abort())
    page.goto("/")
    expect(page.get_by_text("You are offline")).to_be_visible()
    page.unroute("**/api/feed/page")
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_playing(page)


def test_the_data_saver_fetches_nothing_ahead(open_page: Open) -> None:
    """With the data saver on, the next film is known by its metadata only and no head is warmed."""
    page = open_page("/login")
    page.evaluate("localStorage.setItem('mutoscope.device', JSON.stringify({dataSaver: true}))")
    heads: list[str] = []
    page.on(
        "request", lambda r: heads.append(r.url) if r.resource_type == "fetch" and "/m/" in r.url else None
    )
    page.goto("/")
    wait_playing(page)
    page.wait_for_timeout(1500)
    assert not heads
    assert place(page) == 0
    assert page.evaluate(
        "[...document.querySelectorAll('video')].filter(v => v.paused && v.src)"
        ".every(v => v.preload === 'metadata')"
    )


def test_a_refused_autoplay_asks_for_a_tap(open_page: Open) -> None:
    """A browser that plays nothing by itself gets a card to tap, and then it plays."""
    page = open_page("/login")
    page.add_init_script(
        "const play = HTMLMediaElement.prototype.play;"
        "let tapped = false; addEventListener('pointerdown', () => { tapped = true }, true);"
        "HTMLMediaElement.prototype.play = function () {"
        "  return tapped ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    page.goto("/")
    start = card(page).get_by_role("button", name="Tap to play")
    expect(start).to_be_visible()
    start.click()
    wait_playing(page)
