"""A Chromium with the studio's preview on a page of its own, for what compares or measures it."""

import base64
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
WEB = REPOSITORY / "web"
FONTS = REPOSITORY / "src" / "mutoscope" / "assets" / "fonts"
CHROMIUM = Path(os.environ.get("MUTOSCOPE_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
    "--enable-precise-memory-info",
)


class Stage:
    """The page; materials are named by their id, montages are given as JSON has them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: dict[str, Path] = {}

    def bring(self, files: Mapping[str, Path]) -> None:
        """Files of this device, as if somebody had chosen them."""
        self.files |= files
        for name, path in files.items():
            self.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input type=file>')")
            self.page.locator("input[type=file]").last.set_input_files(path)
            self.page.evaluate(
                "name => stage.bring(name, [...document.querySelectorAll('input')].at(-1))", name
            )

    def again(self) -> None:
        """The same files on a page that was loaded anew."""
        self.bring(dict(self.files))

    def open(
        self, montage: object, room: Mapping[str, int] | None = None, still: str = "", chunk: str = ""
    ) -> None:
        """``still``, ``chunk``: which file stands for the server's answer."""
        self.page.evaluate(
            "([montage, room, still, chunk]) => stage.open(montage, room ?? undefined, still, chunk)",
            [montage, room, still, chunk],
        )

    def picture(self, n: int) -> np.ndarray:
        """Exactly picture ``n``: rows of columns of red, green, blue."""
        shown: dict[str, Any] = self.page.evaluate("n => stage.pixels(n)", n)
        bytes_ = np.frombuffer(base64.b64decode(shown["data"]), np.uint8)
        return bytes_.reshape(shown["height"], shown["width"], 4)[..., :3]


def driving(playwright: Playwright | None) -> AbstractContextManager[Playwright]:
    """The Playwright that runs in this process already, or one for as long as it is needed: two can't run."""
    return sync_playwright() if playwright is None else nullcontext(playwright)


@contextmanager
def staged(playwright: Playwright | None = None) -> Iterator[Stage]:
    """Serves the sources as they are, opens the page and closes all of it afterwards."""
    with _served() as address, driving(playwright) as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        try:
            yield Stage(opened(browser, address))
        finally:
            browser.close()


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1200, "height": 2000})
    page.route("**/static/fonts/**", _font)
    page.goto(f"{address}/dev/stage.html")
    page.wait_for_function("window.stage", timeout=60_000)
    return page


def _font(route: Route) -> None:
    """As the program serves them."""
    route.fulfill(path=FONTS / route.request.url.rpartition("/")[2].partition("?")[0])


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        "node",
        "node_modules/vite/bin/vite.js",
        "--host",
        "127.0.0.1",
        "--strictPort",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        words, cwd=WEB, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _until_there(f"{address}/dev/stage.html")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _until_there(address: str) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
