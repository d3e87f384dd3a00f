"""What effects draw themselves: grain, shadow, light, scratches, and how far rows are shifted.

Everything is bytes made from whole numbers and a few sines, drawn as small as it can be and spread by
whoever shows it; ``web/src/studio/looks/planes.ts`` draws the same. Time is the effect's own, in seconds;
``pace`` is a factor. What changes comes round after ``PERIOD`` pictures, so that a long film needs no long
row of drawings.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.montage.looks.chance import chance
from mutoscope.core.montage.looks.steps import Colour

PERIOD = 240
"""Pictures after which drawings come again."""
MARGIN = 64
"""Pixels that grain is larger than the picture, to be moved about in."""
Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.floating]


class Drawing(msgspec.Struct, frozen=True):
    """Pictures that we drew: bare RGBA, row by row, one after the other."""

    width: int
    height: int
    data: bytes

    @property
    def count(self) -> int:
        return len(self.data) // (self.width * self.height * 4)


class Sheet(msgspec.Struct, frozen=True):
    """What a plane is told: the picture's size, the effect's strength, and the moments that are wanted."""

    width: int
    height: int
    fps: int
    pace: float
    depth: float
    colour: Colour
    moments: Sequence[int]
    """Pictures of the effect, each 0 to ``PERIOD`` - 1."""

    @property
    def side(self) -> int:
        return min(self.width, self.height)


def pace_factor(pace: float) -> float:
    """What ``Effect.pace`` stands for: a quarter at 0, one at 500, four at 1,000."""
    return float(2 ** ((pace - 500) / 250))


def rounded(values: Numbers) -> Bytes:
    """As bytes, halves up, cut to what a byte holds."""
    whole: Bytes = np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)
    return whole


def grain(sheet: Sheet) -> Drawing:
    """Noise around one half, one picture larger than needed; it is moved by ``grain_at``."""
    cell = grain_cell(sheet.side)
    return _noise(sheet.width // cell + MARGIN, sheet.height // cell + MARGIN, sheet.depth)


@lru_cache(maxsize=4)
def _noise(width: int, height: int, depth: float) -> Drawing:
    """The same in every clip of one size, and slow to draw."""
    y, x = np.mgrid[0:height, 0:width]
    return _grey(rounded(128 + 255 * depth * (chance(1, x, y) - 0.5))[None])


def grain_cell(side: int) -> int:
    """Pixels that a grain is wide."""
    return max(1, (side + 270) // 540)


def vignette(sheet: Sheet) -> Drawing:
    """Light that falls off from the middle towards the corners, an eighth as large."""
    x, y = _spots(sheet, 8)
    away = np.clip((np.sqrt(x * x + y * y) / np.sqrt(2) - 0.35) / 0.65, 0, 1)
    return _grey(rounded(255 * (1 - sheet.depth * away * away * (3 - 2 * away)))[None])


def scanlines(sheet: Sheet) -> Drawing:
    """Every other line darker; lines are a few pixels high where the picture is large."""
    line = max(1, (sheet.side + 180) // 360)
    dark = np.arange(sheet.height) // line % 2
    return _grey(rounded(255 * (1 - sheet.depth * dark))[None, :, None])


def leak(sheet: Sheet) -> Drawing:
    """Two clouds of light that wander along the edges, a twenty-fourth as large."""
    x, y = _spots(sheet, 24)
    pictures = []
    for t in _seconds(sheet):
        light = np.zeros_like(x)
        for cloud in (0, 1):
            turn = 2 * np.pi * (sheet.pace * t * (0.11 + 0.06 * cloud) + 0.5 * cloud)
            over_x, over_y = x - 1.1 * np.cos(turn), y - 0.9 * np.sin(turn * 2 + cloud)
            light = light + np.exp(-(over_x * over_x * 1.6 + over_y * over_y * 0.9))
        pictures.append(light)
    lights = np.minimum(np.array(pictures), 1)[..., None] * np.array(sheet.colour)
    return _coloured(rounded(255 * sheet.depth * lights))


def scratches(sheet: Sheet) -> Drawing:
    """Up to four upright lines, light or dark, elsewhere eight times a second; one row."""
    rows = np.full((len(sheet.moments), 1, sheet.width), 128.0)
    wide = max(1, (sheet.side + 180) // 360)
    for row, t in zip(rows, _seconds(sheet), strict=True):
        step = int(np.floor(t * 8 * sheet.pace))
        for line in range(4):
            if chance(2, step, line) < 0.5:
                at = int(np.floor(chance(3, step, line) * sheet.width))
                row[0, at : at + wide] = 128 + 127 * sheet.depth * (1 if chance(4, step, line) < 0.7 else -1)
    return _grey(rounded(rows))


def flash(sheet: Sheet) -> Drawing:
    """Light that breaks out once a second and dies away; one pixel."""
    since = np.modf(_seconds(sheet) * sheet.pace)[0]
    return _grey(rounded(255 * sheet.depth * (1 - since) ** 3)[:, None, None])


def strobe(sheet: Sheet) -> Drawing:
    """Dark and light, four times a second; one pixel."""
    since = np.modf(_seconds(sheet) * sheet.pace * 4)[0]
    return _grey(rounded(np.where(since < 0.5, 255.0, 255 * (1 - sheet.depth)))[:, None, None])


def flicker(sheet: Sheet) -> Drawing:
    """A lamp that burns unevenly, sixteen times a second; one pixel."""
    steps = np.floor(_seconds(sheet) * sheet.pace * 16).astype(np.int64)
    return _grey(rounded(255 * (1 - sheet.depth * chance(5, steps, 0)))[:, None, None])


def focus(sheet: Sheet, circle: bool) -> Drawing:
    """0 within a band or a circle of half size ``depth``, softly 255 outside; an eighth as large."""
    x, y = _spots(sheet, 8)
    x, y = x * sheet.width / sheet.side / 2, y * sheet.height / sheet.side / 2
    away = np.sqrt(x * x + y * y) if circle else np.abs(y)
    soft = np.clip((away - sheet.depth) / 0.25 + 0.5, 0, 1)
    return _grey(rounded(255 * soft * soft * (3 - 2 * soft))[None])


PLANES: dict[str, Callable[[Sheet], Drawing]] = {
    "grain": grain,
    "vignette": vignette,
    "scanlines": scanlines,
    "leak": leak,
    "scratches": scratches,
    "flash": flash,
    "strobe": strobe,
    "flicker": flicker,
}
STILL_PLANES = ("grain", "vignette", "scanlines")
"""Those that are one drawing for all pictures."""
SMOOTH_PLANES = ("vignette", "leak")
"""Those that are spread with passages between their pixels."""


def _spots(sheet: Sheet, by: int) -> tuple[Numbers, Numbers]:
    """Where the pixels of a drawing ``by`` times as small lie, each -1 to 1."""
    width, height = -(-sheet.width // by), -(-sheet.height // by)
    x = (np.arange(width) + 0.5) / width * 2 - 1
    y = (np.arange(height) + 0.5) / height * 2 - 1
    grid = np.meshgrid(x, y)
    return grid[0], grid[1]


def _seconds(sheet: Sheet) -> Numbers:
    return np.asarray(sheet.moments, np.float64) / sheet.fps


def _grey(pictures: Bytes) -> Drawing:
    return _coloured(np.repeat(pictures[..., None], 3, axis=-1))


def _coloured(pictures: Bytes) -> Drawing:
    count, height, width, _ = pictures.shape
    opaque = np.full((count, height, width, 4), 255, np.uint8)
    opaque[..., :3] = pictures
    return Drawing(width, height, opaque.tobytes())
