"""What a film is recognised by."""

from pathlib import Path

import pytest
from bench.studio._copies import NOISES
from tests.adapters.ffmpeg.conftest import Make

from mutoscope.adapters.ffmpeg.prints import prints
from mutoscope.adapters.ffmpeg.probe import probe
from mutoscope.core.montage.likeness import Prints, alike_in_picture, alike_in_sound, likeness

MOVING = "mandelbrot=s=320x240:r=25:start_scale=3:end_scale=0.05:end_pts=200"
MELODY = (
    "aevalsrc='.3*sin(2*PI*t*(220+55*mod(floor(t*3)*7\\,11)))+.2*sin(2*PI*t*(330+40*mod(floor(t*2)*5\\,9)))'"
)

STILL = "color=s=32x32:r=2:d=12"


@pytest.mark.slow
def test_a_smaller_worse_copy_of_a_part_is_recognised(clip: Make, tmp_path: Path) -> None:
    """Its picture and its sound are found from the third second on, after another size, rate and encoding."""
    whole = clip("-t", "9", picture=MOVING, sound=MELODY, seconds=9)
    worse = ["-vf", "scale=176:-2,fps=20,eq=brightness=0.04", "-crf", "34", "-b:a", "64k"]
    copy = clip("-ss", "3", "-t", "6", *worse, picture=MOVING, sound=MELODY, seconds=9)
    first, second = (prints(probe(path), tmp_path) for path in (whole, copy))
    seen = alike_in_picture(first.glimpses, second.glimpses)
    heard = alike_in_sound(first.words, second.words)
    assert seen is not None
    assert heard is not None
    for found in (seen, heard):
        assert abs(found.start_ms - found.other_ms - 3000) <= 1000
        assert found.length_ms >= 3000
    assert not list(tmp_path.iterdir()), "nothing is left lying about"


def test_what_has_no_sound_has_prints_of_its_picture(clip: Make, tmp_path: Path) -> None:
    silent = prints(probe(clip("-t", "2", picture=MOVING, sound="")), tmp_path)
    assert len(silent.glimpses) == 2
    assert silent.words.size == 0


def test_a_blank_film_is_like_nothing(clip: Make, tmp_path: Path) -> None:
    """One colour tells it from no other film, so it is not recognised by it."""
    blank = prints(
        probe(clip(picture="color=c=navy:s=320x240:r=25:d=3", sound="anullsrc", seconds=3)), tmp_path
    )
    assert blank.glimpses == ()
    assert alike_in_sound(blank.words, blank.words) is None


@pytest.mark.parametrize("kind", ["a quiet room", "rain", "a waterfall", "a ring tone"])
def test_noises_of_one_kind_are_not_alike(clip: Make, tmp_path: Path, kind: str) -> None:
    """Rain in one film is not a part of rain in another, nor a room of a room: ``bin/bench`` has more."""
    one, other = (
        Prints(sound=prints(probe(clip(picture=STILL, sound=sound, seconds=12)), tmp_path).sound)
        for sound in (NOISES[kind].format(seed=seed) for seed in (3, 8))
    )
    assert len(one.words) > 60
    assert likeness(one, other, 12_000) is None
