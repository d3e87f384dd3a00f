"""What a page may compile: nothing, and words are set in the studio all the same, wherever one came from."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.test_studio import begin, saved, tool
from tests.journeys.worlds import Site, film

pytestmark = pytest.mark.browser
COMPILES = """(async () => {
  try { await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return true; }
  catch { return false; }
})()"""


def bright(page: Page) -> int:
    """How many white dots the picture on the stage has."""
    shown = Image.open(io.BytesIO(page.get_by_test_id("stage").screenshot())).convert("L")
    return sum(shown.histogram()[240:])


def test_words_are_set_though_no_page_may_compile(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """From the feed to the studio without loading the page anew; a clip, words over it, and they are seen."""
    kim = site.person("kim")
    clip = film(films / "dark.mp4", seconds=2, colours=("#200818", "#102030"))
    page = open_page("/", kim)
    refused: list[str] = []
    page.on(
        "console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else 0
    )
    assert page.evaluate(COMPILES) is False
    refused.clear()
    page.evaluate("window.still_here = true")
    page.get_by_role("link", name="Create").click()
    page.get_by_role("link", name="Studio").first.click()
    begin(page, [clip])
    dark = bright(page)
    tool(page, "text")
    page.get_by_role("button", name="Add text").click()
    page.locator("#studio-text").fill("Night over the sea")
    for _again in range(100):
        if bright(page) > dark + 200:
            break
        page.wait_for_timeout(100)
    assert bright(page) > dark + 200, "the words are not seen"
    (painter,) = [one for one in page.workers if "painter.worker" in one.url]
    assert painter.evaluate(COMPILES) is True, "nobody but the painter may"
    saved(page)
    assert page.evaluate("window.still_here") is True and not refused
    page.reload()
    expect(page.get_by_test_id("stage")).to_be_visible()
    assert page.evaluate(COMPILES) is False
