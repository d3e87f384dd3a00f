"""Music of the demo world: chords, plucks, bells, soft beats, computed from a score of a few words."""

from collections.abc import Callable
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float32]
RATE = 48_000

Layer = Literal["pad", "pluck", "bell", "bass", "beat", "soft_beat", "shimmer"]


class Sound(msgspec.Struct, frozen=True):
    title: str
    beats_per_minute: float
    root: int
    """MIDI number of the key note."""
    scale: tuple[int, ...]
    chords: tuple[int, ...]
    """Degrees of the scale, one chord per four beats."""
    layers: tuple[Layer, ...]
    seed: int


_MAJOR, _MINOR, _LYDIAN = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 6, 7, 9, 11)
_DORIAN = (0, 2, 3, 5, 7, 9, 10)

SOUNDS: dict[str, Sound] = {
    "open-road": Sound("Open road", 104, 50, _MAJOR, (0, 4, 5, 3), ("pad", "pluck", "bass", "soft_beat"), 1),
    "clockwork": Sound(
        "Clockwork", 116, 57, _LYDIAN, (0, 1, 0, 4), ("bell", "pluck", "bass", "soft_beat"), 2
    ),
    "slow-cloth": Sound("Slow cloth", 66, 53, _MAJOR, (0, 5, 3, 4), ("pad", "bell", "shimmer"), 3),
    "harbour": Sound("Harbour", 72, 48, _LYDIAN, (0, 4, 1, 0), ("pad", "pluck", "bass"), 4),
    "first-snow": Sound("First snow", 60, 57, _MINOR, (0, 5, 2, 6), ("pad", "bell", "shimmer"), 5),
    "market-day": Sound("Market day", 98, 55, _MAJOR, (0, 3, 1, 4), ("pluck", "bass", "beat"), 6),
    "night-sky": Sound("Night sky", 64, 50, _DORIAN, (0, 3, 0, 6), ("pad", "shimmer", "bell"), 7),
    "last-bus": Sound("Last bus", 78, 52, _DORIAN, (0, 3, 4, 0), ("pad", "pluck", "bass", "beat"), 8),
    "studio-floor": Sound("Studio floor", 112, 45, _MINOR, (0, 0, 5, 6), ("pluck", "bass", "beat"), 9),
    "glass-garden": Sound(
        "Glass garden", 84, 60, _LYDIAN, (0, 1, 5, 4), ("bell", "pad", "bass", "soft_beat"), 10
    ),
}


def perform(sound: Sound, seconds: float) -> NDArray[np.int16]:
    """``seconds`` of ``sound`` as (samples, 2) at 48 kHz, faded at both ends; the same for the same sound."""
    rng = np.random.default_rng(sound.seed)
    total = int(seconds * RATE)
    dry, wet = np.zeros((total, 2), np.float32), np.zeros((total, 2), np.float32)
    beat = 60 / sound.beats_per_minute
    bars = int(np.ceil(seconds / (4 * beat)))
    for layer in sound.layers:
        voice, echo = _LAYERS[layer]
        voice_rng = np.random.default_rng(rng.integers(1 << 32))
        track = np.zeros((total, 2), np.float32)
        for bar in range(bars):
            voice(track, sound, sound.chords[bar % len(sound.chords)], bar * 4 * beat, beat, voice_rng)
        dry += track
        wet += track * np.float32(echo)
    mix = dry + _room(wet, rng)
    mix *= np.float32(
        0.16 / max(1e-6, float(np.sqrt(np.mean(mix**2))))
    )  # about -16 dB, near the house loudness
    mix = np.tanh(mix * np.float32(1.1)) * np.float32(0.86)
    edge = np.minimum(1, np.minimum(np.arange(total) / (0.03 * RATE), np.arange(total)[::-1] / (0.5 * RATE)))
    out: NDArray[np.int16] = (mix * edge[:, None] * 32_000).astype(np.int16)
    return out


def note(sound: Sound, degree: int, octave: int = 0) -> float:
    """Hertz of a degree of the scale."""
    steps = sound.scale[degree % 7] + 12 * (degree // 7 + octave)
    return float(440 * 2 ** ((sound.root + steps - 69) / 12))


def _add(track: Wave, at: float, wave: Wave, pan: float) -> None:
    start = int(at * RATE)
    wave = wave[: max(0, len(track) - start)]
    if len(wave):
        left, right = np.float32(np.cos((pan + 1) * np.pi / 4)), np.float32(np.sin((pan + 1) * np.pi / 4))
        track[start : start + len(wave), 0] += wave * left
        track[start : start + len(wave), 1] += wave * right


def _tone(hertz: float, seconds: float, harmonics: tuple[float, ...], decay: float) -> Wave:
    """Sum of harmonics; each dies away sooner the higher it is. ``decay`` is in 1/s, 0: it stays."""
    t = np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)
    out = np.zeros_like(t)
    for k, weight in enumerate(harmonics, 1):
        if hertz * k < 16_000:
            out += (
                np.float32(weight)
                * np.sin(np.float32(2 * np.pi * hertz * k) * t)
                * np.exp(-np.float32(decay * k**0.7) * t)
            )
    return out


def _pad(track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator) -> None:
    length = 4 * beat + 0.8
    swell = np.minimum(1, np.arange(int(length * RATE)) / (0.9 * RATE)).astype(np.float32)
    swell *= np.minimum(1, np.arange(int(length * RATE))[::-1] / (0.8 * RATE)).astype(np.float32)
    for i, step in enumerate((0, 2, 4, 6)):
        for detune, pan in ((0.9975, -0.7), (1.0025, 0.7)):
            wave = _tone(note(sound, degree + step) * detune, length, (1, 0.34, 0.16, 0.07), 0)
            _add(track, at, wave * swell * np.float32(0.1 if i < 3 else 0.05), pan)


def _pluck(track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator) -> None:
    pattern = rng.permutation([0, 2, 4, 7, 4, 2, 9, 7])
    for i, step in enumerate(pattern):
        if rng.random() < 0.82:
            wave = _tone(note(sound, degree + int(step), 1), 1.1, (1, 0.5, 0.28, 0.14, 0.08), 4.5)
            _add(
                track,
                at + i * beat / 2,
                wave * np.float32(0.17 * rng.uniform(0.7, 1)),
                float(rng.uniform(-0.5, 0.5)),
            )


def _bell(track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator) -> None:
    for i in range(4):
        if rng.random() < 0.7:
            hertz = note(sound, degree + int(rng.choice([0, 2, 4, 7, 9])), 1)
            t = np.arange(int(2.4 * RATE), dtype=np.float32) / np.float32(RATE)
            ring = np.sin(np.float32(2 * np.pi * hertz * 3.01) * t) * np.exp(-t * 5) * np.float32(1.4)
            wave = np.sin(np.float32(2 * np.pi * hertz) * t + ring) * np.exp(-t * np.float32(1.9))
            late = float(rng.choice([0, 0, 0.5])) * beat
            _add(track, at + i * beat + late, wave * np.float32(0.15), float(rng.uniform(-0.8, 0.8)))


def _bass(track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator) -> None:
    for i, (when, length) in enumerate(((0.0, 1.6), (1.5, 0.6), (2.5, 1.2))):
        wave = _tone(note(sound, degree + (4 if i == 1 else 0), -1), length * beat, (1, 0.35, 0.1), 1.1)
        gate = np.minimum(1, np.arange(len(wave))[::-1] / (0.05 * RATE)) * np.minimum(
            1, np.arange(len(wave)) / 240
        )
        _add(track, at + when * beat, (wave * gate * 0.36).astype(np.float32), 0)


def _kick() -> Wave:
    t = np.arange(int(0.3 * RATE), dtype=np.float32) / np.float32(RATE)
    wave: Wave = np.sin(2 * np.pi * (48 * t + 4.2 * (1 - np.exp(-t * 34)))) * np.exp(-t * 11)
    return wave.astype(np.float32)


def _brush(rng: np.random.Generator, seconds: float, decay: float) -> Wave:
    hiss = rng.normal(0, 1, int(seconds * RATE)).astype(np.float32)
    hiss = np.diff(hiss, prepend=np.float32(0))  # no lows
    out: Wave = hiss * np.exp(-np.arange(len(hiss), dtype=np.float32) / RATE * np.float32(decay))
    return out


def _beat(track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator) -> None:
    for when in (0.0, 1.75, 2.5):
        _add(track, at + when * beat, _kick() * np.float32(0.62), 0)
    for when in (1.0, 3.0):
        _add(track, at + when * beat, _brush(rng, 0.22, 22) * np.float32(0.11), 0.1)
        _add(track, at + when * beat, _tone(190, 0.14, (1, 0.4), 26) * np.float32(0.16), 0)
    for i in range(8):
        swing = 0.07 * beat if i % 2 else 0
        _add(
            track,
            at + i * beat / 2 + swing,
            _brush(rng, 0.07, 70) * np.float32(0.055 if i % 2 else 0.035),
            0.3,
        )


def _soft_beat(
    track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator
) -> None:
    for when in (0.0, 2.0):
        _add(track, at + when * beat, _kick() * np.float32(0.4), 0)
    for i in range(8):
        _add(track, at + i * beat / 2, _brush(rng, 0.05, 90) * np.float32(0.03 if i % 2 else 0.018), -0.25)


def _shimmer(
    track: Wave, sound: Sound, degree: int, at: float, beat: float, rng: np.random.Generator
) -> None:
    for i in range(6):
        wave = _tone(note(sound, degree + int(rng.choice([0, 2, 4])), 2), 2.2, (1, 0.12), 1.3)
        rise = np.minimum(1, np.arange(len(wave)) / (0.35 * RATE)).astype(np.float32)
        _add(track, at + i * beat * 0.66, wave * rise * np.float32(0.045), float(rng.uniform(-1, 1)))


def _room(wet: Wave, rng: np.random.Generator) -> Wave:
    """A soft hall: the sound meets 1.6 s of fading noise, different on each side."""
    length = int(1.6 * RATE)
    size = 1 << (len(wet) + length).bit_length()
    out = np.empty_like(wet)
    fade = np.exp(-np.arange(length) / RATE * 4.2)
    for side in range(2):
        tail = np.convolve(rng.normal(0, 1, length) * fade, np.ones(6) / 6, "same") * 0.012
        out[:, side] = np.fft.irfft(np.fft.rfft(wet[:, side], size) * np.fft.rfft(tail, size), size)[
            : len(wet)
        ]
    return out


_Voice = Callable[[Wave, Sound, int, float, float, np.random.Generator], None]
_LAYERS: dict[str, tuple[_Voice, float]] = {
    "pad": (_pad, 0.7),
    "pluck": (_pluck, 0.9),
    "bell": (_bell, 1.1),
    "bass": (_bass, 0.1),
    "beat": (_beat, 0.25),
    "soft_beat": (_soft_beat, 0.25),
    "shimmer": (_shimmer, 1.3),
}
"""Each voice and how much of it the room answers."""
