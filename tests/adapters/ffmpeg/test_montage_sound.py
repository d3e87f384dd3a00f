"""What a montage sounds like: when, how loud, and at which speed."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import jail, probe, run
from mutoscope.core.montage.compiling import Chunk, Film, Listen, MaterialInfo, compile_montage
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Join,
    Key,
    Listening,
    Material,
    Mix,
    Montage,
    Sounding,
    Speed,
    Track,
)
from mutoscope.core.montage.timing import pace_of

RATE, FPS = 48_000, 30
CLICKS = "aevalsrc=exprs='0.8*sin(2*PI*2000*t)*lt(mod(t,0.5),0.01)':s=48000"
"""Ten thousandths of a second of a tone, every half second."""
CLICK, TONE = Material("upload", "a" * 13), Material("upload", "b" * 13)
BLACK = "color=black:s=64x64:r=30:d={}"


@pytest.fixture
def materials(clip):
    """Six seconds of clicks, six of a tone of one amplitude."""
    tone = "aevalsrc=exprs='0.25*sin(2*PI*441*t)':s=44100"
    made = {
        CLICK: clip("-c:a", "flac", picture=BLACK.format(6), sound=CLICKS, seconds=6.0, name="click.mkv"),
        TONE: clip("-c:a", "flac", picture=BLACK.format(6), sound=tone, seconds=6.0, name="tone.mkv"),
    }
    return {material: MaterialInfo(str(path), probe(path)) for material, path in made.items()}


def heard(tracks: tuple[Track, ...], materials, folder: Path, mix: Mix = Mix(0), target=None) -> np.ndarray:
    """The samples of the film that is made of ``tracks``, of the left side."""
    made = Montage(SCHEMA, Canvas(144, 144, FPS), tracks, mix=mix)
    report = run(compile_montage(made, materials, target or Film()), folder)
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", report.outputs[0].path]
    words += ["-af", "pan=mono|c0=c0", "-f", "f32le", "-ar", str(RATE), "-"]
    return np.frombuffer(subprocess.run(words, capture_output=True, check=True).stdout, np.float32)


def level(samples: np.ndarray, picture: float) -> float:
    """Amplitude of the tone around the middle of a picture, of 0.25."""
    at = int(picture * RATE / FPS)
    return float(np.sqrt(2 * np.mean(samples[max(0, at - 400) : at + 400] ** 2)) / 0.25)


def listening(start: int, length: int, material: Material = TONE, **more: object) -> Clip:
    sounding = more.pop("sounding", Sounding())
    keys = more.pop("keys", {})
    return Clip(f"c{start}", start, length, Listening(material, **more), sounding=sounding, keys=keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speed", "content"),
    [
        ((Speed(0, 800),), {}),
        ((Speed(0, 2000),), {}),
        ((Speed(0, 500), Speed(10_000, 2500)), {}),
        ((Speed(0, 500), Speed(10_000, 2500)), {"keep_pitch": False}),
        ((Speed(0, 2000), Speed(5_000, 500)), {"backwards": True}),
    ],
)
def test_sound_keeps_to_the_picture_at_any_speed(materials, tmp_path: Path, speed, content) -> None:
    """Every click is heard within 5 ms of when the curve of speed says."""
    length, begins = 90, 20
    footage = Footage(CLICK, begins, speed=speed, **content)
    samples = heard((Track("t", "main", (Clip("c", 0, length, footage),)),), materials, tmp_path)
    pace, checked = pace_of(speed, length), 0
    for number in range(12):
        used = (number * 0.5 + 0.005) * FPS - begins
        k = pace.seen(pace.used(length) - used if content.get("backwards") else used)
        if 4 < k < length - 4:
            at, reach = k / FPS * RATE, min(3000, 0.2 * RATE / pace.rate(k))
            near = samples[int(at - reach) : int(at + reach)] ** 2
            middle = int(at - reach) + (near * np.arange(len(near))).sum() / near.sum()
            assert abs(middle - at) < 0.005 * RATE, (number, (middle - at) / 48)
            checked += 1
    assert checked >= 3


def test_volume_fades_and_keys(materials, tmp_path: Path) -> None:
    """A gain, times linear fades, times the track's; keys count instead of the gain, linear between."""
    plain = listening(0, 60, sounding=Sounding(500, fade_in=20, fade_out=30))
    keyed = listening(60, 40, keys={"volume": (Key(0, 0), Key(20, 1000), Key(30, 1000), Key(40, 200))})
    samples = heard((Track("t", "sound", (plain, keyed), volume=800),), materials, tmp_path)
    wanted = {10: 0.2, 25: 0.4, 45: 0.2, 57: 0.04, 70: 0.4, 85: 0.8, 95: 0.48}
    assert {at: round(level(samples, at), 2) for at in wanted} == pytest.approx(wanted, abs=0.03)


def test_a_chunk_sounds_as_the_film_does_there(materials, tmp_path: Path) -> None:
    """In the middle of a fade, too."""
    tracks = (Track("t", "sound", (listening(0, 90, sounding=Sounding(fade_in=60)),)),)
    whole = heard(tracks, materials, tmp_path)
    part = heard(tracks, materials, tmp_path, target=Chunk(20, 60, edge=144))
    assert [level(part, at) for at in (5, 20, 35)] == pytest.approx(
        [level(whole, 20 + at) for at in (5, 20, 35)], abs=0.02
    )


def test_joined_sounds_fade_across_with_equal_power(materials, tmp_path: Path) -> None:
    """In the middle each is at 0.71, and before and after one of them is whole."""
    one, other = listening(0, 40), listening(40, 40, CLICK, source_in=3)
    track = Track("t", "sound", (one, other), joins=(Join("c0", "fade", 20),))
    samples = heard((track,), materials, tmp_path)
    assert [round(level(samples, at), 2) for at in (20, 40.3, 57)] == pytest.approx([1, 0.71, 0], abs=0.06)


def test_music_gives_way_to_a_voice_by_so_many_decibels(materials, tmp_path: Path) -> None:
    """12 dB lower while the voice speaks, and back afterwards; without a voice nothing happens."""
    music = Track("m", "sound", (listening(0, 150),), use="music")
    voice = Track("v", "sound", (Clip("v", 45, 45, Listening(TONE, 7), sounding=Sounding(100)),), use="voice")
    mix = Mix(0, duck=12)
    samples = heard((music, voice), materials, tmp_path, mix)
    alone = heard((music,), materials, tmp_path, mix)
    assert level(samples, 20) == pytest.approx(1, abs=0.03) and level(alone, 60) == pytest.approx(1, abs=0.03)
    assert 0.1 < level(samples, 75) < 0.4, "a quarter, and the voice itself"
    assert level(samples, 140) == pytest.approx(1, abs=0.05)


def test_the_whole_is_brought_to_its_loudness(materials, tmp_path: Path) -> None:
    """What was measured says the gain; what would be too loud is held below the ceiling."""
    tracks = (Track("t", "sound", (listening(0, 120, sounding=Sounding(300)),)),)
    made = Montage(SCHEMA, Canvas(144, 144, FPS), tracks)
    listened = run(compile_montage(made, materials, Listen()), tmp_path).loudness
    assert listened is not None
    film = run(compile_montage(made, materials, Film(loudness=listened)), tmp_path)
    path = Path(film.outputs[0].path)
    again = {TONE: MaterialInfo(str(path), probe(path))}
    check = Montage(SCHEMA, Canvas(144, 144, FPS), (Track("t", "sound", (listening(0, 120),)),))
    final = run(compile_montage(check, again, Listen()), tmp_path).loudness
    assert final is not None and abs(final.lufs - -14) < 0.5, (listened, final)
    loud = heard(
        (Track("t", "sound", (listening(0, 60, sounding=Sounding(4000)),), volume=2000),), materials, tmp_path
    )
    assert np.abs(loud[2000:]).max() < 0.85
