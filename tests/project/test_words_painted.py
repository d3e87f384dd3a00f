"""Words in the preview look as words in the render do: the browser's libass beside ffmpeg's."""

import pytest
from bench._words import backdrop, burned, likeness, page_of_words, painted
from bench.words import CANVAS, cases
from playwright.sync_api import Playwright


@pytest.mark.browser
def test_every_script_and_emoji_is_painted_as_it_is_rendered(playwright: Playwright) -> None:
    """Latin to Korean, right to left, emoji, turned, boxed and captions: SSIM of whole pictures 0.999 and
    more, under the content policy of our pages and with no file but ours."""
    below = backdrop(CANVAS.width, CANVAS.height)
    asked: list[str] = []
    with page_of_words(playwright) as page:
        page.on("request", lambda request: asked.append(request.url))
        for name in ("scripts", "turned", "boxed", "captions", "word_by_word"):
            clip = cases()[name]
            for picture, two in zip((0, 20), burned(clip, CANVAS, [0, 20], below), strict=True):
                one, _ = painted(page, clip, CANVAS, picture, below)
                assert likeness(one, two) >= 0.999, (name, picture)
        host = page.url.partition("index")[0]
    assert (two != below).any() and all(url.startswith(host) for url in asked)
