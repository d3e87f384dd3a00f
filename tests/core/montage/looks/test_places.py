"""Masks, keys, blending and movements: what of a picture is seen, and where."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.montage.looks.wired import rendered, scene

from mutoscope.core.montage.document import ChromaKey, Mask, Motion
from mutoscope.core.montage.looks.blending import blended
from mutoscope.core.montage.looks.keying import keyed
from mutoscope.core.montage.looks.masks import PROPERTIES, coverage, masked
from mutoscope.core.montage.looks.movements import LOOPS, PASSAGES, Moved, eased, moved
from mutoscope.core.montage.looks.wiring import Frame
from mutoscope.core.montage.plan import made

CASES = Path(__file__).resolve().parents[3] / "montage" / "looks" / "movements.json"
SHAPES = ("rectangle", "circle", "star", "heart", "line", "band")
PICTURE = scene(0, 64, 96)
MODES = {
    "normal": lambda below, over: over,
    "multiply": lambda below, over: below * over,
    "screen": lambda below, over: below + over - below * over,
    "overlay": lambda below, over: np.where(below <= 0.5, 2 * below * over, 1 - 2 * (1 - below) * (1 - over)),
    "add": lambda below, over: np.minimum(below + over, 1),
    "darken": np.minimum,
    "lighten": np.maximum,
    "difference": lambda below, over: np.abs(below - over),
    "softlight": lambda below, over: np.where(
        over <= 0.5,
        below - (1 - 2 * over) * below * (1 - below),
        below
        + (2 * over - 1)
        * (np.where(below <= 0.25, ((16 * below - 12) * below + 4) * below, np.sqrt(below)) - below),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mask_leaves_its_middle_or_all_but_it(shape: str) -> None:
    """Within the shape a picture stays, far outside it goes; inverted it is the other way round."""
    at = {name: float(getattr(Mask("circle"), name)) for name in PROPERTIES} | {"width": 4000, "height": 4000}
    part = coverage(shape, False, at, 60, 90)
    assert part.max() == 1 and part.min() == 0
    assert (part[44, 30] > 0.4) and part[89, 0] == 0
    assert np.allclose(coverage(shape, True, at, 60, 90), 1 - part)
    soft = coverage(shape, False, at | {"feather": 3000}, 60, 90)
    assert len(np.unique(soft)) > len(np.unique(part))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SHAPES), st.lists(st.integers(-40_000, 40_000), min_size=6, max_size=6))
def test_no_mask_is_too_strange_to_draw(shape: str, numbers: list[int]) -> None:
    """Whatever its numbers, each pixel is somewhere from gone to whole."""
    at = dict(zip(PROPERTIES, map(float, numbers), strict=True))
    part = coverage(shape, False, at, 20, 30)
    assert ((part >= 0) & (part <= 1)).all()


def test_masks_follow_their_keys_and_what_was_seen_through_stays_so(tmp_path: Path) -> None:
    """Each picture has the mask of its own moment; holes that were there before are holes still."""
    film = np.array([PICTURE] * 3)
    film[:, :10, :, 3] = 0
    mask = Mask("rectangle", width=20_000, height=20_000)
    moments = [{"x": 5000.0}, {"x": 15_000.0}, {"x": -5000.0}]
    out = rendered(tmp_path, film, lambda w, f: masked(w, f, mask, moments, 3).pad, clear=True)
    assert (out[:, :10, :, 3] == 0).all()
    assert (out[0, 10:, :, 3] == 255).all()
    assert (out[1, 10:, :30, 3] == 0).all() and (out[1, 10:, 34:, 3] == 255).all()
    assert (out[2, 10:, 34:, 3] == 0).all() and (out[2, 10:, :30, 3] == 255).all()
    still = rendered(tmp_path, film, lambda w, f: masked(w, f, mask, ({"x": 15_000.0},), 3).pad, clear=True)
    assert (still == out[1]).all()


@pytest.mark.parametrize("colour", ["#00ff00", "#1133dd", "#ff00ff"])
def test_a_key_lets_its_colour_through_bright_or_dim(colour: str, tmp_path: Path) -> None:
    """The colour in light and in half shadow is seen through; skin, grey, white and black stay as they
    are."""
    key = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    film = np.full((1, 16, 48, 4), 255, np.uint8)
    for place, tone in enumerate(
        (key, key * 0.8, (224, 172, 140), (128, 128, 128), (255, 255, 255), (0, 0, 0))
    ):
        film[0, :, place * 8 : place * 8 + 8, :3] = tone
    out = rendered(tmp_path, film, lambda w, f: keyed(w, f, ChromaKey(colour)).pad)
    seen = [int(out[0, 8, place * 8 + 4, 3]) for place in range(6)]
    assert seen[0] == 0 and seen[1] < 128 and seen[2:] == [255] * 4
    for place in (3, 4, 5):
        assert np.abs(out[0, 8, place * 8 + 4, :3].astype(int) - film[0, 8, place * 8 + 4, :3]).max() <= 2


def test_the_keys_light_is_taken_from_what_stays(tmp_path: Path) -> None:
    """A face lit green by the wall behind it becomes less green, and no darker."""
    film = np.full((1, 8, 8, 4), (150, 170, 120, 255), np.uint8)
    out = rendered(tmp_path, film, lambda w, f: keyed(w, f, ChromaKey("#00ff00", 100, 50, 1000)).pad)
    red, green, blue, clear = out[0, 4, 4].astype(int)
    assert clear == 255
    assert green - (red + blue) / 2 < 170 - (150 + 120) / 2 - 10
    assert abs(np.dot((red, green, blue), (0.2126, 0.7152, 0.0722)) - 162.2) < 2


@pytest.mark.parametrize("mode", sorted(MODES))
def test_blending_is_as_the_w3c_has_it(mode: str, tmp_path: Path) -> None:
    """Where the layer is whole, half clear and gone, the picture is what the formulas say."""
    layer = np.ascontiguousarray(PICTURE[::-1, ::-1, [2, 0, 1, 3]])
    layer[:30, :, 3], layer[60:, :, 3] = 0, 128
    both = np.concatenate([PICTURE, layer])[None]

    def build(wires, frame: Frame) -> str:
        below, over = (
            wires.through(pad, made("crop", w=64, h=96, x=0, y=top))
            for pad, top in zip(wires.copies(frame.pad, 2), (0, 96), strict=True)
        )
        return blended(
            wires, wires.through(below, made("format", pix_fmts="gbrp")), Frame(over, 64, 96, True), mode
        )

    out = rendered(tmp_path, both, build, clear=True, size=(64, 96))[0, ..., :3].astype(float)
    below, over = PICTURE[..., :3] / 255, layer[..., :3] / 255
    expected = below + (MODES[mode](below, over) - below) * (layer[..., 3:] / 255)
    assert np.abs(out - 255 * expected).max() < 2.6


def test_the_movements_shared_with_the_browser_hold() -> None:
    """Each case names movements and where a picture is at one moment; the browser's tests read the same
    file."""
    for case in json.loads(CASES.read_text("utf-8")):
        enter, leave, loop = (Motion(*case[way]) if case[way] else None for way in ("enter", "leave", "loop"))
        found = moved(enter, leave, loop, case["k"], case["length"])
        assert found == pytest.approx(tuple(case["moved"]), abs=1e-5), case


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_every_movement_in_ends_at_home(passage) -> None:
    """It begins away, is all there when its time is over, and goes out as it came in, backwards."""
    motion = Motion(passage.name, 12)
    ways = [moved(motion, None, None, k, 40) for k in range(40)]
    assert ways[0] != Moved() and ways[12:] == [Moved()] * 28
    back = [moved(None, motion, None, k, 40) for k in range(40)]
    assert all(tuple(a) == pytest.approx(tuple(b)) for a, b in zip(ways, reversed(back), strict=True))
    assert eased(passage.ease, 0) == pytest.approx(0) and eased(passage.ease, 1) == 1


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_every_movement_all_the_time_comes_round(loop) -> None:
    """A turn later a picture is where it was, it is never more than whole, and it does move."""
    motion = Motion(loop.name, 30)
    turn = [moved(None, None, motion, k, 90) for k in range(30)]
    again = [moved(None, None, motion, k + 30, 90) for k in range(30)]
    assert all(tuple(a) == pytest.approx(tuple(b)) for a, b in zip(turn, again, strict=True))
    assert len({tuple(round(value, 6) for value in one) for one in turn}) > 10
    assert all(0 <= one.opacity <= 1 + 1e-9 and one.scale > 0 and math.isfinite(one.x) for one in turn)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mask_that_moves_for_long_is_drawn_coarser_and_looks_the_same(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the drawings of all moments would be too much, distances are drawn small: edges stay sharp."""
    film = np.full((4, 96, 64, 4), 255, np.uint8)
    mask = Mask(shape, width=7000, height=6000, inverted=shape == "star")
    moments = [{"x": 4000.0 + 500 * n, "rotation": 1000.0 * n, "feather": 400.0 * n} for n in range(4)]

    def alpha() -> np.ndarray:
        out = rendered(tmp_path, film, lambda w, f: masked(w, f, mask, moments, 4).pad)
        return out[..., 3].astype(int)

    exact = alpha()
    monkeypatch.setattr("mutoscope.core.montage.looks.masks.MOST_BYTES", 96 * 64 * 4 * 4 / 16)
    off = np.abs(alpha() - exact)
    assert off.mean() < 4
    assert (off > 100).mean() < 0.01
