"""Scenes made of many small lights: stars, currents, lanterns, seeds, pens on a swinging table."""

from collections.abc import Iterator

import numpy as np

from mutoscope.project.demo.palettes import table
from mutoscope.project.demo.scenes.canvas import FPS, Frame, blur, dot, paint, scatter, stamp, vertical


def stars(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Flying through stars, with short trails and a faint nebula."""
    width, height, count = 360, 640, 1300
    colours = table(palette)
    x, y = rng.uniform(-1, 1, count), rng.uniform(-1.8, 1.8, count)
    depth = rng.uniform(0.05, 1, count)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    cloud = 0.11 + 0.05 * np.sin(xx / 70 + 2 * np.sin(yy / 110)) + 0.05 * np.sin(yy / 90 - xx / 130)
    trail = np.zeros((height, width), np.float32)
    for frame in range(frames):
        trail *= np.float32(0.72)
        for _ in range(3):  # three steps a frame draw a streak instead of a dot
            depth -= 0.0028
            born = depth < 0.03
            depth[born] = 1.0
            x[born], y[born] = rng.uniform(-1, 1, born.sum()), rng.uniform(-1.8, 1.8, born.sum())
            near = ((1 - depth) ** 2).astype(np.float32)
            sway = 14 * np.sin(frame / FPS * 0.5)
            px = (width / 2 + sway + x / depth * width * 0.28).astype(np.float32)
            py = (height / 2 + y / depth * width * 0.28).astype(np.float32)
            trail += scatter((height, width), px, py, near)
        yield paint(cloud + trail * 1.1 + blur(trail, 2) * 1.5, colours)


def currents(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Thousands of motes carried by a slow whirl, leaving light behind."""
    width, height, count = 360, 640, 13000
    colours = table(palette)
    x = rng.uniform(0, width, count).astype(np.float32)
    y = rng.uniform(0, height, count).astype(np.float32)
    weight = rng.uniform(0.12, 0.7, count).astype(np.float32)
    waves = [(rng.normal(0, 0.011), rng.normal(0, 0.011), rng.uniform(0, 6.28)) for _ in range(5)]
    trail = np.zeros((height, width), np.float32)
    for frame in range(-45, frames):
        t = frame / FPS * 0.25
        vx, vy = np.zeros(count, np.float32), np.zeros(count, np.float32)
        for kx, ky, phase in waves:  # the turn of a potential: nothing piles up
            push = np.cos(x * np.float32(kx) + y * np.float32(ky) + np.float32(phase + t)) * 95
            vx += push * np.float32(ky)
            vy -= push * np.float32(kx)
        x, y = x + vx, y + vy
        gone = (x < -9) | (y < -9) | (x > width + 9) | (y > height + 9)
        fresh = gone | (rng.random(count) < 0.012)
        x[fresh], y[fresh] = rng.uniform(0, width, fresh.sum()), rng.uniform(0, height, fresh.sum())
        trail = trail * np.float32(0.93) + scatter((height, width), x, y, weight)
        if frame >= 0:
            yield paint(0.05 + 0.95 * (1 - np.exp(-0.8 * trail - 0.5 * blur(trail, 1))), colours)


def bokeh(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Lanterns out of focus, floating upwards."""
    width, height, count = 270, 480, 34
    colours = table(palette)
    backdrop = vertical(width, height, colours, 0.02, 0.3)
    sprites = [dot(radius, 2.5) for radius in (10, 17, 26, 38)]
    kind = rng.integers(0, 4, count)
    x, y = rng.uniform(0, width, count), rng.uniform(-60, height + 60, count)
    rise, phase = rng.uniform(0.25, 0.8, count), rng.uniform(0, 6.28, count)
    tint = [colours[int(at)].astype(np.float32) for at in rng.uniform(450, 1000, count)]
    for frame in range(frames):
        t = frame / FPS
        canvas = backdrop.copy()
        for i in range(count):
            shine = np.float32(0.4 * (0.62 + 0.38 * np.sin(t * 1.3 + phase[i])))
            py = (y[i] - rise[i] * frame + 60) % (height + 120) - 60
            stamp(canvas, sprites[kind[i]], x[i] + 12 * np.sin(t * 0.5 + phase[i]), py, tint[i] * shine)
        yield np.clip(canvas, 0, 255).astype(np.uint8)


def pendulums(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A pendulum wave: eighteen balls drift out of step and come back together."""
    width, height, count = 360, 640, 18
    colours = table(palette)
    backdrop = vertical(width, height, colours, 0.05, 0.16)
    ball, halo = dot(9.5, 1.0), dot(11, 10) * np.float32(0.35)
    span = 24.0
    turns = 16 + np.arange(count) * (1 if rng.random() < 0.5 else -0.7)
    glow = np.zeros_like(backdrop)
    for frame in range(frames):
        t = frame / FPS + 0.6
        glow *= np.float32(0.86)
        canvas = backdrop.copy()
        for i in range(count):
            swing = np.sin(2 * np.pi * t * turns[i] / span)
            px, py = width / 2 + swing * width * 0.37, height * 0.14 + i * height * 0.72 / count
            tint = colours[480 + i * 28].astype(np.float32)
            stamp(glow, halo, px, py, tint * np.float32(0.55))
            stamp(canvas, ball, px, py, tint)
        yield np.clip(canvas + glow, 0, 255).astype(np.uint8)


def sunflower(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Seeds set at the golden angle; the angle wanders by a hair and the whole head blooms."""
    width, height, count = 360, 640, 400
    colours = table(palette)
    backdrop = vertical(width, height, colours, 0.03, 0.14)
    sprites = [dot(1.6 + i * 0.85, 0.9) for i in range(9)]
    order = np.arange(count, dtype=np.float32)
    golden = np.pi * (3 - np.sqrt(5))
    start = rng.uniform(0, 6.28)
    for frame in range(frames):
        t = frame / FPS
        angle = order * (golden + 0.0028 * np.sin(t * 0.45 + start)) + t * 0.12
        radius = np.sqrt(order) * 7.6 * (1 + 0.03 * np.sin(t * 1.1))
        px, py = width / 2 + radius * np.cos(angle), height * 0.57 + radius * np.sin(angle)
        pulse = 0.5 + 0.5 * np.sin(radius * 0.055 - t * 2.1)
        canvas = backdrop.copy()
        for i in range(count):
            sprite = sprites[int(1 + 4 * (radius[i] / 156) + 3 * pulse[i])]
            stamp(canvas, sprite, px[i], py[i], colours[int(380 + 600 * pulse[i])].astype(np.float32))
        yield np.clip(canvas, 0, 255).astype(np.uint8)


def harmonograph(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Two pendulums hold one pen; the drawing turns while it is drawn."""
    width, height, count = 360, 640, 15000
    colours = table(palette)
    a, b = [(2, 3), (3, 4), (3, 5), (1, 2), (4, 5)][int(rng.integers(5))]
    phase = rng.uniform(0, 6.28, 3)
    at = np.linspace(0, 88, count).astype(np.float32)
    decay = np.exp(-at * 0.016)
    weight = np.full(count, 0.34, np.float32)
    for frame in range(frames):
        t = np.float32(frame / FPS * 0.35)
        drawn = int(count * min(1.0, 0.12 + frame / FPS / 4.5))
        s, d = at[:drawn], decay[:drawn]
        x = d * (np.sin(a * s + phase[0] + t) + 0.35 * np.sin(b * 1.002 * s + phase[1]))
        y = d * (np.sin(b * s + phase[2]) + 0.35 * np.sin(a * 1.003 * s + phase[1] - t))
        light = scatter((height, width), width / 2 + x * 122, height * 0.47 + y * 190, weight[:drawn])
        yield paint(0.07 + 0.93 * (1 - np.exp(-(light * 1.5 + blur(light, 2) * 1.1))), colours)


def snow(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Snow over firs at night, near flakes large and soft."""
    width, height, count = 360, 640, 150
    colours = table(palette)
    backdrop = vertical(width, height, colours, 0.1, 0.5)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    for row, shade in ((0, 0.3), (1, 0.18), (2, 0.06)):
        for _ in range(9 - 2 * row):
            cx, tall = rng.uniform(-20, width + 20), rng.uniform(120, 190) * (0.7 + row * 0.4)
            top = height - 60 + row * 32 - tall
            teeth = (yy - top) * 0.25 + 5 * (((yy - top) % 24) / 24)
            inside = (np.abs(xx - cx) < teeth) & (yy > top)
            backdrop[inside] = colours[int(shade * 1023)]
    sprites = [dot(1.2, 0.9), dot(2.2, 1.4), dot(4.2, 2.8), dot(8, 6) * np.float32(0.6)]
    kind = rng.choice(4, count, p=[0.45, 0.3, 0.18, 0.07])
    x, y = rng.uniform(0, width, count), rng.uniform(0, height, count)
    phase = rng.uniform(0, 6.28, count)
    pace = np.array([0.8, 1.3, 2.0, 3.2])[kind]
    white = np.array([235, 240, 250], np.float32)
    for frame in range(frames):
        canvas = backdrop.copy()
        for i in range(count):
            px = (x[i] + 9 * np.sin(frame / FPS * 0.9 + phase[i]) + 0.3 * frame * pace[i] * 0.4) % (
                width + 20
            ) - 10
            stamp(
                canvas,
                sprites[kind[i]],
                px,
                (y[i] + pace[i] * frame) % (height + 20) - 10,
                white * np.float32(0.7),
            )
        yield np.clip(canvas, 0, 255).astype(np.uint8)
