"""Scenes drawn with clear edges: hills, tiles, bars, rings, a town at night, a sun over the sea."""

from collections.abc import Iterator

import numpy as np

from mutoscope.project.demo.palettes import table
from mutoscope.project.demo.scenes.canvas import (
    FPS,
    Frame,
    dot,
    grid,
    noise_line,
    paint,
    smoothstep,
    stamp,
    vertical,
)


def ridges(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A ride past mountains: far ones pale and slow, near ones dark and quick, a low sun behind."""
    width, height, layers = 360, 640, 6
    colours = table(palette)
    sky = vertical(width, height, colours, 0.58, 0.98)
    sun_x, sun_y = width * rng.uniform(0.3, 0.7), height * 0.34
    stamp(
        sky,
        dot(120, 118) * np.float32(0.4),
        sun_x,
        sun_y,
        colours[1023].astype(np.float32) * np.float32(0.35),
    )
    stamp(sky, dot(38, 1.2), sun_x, sun_y, np.array([255, 250, 235], np.float32) * np.float32(0.35))
    sky = np.clip(sky, 0, 255)
    lines = [noise_line(rng, 1600) for _ in range(layers)]
    rows = np.arange(height, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)
    tints = [colours[int(1023 * (0.62 - 0.6 * i / (layers - 1)))].astype(np.float32) for i in range(layers)]
    for frame in range(frames):
        canvas = sky.copy()
        crests = []
        for i, line in enumerate(lines):
            at = (columns + frame * (0.16 + 0.36 * i)) % 1600
            crests.append(height * (0.42 + 0.095 * i) - np.interp(at, np.arange(1600), line) * (62 - 4 * i))
        for i, crest in enumerate(crests):  # only the rows that the next layer does not hide
            top = max(0, int(crest.min()) - 1)
            end = int(crests[i + 1].max()) + 2 if i + 1 < layers else height
            cover = np.clip(rows[top:end] - crest.astype(np.float32) + 0.5, 0, 1)[..., None]
            canvas[top:end] += (tints[i] - canvas[top:end]) * cover
        yield canvas.astype(np.uint8)


def tiles(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Quarter circles on a grid that turn in waves, like a floor that cannot decide."""
    side, across, down = 90, 4, 8
    width, height = side * across, 640
    colours = table(palette)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    column, row = (x // side).astype(int), (y // side).astype(int)
    u, v = (x % side) / side - 0.5, (y % side) / side - 0.5
    start = rng.integers(0, 4, (down, across))
    shades = rng.permutation(np.linspace(0.18, 0.95, 5))
    ground = np.float32(shades[0])
    front = shades[1 + rng.integers(0, 4, (down, across))].astype(np.float32)
    delay = np.add.outer(np.arange(down) * 0.16, np.arange(across) * 0.22)
    for frame in range(frames):
        beat = np.clip((frame / FPS * 0.8 - delay) % 2.0, 0, 1)
        turned = np.floor(np.maximum(0, (frame / FPS * 0.8 - delay) / 2.0))
        ease = beat * beat * (3 - 2 * beat)
        angle = ((start + turned + ease) * np.float32(np.pi / 2)).astype(np.float32)[row, column]
        cos, sin = np.cos(angle), np.sin(angle)
        p, q = u * cos - v * sin + 0.5, u * sin + v * cos + 0.5
        arc = np.hypot(p, q)
        far = np.hypot(1 - p, 1 - q)
        ring = smoothstep(0.30, 0.32, arc) * (1 - smoothstep(0.66, 0.68, arc))
        disc = 1 - smoothstep(0.30, 0.32, far)
        inside = np.maximum(ring, disc)
        yield paint(ground + (front[row, column] - ground) * inside, colours)


def sorting(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A shuffled row of colours finds its order, by a shell sort that takes its time."""
    width, height, count = 360, 640, 60
    colours = table(palette)
    steps = _sorting_steps(rng.permutation(count))
    first, last = frames * 0.06, frames * 0.86
    rows = np.arange(height, dtype=np.float32)[:, None]
    which = np.arange(width) * count // width
    shown = steps[0].astype(np.float32)
    for frame in range(frames):
        at = np.clip((frame - first) / (last - first), 0, 1) * (len(steps) - 1)
        shown += (steps[int(at)] - shown) * np.float32(0.34)
        bars = shown[which]
        wave = 6 * np.sin(frame / FPS * 1.6 + bars * 0.1)
        top = height * 0.86 - (bars + 4) / count * height * 0.6 - wave
        cover = np.clip(rows - top + 0.5, 0, 1) * np.clip(height * 0.86 - rows + 0.5, 0, 1)
        mirror = np.clip(1 - (rows - height * 0.86) / (height * 0.12), 0, 1) * (rows > height * 0.86) * 0.28
        value = 0.2 + 0.78 * bars / count
        yield paint(0.05 + (value - 0.05) * np.maximum(cover, mirror), colours)


def _sorting_steps(values: np.ndarray) -> list[np.ndarray]:
    """Every state between ``values`` and their order."""
    values = values.copy()
    steps = [values.copy()]
    for gap in (23, 10, 4, 1):
        for i in range(gap, len(values)):
            j = i
            while j >= gap and values[j - gap] > values[j]:
                values[j - gap], values[j] = values[j], values[j - gap]
                j -= gap
                steps.append(values.copy())
    return steps


def rings(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """Circles through circles: two slow centres make a third pattern between them."""
    x, y = grid(288, 512)
    colours = table(palette, loop=True)
    turn = rng.uniform(0, 6.28)
    for frame in range(frames):
        t = frame / FPS
        ax, ay = 0.42 * np.cos(t * 0.5 + turn), 0.75 * np.sin(t * 0.37 + turn)
        a = np.hypot(x - np.float32(ax), y - np.float32(ay))
        b = np.hypot(x + np.float32(ax), y + np.float32(ay))
        band_a = smoothstep(-0.16, 0.16, np.sin(a * 23 - np.float32(t * 2.2)))
        band_b = smoothstep(-0.16, 0.16, np.sin(b * 23 - np.float32(t * 2.2)))
        both = band_a + band_b - 2 * band_a * band_b
        yield paint(0.1 + 0.32 * both * (0.75 + 0.25 * np.cos(a * 2)) + 0.3 * band_a * band_b, colours)


def skyline(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A town at night: windows go on and off, one by one, and the river keeps a copy."""
    width, height, shore = 360, 640, 500
    colours = table(palette)
    sky = vertical(width, height, colours, 0.06, 0.52)
    moon = dot(26, 1.2)
    stamp(sky, dot(70, 66) * np.float32(0.25), width * 0.72, 110, np.float32(120))
    stamp(sky, moon, width * 0.72, 110, np.float32(150))
    windows: list[tuple[int, int, float, float]] = []
    for depth in range(3):
        left = -int(rng.integers(0, 30))
        while left < width:
            wide, tall = int(rng.integers(34, 62)), int(rng.integers(90, 250)) - 40 * depth + 60
            shade = colours[int(1023 * (0.26 - 0.1 * depth))]
            sky[shore - tall : shore, max(0, left) : max(0, left + wide)] = shade
            if depth > 0:
                windows = [
                    w for w in windows if not (left - 5 <= w[0] < left + wide and w[1] >= shore - tall)
                ]
                for wx in range(left + 6, left + wide - 8, 9):
                    for wy in range(shore - tall + 9, shore - 9, 13):
                        windows.append((wx, wy, rng.uniform(0, 1), rng.uniform(0, 6.28)))
            left += wide + int(rng.integers(0, 8))
    warm = np.array([255, 214, 140], np.float32)
    sky = np.clip(sky, 0, 255)
    depths = np.arange(height - shore)
    for frame in range(frames):
        t = frame / FPS
        canvas = sky.copy()
        for wx, wy, lit, phase in windows:
            on = np.clip(8 * np.sin(t * 0.55 + phase) + 10 * lit - 6, 0, 1) * 0.85
            if on > 0 and 0 <= wx < width - 4:
                canvas[wy : wy + 6, wx : wx + 4] += (warm - canvas[wy : wy + 6, wx : wx + 4]) * np.float32(on)
        source = (
            shore - 1 - np.clip(depths * 1.5 + 3 * np.sin(depths * 0.5 + t * 2.4), 0, shore - 1).astype(int)
        )
        shift = np.round(2.5 * np.sin(depths * 0.7 + t * 3) * (0.3 + depths / 90)).astype(int)
        for i, (row, dx) in enumerate(zip(source, shift, strict=True)):
            canvas[shore + i] = np.roll(canvas[row], dx, axis=0) * np.float32(0.55) + 6
        yield canvas.astype(np.uint8)


def sunset(rng: np.random.Generator, frames: int, palette: str) -> Iterator[Frame]:
    """A large sun sinks into a sea of glitter."""
    width, height = 360, 640
    sea = int(height * 0.56)
    colours = table(palette)
    backdrop = vertical(width, height, colours, 0.16, 0.86)
    backdrop[sea:] = vertical(width, height - sea, colours, 0.42, 0.02)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    gold = colours[1000].astype(np.float32)
    deep = y[sea:] - sea
    speckle = rng.uniform(0, 6.28, (height - sea, 1)).astype(np.float32)
    start = rng.uniform(0, 9)
    for frame in range(frames):
        t = np.float32(frame / FPS)
        cy = np.float32(sea - 105 + 70 * frame / max(1, frames))
        away = np.hypot(x[:sea] - width / 2, y[:sea] - cy)
        disc = 1 - smoothstep(92, 93.5, away)
        halo = np.exp(-np.maximum(away - 92, 0) / 55) * np.float32(0.38)
        canvas = backdrop.copy()
        canvas[:sea] += (gold - canvas[:sea]) * np.maximum(disc, halo)[..., None]
        glitter = np.sin(
            deep * 0.55 + 6 * np.sin(x[sea:] * 0.021 + speckle + t * 0.9) + speckle * 3 + t * 2.6 + start
        )
        reach = 62 + deep * 0.34
        path = smoothstep(0.15, 0.75, glitter) * np.exp(-((x[sea:] - width / 2) ** 2) / (2 * reach**2))
        canvas[sea:] += (gold - canvas[sea:]) * (path * np.exp(-deep / 260) * 0.92)[..., None]
        yield np.clip(canvas, 0, 255).astype(np.uint8)
