"""How far an effect shifts the rows and columns of a picture: whole pixels, 128 standing for none.

A drawing of one column tells for each row how far to the right red, green and blue are fetched from, one
of one row how far below for each column. ``web/src/studio/looks/planes.ts`` draws the same.
"""

import numpy as np
import numpy.typing as npt

from mutoscope.core.montage.looks.chance import chance
from mutoscope.core.montage.looks.planes import Drawing, Numbers, Sheet, rounded

FURTHEST = 127
Places = npt.NDArray[np.int64]


def rows(kind: str, sheet: Sheet, split: float) -> Drawing:
    """Of every row at each of the sheet's moments; ``sheet.depth`` and ``split`` are shares of the side."""
    size = min(sheet.depth * sheet.side, FURTHEST)
    y = np.arange(sheet.height, dtype=np.int64)
    pictures = []
    for moment in sheet.moments:
        t = moment / sheet.fps
        if kind == "tear":
            pictures.append(_torn(sheet, t, y, size, split * sheet.side))
        else:
            shift = _jitter(sheet, t, y, size) if kind == "jitter" else _wave(sheet, t, y, size, 0.0)
            pictures.append(np.repeat(shift[:, None], 3, axis=1))
    return _told(np.array(pictures)[:, :, None])


def columns(kind: str, sheet: Sheet) -> Drawing:
    """Shifts of every column; only ``ripple`` has any, and the others have one pixel that says so."""
    if kind != "ripple":
        return _told(np.zeros((1, 1, 1, 3)))
    x = np.arange(sheet.width, dtype=np.int64)
    size = min(sheet.depth * sheet.side, FURTHEST)
    pictures = [_wave(sheet, moment / sheet.fps, x, size, 0.25) for moment in sheet.moments]
    return _told(np.repeat(np.array(pictures)[:, None, :, None], 3, axis=3))


def _wave(sheet: Sheet, t: float, at: Places, size: float, phase: float) -> Numbers:
    """A sine as long as four tenths of the side, once past in a second."""
    wave: Numbers = size * np.sin(2 * np.pi * (at / (0.4 * sheet.side) + sheet.pace * t + phase))
    return wave


def _torn(sheet: Sheet, t: float, y: Places, size: float, split: float) -> Numbers:
    """Twelve times a second other strips jump aside, and the colours come apart; every third time nothing."""
    step = int(np.floor(t * 12 * sheet.pace))
    if chance(6, step, 0) < 1 / 3:
        return np.zeros((sheet.height, 3))
    strip = y * 24 // sheet.height
    jump = np.where(chance(7, step, strip) < 0.4, (chance(8, step, strip) * 2 - 1) * size, 0)
    apart = split * chance(9, step, 0)
    shifts: Numbers = jump[:, None] + np.array([-apart, 0, apart])
    return shifts


def _jitter(sheet: Sheet, t: float, y: Places, size: float) -> Numbers:
    """Every row a little, anew twenty-four times a second, and much within a band that rolls down."""
    step = int(np.floor(t * 24))
    line = max(1, (sheet.side + 180) // 360)
    little = (chance(10, step, y // line) - 0.5) * size * 0.5
    band = np.modf(sheet.pace * t * 0.3)[0] * 1.3 - 0.15
    near = np.clip(1 - np.abs((y + 0.5) / sheet.height - band) / 0.08, 0, 1)
    shifts: Numbers = little + 2.5 * size * near * near
    return shifts


def _told(shifts: Numbers) -> Drawing:
    """``shifts`` (pictures, rows, columns, red green blue) as bytes; opacity goes with green."""
    whole = rounded(128 + np.clip(np.floor(shifts + 0.5), -FURTHEST, FURTHEST))
    _, height, width, _ = whole.shape
    return Drawing(width, height, np.concatenate([whole, whole[..., 1:2]], axis=-1).tobytes())
