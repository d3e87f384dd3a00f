"""Scenes that obey a small rule everywhere at once: spirals, the game of life, growing coral."""

from collections.abc import Iterator

import numpy as np

from mutoscope.project.demo.palettes import table
from mutoscope.project.demo.scenes.canvas import Floats, Frame, blur, paint


def spirals(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A cyclic automaton: each cell is eaten by the next colour; noise turns into spirals."""
    colours = table(palette, loop=True)
    states = 12
    cells = rng.integers(0, states, (160, 90)).astype(np.int16)
    shown: Floats = cells.astype(np.float32) / states
    for frame in range(-260, frames):
        if frame < 0 or frame % 3 == 0:
            after = (cells + 1) % states
            eaters = sum(
                (np.roll(cells, (dy, dx), (0, 1)) == after).astype(np.int8)
                for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0))
            )
            cells = np.where(eaters >= 1, after, cells)
        if frame >= 0:
            angle = cells.astype(np.float32) * np.float32(2 * np.pi / states)
            wheel = blur(np.sin(angle), 1), blur(np.cos(angle), 1)
            target = np.arctan2(*wheel) / np.float32(2 * np.pi) % 1
            turn = (target - shown + 0.5) % 1 - 0.5  # the short way round
            shown = (shown + turn * np.float32(0.3)) % 1
            yield paint(0.08 + 0.84 * shown, colours)


def life(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Conway's game of life; what dies keeps glowing for a while."""
    colours = table(palette)
    cells = rng.random((96, 54)) < 0.22
    warmth = np.zeros(cells.shape, np.float32)
    for frame in range(frames):
        if frame % 4 == 0:
            near = sum(
                np.roll(cells, (dy, dx), (0, 1)).astype(np.int8)
                for dy in (-1, 0, 1)
                for dx in (-1, 0, 1)
                if (dy, dx) != (0, 0)
            )
            cells = (near == 3) | (cells & (near == 2))
            if frame % 80 == 40:  # a glider's worth of chance keeps a finished board alive
                y, x = int(rng.integers(0, 86)), int(rng.integers(0, 44))
                cells[y : y + 8, x : x + 8] |= rng.random((8, 8)) < 0.4
        warmth = np.where(cells, warmth + (1 - warmth) * np.float32(0.4), warmth * np.float32(0.955))
        yield _tiled(warmth, colours)


def _tiled(warmth: Floats, colours: np.ndarray) -> Frame:
    """Each cell as a rounded tile with a hair of ground between."""
    side = 10
    at = np.abs(np.arange(side, dtype=np.float32) - (side - 1) / 2)
    corner = np.maximum(at[:, None] - 2.4, 0) ** 2 + np.maximum(at[None, :] - 2.4, 0) ** 2
    tile = np.clip(2.4 - np.sqrt(corner), 0, 1)
    return paint(0.05 + np.kron(warmth * np.float32(0.92), tile), colours)


def coral(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Two substances react and spread (Gray-Scott); branches grow until they fill the sea."""
    width, height = 108, 192
    colours = table(palette)
    feed, kill = [(0.0367, 0.0649), (0.0545, 0.062), (0.03, 0.057)][int(rng.integers(3))]
    a, b = np.ones((height, width), np.float32), np.zeros((height, width), np.float32)
    for _ in range(14):
        y, x = int(rng.integers(10, height - 16)), int(rng.integers(8, width - 14))
        a[y : y + 7, x : x + 7], b[y : y + 7, x : x + 7] = 0.5, 0.4
    b += rng.random((height, width)).astype(np.float32) * 0.02
    for frame in range(-24, frames):
        for _ in range(7):
            react = a * b * b
            a = a + (np.float32(0.9) * _spread(a) - react + np.float32(feed) * (1 - a))
            b = b + (np.float32(0.45) * _spread(b) + react - np.float32(feed + kill) * b)
        if frame >= 0:
            light = np.gradient(b, axis=0) + np.gradient(b, axis=1)
            yield paint(0.08 + 1.9 * b - 1.6 * light, colours)


def _spread(values: Floats) -> Floats:
    around = np.roll(values, 1, 0) + np.roll(values, -1, 0) + np.roll(values, 1, 1) + np.roll(values, -1, 1)
    out: Floats = around * np.float32(0.25) - values
    return out
