"""The demo world as data: whole, playable, and in words that fit."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from mutoscope.project.demo import music, titles
from mutoscope.project.demo.catalogue import CLIPS, CREATORS, FIRST, Clip
from mutoscope.project.demo.palettes import STOPS
from mutoscope.project.demo.render import FONTS
from mutoscope.project.demo.scenes import SCENES


def test_twelve_creators_share_forty_clips() -> None:
    """Every creator has at least three clips, and the first eight come from eight people."""
    assert len(CREATORS) == 12 and len(CLIPS) == 40
    by_creator = Counter(clip.creator for clip in CLIPS)
    assert set(by_creator) == {creator.handle for creator in CREATORS}
    assert min(by_creator.values()) >= 3
    assert len({clip.creator for clip in CLIPS[:FIRST]}) == FIRST


def test_every_clip_can_be_made() -> None:
    """Scenes, palettes and sounds that clips name exist; keys are unique; captions carry tags."""
    assert len({clip.key for clip in CLIPS}) == len(CLIPS)
    for clip in CLIPS:
        assert clip.scene in SCENES and clip.palette in STOPS and clip.sound in music.SOUNDS, clip.key
        assert 5 <= clip.seconds <= 20, clip.key
        assert "#" in clip.caption and len(clip.caption) < 150, clip.key
    assert CLIPS[0].seconds <= 6, "the first clip must be quick to make"
    assert all(creator.motif in SCENES and creator.palette in STOPS for creator in CREATORS)


def test_sounds_are_shared() -> None:
    """Several clips use one sound, so that a sound's page has something to show."""
    assert max(Counter(clip.sound for clip in CLIPS).values()) >= 3


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_the_same_for_the_same_seed(name: str) -> None:
    """Two runs give equal frames, portrait, moving and not flat."""
    once = [frame.copy() for frame in SCENES[name](np.random.default_rng(3), 6, "dusk")]
    again = list(SCENES[name](np.random.default_rng(3), 6, "dusk"))
    assert len(once) == 6
    for frame, same in zip(once, again, strict=True):
        assert frame.dtype == np.uint8 and frame.shape[0] * 9 == frame.shape[1] * 16
        assert np.array_equal(frame, same)
    assert not np.array_equal(once[0], once[-1])
    assert once[-1].std() > 3


def test_music_is_repeatable_and_neither_silent_nor_clipped() -> None:
    """The same sound twice is the same samples; peaks stay inside, the middle is audible."""
    sound = music.SOUNDS["last-bus"]
    once, again = music.perform(sound, 3), music.perform(sound, 3)
    assert np.array_equal(once, again) and once.shape == (3 * music.RATE, 2)
    assert np.abs(once).max() < 32_000
    assert np.sqrt(np.mean((once[music.RATE : 2 * music.RATE] / 32_768.0) ** 2)) > 0.03


def test_titles_cannot_open_a_tag() -> None:
    """Braces and backslashes of a text are shown or replaced, never obeyed."""
    clip = Clip("k", "velovert", "silk", "dusk", 1, 6, "harbour", "title", ("{\\fs900}big\\N",), "#x")
    shown = [
        line.split(",,", 2)[2] for line in titles.script(clip).splitlines() if line.startswith("Dialogue")
    ]
    assert all(re.fullmatch(r"\{[^{}]*\}[^{}\\]*", text) for text in shown)


def test_every_font_is_shipped(tmp_path: Path) -> None:
    """libass finds each named font in our folder, not on the machine; every glyph of the texts is in it."""
    (tmp_path / "fonts").symlink_to(FONTS)
    everything = [titles.script(clip).replace("\\fad(600,500)", "") for clip in CLIPS]
    head = everything[0].split("Dialogue", 1)[0]
    events = [line for script in everything for line in script.splitlines() if line.startswith("Dialogue: 1")]
    at_once = [re.sub(r"1,[\d:.]+,[\d:.]+", "1,0:00:00.00,0:00:09.00", line, count=1) for line in events]
    (tmp_path / "t.ass").write_text(head + "\n".join(at_once) + "\n", "utf-8")
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "verbose", "-f", "lavfi"]
    argv += [
        "-i",
        "color=black:s=72x128:d=1",
        "-vf",
        "ass=t.ass:fontsdir=fonts",
        "-frames:v",
        "1",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=True).stderr
    chosen = set(re.findall(r"fontselect: \(.*?\) -> (\S+),", said))
    assert len(chosen) >= 5 and not any("/" in font for font in chosen), chosen
