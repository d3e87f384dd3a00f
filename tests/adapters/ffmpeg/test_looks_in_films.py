"""Looks in a finished film: what the catalogue has is seen where the document puts it."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import jail, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Fill,
    Key,
    Mask,
    Montage,
    Motion,
    Place,
    Sticker,
    Track,
)
from mutoscope.core.montage.looks.stickers import sticker_drawing

CANVAS = Canvas(160, 160, 30)
GROUND = Clip("ground", 0, 12, Fill("#204060"))


def pictures(folder: Path, *over: Clip) -> np.ndarray:
    """The film of a plain ground with ``over`` on it: pictures, rows, columns, red green blue."""
    made = Montage(SCHEMA, CANVAS, (Track("m", "main", (GROUND,)), Track("o", "overlay", over)))
    plan = compiled(made, {}, Film(crf=1, preset="ultrafast"))
    [film] = run(plan, folder).outputs
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(film.path), "-f", "rawvideo"]
    pinned = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int"
    raw = subprocess.run(
        [*words, "-vf", pinned, "-pix_fmt", "rgb24", "-"], capture_output=True, check=True
    ).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, 160, 160, 3).astype(int)


def sticker(name: str, **place: object) -> Clip:
    return Clip("s", 0, 12, Sticker(name), place=Place(**place))  # type: ignore[arg-type]


def test_a_sticker_lies_where_it_is_put_in_its_natural_size_times_its_scale(tmp_path: Path) -> None:
    """A third of 360 pixels: its middle is the sticker's, its corners are what lies below."""
    shown = pictures(tmp_path, sticker("tick", scale=333))
    assert len(shown) == 12
    drawing = sticker_drawing("tick")
    assert drawing is not None
    green = np.frombuffer(drawing.data, np.uint8).reshape(360, 360, 4)[90, 180, :3].astype(int)
    assert np.abs(shown[5][50, 80] - green).max() < 12
    assert np.abs(shown[5][2, 2] - (0x20, 0x40, 0x60)).max() < 4


def test_a_sticker_comes_in_turned(tmp_path: Path) -> None:
    """A movement takes it out of sight at first; then more and more of it is seen."""
    turned = Place(scale=400, rotation=4500)
    moved = Clip("s", 0, 12, Sticker("cross"), place=turned, enter=Motion("from_left", 6))
    seen = [(np.abs(one - (0x20, 0x40, 0x60)).sum(axis=-1) > 60).mean() for one in pictures(tmp_path, moved)]
    assert seen[0] < seen[2] < seen[8]


def test_a_sticker_that_nobody_knows_is_not_seen(tmp_path: Path) -> None:
    """The film is made all the same, without it."""
    shown = pictures(tmp_path, sticker("unicorn"))
    assert len(shown) == 12
    assert np.ptp(shown[5].reshape(-1, 3), axis=0).max() < 4


@pytest.mark.parametrize("shape", ["circle", "heart"])
def test_a_mask_moves_with_its_keys(shape: str, tmp_path: Path) -> None:
    """A white layer is seen through a mask that goes from left to right."""
    keys = {"mask.x": (Key(0, 2000), Key(11, 8000))}
    white = Clip(
        "w", 0, 12, Fill("#ffffff"), place=Place(mask=Mask(shape, width=3000, height=3000)), keys=keys
    )  # type: ignore[arg-type]
    shown = pictures(tmp_path, white)
    middles = [float(np.flatnonzero((one[..., 0] > 150).any(axis=0)).mean()) for one in shown]
    assert middles[0] == pytest.approx(32, abs=4) and middles[-1] == pytest.approx(128, abs=4)
    assert middles == sorted(middles)


def test_what_moves_is_at_each_picture_where_its_keys_say(tmp_path: Path) -> None:
    """Picture n of a layer that goes ten pixels a picture lies ten n pixels from where it began."""
    keys = {"x": (Key(0, 0), Key(11, 6875))}
    white = Clip("w", 0, 12, Sticker("tick"), place=Place(scale=200), keys=keys)
    shown = pictures(tmp_path, white)
    edges = [
        np.flatnonzero((np.abs(one - (0x20, 0x40, 0x60)).sum(axis=-1) > 200).any(axis=0))[-1] for one in shown
    ]
    assert [int(edge - edges[0]) for edge in edges] == [10 * n for n in range(12)]
