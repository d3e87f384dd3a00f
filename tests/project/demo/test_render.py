"""A demo clip as a file: what a good phone would send."""

from pathlib import Path

import av
import msgspec
import pytest

from mutoscope.project.demo.catalogue import CLIPS
from mutoscope.project.demo.render import render


def test_a_clip_becomes_a_file_that_needs_no_conversion(tmp_path: Path) -> None:
    """H.264 High and AAC, 720 x 1280 at 30, bt709, index first, as long as promised."""
    clip = msgspec.structs.replace(CLIPS[0], seconds=1.5)
    render(clip, tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert (video.codec.name, video.width, video.height, video.average_rate) == ("h264", 720, 1280, 30)
        assert video.pix_fmt == "yuv420p" and video.codec_context.colorspace == 1 and video.frames == 45
        assert audio.codec.name == "aac" and audio.rate == 48_000
        assert abs(file.duration / 1e6 - 1.5) < 0.08
    head = (tmp_path / "clip.mp4").read_bytes()[:4096]
    assert head.index(b"moov") < 64
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_a_clip_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When ffmpeg refuses, the reason is raised and no half file stays behind."""
    monkeypatch.setattr("mutoscope.project.demo.titles._HEAD", "not a script")
    clip = msgspec.structs.replace(CLIPS[0], seconds=0.5)
    with pytest.raises(RuntimeError, match="could not make"):
        render(clip, tmp_path / "clip.mp4")
    assert list(tmp_path.iterdir()) == []
