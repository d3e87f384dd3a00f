"""Somebody who never edited, with a stopwatch: a film from a template and a duet, until each is out.

A phone of 390 by 844 pixels with touch, a real server with its worker, a real camera as far as Chromium can
play one. Every step is a tap, a flick or a typed word at a person's pace, and the pace is really waited, so
what the program does meanwhile (sending, preparing) counts only where somebody waits for it. The pace is the
keystroke-level model (Card, Moran and Newell, «The keystroke-level model for user performance time with
interactive systems», Communications of the ACM 23(7), 1980): M = 1.35 s to make up one's mind, P = 1.1 s to
point, K = 0.2 s for each letter typed. By its rules an M stands before each point that decides something, and
not before one that goes on with what was decided: picking a second clip, stopping a recording. On a phone
pointing is the tap itself.

Three clips are three taps and «Done» in the phone's own gallery, which Chromium replaces; they are counted
and waited for as well. Whoever made a template film looks at it once before it goes out, and types a caption
of thirteen letters. The duet is recorded for five seconds after a count of three; the finger is on its way to
«Stop» before they are over.

Reported with the seconds of the whole: how many of them were the person's and how many the recording's; the
rest, in which somebody waited for the program, has a figure of its own.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from tests.journeys.screen import card, until
from tests.journeys.worlds import Person, Site, running

from bench.harness import Figure, figure
from bench.stage import CHROMIUM
from bench.studio._world import Begun, begun

M, P, K = 1.35, 1.1, 0.2
RECORDED_S = 5
TIMES = 3
PREVIEWS = 5
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
PLAYS = "parseFloat(document.querySelector('.time b')?.innerText.split(':')[1] ?? '0') > 0.05"
SHOTS = os.environ.get("BENCH_SHOTS", "")
"""A folder for a picture of each step, to be looked at."""


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder, running() as site:
        world = begun(site, Path(folder))
        with _browser() as browser:
            _warm(browser, site, world)
            templates = [_walk(browser, site, world, _template, f"cutter{n}") for n in range(TIMES)]
            duets = [_walk(browser, site, world, _duet, f"partner{n}") for n in range(TIMES)]
            begins = [_preview(browser, site, world, f"chooser{n}") for n in range(PREVIEWS)]
    template, duet = _middle(templates), _middle(duets)
    load = f"median of {TIMES}; load average of the machine {os.getloadavg()[0]:.1f}"
    return [
        *_figures("a template film", template, 60, load),
        *_figures("a duet", duet, 30, load),
        figure(
            "three chosen clips to a playing preview",
            statistics.median(begins),
            "s",
            at_most=2.0,
            note=f"median of {PREVIEWS}, from the choice on the template's page; {load.split('; ')[1]}",
        ),
    ]


@dataclass
class Hand:
    """A person at the page: what they did, and how long it took them."""

    page: Page
    taps: int = 0
    human_s: float = 0
    recorded_s: float = 0
    began: float = field(default_factory=time.monotonic)
    took: float = 0
    steps: list[str] = field(default_factory=list)

    def tap(self, what: Locator, *, decide: bool = True) -> None:
        """Wait until it is there, find it, touch it; what lies below the screen is flicked to first."""
        expect(what).to_be_visible(timeout=60_000)
        if not self.page.evaluate("box => box.y + box.height <= innerHeight", what.bounding_box()):
            self.taps += 1
            self._pass(P)
        self._pass(M * decide + P)
        self.taps += 1
        self.step(what.inner_text() or what.get_attribute("aria-label") or "")
        what.tap()

    def choose(self, what: Locator, files: Sequence[Path]) -> None:
        """Files of the phone: one tap for each and one for «Done» in its gallery, of which one decides."""
        with self.page.expect_file_chooser() as chooser:
            self.tap(what)
        self.taps += len(files) + 1
        self._pass(M + P * (len(files) + 1))
        chooser.value.set_files(list(files))

    def type(self, where: Locator, words: str) -> None:
        self.tap(where)
        self._pass(K * len(words))
        where.fill(words)

    def look(self, seconds: float) -> None:
        """Look on while the program plays."""
        self._pass(seconds)

    def record(self, seconds: float) -> None:
        self.recorded_s += seconds
        time.sleep(seconds)

    def stop(self, what: Locator) -> None:
        """Touch what was in sight all the time; the hand went there while it was recorded."""
        self.taps += 1
        self.step("stop")
        what.tap()

    def done(self) -> None:
        self.took = time.monotonic() - self.began
        self.step("done")

    @property
    def waited_s(self) -> float:
        return self.took - self.human_s - self.recorded_s

    def step(self, name: str) -> None:
        self.steps.append(f"{time.monotonic() - self.began:.1f} {name!r}")
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{len(self.steps):02}-{name.split(chr(10))[0][:30]}.png")

    def _pass(self, seconds: float) -> None:
        self.human_s += seconds
        time.sleep(seconds)


def _template(hand: Hand, world: Begun) -> None:
    """From the template's page to «It is out»."""
    page = hand.page
    hand.choose(page.get_by_role("button", name="Choose your clips"), world.own)
    until(page, PLAYS, timeout=60_000)
    hand.look(_length_s(page))
    hand.tap(page.get_by_role("button", name="Publish"))
    hand.type(page.get_by_label("Caption"), "Our mountains")
    hand.tap(page.locator("dialog").get_by_role("button", name="Publish"))
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=180_000)


def _duet(hand: Hand, _: Begun) -> None:
    """From the video to «It is out»."""
    page = hand.page
    hand.tap(card(page).locator("button.act:last-of-type"))
    hand.tap(page.locator("dialog").get_by_role("button", name="Duet"))
    hand.tap(page.get_by_role("button", name="Start recording"))
    hand.record(3)
    until(page, "(document.querySelector('video.theirs')?.currentTime ?? 0) > 0", timeout=30_000)
    hand.record(RECORDED_S)
    hand.stop(page.get_by_role("button", name="Stop recording"))
    until(page, PLAYS, timeout=60_000)
    hand.tap(page.get_by_role("button", name="Publish"))
    hand.tap(page.locator("dialog").get_by_role("button", name="Publish"))
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=180_000)


def _length_s(page: Page) -> float:
    return float(page.locator(".time").inner_text().split("/")[1].strip().split(":")[1])


def _walk(browser: Browser, site: Site, world: Begun, way: Callable[[Hand, Begun], None], who: str) -> Hand:
    """One person's first time, from the page on which it begins."""
    with _phone(browser, site, site.person(who)) as page:
        page.goto(f"/studio/templates/{world.template}" if way is _template else f"/v/{world.duet}")
        first = page.get_by_role("button", name="Choose your clips") if way is _template else card(page)
        expect(first).to_be_visible()
        page.wait_for_timeout(1000)  # the page is read
        hand = Hand(page)
        way(hand, world)
        hand.done()
        print(f"{who}: {'; '.join(hand.steps)}", flush=True)
        return hand


def _preview(browser: Browser, site: Site, world: Begun, who: str) -> float:
    """Seconds from the choice of three clips to a preview that plays."""
    with _phone(browser, site, site.person(who)) as page:
        page.goto(f"/studio/templates/{world.template}")
        expect(page.get_by_role("button", name="Choose your clips")).to_be_visible()
        page.wait_for_timeout(1000)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose your clips").tap()
        began = time.monotonic()
        chooser.value.set_files(list(world.own))
        until(page, PLAYS, timeout=60_000)
        return time.monotonic() - began


def _warm(browser: Browser, site: Site, world: Begun) -> None:
    """The browser and the server have seen the studio before, as on any day but the first."""
    _preview(browser, site, world, "early")


def _middle(hands: Sequence[Hand]) -> Hand:
    return sorted(hands, key=lambda hand: hand.took)[len(hands) // 2]


def _figures(what: str, hand: Hand, reach_s: float, note: str) -> list[Figure]:
    parts = f"{hand.human_s:.1f} s a person's, {hand.recorded_s:.1f} s recorded; {note}"
    return [
        figure(f"{what}, first time", hand.took, "s", at_most=reach_s, note=parts),
        figure(f"{what}, waited for the program", hand.waited_s, "s", note=parts),
        figure(f"{what}, taps", hand.taps, "taps", note="flicks and taps in the phone's gallery too"),
    ]


@contextmanager
def _browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", *CAMERA]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _phone(browser: Browser, site: Site, person: Person) -> Iterator[Page]:
    context = browser.new_context(**PHONE, locale="en-GB", base_url=site.url)
    cookies = [{"name": c.name, "value": c.value or "", "url": site.url} for c in person.http.cookies.jar]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    context.add_init_script("localStorage.setItem('mutoscope.begun', '1')")
    try:
        yield context.new_page()
    finally:
        context.close()
