"""What the scenes share: a grid of coordinates, colouring, soft dots, smooth noise."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutoscope.project.demo.palettes import Table

Frame = NDArray[np.uint8]
Floats = NDArray[np.float32]
FPS = 30


def grid(width: int, height: int) -> tuple[Floats, Floats]:
    """x from -1 to 1 and y in the same unit, downwards; both shaped (height, width)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = np.float32(2 / width)
    return (x - width / 2) * unit, (y - height / 2) * unit


def paint(values: NDArray[Any], colours: Table) -> Frame:
    """Values from 0 to 1 as colours; outside is clipped."""
    return colours[np.clip(values * 1023, 0, 1023).astype(np.int16)]


def smoothstep(low: float, high: float, values: Floats) -> Floats:
    at = np.clip((values - low) / (high - low), 0, 1)
    out: Floats = at * at * (3 - 2 * at)
    return out


def dot(radius: float, softness: float) -> Floats:
    """A round sprite: 1 inside, fading over ``softness`` pixels at the rim."""
    size = int(np.ceil(radius + softness))
    y, x = np.mgrid[-size : size + 1, -size : size + 1].astype(np.float32)
    return 1 - smoothstep(radius - softness, radius + softness, np.hypot(x, y))


def stamp(canvas: Floats, sprite: Floats, x: float, y: float, strength: float | Floats) -> None:
    """Add ``sprite`` times ``strength`` (a number, or one per channel) around (x, y), cut at the edges."""
    height, width = canvas.shape[:2]
    half = sprite.shape[0] // 2
    left, top = round(x) - half, round(y) - half
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + sprite.shape[1]), min(height, top + sprite.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = sprite[y0 - top : y1 - top, x0 - left : x1 - left]
    canvas[y0:y1, x0:x1] += part[..., None] * strength if canvas.ndim == 3 else part * strength


def scatter(shape: tuple[int, int], x: Floats, y: Floats, weight: Floats) -> Floats:
    """Light of many points: each weight is shared by the four pixels around its point."""
    height, width = shape
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    inside = (left >= 0) & (top >= 0) & (left < width - 1) & (top < height - 1)
    left, top, x, y, weight = left[inside], top[inside], x[inside], y[inside], weight[inside]
    right, down = x - left, y - top
    at = top * width + left
    light = np.bincount(
        np.concatenate([at, at + 1, at + width, at + width + 1]),
        np.concatenate(
            [weight * (1 - right) * (1 - down), weight * right * (1 - down), weight * (1 - right) * down,
             weight * right * down]
        ),
        width * height,
    )  # fmt: skip
    out: Floats = light.reshape(shape).astype(np.float32)
    return out


def blur(values: Floats, passes: int = 1) -> Floats:
    """A cheap soft glow: neighbours averaged along both axes."""
    for _ in range(passes):
        values = (np.roll(values, 1, 0) + 2 * values + np.roll(values, -1, 0)) * np.float32(0.25)
        values = (np.roll(values, 1, 1) + 2 * values + np.roll(values, -1, 1)) * np.float32(0.25)
    return values


def vertical(width: int, height: int, colours: Table, low: float, high: float) -> Floats:
    """A background running from colour ``low`` above to ``high`` below, as floats 0-255."""
    column = colours[(np.linspace(low, high, height) * 1023).astype(int)].astype(np.float32)
    return np.repeat(column[:, None, :], width, axis=1)


def noise_line(rng: np.random.Generator, length: int, octaves: int = 6) -> Floats:
    """A jagged but gentle line that repeats after ``length``: values about -1 to 1."""
    at = np.arange(length, dtype=np.float32) * np.float32(2 * np.pi / length)
    line = np.zeros(length, np.float32)
    for octave in range(octaves):
        for turns in range(2**octave, 2 ** (octave + 1)):
            line += np.sin(at * turns + rng.uniform(0, 6.28)).astype(np.float32) * np.float32(
                rng.normal() * 0.55 / (turns**1.15)
            )
    return line / np.float32(max(1e-6, np.abs(line).max()))
