"""Scenes where every point of the picture has a value: silk, fractals, lava, water, light in the sky."""

from collections.abc import Iterator

import numpy as np

from mutoscope.project.demo.palettes import table
from mutoscope.project.demo.scenes.canvas import FPS, Floats, Frame, blur, grid, paint, scatter, smoothstep


def silk(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Slow folds of cloth with a sheen."""
    x, y = grid(270, 480)
    colours = table(palette, loop=True)
    a, b, c = rng.uniform(0.7, 1.3, 3)
    start = rng.uniform(0, 20)
    for frame in range(frames):
        t = np.float32(start + frame / FPS * 0.55)
        u = x + 0.45 * np.sin(y * np.float32(1.6 * a) + t)
        v = y + 0.45 * np.sin(u * np.float32(2.1 * b) - t * 0.8)
        u += 0.3 * np.sin(v * np.float32(2.7 * c) + t * 1.3)
        fold = np.sin(u * 2.2 + v * 1.3 + t * 0.6)
        sheen = np.gradient(fold, axis=1)
        yield paint(0.42 + 0.26 * fold + 5.5 * sheen * np.abs(fold), colours)


def julia(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A Julia set whose constant walks along a circle: it breathes and never jumps."""
    x, y = grid(216, 384)
    colours = table(palette, loop=True)
    x, y = x * 0.82, y * 0.82
    start = rng.uniform(0, 6.28)
    for frame in range(frames):
        turn = start + frame / FPS * 0.14
        cx, cy = np.float32(0.7885 * np.cos(turn)), np.float32(0.7885 * np.sin(turn))
        angle = np.float32(frame / FPS * 0.08)
        zx, zy = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
        glow = np.zeros_like(zx)
        for _ in range(26):
            xx, yy = zx * zx, zy * zy
            zy = np.clip(2 * zx * zy + cy, -40, 40)
            zx = np.clip(xx - yy + cx, -40, 40)
            glow += np.exp(-2.2 * (xx + yy))
        yield paint(0.06 + 0.5 * np.sqrt(glow / 9) + 0.1 * np.sin(glow), colours)


def kaleidoscope(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Mirrors around a slowly turning pattern."""
    x, y = grid(288, 512)
    colours = table(palette, loop=True)
    mirrors = int(rng.choice([6, 8, 10]))
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    wedge = np.float32(2 * np.pi / mirrors)
    folded = np.abs((angle % wedge) - wedge / 2)
    u, v = radius * np.cos(folded), radius * np.sin(folded)
    a, b, c = rng.uniform(2.2, 4.2, 3)
    for frame in range(frames):
        t = np.float32(frame / FPS * 0.7)
        p = u + 0.22 * np.sin(v * 7 + t)
        q = v + 0.22 * np.cos(u * 5 - t * 0.8)
        value = np.sin(p * a + t) + np.sin(q * b * 1.7 - t * 1.2) + np.sin((p + q) * c + t * 0.7)
        petals = np.cos(radius * 5 - t * 1.6)
        yield paint(0.5 + 0.2 * value + 0.1 * petals, colours)


def lava(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Warm drops that rise, meet and part."""
    x, y = grid(180, 320)
    colours = table(palette)
    count = 11
    size = rng.uniform(0.16, 0.34, count)
    across, phase = rng.uniform(-0.75, 0.75, count), rng.uniform(0, 6.28, count)
    pace = rng.uniform(0.25, 0.6, count)
    backdrop = 0.06 + 0.1 * (y / 3.6 + 0.5)
    for frame in range(frames):
        t = frame / FPS
        field = np.zeros_like(x)
        for i in range(count):
            dx = x - np.float32(across[i] + 0.18 * np.sin(t * pace[i] * 1.7 + phase[i]))
            dy = y - np.float32(1.75 * np.sin(t * pace[i] + phase[i] * 2))
            field += np.float32(size[i] ** 2) / (dx * dx + dy * dy + 0.004)
        body = smoothstep(0.92, 1.12, field)
        inside = 0.42 + 0.5 * np.clip((field - 1) / 3.2, 0, 1) - 0.08 * y
        halo = 0.22 * np.clip(field, 0, 1) ** 2
        yield paint(backdrop + halo * (1 - body) + body * (inside - backdrop), colours)


def contours(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A map of hills that drift: filled levels with fine lines between them."""
    x, y = grid(360, 640)
    colours = table(palette)
    waves = [
        (rng.normal(0, 1.5), rng.normal(0, 1.5), rng.uniform(0, 6.28), rng.uniform(0.2, 0.5))
        for _ in range(7)
    ]
    for frame in range(frames):
        t = frame / FPS
        height = sum(
            (
                np.sin(x * np.float32(kx) + y * np.float32(ky) + np.float32(phase + t * pace))
                for kx, ky, phase, pace in waves
            ),
            np.zeros_like(x),
        )
        level = (height / 7 + 0.62) * 11
        step = np.floor(level)
        slope = np.hypot(np.gradient(level, axis=0), np.gradient(level, axis=1)) + 1e-4
        edge = np.minimum(level - step, step + 1 - level) / slope
        line = 1 - smoothstep(0.3, 1.2, edge)
        yield paint(0.08 + step / 12.5 * (1 - 0.28 * line) + 0.1 * line, colours)


def ripples(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Rain on a still pond: a real wave equation, lit from the upper left."""
    width, height = 180, 320
    colours = table(palette)
    now, before = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ground = 0.34 + 0.16 * (y / height)
    for frame in range(frames):
        if rng.random() < 0.045 or frame == 0:
            cx, cy = rng.uniform(15, width - 15), rng.uniform(20, height - 20)
            now -= np.float32(rng.uniform(0.5, 0.85)) * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 60)
        for _ in range(2):
            spread = (
                np.roll(now, 1, 0) + np.roll(now, -1, 0) + np.roll(now, 1, 1) + np.roll(now, -1, 1) - 4 * now
            )
            now, before = (2 * now - before + spread * np.float32(0.22)) * np.float32(0.991), now
        soft = blur(now, 1)
        light = np.gradient(soft, axis=0) + np.gradient(soft, axis=1)
        yield paint(ground + 1.5 * light + 2.2 * np.clip(light - 0.04, 0, 1), colours)


def aurora(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Curtains of light over stars and a dark shore."""
    width, height = 270, 480
    x, y = grid(width, height)
    colours = table(palette)
    count = 260
    sky = scatter(
        (height, width),
        rng.uniform(0, width, count).astype(np.float32),
        rng.uniform(0, height * 0.8, count).astype(np.float32),
        rng.uniform(0.1, 0.75, count).astype(np.float32),
    )
    shore = (
        np.float32(1.25)
        + 0.1 * np.sin(x * 2.3 + rng.uniform(0, 6))
        + 0.035 * np.sin(x * 9 + rng.uniform(0, 6))
    )
    land = smoothstep(0, 0.012, y - shore)
    bands = [(rng.uniform(-0.5, 0.55), rng.uniform(0.8, 1.5), rng.uniform(0, 6.28)) for _ in range(3)]
    for frame in range(frames):
        t = np.float32(frame / FPS)
        light: Floats = np.zeros_like(x)
        for base, turns, phase in bands:
            foot = (
                base
                + 0.35 * np.sin(x * turns * 1.7 + phase + t * 0.35)
                + 0.13 * np.sin(x * 5 - t * 0.5 + phase)
            )
            up = foot - y
            rays = 0.62 + 0.38 * np.sin(x * 21 + 4 * np.sin(x * 3 + t * 0.4 + phase) + t * 0.9)
            light += np.where(up > 0, np.exp(-np.abs(up) * 1.05) * smoothstep(0, 0.16, up) * rays, 0)
        glow = 0.07 + 0.05 * (y / 1.8) + blur(light, 1) * 0.55 + sky * 0.7
        yield paint(glow * (1 - land) + land * 0.01, colours)
