"""A film that is taken away carries its mark, and is otherwise the film it was."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from tests.adapters.ffmpeg.test_right_pictures import TWO_TONES, pixels

from mutoscope.adapters.ffmpeg import jail, probe, run
from mutoscope.apps.videos import marks
from mutoscope.core.montage.marking import STAY_S, plan_marked

GREY = "color=c=0x606060:s=360x640:r=15:d={seconds}"
SAID = {
    "title": "It's “quoted”: [in];a,filter='x' %{n}",
    "artist": "@ana",
    "comment": "https://here.example/v/1",
}


def marked(sent: Path, folder: Path) -> Path:
    drawn = marks.draw(
        ["@ana_of_the_sea", "here.example"], min(probe(sent).display_size), folder / "mark.rgba"
    )
    return Path(run(plan_marked(probe(sent), drawn, SAID), folder).outputs[0].path)


def test_the_mark_is_there_and_changes_corners(clip, tmp_path: Path) -> None:
    """Bright letters stand at the top first and at the bottom later; the rest of the picture is untouched."""
    seconds = STAY_S + 1.5
    made = marked(clip(picture=GREY.format(seconds=seconds), seconds=seconds, name="grey.mp4"), tmp_path)
    for at_s, written, bare in (
        (1.0, slice(0, 120), slice(520, 640)),
        (STAY_S + 0.8, slice(520, 640), slice(0, 120)),
    ):
        seen = pixels(made, at_s, size="360:640")
        assert (seen[written] > 200).sum() > 300, "white letters"
        assert np.abs(seen[bare] - 0x60).max() < 12, "nothing here now"
        assert np.abs(seen[200:440] - 0x60).max() < 12, "nor in the middle, ever"
    info = probe(made)
    assert abs(info.duration_ms - seconds * 1000) < 150 and info.audio is not None


def test_words_of_people_are_labels_and_nothing_else(clip, tmp_path: Path) -> None:
    """A caption full of a filter's own signs arrives whole in the file's title."""
    made = marked(clip(picture=GREY.format(seconds=1), seconds=1.0, name="short.mp4"), tmp_path)
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(made), "-f", "ffmetadata", "-"]
    said = subprocess.run(words, capture_output=True, check=True, text=True).stdout
    lines = dict(line.split("=", 1) for line in said.replace("\\", "").splitlines() if "=" in line)
    assert {key: lines.get(key) for key in SAID} == SAID, json.dumps(lines)


@pytest.mark.parametrize(("degrees", "red_is"), [(90, "left"), (180, "bottom")])
def test_a_turned_film_stays_upright(clip, tmp_path: Path, degrees: int, red_is: str) -> None:
    """What a player would turn is turned for good, with the mark upright on it."""
    flat = clip(picture=TWO_TONES, sound="", seconds=1.0)
    sent = tmp_path / "turned.mp4"
    turned = ["-display_rotation", str(degrees), "-i", str(flat), "-c", "copy", str(sent)]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", *turned], check=True)
    made = marked(sent, tmp_path)
    assert probe(made).display_size == probe(sent).display_size and probe(made).video.rotation == 0  # type: ignore[union-attr]
    seen = pixels(made)
    half = {"left": seen[28:, 4:28], "bottom": seen[36:60]}[red_is]
    assert half[..., 0].mean() > half[..., 2].mean() + 80


def test_a_long_handle_fits(tmp_path: Path) -> None:
    """The widest handle there can be, and a long host name, stand whole in a narrow film."""
    for edge in (240, 360, 720):
        drawn = marks.draw(["@" + "w" * 24, "videos.example.org"], edge, tmp_path / "mark.rgba")
        assert (
            drawn.width < 0.9 * edge
            and (tmp_path / "mark.rgba").stat().st_size == 4 * drawn.width * drawn.height
        )
