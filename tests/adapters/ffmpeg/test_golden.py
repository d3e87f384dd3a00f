"""Whole edits, small: the same plan gives the same film, and ten layers of everything are one."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from bench._montages import LOGO, ONE, PHOTO, SONG, TWO, WIDE
from bench.golden.projects import golden
from bench.golden.ten_layers import LENGTH, ten_layers
from msgspec.structs import replace
from PIL import Image

from mutoscope.adapters.ffmpeg import jail, probe, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.argv import arguments, files_of
from mutoscope.core.montage.compiling import Film, MaterialInfo, PhotoInfo, Still
from mutoscope.core.montage.document import Canvas, Montage

pytestmark = pytest.mark.slow
WIDTH, HEIGHT = 180, 320


@pytest.fixture
def materials(clip):
    """What the golden projects are cut from, in small."""
    plain = ("-colorspace", "bt709", "-color_range", "tv", "-c:a", "aac")
    pictures = {
        ONE: f"testsrc2=s={WIDTH}x{HEIGHT}:r=30:d=6",
        TWO: f"mandelbrot=s={WIDTH}x{HEIGHT}:r=30,trim=duration=6",
        WIDE: f"testsrc2=s={HEIGHT}x{WIDTH}:r=30:d=6",
        SONG: "color=black:s=64x64:r=5:d=6",
    }
    films = {name: clip(*plain, picture=picture, seconds=6.0) for name, picture in pictures.items()}
    known = {name: MaterialInfo(str(path), probe(path)) for name, path in films.items()}
    photo = clip(
        "-c:v",
        "mjpeg",
        "-pix_fmt",
        "yuvj420p",
        "-frames:v",
        "1",
        name="photo.jpg",
        picture="mandelbrot=s=270x360",
        sound="",
    )
    ring = "color=white:s=90x90,format=rgba,geq=r=255:g=80:b=40:a='255*lt(hypot(X-45,Y-45),40)'"
    logo = clip(
        "-c:v", "png", "-pix_fmt", "rgba", "-frames:v", "1", name="logo.png", picture=ring, sound=""
    )  # fmt: skip
    known[PHOTO] = MaterialInfo(str(photo), photo=PhotoInfo(270, 360))
    known[LOGO] = MaterialInfo(str(logo), photo=PhotoInfo(90, 90, "png"))
    return known


def small(montage: Montage) -> Montage:
    return replace(montage, canvas=replace(montage.canvas, width=WIDTH, height=HEIGHT))


def decoded(film: Path) -> str:
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(film), "-f", "framemd5", "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_the_same_plan_makes_the_same_film(materials, tmp_path: Path) -> None:
    """Every picture and every sample, however the threads of ffmpeg took turns; ``bench/studio/twice.py``
    asks it of all the golden projects. x264 takes turns with nobody: where it did, a group of pictures in a
    hundred came out otherwise, which no test can wait for."""
    [crossfades] = [one.montage for one in golden() if one.name == "crossfades"]
    plan = compiled(small(crossfades), materials, Film())
    one, other = (Path(run(plan, tmp_path / turn).outputs[0].path) for turn in ("one", "other"))
    assert decoded(one) == decoded(other)
    words = arguments(plan, range(len(files_of(plan))), threads=8)
    assert words[words.index("-threads:v") + 1] == "1"


def test_ten_layers_of_everything_are_rendered(materials, tmp_path: Path) -> None:
    """Keys, masks, blends, curves, words, an emoji, ducking: every picture is there, and each layer seen."""
    whole = small(ten_layers())
    assert whole.canvas == Canvas(WIDTH, HEIGHT, 30)
    report = run(compiled(whole, materials, Film(preset="ultrafast")), tmp_path)
    assert report.outputs[0].pictures == LENGTH
    seen = _still(whole, materials, tmp_path)
    for track in whole.tracks[1:-2]:
        less = replace(whole, tracks=tuple(one for one in whole.tracks if one is not track))
        apart = np.abs(seen - _still(less, materials, tmp_path))
        assert (apart > 24).mean() > 0.002, f"nothing of {track.id} is seen"


def _still(montage: Montage, materials, folder: Path) -> np.ndarray:  # type: ignore[no-untyped-def]
    made = run(compiled(montage, materials, Still(62)), folder).outputs[0].path
    with Image.open(made) as picture:
        return np.asarray(picture).astype(int)
