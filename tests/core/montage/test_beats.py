"""Beats found in sounds whose beats are known."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest
from tests.montage import sounds

from mutoscope.core.montage.beats import beats_of
from mutoscope.core.montage.proxies import SAMPLE_RATE as PROXY_RATE

RATE = 16_000
Sound = npt.NDArray[np.int16]


def drum(bpm: float, seconds: float, first: float = 0.3, noise: float = 0.0, late: float = 0.0) -> Sound:
    """A kick on every beat, a lighter hat between, each up to ``late`` seconds off, in noise."""
    dice = np.random.default_rng(7)
    sound = dice.normal(0, noise, round(seconds * RATE))
    for place in range(int((seconds - first) * bpm / 30)):
        at = first + place * 30 / bpm + dice.uniform(-late, late)
        on_beat = place % 2 == 0
        begin, length = round(at * RATE), round(0.12 * RATE)
        t = np.arange(length) / RATE
        hit = np.sin(2 * np.pi * (60 if on_beat else 4000) * t) * np.exp(-t * (25 if on_beat else 90))
        end = min(len(sound), begin + length)
        if begin < end:
            sound[begin:end] += (0.8 if on_beat else 0.25) * hit[: end - begin]
    return (np.clip(sound, -1, 1) * 32_000).astype(np.int16)


@pytest.mark.parametrize("bpm", [72, 90, 100, 120, 128, 140, 160])
def test_the_beats_of_a_drum_are_found(bpm: float) -> None:
    """Nearly all of them, within a twentieth of a second, and at the drum's own tempo."""
    found = beats_of(drum(bpm, 20, noise=0.01, late=0.005), RATE)
    assert found.bpm == pytest.approx(bpm, rel=0.02)
    truth = np.arange(0.3, 20, 60 / bpm)
    off = np.abs(np.array(found.at)[:, None] - truth[None, :])
    assert np.mean(off.min(axis=0) < 0.05) > 0.9, "beats that were missed"
    assert np.mean(off.min(axis=1) < 0.05) > 0.9, "beats that are none"


def test_beats_do_not_drift_from_what_is_heard() -> None:
    """At the rate at which materials are listened to, where no step is a whole hundredth of a second, too."""
    drums = {"what": "strokes", "bpm": 120, "first": 0.3, "hz": 60, "decay": 25, "level": 0.8}
    heard = sounds.sound({"rate": PROXY_RATE, "seconds": 60, "parts": [drums]})
    found = np.array(beats_of(heard, PROXY_RATE).at)
    truth = np.arange(0.3, 59.5, 0.5)
    assert np.abs(found[:, None] - truth[None, :]).min(axis=0).max() < 0.02


@pytest.mark.parametrize("told", json.loads(sounds.FILE.read_text("utf-8")), ids=lambda told: told["says"])
def test_the_beats_that_browsers_find(told: dict[str, Any]) -> None:
    """``beats.json`` says what is found here; vitest holds the browser's own code to it."""
    found = beats_of(sounds.sound(told), told["rate"])
    assert found.at == pytest.approx(told["at"], abs=0.01)
    assert found.bpm == pytest.approx(told["bpm"], abs=0.05)


def test_a_tempo_that_slows_down_is_followed() -> None:
    """From 120 to 110: a row keeps to what it hears, not to one number."""
    sound = np.concatenate([drum(120, 10.3), drum(115, 10.2), drum(110, 10)])
    found = np.array(beats_of(sound, RATE).at)
    early, late = (np.median(np.diff(found[(found > a) & (found < b)])) for a, b in ((1, 9), (22, 30)))
    assert 60 / early == pytest.approx(120, abs=2)
    assert 60 / late == pytest.approx(110, abs=2)


def test_what_does_not_beat_has_no_beats() -> None:
    """Silence, noise, a single tone, next to nothing."""
    dice = np.random.default_rng(3)
    silence = np.zeros(10 * RATE, np.int16)
    noise = dice.normal(0, 3000, 20 * RATE).astype(np.int16)
    tone = (np.sin(np.arange(10 * RATE) * 0.2) * 9000).astype(np.int16)
    for sound in (silence, noise, tone, silence[:10], np.zeros(0, np.int16)):
        assert beats_of(sound, RATE).at == ()


def test_beats_come_in_order_and_within_the_sound() -> None:
    """Loud to the very ends, at an odd rate."""
    sound = drum(150, 8, first=0.0)
    found = beats_of(sound, 15_999).at
    assert list(found) == sorted(set(found))
    assert found[0] >= 0 and found[-1] <= len(sound) / 15_999


def decoded(path: Path) -> Sound:
    """One channel of a file at ``RATE``."""
    with av.open(str(path)) as opened:
        to_mono = av.AudioResampler("s16", "mono", RATE)
        frames = [to_mono.resample(frame) for frame in opened.decode(audio=0)]
        parts = [part.to_ndarray()[0] for each in [*frames, to_mono.resample(None)] for part in each]
    return np.concatenate(parts)


@pytest.mark.shared_media
def test_music_beats_and_speech_does_not(shared_media: Callable[[str], Path]) -> None:
    """A piece whose tempo is known, about 129; somebody reading; a bird."""
    music = beats_of(decoded(shared_media("audio/librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg")), RATE)
    assert music.bpm == pytest.approx(129.2, abs=1.5)
    for name in (
        "librosa__5703-47212-0000.hq.ogg",
        "librosa__456440__inspectorj__bird-whistling-robin-single-13.hq.ogg",
    ):
        assert beats_of(decoded(shared_media(f"audio/{name}")), RATE).at == ()


def test_a_sound_that_is_shorter_than_a_beat_has_none() -> None:
    assert beats_of(np.full(7_350, 900, np.int16), 22_050).at == ()
