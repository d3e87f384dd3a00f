"""What of a picture a mask leaves visible, drawn as bytes; ``masks.ts`` and a shader draw the same.

A shape is told by how far a pixel's middle is from its edge, in pixels, less than 0 within. The edge is
soft over ``feather``, at least one pixel, half of it within and half without. Rectangle, ellipse, line and
band are told by their sums, star and heart by polygons. A line leaves what lies above it (turned with
``rotation``), a band what lies within ``height`` of its middle.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from mutoscope.core.montage.document import Mask
from mutoscope.core.montage.looks.planes import Bytes, Drawing, Numbers, rounded
from mutoscope.core.montage.looks.wiring import Frame, Wiring
from mutoscope.core.montage.plan import Filter, made

PROPERTIES = ("x", "y", "width", "height", "rotation", "feather")
"""What keys may move."""
MOST_BYTES = 48_000_000
"""Of the drawings of one mask; beyond that they are coarser."""
_STRIP = 65_536
"""Pixels times sides that are worked on at once: they stay near the processor."""
Point = tuple[float, float]


def _star() -> tuple[Point, ...]:
    """Ten corners, within -1 to 1."""
    reach = [1.0 if corner % 2 == 0 else 0.42 for corner in range(10)]
    turns = [math.pi * corner / 5 for corner in range(10)]
    corners = zip(reach, turns, strict=True)
    return tuple((round(r * math.sin(t), 4), round(-r * math.cos(t), 4)) for r, t in corners)


def _heart() -> tuple[Point, ...]:
    """Thirty-two corners, within -1 to 1: sines, stretched to fill the square."""
    points = []
    for corner in range(32):
        t = 2 * math.pi * corner / 32
        x = math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((round(x, 4), round(-(y + 2.53) / 14.47, 4)))
    return tuple(points)


POLYGONS = {"star": _star(), "heart": _heart()}


def masked(
    wiring: Wiring,
    frame: Frame,
    mask: Mask,
    moments: Sequence[Mapping[str, float]] = ({},),
    count: int = 1,
    fine: int = 0,
) -> Frame:
    """``frame``, whose ``count`` pictures are seen only where the mask leaves them.

    ``moments`` say what keys make of the mask's properties: one for all pictures, or one for each.
    Drawings have a spot for every ``fine`` pixels; 0: as fine as ``MOST_BYTES`` let them be.
    """
    width, height = frame.width, frame.height
    every = [{name: at.get(name, float(getattr(mask, name))) for name in PROPERTIES} for at in moments]
    fine = fine or fineness(len(every), width, height, MOST_BYTES)
    if fine == 1:
        drawing = _drawn(
            [rounded(255 * coverage(mask.shape, mask.inverted, at, width, height)) for at in every]
        )
        finished: tuple[Filter, ...] = ()
    else:
        drawing, finished = _coarse(mask, every, width, height, fine)
    counted = made("settb", expr=f"1/{wiring.fps}"), made("setpts", expr="N")
    lasting = made("loop", loop=-1, size=1, start=0), *counted, made("trim", end_frame=count)
    again = lasting if len(every) == 1 else ()
    planes = made("format", pix_fmts="gbrp"), made("extractplanes", planes="g")
    return veiled(wiring, frame, wiring.through(wiring.drawn(drawing), *again, *planes, *finished))


def fineness(count: int, width: int, height: int, most_bytes: int) -> int:
    """Pixels for each spot of ``count`` drawings, so that they have no more than ``most_bytes``."""
    return max(1, math.ceil(math.sqrt(count * width * height * 4 / most_bytes)))


def sides(shape: str) -> int:
    """How many sides a pixel of a mask is told from: what drawing it costs."""
    return len(POLYGONS.get(shape, ())) or 2


def _coarse(
    mask: Mask, every: Sequence[Mapping[str, float]], width: int, height: int, fine: int
) -> tuple[Drawing, tuple[Filter, ...]]:
    """A mask that moves through many pictures, as distances on a grid of ``fine`` pixels, and the filters
    that make it large and its edge sharp again: distances, unlike edges, can be interpolated."""
    size = -(-width // fine), -(-height // fine)
    least = min(_soft(at, width, height) for at in every)
    scale = 127 / (0.5 + 2 * fine / least)
    aways = [_away(mask.shape, at, width, height, size) / _soft(at, width, height) for at in every]
    greys = [rounded(128 + scale * away) for away in aways]
    part = f"clip(0.5-(val-128)/{scale:.6f},0,1)"
    sharp = f"floor(255*{f'(1-{part})' if mask.inverted else part}+0.5)"
    return _drawn(greys), (made("scale", w=width, h=height, flags="bilinear"), made("lut", c0=sharp))


def _drawn(greys: Sequence[Bytes]) -> Drawing:
    """Greys as pictures, one after the other."""
    height, width = greys[0].shape
    pixels = np.full((len(greys), height, width, 4), 255, np.uint8)
    pixels[..., :3] = np.array(greys)[..., None]
    return Drawing(width, height, pixels.tobytes())


def veiled(wiring: Wiring, frame: Frame, grey: str) -> Frame:
    """``frame`` as clear as it was, times a stream of greys of its size."""
    pad = frame.pad
    if frame.clear:
        pad, own = wiring.copies(pad, 2)
        alpha = wiring.through(own, made("extractplanes", planes="a"))
        grey = wiring.through((alpha, grey), made("blend", all_mode="multiply"))
    colours = wiring.through(pad, made("format", pix_fmts="gbrap"))
    return frame._replace(pad=wiring.through((colours, grey), made("alphamerge")), clear=True)


def coverage(shape: str, inverted: bool, at: Mapping[str, float], width: int, height: int) -> Numbers:
    """How much of each pixel stays, 0 to 1."""
    away = _away(shape, at, width, height, (width, height))
    part: Numbers = np.clip(0.5 - away / _soft(at, width, height), 0, 1)
    return 1 - part if inverted else part


def _soft(at: Mapping[str, float], width: int, height: int) -> float:
    """Pixels over which the edge is soft."""
    return max(1.0, at["feather"] / 10_000 * min(width, height))


def _away(shape: str, at: Mapping[str, float], width: int, height: int, grid: tuple[int, int]) -> Numbers:
    """Pixels from the edge, less than 0 within, at the middles of so many columns and rows."""
    columns, rows = grid
    right = (np.arange(columns) + 0.5) * (width / columns) - at["x"] / 10_000 * width
    down = ((np.arange(rows) + 0.5) * (height / rows) - at["y"] / 10_000 * height)[:, None]
    turn = math.radians(at["rotation"] / 100)
    x = right * math.cos(turn) + down * math.sin(turn)
    y = down * math.cos(turn) - right * math.sin(turn)
    half_x, half_y = max(0.5, at["width"] / 20_000 * width), max(0.5, at["height"] / 20_000 * height)
    if shape == "line":
        above: Numbers = y
        return above
    if shape == "band":
        strip: Numbers = np.abs(y) - half_y
        return strip
    if shape == "circle":
        return from_ellipse(x, y, half_x, half_y)
    if shape == "rectangle":
        return from_box(x, y, half_x, half_y)
    high = max(1, _STRIP // (columns * sides(shape)))
    strips = [(x[at : at + high], y[at : at + high]) for at in range(0, rows, high)]
    parts = [from_polygon(POLYGONS[shape], across, along, half_x, half_y) for across, along in strips]
    return np.concatenate(parts)


def from_ellipse(x: Numbers, y: Numbers, half_x: float, half_y: float) -> Numbers:
    """Nearly the distance: exact for circles, and along the shorter axis."""
    far: Numbers = (np.sqrt((x / half_x) ** 2 + (y / half_y) ** 2) - 1) * min(half_x, half_y)
    return far


def from_box(x: Numbers, y: Numbers, half_x: float, half_y: float) -> Numbers:
    """The distance from a rectangle."""
    over_x, over_y = np.abs(x) - half_x, np.abs(y) - half_y
    outside = np.sqrt(np.maximum(over_x, 0) ** 2 + np.maximum(over_y, 0) ** 2)
    away: Numbers = outside + np.minimum(np.maximum(over_x, over_y), 0)
    return away


def from_polygon(points: tuple[Point, ...], x: Numbers, y: Numbers, half_x: float, half_y: float) -> Numbers:
    """The distance to the nearest side; within is where an odd number of sides lie to the right."""
    corners = np.array(points) * (half_x, half_y)
    ax, ay = corners.T[:, :, None, None]
    bx, by = np.roll(corners, -1, axis=0).T[:, :, None, None]
    dx, dy = bx - ax, by - ay
    right, down = x - ax, y - ay
    along = np.clip((right * dx + down * dy) / (dx * dx + dy * dy), 0, 1)
    off_x, off_y = right - along * dx, down - along * dy
    nearest = (off_x * off_x + off_y * off_y).min(axis=0)
    crosses = (ay > y) != (by > y)  # never where a side is level
    reach = ax + down * dx / np.where(dy == 0, 1, dy)
    within = np.logical_xor.reduce(crosses & (x < reach), axis=0)
    away: Numbers = np.where(within, -1, 1) * np.sqrt(nearest)
    return away
