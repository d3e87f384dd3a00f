"""How much of the canvas a clip is seen on: a picture below another that covers it is not there.

Asked on a grid of points, at a few moments of every interval. What lets through what lies below (a mask, a
key for a colour, a blend, half its opacity) covers nothing; rounding of sides and effects are left aside.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt

from mutoscope.core.montage.document import Canvas, Clip, Fill, Footage, Material, Montage
from mutoscope.core.montage.timing import Interval, intervals, property_at

_GRID = 24
_OPAQUE, _SEEN = 950.0, 250.0
"""Thousandths of opacity: from here on a picture hides what is below it; below this it is hardly seen."""

Points = npt.NDArray[np.bool_]


def shares(
    montage: Montage, shapes: Mapping[Material, float]
) -> Iterator[tuple[int, Mapping[Material, float]]]:
    """Stretch by stretch its length in pictures, and of each footage that lies there the share of the canvas
    that is seen of it, 0 to 1.

    ``shapes``: width by height of materials; one that is not known is taken to have the canvas' shape.
    """
    for interval in intervals(montage):
        if any(isinstance(part.clip.content, Footage) for part in interval.parts):
            for first, end in _moments(interval):
                yield end - first, _shares(montage.canvas, interval, (first + end) // 2, shapes)


def _moments(interval: Interval) -> Iterator[tuple[int, int]]:
    """The interval itself; where something moves in it, its quarters."""
    steps = 4 if any(part.clip.keys for part in interval.parts) else 1
    cuts = [interval.first + (interval.end - interval.first) * step // steps for step in range(steps + 1)]
    return ((first, end) for first, end in pairwise(cuts) if first < end)


def _shares(
    canvas: Canvas, interval: Interval, picture: int, shapes: Mapping[Material, float]
) -> dict[Material, float]:
    """From the top down: each is seen where nothing above it covers it."""
    found: dict[Material, float] = {}
    free = np.ones((_GRID, _GRID), np.bool_)
    for part in reversed(interval.parts):
        for clip in (part.clip, *((part.join.right,) if part.join else ())):
            if not isinstance(clip.content, Footage | Fill):
                continue
            shape = shapes.get(clip.content.material, 0.0) if isinstance(clip.content, Footage) else 0.0
            k = picture - clip.start
            lies = _lies(canvas, clip, k, shape)
            opacity = property_at(clip, "opacity", k)
            if isinstance(clip.content, Footage):
                seen = float((lies & free).mean()) if opacity >= _SEEN else 0.0
                found[clip.content.material] = min(1.0, found.get(clip.content.material, 0.0) + seen)
            if opacity >= _OPAQUE and _covers(clip) and part.join is None:
                free &= ~lies
    return found


def _covers(clip: Clip) -> bool:
    place = clip.place
    return place.mask is None and place.chroma is None and place.blend == "normal"


def _lies(canvas: Canvas, clip: Clip, k: float, shape: float) -> Points:
    """Which points of the canvas the clip's picture lies on."""
    width, height = _size(canvas, clip, shape)
    scale = property_at(clip, "scale", k) / 1000
    middle_x = property_at(clip, "x", k) / 10_000 * canvas.width
    middle_y = property_at(clip, "y", k) / 10_000 * canvas.height
    turn = radians(property_at(clip, "rotation", k) / 100)
    steps = (np.arange(_GRID) + 0.5) / _GRID
    across, down = np.meshgrid(steps * canvas.width - middle_x, steps * canvas.height - middle_y)
    x = (across * cos(turn) + down * sin(turn)) / max(width * scale, 1e-6)
    y = (down * cos(turn) - across * sin(turn)) / max(height * scale, 1e-6)
    return np.asarray((abs(x) <= 0.5) & (abs(y) <= 0.5) & _left_by_mask(clip, k, x, y), np.bool_)


def _size(canvas: Canvas, clip: Clip, shape: float) -> tuple[float, float]:
    """Of the fitted picture, pixels of the canvas. 0: its shape is not known."""
    crop, fit = clip.place.crop, clip.place.fit
    if fit != "contain" or not shape:
        return canvas.width, canvas.height
    left = max(1, 10_000 - crop.left - crop.right) / max(1, 10_000 - crop.top - crop.bottom)
    seen = shape * left
    return min(canvas.width, canvas.height * seen), min(canvas.height, canvas.width / seen)


def _left_by_mask(
    clip: Clip, k: float, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> Points | bool:
    """What of the picture a mask leaves, every shape taken as its box; ``x`` and ``y`` from -0.5 to 0.5."""
    mask = clip.place.mask
    if mask is None or mask.shape in ("line", "band"):
        return True
    at_x, at_y, width, height = (
        property_at(clip, f"mask.{name}", k) / 10_000 for name in ("x", "y", "width", "height")
    )
    inside = (abs(x + 0.5 - at_x) <= width / 2) & (abs(y + 0.5 - at_y) <= height / 2)
    return np.asarray(~inside if mask.inverted else inside, np.bool_)
