"""All of a clip's colour as one table: adjustments, then the filter, then the imported table.

A *table* is bytes: 33 x 33 x 33 colours of red, green, blue and 255, red running fastest, as a 3D texture
takes them. ``web/src/studio/looks/colour.ts`` makes the same one from the same sums, while a slider moves.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mutoscope.core.montage.document import Adjustments
from mutoscope.core.montage.looks.grades import GRADES, Grade

SIDE = 33
"""Steps a side: 0, 1/32 ... 1."""
LEVELS = (
    "exposure",
    "contrast",
    "saturation",
    "warmth",
    "tint",
    "highlights",
    "shadows",
    "fade",
    "hue",
)
"""The sliders of ``Adjustments``, -1,000 to 1,000."""

Colours = npt.NDArray[np.float64]
"""n x 3, red green blue, 0 to 1."""

LUMA: Colours = np.array([0.2126, 0.7152, 0.0722])
_GRADES = {grade.name: grade for grade in GRADES}


def changes_nothing(look: Adjustments) -> bool:
    """No table is needed."""
    no_filter = not look.filter or look.filter_strength == 0
    return no_filter and not look.table and all(getattr(look, name) == 0 for name in LEVELS)


def look_table(look: Adjustments, imported: bytes = b"", values: Mapping[str, float] | None = None) -> bytes:
    """The table of ``look``. ``imported`` is the table that ``look.table`` names, see ``cubes.read_cube``;
    ``values`` are what keys say at this picture, by the name of the adjustment, and count instead."""
    levels = {name: float(getattr(look, name)) for name in (*LEVELS, "filter_strength")} | dict(values or {})
    colours = adjusted(grid(), levels)
    grade = _GRADES.get(look.filter)
    if grade is not None:
        strength = levels["filter_strength"] / 1000
        colours = colours + (graded(colours, grade) - colours) * strength
    if imported:
        colours = looked_up(colours, imported)
    return table_of(colours)


def cube_text(table: bytes) -> str:
    """``table`` as a file for ffmpeg's ``lut3d=interp=trilinear``. Half a step is added to every value,
    because that filter cuts off what is behind the point where everybody else rounds."""
    spaced = np.array([f"{(value + 0.5) / 255:.6f} " for value in range(256)], "S9")
    ending = np.array([f"{(value + 0.5) / 255:.6f}\n" for value in range(256)], "S9")
    cells = np.frombuffer(table, np.uint8).reshape(-1, 4)
    columns = (spaced[cells[:, 0]], spaced[cells[:, 1]], ending[cells[:, 2]])
    return f"LUT_3D_SIZE {SIDE}\n" + np.stack(columns, axis=1).tobytes().decode()


def adjusted(colours: Colours, levels: Mapping[str, float]) -> Colours:
    """``colours`` after the sliders, in the order in which they stand here."""
    value = {name: level / 1000 for name, level in levels.items()}
    if value["exposure"]:
        colours = colours * 2 ** value["exposure"]
    if value["warmth"] or value["tint"]:
        warmth, tint = value["warmth"], value["tint"]
        gains = np.array([1 + 0.22 * warmth + 0.1 * tint, 1 - 0.2 * tint, 1 - 0.22 * warmth + 0.1 * tint])
        colours = _as_light_as(colours * gains, colours)
    colours = np.clip(colours, 0, 1)
    if value["contrast"]:
        colours = _contrast(colours, value["contrast"])
    if value["highlights"] or value["shadows"]:
        colours = _ends(colours, value["highlights"], value["shadows"])
    if value["saturation"]:
        grey = (colours @ LUMA)[:, None]
        colours = grey + (colours - grey) * (1 + value["saturation"])
    if value["hue"]:
        colours = _turned(colours, value["hue"] * np.pi)
    fade = value["fade"]
    if fade > 0:
        colours = colours * (1 - 0.35 * fade) + 0.25 * fade
    elif fade < 0:
        colours = (colours + 0.25 * fade) / (1 + 0.25 * fade)
    return np.clip(colours, 0, 1)


def graded(colours: Colours, grade: Grade) -> Colours:
    """``colours`` through a filter at full strength."""
    colours = adjusted(colours, {name: getattr(grade.look, name) for name in LEVELS})
    colours = colours ** (np.array(grade.gamma) / 1000)
    light = (colours @ LUMA)[:, None]
    dark = 1 - light
    toned = colours + dark * dark * np.array(grade.dark) / 1000 + light * light * np.array(grade.light) / 1000
    clipped: Colours = np.clip(toned, 0, 1)
    return clipped


def looked_up(colours: Colours, table: bytes) -> Colours:
    """``colours`` through a table, linear between its steps in all three directions."""
    cells = np.frombuffer(table, np.uint8).reshape(SIDE, SIDE, SIDE, 4)[..., :3] / 255
    at = colours * (SIDE - 1)
    low = np.minimum(at.astype(np.int64), SIDE - 2)
    part = at - low
    found = np.zeros_like(colours)
    for corner in range(8):
        step = np.array([corner & 1, corner >> 1 & 1, corner >> 2])
        weight = np.where(step, part, 1 - part).prod(axis=1)
        red, green, blue = (low + step).T
        found += weight[:, None] * cells[blue, green, red]
    return found


def _contrast(colours: Colours, contrast: float) -> Colours:
    """Up: bent around the middle, so that nothing is cut off; down: drawn towards it."""
    if contrast < 0:
        return 0.5 + (colours - 0.5) * (1 + 0.7 * contrast)
    bent = colours * colours * (3 - 2 * colours)
    bent = bent * bent * (3 - 2 * bent)
    return colours + (bent - colours) * contrast


def _ends(colours: Colours, highlights: float, shadows: float) -> Colours:
    """Light and dark parts alone, told apart by how light a colour is as a whole."""
    luma = (colours @ LUMA)[:, None]
    light, dark = _rise(luma, 0.4, 1), 1 - _rise(luma, 0, 0.6)
    towards = 1 - colours if highlights > 0 else colours
    colours = colours + 0.45 * highlights * light * towards
    raised: Colours = colours + 1.1 * shadows * dark * colours * (1 - colours)
    return raised


def _rise(value: Colours, low: float, high: float) -> Colours:
    """0 below ``low``, 1 above ``high``, smooth between."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)


def _as_light_as(colours: Colours, before: Colours) -> Colours:
    """``colours`` scaled to the luma of ``before``."""
    scaled: Colours = colours * ((before @ LUMA) / np.maximum(colours @ LUMA, 1e-6))[:, None]
    return scaled


def _turned(colours: Colours, angle: float) -> Colours:
    """Turned around the axis of greys, luma staying as it is: blue and red differences as a vector."""
    luma = colours @ LUMA
    blue, red = (colours[:, 2] - luma) / 1.8556, (colours[:, 0] - luma) / 1.5748
    cos, sin = np.cos(angle), np.sin(angle)
    blue, red = blue * cos - red * sin, blue * sin + red * cos
    new_red, new_blue = luma + 1.5748 * red, luma + 1.8556 * blue
    new_green = (luma - LUMA[0] * new_red - LUMA[2] * new_blue) / LUMA[1]
    return np.stack([new_red, new_green, new_blue], axis=1)


@lru_cache(maxsize=1)
def grid() -> Colours:
    """Every colour of a table, red running fastest."""
    steps = np.linspace(0, 1, SIDE)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    return np.stack([red, green, blue], axis=-1).reshape(-1, 3)


def table_of(colours: Colours) -> bytes:
    """Colours in the order of ``grid``, as a table."""
    cells = np.full((SIDE**3, 4), 255, np.uint8)
    cells[:, :3] = np.floor(np.clip(colours, 0, 1) * 255 + 0.5)
    return cells.tobytes()
