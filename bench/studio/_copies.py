"""Made-up films, each unlike every other, and what people do to a film before they send it again."""

import subprocess
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench._media import bare
from mutoscope.adapters.ffmpeg import jail

WIDE, HIGH, FPS, RATE = 180, 320, 12, 22_050
CHANGED: dict[str, list[str]] = {
    "encoded again, smaller": ["-vf", "scale=120:-2,fps=10", "-crf", "33", "-b:a", "48k"],
    "brighter, more colour": ["-vf", "eq=brightness=0.06:saturation=1.5:contrast=1.1", "-crf", "28"],
    "letterboxed": ["-vf", "scale=-2:200,pad=320:320:(ow-iw)/2:(oh-ih)/2:black", "-crf", "28"],
    "text over it": ["-vf", "drawbox=y=ih*0.78:h=ih*0.12:w=iw:color=white:t=fill", "-crf", "28"],
    "cropped by a tenth": ["-vf", "crop=iw*0.9:ih*0.9,scale=180:320", "-crf", "28"],
    "a third of it": ["-ss", "5", "-t", "6", "-crf", "28"],
    "mirrored": ["-vf", "hflip", "-crf", "28"],
    "sound swapped": ["-crf", "28"],
    "no sound": ["-an", "-crf", "28"],
    "mirrored, sound swapped": ["-vf", "hflip", "-crf", "28"],
    "faster by a twentieth": ["-vf", "setpts=PTS/1.05", "-af", "atempo=1.05", "-crf", "28"],
}
NOISES = {
    "a quiet room": "anoisesrc=c=white:a=0.003:r=44100:s={seed}",
    "rain": "anoisesrc=c=white:a=0.1:r=44100:s={seed}",
    "a waterfall": "anoisesrc=c=pink:a=0.3:r=44100:s={seed}",
    "wind": "anoisesrc=c=brown:a=0.5:r=44100:s={seed}",
    "a radio": "anoisesrc=c=white:a=0.3:r=44100:s={seed},highpass=300,lowpass=3000",
    "waves": "anoisesrc=c=white:a=0.4:r=44100:s={seed},tremolo=f=0.15:d=0.9",
    "the mains": "aevalsrc=.05*sin(314*t+{seed})+.03*sin(942*t)+.004*random({seed}):s=44100",
    "a clock": "aevalsrc=.4*sin(15700*t)*lt(mod(t+.1*{seed}\\,1)\\,.03)+.004*random({seed}):s=44100",
    "beeps": "aevalsrc=.4*sin(5529*t)*lt(mod(t\\,1)\\,.1)+.01*random({seed}):s=44100",
    "a ring tone": "aevalsrc=.3*sin((2764+691*floor(mod(t+.4*{seed}\\,3)))*t)+.003*random({seed}):s=44100",
}
"""Sounds that very many films have, and that say nothing of where one comes from."""
SWAPPED = ("sound swapped", "mirrored, sound swapped")
_ENCODED = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]


def film(folder: Path, seed: int, seconds: int = 18) -> Path:
    """Shots of one to three seconds, each a moving piece of a painting that chance made, and a tune."""
    target = folder / f"film{seed}.mp4"
    sound = song(folder, seed, seconds)
    pictures = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDE}x{HIGH}", "-r", str(FPS), "-i", "-"]
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-y", *pictures, "-i", str(sound)]
    subprocess.run([*words, *_ENCODED, "-crf", "23", str(target)], input=_pictures(seed, seconds), check=True)
    return target


def changed(source: Path, how: str, folder: Path, other_sound: Path) -> Path:
    target = folder / f"{source.stem}-{how.replace(' ', '-').replace(',', '')}.mp4"
    with_sound = ["-i", str(other_sound), "-map", "0:v", "-map", "1:a", "-shortest"] if how in SWAPPED else []
    bare(["-i", str(source), *with_sound, *CHANGED[how], *_ENCODED, str(target)])
    return target


def noise(folder: Path, kind: str, seed: int, seconds: int) -> Path:
    """A film with nothing to see, and a noise that is as good as any other of its kind."""
    target = folder / f"{kind.replace(' ', '-')}{seed}.mp4"
    sound = ["-f", "lavfi", "-t", str(seconds), "-i", NOISES[kind].format(seed=seed)]
    bare(["-f", "lavfi", "-i", f"color=s=32x32:r=2:d={seconds}", *sound, *_ENCODED, str(target)])
    return target


def song(folder: Path, seed: int, seconds: int) -> Path:
    """Notes of chance in chords, each with overtones, over some noise."""
    chance = np.random.default_rng(seed + 7_000)
    parts = []
    while sum(map(len, parts)) < seconds * RATE:
        at = np.arange(int(RATE * chance.uniform(0.12, 0.5))) / RATE
        notes = 110 * 2 ** (chance.integers(0, 36, 3) / 12)
        tone = sum(np.sin(2 * np.pi * note * over * at) / over for note in notes for over in (1, 2, 3))
        parts.append(tone * np.exp(-3 * at))
    whole = np.concatenate(parts)[: seconds * RATE]
    whole = whole / np.abs(whole).max() * 0.6 + chance.normal(0, 0.01, len(whole))
    path = folder / f"song{seed}.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((whole * 32_000).astype("<i2").tobytes())
    return path


def _pictures(seed: int, seconds: int) -> bytes:
    chance = np.random.default_rng(seed)
    frames: list[npt.NDArray[np.uint8]] = []
    while len(frames) < seconds * FPS:
        count = int(FPS * chance.uniform(1.0, 3.0))
        painting = _painting(chance, HIGH + 80, WIDE + 80)
        y, x = chance.integers(0, 80, (2, 2))
        for n in range(count):
            share = n / count
            top, left = int(y[0] + (y[1] - y[0]) * share), int(x[0] + (x[1] - x[0]) * share)
            frames.append(painting[top : top + HIGH, left : left + WIDE])
    return np.stack(frames[: seconds * FPS]).tobytes()


def _painting(chance: np.random.Generator, high: int, wide: int) -> npt.NDArray[np.uint8]:
    """Soft shapes of several sizes, as a picture of the world has."""
    whole = np.zeros((high, wide, 3))
    for cells, weight in ((3, 1.0), (7, 0.7), (15, 0.45), (40, 0.2)):
        coarse = chance.normal(0, 1, (cells + 2, cells + 2, 3))
        rows, columns = np.linspace(0, cells, high), np.linspace(0, cells, wide)
        whole += weight * _spread(_spread(coarse, rows).transpose(1, 0, 2), columns).transpose(1, 0, 2)
    return np.clip(128 + 55 * whole, 0, 255).astype(np.uint8)


def _spread(coarse: npt.NDArray[np.float64], at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    first = at.astype(int)
    share = (at - first)[:, None, None]
    mixed: npt.NDArray[np.float64] = coarse[first] * (1 - share) + coarse[first + 1] * share
    return mixed
