"""From a sent file to something that plays."""

from pathlib import Path

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
