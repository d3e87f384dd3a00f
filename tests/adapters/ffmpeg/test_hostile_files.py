"""Whatever is sent: accepted and right, or refused with a code and a sentence. Nothing stays behind."""

import os
from pathlib import Path

import pytest
from tests.adapters.ffmpeg import hostile

from mutoscope.adapters.ffmpeg import Fault, image, probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.limits import Limits
from mutoscope.core.montage.plan import Edit
from mutoscope.core.units import Refusal


def outcome(sent: Path, out: Path) -> str:
    """ "playable", or the code of the refusal; leftovers and children are failures."""
    try:
        info = probe(sent)
        fits = ladder.can_remux(info, Edit())
        plan = ladder.plan_remux(info, Edit()) if fits else ladder.plan_quick(info, Edit())
        made = run(plan, out).outputs[0]
        assert (
            made.size > 0
            and abs(made.duration_ms - info.duration_ms) <= plan.outputs[0].expected.tolerance_ms
        )
        Path(made.path).unlink()
        return "playable"
    except Refusal as refused:
        assert refused.code and str(refused).endswith(".") and "%" not in str(refused)
        return refused.code
    finally:
        assert not out.exists() or not list(out.iterdir()), "something stayed behind"
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("name", hostile.DISGUISES)
def test_a_disguise_is_refused(name: str, tmp_path: Path) -> None:
    """Playlists, drawings, scripts and empty shells named .mp4."""
    assert outcome(hostile.put(tmp_path, hostile.DISGUISES[name]), tmp_path / "out") != "playable"


def test_lies_in_the_index_end_well(clip, tmp_path: Path) -> None:
    """Sizes and counts of two thousand million, hours that are not there, cuts: no crash, no hang."""
    honest = clip("-movflags", "+faststart").read_bytes()
    ends = {name: outcome(hostile.put(tmp_path, lie), tmp_path / "out") for name, lie in hostile.lies(honest)}
    assert ends["cut after the index"] == "damaged"
    assert set(ends.values()) <= {"playable", "damaged", "too_long", "too_large_picture", "too_demanding"}


def test_a_torn_file_that_grows_a_stream_ends_well(clip, tmp_path: Path) -> None:
    """One wrong length, and half a picture is read as tags of streams that the head never named."""
    film = clip("-c:a", "aac", name="torn.flv", seconds=0.5).read_bytes()
    lengths = [at + 1 for at in hostile.flv_pictures(film)]
    for at in (lengths[0], lengths[1], lengths[-2]):
        longer = int.from_bytes(film[at : at + 3], "big") + 124
        torn = hostile.patched(film, at, longer.to_bytes(3, "big"))
        assert outcome(hostile.put(tmp_path, torn), tmp_path / "out") in ("damaged", "playable")


@pytest.mark.parametrize("side", [30_000, 65_535])
def test_a_picture_too_large_to_decode_is_refused(clip, tmp_path: Path, side: int) -> None:
    """JPEG pictures that claim a thousand million pixels never get the memory."""
    small = clip("-c:v", "mjpeg", name="small.avi", sound="", seconds=0.2).read_bytes()
    sent = hostile.put(tmp_path, hostile.huge_jpegs(small, side, side))
    assert outcome(sent, tmp_path / "out") in ("damaged", "too_large_picture")


def test_limits_are_refused_in_words(clip, tmp_path: Path) -> None:
    """Too long, too large, too many tracks, sound only, empty: each has its own sentence."""
    sent = clip()
    many = clip(*(["-map", "0:v"] * 26), "-c:v", "mjpeg", sound="", seconds=0.2, name="many.mkv")
    long = clip("-r", "1/100", picture="color=s=64x64:r=1/100:d=4000", sound="", name="hours.mp4")
    nothing = tmp_path / "nothing"
    nothing.touch()
    for file, limits, code in (
        (sent, Limits(max_seconds=1), "too_long"),
        (sent, Limits(max_bytes=1000), "too_large"),
        (sent, Limits(max_frames=20), "too_many_frames"),
        (many, Limits(), "too_many_streams"),
        (long, Limits(), "too_long"),
        (nothing, Limits(), "empty_file"),
    ):
        with pytest.raises(Refusal) as refused:
            probe(file, limits)
        assert refused.value.code == code
        assert "%" not in str(refused.value)


def test_a_codec_that_is_not_on_the_list_is_named(clip) -> None:
    """Rare decoders never run for strangers; the sentence says which one and what to do."""
    with pytest.raises(Refusal) as refused:
        probe(clip("-c:v", "ffv1", name="rare.mkv", sound="", seconds=0.2))
    assert refused.value.code == "unsupported_codec" and "ffv1" in str(refused.value)


def test_a_thousand_pictures_a_second_become_sixty(clip, tmp_path: Path) -> None:
    """Accepted, at a rate that players like."""
    sent = clip("-r", "1000", picture="testsrc2=s=64x64:r=1000:d=0.5", sound="", name="quick.mp4")
    made = run(ladder.plan_quick(probe(sent), Edit()), tmp_path).outputs[0]
    assert abs(made.duration_ms - 500) <= 34


@pytest.mark.slow
def test_seeded_damage_ends_well(clip, tmp_path: Path) -> None:
    """A dozen accidents of each kind of file; the thousand are in bin/soak."""
    for name, words in (
        ("a.mp4", ()),
        ("b.webm", ("-c:v", "libvpx", "-c:a", "libopus", "-deadline", "realtime")),
    ):
        honest = clip(*words, name=name, seconds=0.5).read_bytes()
        for seed in range(8):
            try:
                outcome(hostile.put(tmp_path, hostile.damaged(honest, seed)), tmp_path / "out")
            except Fault as fault:
                raise AssertionError(f"{name}, seed {seed}") from fault


def test_a_picture_bomb_is_refused_and_a_portrait_is_not() -> None:
    """Some kilobytes that would become 144 million pixels; and a small honest one, upright and bare."""
    with pytest.raises(Refusal) as refused:
        image.reencode(hostile.huge_png(12_000), 512)
    assert refused.value.code == "too_large_picture"
    drawn = image.reencode(hostile.huge_png(64), 32)
    assert drawn.startswith(b"RIFF") and b"WEBP" in drawn[:16]
    for junk in (b"GIF89a", b"not a picture", b"<svg/>", hostile.huge_png(64)[:50]):
        with pytest.raises(Refusal) as refused:
            image.reencode(junk, 512)
        assert refused.value.code == "not_a_picture"
