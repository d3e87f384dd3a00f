"""Stickers: drawings of ours that lie within their square and are the same in the browser."""

import json
from pathlib import Path

import numpy as np
import pytest

from mutoscope.core.montage.looks.stickers import FORMS, SIDE, STICKERS, sticker_drawing

CASES = Path(__file__).resolve().parents[3] / "montage" / "looks" / "stickers.json"


def test_the_stickers_shared_with_the_browser_hold() -> None:
    """Each case names a sticker and some of its bytes; the browser's tests read the same file."""
    cases = json.loads(CASES.read_text("utf-8"))
    assert {case["name"] for case in cases} == {sticker.name for sticker in STICKERS}
    for case in cases:
        drawing = sticker_drawing(case["name"])
        assert drawing is not None
        assert all(abs(drawing.data[int(at)] - value) <= 1 for at, value in case["bytes"].items()), case[
            "name"
        ]


@pytest.mark.parametrize("sticker", STICKERS, ids=lambda sticker: sticker.name)
def test_a_sticker_lies_within_its_square(sticker) -> None:
    """It fills a good part of the square, its corners are seen through, and no edge cuts through it."""
    drawing = sticker_drawing(sticker.name)
    assert drawing is not None
    clear = np.frombuffer(drawing.data, np.uint8).reshape(SIDE, SIDE, 4)[..., 3]
    assert 0.1 < (clear > 127).mean() < 0.9
    assert clear[[0, 0, -1, -1], [0, -1, 0, -1]].max() == 0
    assert max(np.mean(edge > 127) for edge in (clear[0], clear[-1], clear[:, 0], clear[:, -1])) < 0.1


def test_every_form_lies_within_its_box() -> None:
    """Corners are told within -1 to 1, so that a shape's size says how large it is."""
    for name, points in FORMS.items():
        assert all(abs(x) <= 1.0001 and abs(y) <= 1.0001 for x, y in points), name


def test_a_sticker_that_nobody_knows_is_none() -> None:
    """A word of somebody else's is no drawing and no failure."""
    assert sticker_drawing("../../etc/passwd") is None
