"""Sizes and places: what of a material is seen, how large, and where. Sums only, rounded half up."""

from collections.abc import Iterable
from typing import NamedTuple

from mutoscope.core.montage.document import Crop, Fit
from mutoscope.core.montage.timing import half_up

LEAST = 2
"""Pixels that a crop leaves at least."""
_MOST_ENLARGED = 2.0
_MOST_CUT_AWAY = 4
"""What is drawn this many times as long as what is kept of it is cut before, too."""
_BESIDE = 4
"""Pixels of the material that scaling looks at beside those that are kept."""


class Cut(NamedTuple):
    """What a crop keeps, in pixels of the material."""

    x: int
    y: int
    width: int
    height: int


class Fitted(NamedTuple):
    """How large the material is drawn, and what of that is kept around its middle."""

    full_width: int
    full_height: int
    width: int
    height: int


def cut(width: int, height: int, crop: Crop) -> Cut:
    """What ``crop`` leaves of a picture of this size."""
    left, right = _sides(width, crop.left, crop.right)
    top, bottom = _sides(height, crop.top, crop.bottom)
    return Cut(left, top, right - left, bottom - top)


def _sides(size: int, before: int, after: int) -> tuple[int, int]:
    first = min(half_up(before * size / 10_000), max(0, size - LEAST))
    return first, max(min(size, first + LEAST), size - half_up(after * size / 10_000))


def fitted(width: float, height: float, fit: Fit, canvas: tuple[int, int]) -> Fitted:
    """A picture of this size (square pixels) on the canvas, before any scale of its own."""
    wide, high = canvas
    if fit == "stretch":
        return Fitted(wide, high, wide, high)
    across, along = wide / width, high / height
    factor = max(across, along) if fit == "cover" else min(across, along)
    full_width, full_height = _even(width * factor), _even(height * factor)
    if fit == "cover":
        full_width, full_height = max(full_width, wide), max(full_height, high)
        return Fitted(full_width, full_height, wide, high)
    full_width, full_height = min(full_width, wide), min(full_height, high)
    return Fitted(full_width, full_height, full_width, full_height)


def scaled(size: Fitted, scale: float) -> Fitted:
    """``size`` times ``scale``: each side rounded to whole pixels, even."""
    if scale == 1:
        return size
    kept = _even(size.width * scale), _even(size.height * scale)
    full = max(kept[0], _even(size.full_width * scale)), max(kept[1], _even(size.full_height * scale))
    return Fitted(*full, *kept)


def most_enlarged(size: Fitted, canvas: tuple[int, int]) -> float:
    """How many times its fitted size a picture is drawn at most.

    What is larger than twice the canvas' longer side is enlarged as it is laid on it: so no picture takes
    much more memory than four of the canvas.
    """
    return max(1.0, _MOST_ENLARGED * max(canvas) / max(size.width, size.height))


def narrowed(left: Cut, size: Fitted) -> tuple[Cut, Fitted]:
    """Less of the material and less of what is drawn, where most of that would be cut away again.

    Around the same middle, with the pixels beside it that scaling looks at.
    """
    x, width, full_width = _narrowed(left.x, left.width, size.full_width, size.width)
    y, height, full_height = _narrowed(left.y, left.height, size.full_height, size.height)
    return Cut(x, y, width, height), Fitted(full_width, full_height, size.width, size.height)


def _narrowed(first: int, length: int, full: int, kept: int) -> tuple[int, int, int]:
    if full <= _MOST_CUT_AWAY * kept:
        return first, length, full
    away = max(0, int((length - kept * length / full) / 2) - _BESIDE)
    away -= away % 2  # colours have half the pixels
    rest = length - 2 * away
    return first + away, rest, max(kept, _even(rest * full / length))


def corners(middles: Iterable[float], canvas: int, size: int) -> tuple[int, ...]:
    """Where the left or upper edge of a picture comes to lie: middles in ten-thousandths of the canvas."""
    half = size / 2
    return tuple([half_up(middle * canvas / 10_000 - half) for middle in middles])


def _even(value: float) -> int:
    return max(2, 2 * half_up(value / 2))
