"""A film of any shape in a box of the canvas, filling it: its sides cut, nothing drawn outside.

    canvas +---------+        film  +----------------+
           | [ box ] |              |   |  seen  |   |     the middle of the film that has the box's shape
           |         |              +----------------+
           +---------+

Cutting is by ``crop``, not by a mask: what covers its box needs no alpha, neither in the render nor in the
browser.
"""

from typing import NamedTuple

from msgspec.structs import replace

from mutoscope.core.montage.document import Canvas, Crop, Place
from mutoscope.core.montage.timing import half_up

_WHOLE = 10_000


class Box(NamedTuple):
    """A part of the canvas: its middle and its sides, in ten-thousandths of the canvas' own."""

    x: int
    y: int
    width: int
    height: int


def boxed(box: Box, canvas: Canvas, width: int, height: int, place: Place = Place()) -> Place:
    """``place`` with a film of ``width`` to ``height`` filling ``box``; all else of it stays."""
    wanted = (box.width * canvas.width) / (box.height * canvas.height)
    shape = width / height
    crop = _sides(wanted / shape) if shape > wanted else _ends(shape / wanted)
    scale = max(box.width / _WHOLE, box.height / _WHOLE)
    return replace(place, fit="contain", x=box.x, y=box.y, scale=half_up(scale * 1000), crop=crop)


def box_of(place: Place, canvas: Canvas, width: int, height: int) -> Box:
    """The box that a film of ``width`` to ``height`` fills at ``place``: what ``boxed`` was told, or what
    shows."""
    crop = place.crop
    seen_width = width * (_WHOLE - crop.left - crop.right)
    seen_height = height * (_WHOLE - crop.top - crop.bottom)
    across, down = canvas.width / seen_width, canvas.height / seen_height
    fits = {"contain": min(across, down), "cover": max(across, down)}.get(place.fit)
    share_x = 1.0 if fits is None else min(1.0, fits / across)
    share_y = 1.0 if fits is None else min(1.0, fits / down)
    scale = place.scale * _WHOLE / 1000
    return Box(place.x, place.y, half_up(share_x * scale), half_up(share_y * scale))


def _sides(share: float) -> Crop:
    cut = half_up(_WHOLE * (1 - share) / 2)
    return Crop(left=cut, right=cut)


def _ends(share: float) -> Crop:
    cut = half_up(_WHOLE * (1 - share) / 2)
    return Crop(top=cut, bottom=cut)
