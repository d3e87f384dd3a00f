"""Reads a table of colours that somebody brings: a .cube file, as editors and cameras write them."""

import math

import numpy as np

from mutoscope.core.montage.looks.colour import SIDE, Colours
from mutoscope.core.units.refusal import Refusal

MOST_BYTES = 12 * 2**20
_SIZES = range(2, 66)
_ORDINARY = 16.0
"""Values beyond this are no colours; what lies between 1 and this is cut to 1."""


def read_cube(data: bytes) -> bytes:
    """The table in a .cube file, in our own form (see ``colour``), resampled to 33 steps.

    Refuses ``not_a_cube`` (with the line), ``cube_too_large``, ``cube_has_one_dimension``.
    """
    if len(data) > MOST_BYTES:
        raise Refusal("cube_too_large", "A table of colours may have 12 MB at most.", status=422)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(1) from None
    size, low, high, rows = 0, [0.0] * 3, [1.0] * 3, []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#", 1)[0].split()
        if not words or words[0] == "TITLE":
            continue
        if words[0] in ("LUT_1D_SIZE", "LUT_1D_INPUT_RANGE"):
            sentence = "This .cube file holds curves; the studio takes tables of colours (3D)."
            raise Refusal("cube_has_one_dimension", sentence, status=422)
        if words[0] == "LUT_3D_SIZE":
            size = _size(words, size, number)
        elif words[0] in ("DOMAIN_MIN", "DOMAIN_MAX"):
            (low if words[0] == "DOMAIN_MIN" else high)[:] = _three(words[1:], number)
        elif words[0] == "LUT_3D_INPUT_RANGE":
            first, last = _three([*words[1:], "0"], number)[:2]
            low, high = [first] * 3, [last] * 3
        else:
            rows.append(_three(words, number))
            if not size or len(rows) > size**3:
                raise _bad(number)
    if not size or len(rows) != size**3 or any(a >= b for a, b in zip(low, high, strict=True)):
        raise _bad(len(text.splitlines()))
    return _resampled(np.clip(np.array(rows), 0, 1).reshape(size, size, size, 3), low, high)


def _size(words: list[str], before: int, line: int) -> int:
    if before or len(words) != 2 or not words[1].isascii() or not words[1].isdigit() or len(words[1]) > 2:
        raise _bad(line)
    if int(words[1]) not in _SIZES:
        raise _bad(line)
    return int(words[1])


def _three(words: list[str], line: int) -> list[float]:
    if len(words) != 3 or any(len(word) > 32 or "_" in word for word in words):
        raise _bad(line)
    try:
        values = [float(word) for word in words]
    except ValueError:
        raise _bad(line) from None
    if not all(math.isfinite(value) and abs(value) <= _ORDINARY for value in values):
        raise _bad(line)
    return values


def _bad(line: int) -> Refusal:
    sentence = "This is not a .cube table of colours: look at line %(line)s."
    return Refusal("not_a_cube", sentence, fields={"line": line}, status=422)


def _resampled(cells: Colours, low: list[float], high: list[float]) -> bytes:
    """``cells`` (blue, green, red) at our 33 steps a side, linear between, one direction after the other."""
    size = cells.shape[0]
    for axis, channel in ((2, 0), (1, 1), (0, 2)):
        steps = (np.linspace(0, 1, SIDE) - low[channel]) / (high[channel] - low[channel])
        at = np.clip(steps, 0, 1) * (size - 1)
        first = np.minimum(at.astype(np.int64), size - 2)
        shape = [1] * 4
        shape[axis] = SIDE
        part = (at - first).reshape(shape)
        cells = np.take(cells, first, axis) * (1 - part) + np.take(cells, first + 1, axis) * part
    table = np.full((SIDE**3, 4), 255, np.uint8)
    table[:, :3] = np.floor(cells.reshape(-1, 3) * 255 + 0.5)
    return table.tobytes()
