"""What comes out looks like what went in: upright, in its colours, in time, as loud as everything else."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import distance, frames, jail, poster, probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit

TWO_TONES = "color=c=0xC83C28:s=320x120:r=30:d=1[a];color=c=0x2850B4:s=320x120:r=30:d=1[b];[a][b]vstack"
RED, BLUE = (200, 60, 40), (40, 80, 180)


def pixels(path: Path | str, at_s: float = 0.3, *, matrix: str = "bt709", size: str = "64:64") -> np.ndarray:
    """A decoded picture as any tool would see it: turned upright, read with ``matrix``."""
    scale = f"scale={size}:in_color_matrix={matrix}:flags=area+accurate_rnd,format=rgb24"
    words = [
        "-v",
        "error",
        *(["-ss", str(at_s)] if at_s else []),
        "-i",
        str(path),
        "-vf",
        scale,
        "-frames:v",
        "1",
    ]
    raw = subprocess.run(
        [str(jail.ffmpeg_binary()), *words, "-f", "rawvideo", "-"], capture_output=True, check=True
    ).stdout
    wide, high = map(int, size.split(":"))
    return np.frombuffer(raw, np.uint8).reshape(high, wide, 3).astype(float)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bt709.mp4", ("-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709")),
        ("bt601.mp4", ("-vf", "scale=out_color_matrix=bt601", "-colorspace", "smpte170m")),
        ("untold.mp4", ("-vf", "scale=out_color_matrix=bt601")),
        ("full.mp4", ("-vf", "scale=out_color_matrix=bt709:out_range=full", "-pix_fmt", "yuvj420p",
                      "-colorspace", "bt709")),
        ("ten.mp4", ("-vf", "scale=out_color_matrix=bt709", "-pix_fmt", "yuv420p10le",
                     "-colorspace", "bt709")),
        ("vp9.webm", ("-vf", "scale=out_color_matrix=bt601", "-c:v", "libvpx-vp9", "-deadline", "realtime")),
        ("mpeg4.avi", ("-vf", "scale=out_color_matrix=bt601", "-c:v", "mpeg4", "-q:v", "3")),
        ("camera.avi", ("-vf", "scale=out_color_matrix=bt601:out_range=full", "-c:v", "mjpeg", "-pix_fmt",
                        "yuvj420p", "-q:v", "3")),
    ],
)  # fmt: skip
def test_colours_survive(clip, tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    """Red stays that red and blue that blue, neither green nor washed out, whatever the source's habits."""
    sent = clip(*words, name=name, picture=TWO_TONES, sound="", seconds=1.0)
    info = probe(sent)
    made = run(ladder.plan_quick(info, Edit()), tmp_path).outputs[0]
    seen = pixels(made.path)
    assert np.abs(seen[8:24].mean((0, 1)) - RED).max() < 7, name
    assert np.abs(seen[40:56].mean((0, 1)) - BLUE).max() < 7, name
    shown = poster(info, 300, tmp_path)
    from_jpeg = pixels(shown.path, 0, matrix="bt601")
    assert np.abs(from_jpeg[8:24].mean((0, 1)) - RED).max() < 9, name


@pytest.mark.parametrize(("degrees", "red_is"), [(90, "left"), (180, "bottom"), (270, "right")])
def test_every_rendition_is_upright(clip, tmp_path: Path, degrees: int, red_is: str) -> None:
    """A film that must be turned is turned: in the remux by its matrix, in the quick one for good."""
    flat = clip(picture=TWO_TONES, sound="", seconds=1.0)
    sent = tmp_path / "turned.mp4"
    turned = ["-display_rotation", str(degrees), "-i", str(flat), "-c", "copy", str(sent)]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", *turned], check=True)
    info = probe(sent)
    assert info.display_size == ((240, 320) if degrees != 180 else (320, 240))
    for plan in (ladder.plan_remux(info, Edit()), ladder.plan_quick(info, Edit())):
        made = run(plan, tmp_path).outputs[0]
        assert (made.width, made.height) == info.display_size
        seen = pixels(made.path, matrix="bt601" if plan.purpose == "remux" else "bt709")
        half = {"left": seen[:, 4:28], "right": seen[:, 36:60], "bottom": seen[36:60]}[red_is]
        assert np.abs(half.mean((0, 1)) - RED).max() < 12


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_looks_are_hashed_as_they_are_shown(clip, tmp_path: Path, degrees: int) -> None:
    """A film that players turn looks like its copy that was turned for good."""
    flat = clip(picture="mandelbrot=s=320x240:r=30,trim=duration=2", sound="")
    sent = tmp_path / "turned.mp4"
    turned = ["-display_rotation", str(degrees), "-i", str(flat), "-c", "copy", str(sent)]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", *turned], check=True)
    info = probe(sent)
    copy = probe(Path(run(ladder.plan_quick(info, Edit()), tmp_path).outputs[0].path))
    assert info.looks and copy.looks
    assert distance(info.looks[0].pdq, copy.looks[0].pdq) <= 31
    assert distance(info.looks[0].pdq, probe(flat).looks[0].pdq) > 31


def test_a_trim_is_exact_to_the_picture(clip, tmp_path: Path) -> None:
    """The first picture kept is the one asked for: brightness counts the pictures."""
    counting = "color=c=black:s=64x64:r=30:d=3,geq=lum='16+N*2':cb=128:cr=128"
    info = probe(clip(picture=counting, name="count.mp4", seconds=3.0))
    made = run(ladder.plan_quick(info, Edit(trim_start_ms=1000, trim_end_ms=2000)), tmp_path).outputs[0]
    assert abs(made.duration_ms - 1000) <= 34
    first = pixels(made.path, 0).mean()
    assert abs(first - 30 * 2 * 255 / 219) < 2


def test_loudness_comes_out_at_the_target(clip, tmp_path: Path) -> None:
    """Quiet and loud sources both end near -14 LUFS, below -1 dB true peak."""
    for volume in (0.02, 1.0):
        sound = f"anoisesrc=c=pink:r=48000:a={volume}:seed=7"
        info = probe(clip(sound=sound, seconds=5.0, picture="color=s=64x64:r=10:d=5"))
        measured = run(ladder.plan_loudness(info, Edit()), tmp_path).loudness
        assert measured is not None
        run(ladder.plan_ladder(info, Edit(), measured), tmp_path)
        after = run(ladder.plan_loudness(probe(tmp_path / "64.mp4"), Edit()), tmp_path).loudness
        assert after is not None and after.peak_db <= -1.0
        reach = min(-14.0, measured.lufs + 15)
        assert abs(after.lufs - reach) < 1.2, (volume, measured, after)


def test_surround_becomes_stereo_and_silence_stays_absent(clip, tmp_path: Path) -> None:
    """5.1 is mixed down, mono widened; a clip without a sound track gets none."""
    surround = probe(clip("-ac", "6", name="surround.mp4"))
    report = run(ladder.plan_remux(surround, Edit()), tmp_path)
    made = probe(Path(report.outputs[0].path))
    assert made.audio is not None and made.audio.channels == 2 and made.audio.codec == "aac"
    mute = probe(clip(sound="", name="mute.mp4"))
    assert mute.audio is None
    report = run(ladder.plan_ladder(mute, Edit(), None), tmp_path)
    assert report.outputs[0].codecs.startswith("avc1") and "mp4a" not in report.outputs[0].codecs


def test_the_sound_alone_can_be_taken(clip, tmp_path: Path) -> None:
    """An M4A of the kept part, index first."""
    info = probe(clip())
    made = run(ladder.plan_sound(info, Edit(trim_start_ms=500)), tmp_path).output("sound.m4a")
    assert made.codecs == "mp4a.40.2" and abs(made.duration_ms - 1500) < 60 and made.width == 0


def test_the_poster_skips_black_and_hashes_recognise(clip, tmp_path: Path) -> None:
    """The first picture that shows something; a re-encoded copy is recognised, another film is not."""
    fade = "testsrc2=s=320x240:r=30:d=2,fade=t=in:st=0.5:d=0.2"
    info = probe(clip(picture=fade, sound="", name="fade.mp4"))
    chosen = poster(info, -1, tmp_path)
    assert pixels(chosen.path, 0, matrix="bt601").mean() > 20
    assert len(chosen.blurhash) == 4 + 2 * 12 and chosen.pdq.quality > 30
    small = probe(clip("-s", "240x180", "-crf", "34", picture=fade, sound="", name="copy.mp4"))
    other = probe(clip("-t", "1", picture="mandelbrot=s=320x240:r=30", sound="", name="other.mp4"))
    one, same, different = (frames(each, (900,), tmp_path)[0].pdq.hex for each in (info, small, other))
    assert distance(one, same) <= 31 < distance(one, different)
    black = probe(clip(picture="color=c=black:s=320x240:r=30:d=1", sound="", name="black.mp4"))
    assert Path(poster(black, -1, tmp_path).path).stat().st_size > 0


def test_a_slow_fade_in_gets_a_cover_with_something_on_it(clip, tmp_path: Path) -> None:
    """The first picture that is not quite black says nothing; a later one does, if there is a later one."""
    slow = "testsrc2=s=320x240:r=30:d=6,fade=t=in:st=0:d=2"
    for name, distance_of_keys in (("often", "30"), ("once", "250")):
        info = probe(clip("-g", distance_of_keys, picture=slow, sound="", name=f"{name}.mp4"))
        chosen = poster(info, -1, tmp_path)
        shown = pixels(chosen.path, 0, matrix="bt601")
        assert shown.mean() > 60 and chosen.pdq.quality >= 50, name
        assert [path.name for path in tmp_path.iterdir()] == ["poster.jpg"]


def test_a_film_that_only_fades_in_gets_its_bright_end(clip, tmp_path: Path) -> None:
    """One keyframe, black, and dark for long: a look past the middle finds the picture."""
    dim = "testsrc2=s=320x240:r=30:d=2,eq=brightness=-0.15,fade=t=in:st=0.2:d=1.8"
    info = probe(clip("-g", "250", picture=dim, sound="", name="dim.mp4"))
    assert pixels(poster(info, -1, tmp_path).path, 0, matrix="bt601").mean() > 45


def test_a_cover_never_shows_what_was_cut_away(clip, tmp_path: Path) -> None:
    """Neither the keyframe before the cut nor anything behind its end."""
    red_then_blue = "color=red:s=320x240:r=30:d=3[a];color=blue:s=320x240:r=30:d=3[b];[a][b]concat"
    info = probe(clip("-g", "250", "-sc_threshold", "0", picture=red_then_blue, sound="", name="two.mp4"))
    blue = pixels(poster(info, -1, tmp_path, kept_ms=(3200, 0)).path, 0, matrix="bt601")
    assert blue[..., 0].mean() < 60 < blue[..., 2].mean()


def test_covers_are_spread_over_the_film(clip, tmp_path: Path) -> None:
    """As many as asked for, in order, small."""
    choices = frames(probe(clip(sound="")), 6, tmp_path)
    assert [choice.at_ms for choice in choices] == sorted(choice.at_ms for choice in choices)
    assert len(choices) == 6 and choices[0].height == 180
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".jpg"] * 6


def test_combed_and_oddly_sized_pictures_become_whole(clip, tmp_path: Path) -> None:
    """Interlaced film is detected; 161 by 121 becomes even; wide pixels become square."""
    combed = probe(clip("-flags", "+ilme+ildct", "-x264opts", "tff=1", picture="testsrc2=s=320x240:r=25:d=1",
                        sound="", name="combed.mp4"))  # fmt: skip
    assert combed.video is not None and combed.video.interlaced
    odd = probe(clip("-c:v", "libvpx", picture="testsrc2=s=161x121:r=30:d=0.5", sound="", name="odd.webm"))
    wide = probe(clip("-vf", "setsar=2", picture="testsrc2=s=160x120:r=30:d=0.5", sound="", name="wide.mp4"))
    sizes = []
    for info in (combed, odd, wide):
        made = run(ladder.plan_quick(info, Edit()), tmp_path).outputs[0]
        sizes.append((made.width, made.height))
    assert sizes == [(320, 240), (160, 120), (320, 120)]
