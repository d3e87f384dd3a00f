"""From a sent file to something that plays."""

import zlib
from pathlib import Path

import av
import pytest

from mutoscope.adapters.ffmpeg import probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit
from mutoscope.core.units import Refusal


def test_a_compatible_clip_is_remuxed_without_its_metadata(clip, tmp_path: Path) -> None:
    """The same pictures, index first, and nothing that says where or by whom it was filmed."""
    sent = clip("-metadata", "comment=at +48.8584+2.2945/", "-metadata", "location=+48.8584+2.2945/")
    info = probe(sent)
    assert (info.container, info.display_size, info.duration_ms) == ("mp4", (320, 240), 2000)
    assert ladder.can_remux(info, Edit())
    report = run(ladder.plan_remux(info, Edit()), tmp_path)
    made = report.output("remux.mp4")
    assert (made.width, made.height, made.duration_ms) == (320, 240, 2000)
    assert made.codecs.startswith("avc1.") and made.codecs.endswith("mp4a.40.2")
    data = Path(made.path).read_bytes()
    assert b"48.8584" not in data and data.index(b"moov") < data.index(b"mdat")
    assert 0 < made.head_bytes <= made.size
    assert [path.name for path in tmp_path.iterdir()] == ["remux.mp4"]


@pytest.mark.parametrize(
    "kind",
    [
        ("-bf", "3", "-preset", "veryfast"),
        ("-preset", "veryfast", "-x264-params", "nal-hrd=vbr:vbv-maxrate=900:vbv-bufsize=900:aud=1"),
        ("-profile:v", "baseline"),
    ],
    ids=["b-frames", "buffering periods", "baseline"],
)
def test_what_is_written_between_the_pictures_is_gone(clip, tmp_path: Path, kind: tuple[str, ...]) -> None:
    """Settings and places in SEI are not published; every picture stays the same, at the same time."""
    place = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+GPS48.8584N"
    sent = clip(*kind, "-bsf:v", place, name="chatty.mp4")
    before = sent.read_bytes()
    assert b"x264 - core" in before and b"GPS48.8584N" in before
    info = probe(sent)
    made = run(ladder.plan_remux(info, Edit()), tmp_path).output("remux.mp4")
    after = Path(made.path).read_bytes()
    assert b"x264" not in after and b"GPS48.8584N" not in after
    assert pictures(Path(made.path)) == pictures(sent)
    again = probe(Path(made.path)).video
    assert again is not None and info.video is not None
    assert (again.frames, again.max_gop_ms) == (info.video.frames, info.video.max_gop_ms)


@pytest.mark.parametrize("how", ["open-gop=1:bframes=3", "intra-refresh=1"])
def test_where_players_start_by_a_hint_the_picture_is_encoded(clip, tmp_path: Path, how: str) -> None:
    """Without its SEI nobody could seek in such a film, so it is not copied."""
    sent = clip("-preset", "veryfast", "-x264-params", f"{how}:keyint=24:scenecut=0", name="hinted.mp4")
    info = probe(sent)
    assert info.video is not None and info.video.open_gop and not ladder.can_remux(info, Edit())
    made = run(ladder.plan_quick(info, Edit()), tmp_path).output("quick.mp4")
    again = probe(Path(made.path)).video
    assert again is not None and not again.open_gop


def pictures(film: Path) -> list[tuple[float, int]]:
    """When each picture is shown, and the sum of its bytes."""
    with av.open(str(film)) as container:
        shown = container.decode(video=0)
        return [(round(frame.time, 4), zlib.crc32(frame.to_ndarray().tobytes())) for frame in shown]


def test_a_browser_recording_gets_a_quick_rendition(clip, tmp_path: Path) -> None:
    """WebM with VP8 and Opus becomes H.264 and AAC of the same length."""
    sent = clip("-c:v", "libvpx", "-c:a", "libopus", "-deadline", "realtime", name="recorded.webm")
    info = probe(sent)
    assert not ladder.can_remux(info, Edit())
    made = run(ladder.plan_quick(info, Edit()), tmp_path).output("quick.mp4")
    assert (made.width, made.height) == (320, 240)
    assert abs(made.duration_ms - 2000) <= 67
    assert "avc1" in made.codecs and "mp4a" in made.codecs


def test_a_playlist_with_the_name_of_a_video_is_refused(tmp_path: Path) -> None:
    """Text that asks a player to open other files never reaches ffmpeg."""
    liar = tmp_path / "holiday.mp4"
    liar.write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    with pytest.raises(Refusal) as refused:
        probe(liar)
    assert refused.value.code == "a_playlist"
