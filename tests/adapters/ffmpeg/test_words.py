"""Words in the render: alone on a canvas of nothing they come out as they do straight on what lies below."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from mutoscope.adapters.ffmpeg import jail, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Captions,
    Clip,
    Fill,
    Key,
    Montage,
    Motion,
    Text,
    TextStyle,
    Track,
    Word,
)

CANVAS = Canvas(160, 284, 30)
GLASS = TextStyle("righteous", 1400, "#ffe94a", outline=60, box=500, box_colour="#3030ff")


def pictures(words: Clip, folder: Path) -> np.ndarray:
    ground = Clip("g", 0, 4, Fill("#40a060"))
    tracks = (Track("t1", "main", (ground,)), Track("t2", "text", (words,)))
    run(compiled(Montage(SCHEMA, CANVAS, tracks), {}, Film(crf=1)), folder)
    command = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(folder / "film.mp4")]
    command += ["-pix_fmt", "rgb24", "-f", "rawvideo", "-"]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(told, np.uint8).reshape(-1, CANVAS.height, CANVAS.width, 3).astype(int)


@pytest.mark.parametrize("kind", ["text", "captions"])
def test_glass_is_as_clear_alone_as_on_the_picture(tmp_path: Path, kind: str) -> None:
    """A box half seen through and letters that fade in are as clear where more is done to the picture."""
    content = Text("Ab 😀", style=GLASS)
    if kind == "captions":
        content = Captions((Word("Ab", 0, 2), Word("😀", 2, 2)), style=GLASS, highlight="#ff0000")
    plain = Clip("w", 0, 4, content, enter=Motion("letters_fade", 4))
    alone = replace(plain, keys={"rotation": (Key(0, 0),)})
    one, two = pictures(plain, tmp_path / "one"), pictures(alone, tmp_path / "two")
    assert len(one) == len(two) == 4
    assert np.abs(one[2] - [0x40, 0xA0, 0x60]).max() > 60
    assert np.abs(one - two).mean() < 1.2, [np.abs(a - b).max() for a, b in zip(one, two, strict=True)]
