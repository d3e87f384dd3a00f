"""From a bare checkout to the first demo clip playing in a browser, packages cached nearby.

A copy of the committed tree without virtual environment, modules or home folder is started with
``bin/run``; a Chromium that is already open then asks for the page until a video's clock moves. Beside it:
the same package installers alone, which is the part that nobody's program can save. The second figure starts
the same tree again, as an operator does every day.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright
from tests.journeys.conftest import CHROMIUM
from tests.waiting import free_port

from bench.harness import REPOSITORY, Figure, figure

PLAYING = "() => [...document.querySelectorAll('video')].some((v) => !v.paused && v.currentTime > 0.1)"
LIMIT_S = 400


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        bare, tree = Path(folder, "bare"), Path(folder, "tree")
        for copy in (bare, tree):
            copy.mkdir()
            archive = subprocess.run(
                ["git", "archive", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True
            )
            subprocess.run(["tar", "-x", "-C", copy], input=archive.stdout, check=True)
        installers_s = _installers(bare)
        first_s, _ = _until_playing(tree, browser)
        again_s, answer_s = _until_playing(tree, browser)
        shutil.rmtree(tree / "var")
    return [
        figure(
            "cold bin/run to first demo clip playing",
            round(first_s, 1),
            "s",
            baseline=round(installers_s, 1),
            at_most=120,
            note="baseline: the package installers alone",
        ),
        figure("second bin/run to a clip playing", round(again_s, 1), "s"),
        figure("second bin/run to its address", round(answer_s, 1), "s"),
    ]


def _installers(tree: Path) -> float:
    began = time.perf_counter()
    environ = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    for argv in (["bin/setup"], ["bin/setup-web"]):
        subprocess.run(argv, cwd=tree, env=environ, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _until_playing(tree: Path, browser: Browser) -> tuple[float, float]:
    """Seconds until a clip plays, and until the address answers."""
    web, media = free_port(), free_port()
    environ = {key: value for key, value in os.environ.items() if not key.startswith("MUTOSCOPE_")}
    environ |= {"MUTOSCOPE_WEB_PORT": str(web), "MUTOSCOPE_MEDIA_PORT": str(media)}
    environ |= {"MUTOSCOPE_STREAM_PORT": str(free_port())}
    began = time.perf_counter()
    with _running(tree, environ):
        page = browser.new_page()
        answered = 0.0
        while time.perf_counter() - began < LIMIT_S:
            with contextlib.suppress(Error):
                page.goto(f"http://localhost:{web}/", wait_until="domcontentloaded")
                answered = answered or time.perf_counter() - began
                for _ in range(20):  # wait_for_function would evaluate text; the policy forbids it
                    if page.evaluate(PLAYING):
                        return time.perf_counter() - began, answered
                    time.sleep(0.2)
            time.sleep(0.25)
    raise AssertionError(f"nothing played within {LIMIT_S} s")


@contextlib.contextmanager
def _running(tree: Path, environ: dict[str, str]) -> Iterator[None]:
    child = subprocess.Popen(
        ["bin/run"], cwd=tree, env=environ, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(child.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(30)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
