"""A film made in reels is the film that one run would have made: every picture, every sample."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import Fault, RunReport, jail, probe
from mutoscope.adapters.rendering import make_film
from mutoscope.core.montage.compiling import Film, MaterialInfo, dividing, reels
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Join,
    Listening,
    Material,
    Montage,
    Place,
    Speed,
    Track,
)

COUNTER = "color=black:s=64x64:r=30:d=3,format=yuv420p,geq=lum=16+N*2:cb=128:cr=128"
FILM = Material("upload", "a" * 13)
SMALL = 12 << 20
"""Bytes in which three clips of this size find room."""


@pytest.fixture
def materials(clip):
    """A film whose picture n has the luma 2n, counted from black, with a tone."""
    path = clip(
        *("-color_range", "tv", "-colorspace", "bt709", "-crf", "1", "-c:a", "aac"),
        picture=COUNTER,
        seconds=3.0,
        name="thirty.mp4",
    )
    return {FILM: MaterialInfo(str(path), probe(path))}


def film(clips: int, each: int) -> Montage:
    """Clips in a row, one joined and one that turns round, a layer and a sound over all of them."""
    main = tuple(
        Clip(f"m{n}", each * n, each, Footage(FILM, 7 * n % 60, backwards=n == 1)) for n in range(clips)
    )
    layer = Clip("o", 1, each * clips - 2, Footage(FILM), Place(scale=250, x=1250, y=1250))
    heard = Clip("s", 0, each * clips, Listening(FILM, speed=(Speed(0, 500),)))
    tracks = (
        Track("m", "main", main, (Join("m4", "fade", 4),)),
        Track("o", "overlay", (layer,)),
        Track("s", "sound", (heard,)),
    )
    return Montage(SCHEMA, Canvas(144, 144, 30), tracks)


def decoded(path: str, *words: str) -> np.ndarray:
    command = [str(jail.ffmpeg_binary()), "-v", "error", "-i", path, *words, "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, np.uint8)


def pictures(report: RunReport) -> np.ndarray:
    raw = decoded(report.outputs[0].path, "-f", "rawvideo", "-pix_fmt", "gray")
    return raw.reshape(-1, 144, 144).astype(int)


@pytest.mark.slow
def test_reels_put_together_are_the_film(materials, monkeypatch, tmp_path: Path) -> None:
    """Its pictures but for the encoder's rounding, its sound to the bit; no reel is left lying about."""
    made, how = film(12, 8), Film(crf=1)
    whole = make_film(made, materials, how, tmp_path / "whole")
    monkeypatch.setattr(dividing, "MOST_BYTES", SMALL)
    assert len(reels(made, materials, how)) > 3
    parted = make_film(made, materials, how, tmp_path / "parted")
    assert [path.name for path in (tmp_path / "parted").iterdir()] == ["film.mp4"]
    assert parted.outputs[0].pictures == whole.outputs[0].pictures == 96
    one, other = pictures(whole), pictures(parted)
    assert one.shape == other.shape and np.abs(one - other).max() <= 6
    assert np.abs(one.mean(axis=(1, 2)) - other.mean(axis=(1, 2))).max() < 0.5, "each at its place"
    sounds = [decoded(report.outputs[0].path, "-f", "s16le", "-vn") for report in (whole, parted)]
    assert np.array_equal(*sounds)


def test_reels_are_the_same_bytes_again(materials, monkeypatch, tmp_path: Path) -> None:
    """What is kept by its plan must not depend on the day."""
    monkeypatch.setattr(dividing, "MOST_BYTES", SMALL)
    made = [make_film(film(6, 4), materials, Film(), tmp_path / name).outputs[0] for name in ("one", "other")]
    assert Path(made[0].path).read_bytes() == Path(made[1].path).read_bytes()


class Watching(jail.Quiet):
    """Hears how far it is, and stops from some share on."""

    def __init__(self, stops_at: float = 2.0) -> None:
        self.heard: list[float] = []
        self.stops_at = stops_at

    def progress(self, fraction: float) -> None:
        self.heard.append(fraction)

    def must_stop(self) -> bool:
        return bool(self.heard) and self.heard[-1] >= self.stops_at


def test_progress_is_that_of_all_reels_together(materials, monkeypatch, tmp_path: Path) -> None:
    """It never goes back, and reaches the end."""
    monkeypatch.setattr(dividing, "MOST_BYTES", SMALL)
    watching = Watching()
    make_film(film(6, 4), materials, Film(), tmp_path, watching)
    assert watching.heard == sorted(watching.heard) and len(set(watching.heard)) > 3
    assert 0.95 < watching.heard[-1] <= 1


def test_a_film_stopped_between_its_reels_leaves_nothing(materials, monkeypatch, tmp_path: Path) -> None:
    """Whoever does not want it any more waits for no further reel."""
    monkeypatch.setattr(dividing, "MOST_BYTES", SMALL)
    watching = Watching(stops_at=0.3)
    with pytest.raises(Fault) as stopped:
        make_film(film(12, 8), materials, Film(), tmp_path, watching)
    assert stopped.value.code == "stopped" and watching.heard[-1] < 0.8 and not list(tmp_path.iterdir())
