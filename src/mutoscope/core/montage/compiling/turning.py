r"""A picture that is turned or changes its size, resampled at real positions so that it moves smoothly.

The picture is drawn as large as it will ever be, set into a frame, and each corner of the frame is told where
it goes. Its edges are soft because outside them there is nothing to be seen, in the colours of the edge.

    frame  +-----------+             box on the canvas  +----------+
           | +-------+ |                                |   /\     |
           | |picture| |      ->                        |  /  \    |
           | +-------+ |                                |  \  /    |
           +-----------+                                +----------+
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mutoscope.core.montage.compiling.baking import Placed
from mutoscope.core.montage.compiling.geometry import Fitted
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.compiling.planes import veil
from mutoscope.core.montage.compiling.series import Series
from mutoscope.core.montage.plan import Value, made

_NEAR = 0.02
"""Pixels that an expression may be off."""
_SOFT = 2
"""Pixels around a picture in which it ends."""

_LONGEST = 16_000
"""Letters that a piece of a movement may have: ``perspective`` reads them all anew for each picture."""
_SHORTEST = 30
"""Pictures of such a piece."""


class Box(NamedTuple):
    """Part of the canvas that a picture touches at some time."""

    x: int
    y: int
    width: int
    height: int


class _At(NamedTuple):
    """Where the picture is at one moment: its middle, its sides, how far it is turned."""

    x: float
    y: float
    width: float
    height: float
    cos: float
    sin: float


class Turning:
    """How a picture of ``size`` moves on the canvas over ``count`` pictures."""

    def __init__(self, place: Placed, size: Fitted, canvas: tuple[int, int], count: int) -> None:
        self.canvas, self.size = canvas, size
        self.still = all(one.still for one in place[:4])
        self.moments = _moments(place, size, canvas, 1 if self.still else count)

    @property
    def largest(self) -> float:
        """The most that its fitted size is ever multiplied with."""
        return max(max(at.width / self.size.width, at.height / self.size.height) for at in self.moments)

    def covers(self) -> bool:
        """Whether all of the canvas is always within it, but for half a pixel."""
        return all(
            _within(at, x, y) for at in self.moments for x in (0, self.canvas[0]) for y in (0, self.canvas[1])
        )

    def box(self) -> Box | None:
        """What it touches of the canvas; None where it never comes into sight."""
        left = top = math.inf
        right = bottom = -math.inf
        for at in self.moments:
            across = (abs(at.width * at.cos) + abs(at.height * at.sin)) / 2 + 1
            along = (abs(at.width * at.sin) + abs(at.height * at.cos)) / 2 + 1
            left, right = min(left, at.x - across), max(right, at.x + across)
            top, bottom = min(top, at.y - along), max(bottom, at.y + along)
        x, y = 2 * math.floor(max(0, left) / 2), 2 * math.floor(max(0, top) / 2)
        width = 2 * math.ceil((min(self.canvas[0], right) - x) / 2)
        height = 2 * math.ceil((min(self.canvas[1], bottom) - y) / 2)
        return Box(x, y, width, height) if width > 0 and height > 0 else None

    def corners(
        self, frame: tuple[int, int], inner: tuple[int, int, int, int], box: Box, first: int = 0, end: int = 0
    ) -> dict[str, Value]:
        """Where the corners of a frame go, as ``perspective`` takes them, from moment ``first`` to before
        ``end`` (0: all); ``inner`` is the picture in it."""
        x, y, width, height = inner
        # Pixels are counted by their left top, but their middle is what lies somewhere.
        left, right = ((u + 0.5 - x - width / 2) / width for u in (0, frame[0]))
        top, bottom = ((v + 0.5 - y - height / 2) / height for v in (0, frame[1]))
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        moments = self.moments[first : end or None]
        upright = not any(at.sin for at in moments)
        known: dict[tuple[bool, float, float], str] = {}  # without a turn two corners have a side in common
        found: dict[str, Value] = {}
        for name, (across, along) in enumerate(corners):
            for upwards, axis, begins in ((False, "x", box.x), (True, "y", box.y)):
                side = (
                    upwards,
                    0 if upright and upwards else across,
                    0 if upright and not upwards else along,
                )
                if side not in known:
                    spots = _ups if upwards else _asides
                    values = tuple([spot - begins - 0.5 for spot in spots(moments, across, along)])
                    known[side] = Series(values).expression("(on-1)", _NEAR)
                found[f"{axis}{name}"] = known[side]
        return found


def turned(graph: Graph, picture: Picture, turning: Turning, box: Box) -> Picture:
    """``picture``, drawn at its largest, as it moves within ``box``, and seen through around it."""
    covering = turning.covers() and not picture.clear
    frame = max(box.width, picture.width + 2 * _SOFT), max(box.height, picture.height + 2 * _SOFT)
    if covering:
        frame = max(box.width, picture.width), max(box.height, picture.height)
    frame = frame[0] + frame[0] % 2, frame[1] + frame[1] % 2
    x, y = ((frame[0] - picture.width) // 4 * 2, (frame[1] - picture.height) // 4 * 2)
    inner = (x, y, picture.width, picture.height)
    picture = _framed(graph, picture, frame, x, y, clear=not covering)
    graph.spend(1.5, len(turning.moments), *frame)
    cut = made("crop", w=box.width, h=box.height, x=0, y=0)
    corners = turning.corners(frame, inner, box)
    if turning.still:
        moved = made("perspective", **corners, sense="destination", eval="init")
        return graph.on(picture, moved, cut)._replace(width=box.width, height=box.height)
    picture = graph.held(picture)
    count = len(turning.moments)
    pieces = min(math.ceil(count / _SHORTEST), math.ceil(_length(corners) / _LONGEST))
    cuts = [count * n // pieces for n in range(pieces + 1)]
    pads = []
    for pad, (first, end) in zip(graph.copies(picture.pad, pieces), pairwise(cuts), strict=True):
        if pieces > 1:
            corners = turning.corners(frame, inner, box, first, end)
            pad = graph.through(
                pad, made("trim", start_frame=first, end_frame=end), made("setpts", expr="PTS-STARTPTS")
            )
        graph.read(_length(corners), end - first)
        pads.append(
            graph.through(pad, made("perspective", **corners, sense="destination", eval="frame"), cut)
        )
    return picture._replace(pad=graph.joined(tuple(pads)), width=box.width, height=box.height)


def _length(corners: dict[str, Value]) -> int:
    return sum(len(str(corner)) for corner in corners.values())


def _framed(graph: Graph, picture: Picture, frame: tuple[int, int], x: int, y: int, clear: bool) -> Picture:
    """The picture in the middle of a frame that has its edges' colours and cannot be seen."""
    width, height = picture.width, picture.height
    if frame == (width, height):
        return picture
    rims = {"left": x, "right": frame[0] - width - x, "top": y, "bottom": frame[1] - height - y}
    around = made("pad", w=frame[0], h=frame[1], x=x, y=y)
    smeared = (around, made("fillborders", **rims, mode="smear"))
    if not clear:
        return graph.on(picture, *smeared)._replace(width=frame[0], height=frame[1])
    if picture.clear:
        colours, alpha = graph.copies(as_form(graph, picture, "yuva420p").pad, 2)
        light = graph.through(alpha, made("extractplanes", planes="a"), around)
    else:
        colours = picture.pad
        light = graph.through(veil(graph, Series((1.0,)), 1, width, height), around)
    colours = graph.through(colours, made("format", pix_fmts="yuv420p"), *smeared)
    pad = graph.through((colours, light), made("alphamerge"))
    return Picture(pad, frame[0], frame[1], "yuva420p", picture.times)


def _moments(place: Placed, size: Fitted, canvas: tuple[int, int], count: int) -> list[_At]:
    wide, high = canvas
    found = []
    for x, y, scale, rotation in zip(*(one.along(count) for one in place[:4]), strict=True):
        width, height = size.width * scale / 1000, size.height * scale / 1000
        angle = math.radians(rotation / 100)
        sides = width if width > 1 else 1.0, height if height > 1 else 1.0
        found.append(_At(x * wide / 10_000, y * high / 10_000, *sides, math.cos(angle), math.sin(angle)))
    return found


def _asides(moments: Sequence[_At], across: float, along: float) -> list[float]:
    """Where a spot of the picture is at each moment, from the left; its place counts from the middle."""
    return [at.x + at.cos * (across * at.width) - at.sin * (along * at.height) for at in moments]


def _ups(moments: Sequence[_At], across: float, along: float) -> list[float]:
    """The same from the top."""
    return [at.y + at.sin * (across * at.width) + at.cos * (along * at.height) for at in moments]


def _within(at: _At, x: float, y: float) -> bool:
    dx, dy = x - at.x, y - at.y
    across, along = abs(at.cos * dx + at.sin * dy), abs(at.cos * dy - at.sin * dx)
    return across <= at.width / 2 + 0.5 and along <= at.height / 2 + 0.5
