"""From a swipe to the first frame of the next video, in a real Chromium on a slow network.

A real server, 24 films of about a megabit per second, CDP throttling to 80 ms and 8 Mb/s. Three fresh
browsers (empty caches) swipe 22 times each, after dwelling 1.2 to 4 s on a card. The clock starts at the key
press. Two moments are taken by requestVideoFrameCallback:

- *first frame*: the element of the new card has presented a frame (mostly before the swipe, while it waited)
  and an animation frame has been drawn in which the card is in view;
- *moving*: the first frame that it presents after the swipe is on the display.

Beside them, in the same run and on the same network: a bare <video> that is given the address and told to
play, until its first frame is on the display.
"""

import random
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.conftest import CHROMIUM
from tests.journeys.screen import wait_playing
from tests.journeys.worlds import Site, running

from bench.harness import Figure, figure, quantile

FILMS, BROWSERS, SWIPES = 24, 3, 22
NETWORK = {"offline": False, "latency": 80, "downloadThroughput": 1e6, "uploadThroughput": 1e6}
SEED = 7

WATCH_FIRST_FRAMES = """
addEventListener('emptied', (event) => { delete event.target.framed; }, true);
addEventListener('loadstart', ({ target }) => {
  target.requestVideoFrameCallback((now, frame) => { target.framed = frame.expectedDisplayTime; });
}, true);
"""

SWIPE = """() => new Promise((done, fail) => {
  const place = () => Number(document.querySelector('article:not([inert])').dataset.index);
  const height = document.querySelector('[role=feed]').clientHeight;
  const videos = [...document.querySelectorAll('video')];
  const next = place() + 1;
  const isNext = (video) => place() === next && Math.floor(parseFloat(video.style.top) / height) === next;
  const began = performance.now();
  const taken = {};
  const note = (name, at) => {
    taken[name] ??= at - began;
    if ('first' in taken && 'moving' in taken) done([taken.first, taken.moving]);
  };
  for (const video of videos) {
    const framed = (now, frame) => {
      if (isNext(video)) note('moving', frame.expectedDisplayTime);
      else if (!('moving' in taken)) video.requestVideoFrameCallback(framed);
    };
    video.requestVideoFrameCallback(framed);
  }
  const look = () => {
    const seen = videos.some((v) => v.framed && isNext(v) && v.getBoundingClientRect().top < innerHeight - 1);
    requestAnimationFrame((now) => (seen ? note('first', now) : look()));
  };
  dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  look();
  setTimeout(() => fail(new Error('no frame within 10 s')), 10000);
})"""

COLD = """(url) => new Promise((done, fail) => {
  const video = document.createElement('video');
  video.muted = video.playsInline = true;
  document.body.append(video);
  const began = performance.now();
  video.requestVideoFrameCallback((now, frame) => {
    done(frame.expectedDisplayTime - began);
    video.remove();
  });
  video.onerror = () => fail(new Error(video.error.message));
  video.src = url;
  video.play();
})"""


def main() -> list[Figure]:
    with running() as site, sync_playwright() as playwright, tempfile.TemporaryDirectory() as films:
        addresses = _publish(site, Path(films))
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        swipes = [pair for number in range(BROWSERS) for pair in _swipe(browser, site, SEED + number)]
        cold = _cold(browser, site, addresses)
        browser.close()
    assert len(swipes) >= 60
    how = f"n = {len(swipes)} swipes, {len(cold)} cold starts, Chromium, 80 ms and 8 Mb/s"
    first, moving = [one for one, _ in swipes], [other for _, other in swipes]
    return [
        _figure("swipe to first frame, median", statistics.median, first, cold, how, at_most=80),
        _figure("swipe to first frame, p95", _p95, first, cold, how, at_most=150),
        _figure("swipe to moving picture, median", statistics.median, moving, cold, how),
        _figure("swipe to moving picture, p95", _p95, moving, cold, how),
    ]


def _figure(
    name: str,
    summary: Callable[[list[float]], float],
    values: list[float],
    cold: list[float],
    how: str,
    at_most: float | None = None,
) -> Figure:
    value, baseline = round(summary(values), 1), round(summary(cold), 1)
    return figure(name, value, "ms", baseline=baseline, at_most=at_most, note=how)


def _p95(values: list[float]) -> float:
    return quantile(values, 0.95)


def _publish(site: Site, folder: Path) -> list[str]:
    """Films by six creators; returns the address of one rendition of each."""
    people = [site.person(f"bench{number}") for number in range(6)]
    sent = []
    for number in range(FILMS):
        person = people[number % len(people)]
        made = _film(folder / f"{number}.mp4", number)
        sent.append((person, person.send(made, f"Film {number} #bench{number % 5}")))
    for person, video_id in sent:
        person.wait_published(video_id)
    cards = [card for one in people for card in one.call("GET", f"/api/people/{one.handle}/videos")["cards"]]
    return [card["renditions"][0]["url"] for card in cards]


def _film(path: Path, number: int) -> Path:
    """Six seconds with enough detail to cost about a megabit per second."""
    drawing = f"gradients=s=540x960:n=4:speed=0.05:seed={number}:rate=30,noise=alls=9:allf=t"
    tone = f"sine=frequency={200 + 20 * number}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", drawing]
    command += ["-f", "lavfi", "-i", tone, "-t", "6", "-c:v", "libx264", "-preset", "veryfast"]
    command += ["-b:v", "1000k", "-maxrate", "1300k", "-bufsize", "2000k", "-pix_fmt", "yuv420p", "-g", "60"]
    command += ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
    command += ["-c:a", "aac", "-ac", "2", "-movflags", "+faststart", str(path)]
    subprocess.run(command, check=True)
    return path


def _slow_page(browser: Browser, site: Site) -> Page:
    page = browser.new_context(viewport={"width": 390, "height": 844}, base_url=site.url).new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", NETWORK)
    return page


def _swipe(browser: Browser, site: Site, seed: int) -> list[tuple[float, float]]:
    dice = random.Random(seed)
    page = _slow_page(browser, site)
    page.add_init_script(WATCH_FIRST_FRAMES)
    page.goto("/")
    wait_playing(page, timeout=30_000)
    taken = []
    for _ in range(SWIPES):
        page.wait_for_timeout(dice.uniform(1200, 4000))
        taken.append(tuple(page.evaluate(SWIPE)))
    page.context.close()
    return taken


def _cold(browser: Browser, site: Site, addresses: list[str]) -> list[float]:
    page = _slow_page(browser, site)
    page.goto("/login")
    taken = [page.evaluate(COLD, address) for address in addresses]
    page.context.close()
    return taken
