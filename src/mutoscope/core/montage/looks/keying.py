"""A colour that is seen through: two tables of colours, one that says how clear a colour is, and one
that takes the key's light from what stays. Both are tables as in ``colour``, so ffmpeg and the browser
read the same bytes.

Colours are told apart by hue and strength alone, not by how light they are: by the differences of blue and
red to luma, as far apart as they are in the plane of the two.
"""

import numpy as np

from mutoscope.core.montage.document import ChromaKey
from mutoscope.core.montage.looks.colour import LUMA, Colours, cube_text, grid, table_of
from mutoscope.core.montage.looks.masks import veiled
from mutoscope.core.montage.looks.wiring import Frame, Wiring
from mutoscope.core.montage.plan import Filter, made


def clearness_table(key: ChromaKey) -> bytes:
    """Grey: 255 where a colour stays, 0 where it is seen through."""
    away = _differences(grid()) - _differences(_colour(key.colour))
    distance = np.sqrt((away * away).sum(axis=1) / 2)
    stays = np.clip((distance - key.similarity / 1000) / max(key.smoothness / 1000, 0.001), 0, 1)
    return table_of(np.repeat(stays[:, None], 3, axis=1))


def spill_table(key: ChromaKey) -> bytes:
    """Colours without as much of the key's own as ``spill`` says, as light as they were."""
    colours = grid()
    differences, towards = _differences(colours), _differences(_colour(key.colour))[0]
    strength = float(np.sqrt((towards * towards).sum()))
    if strength > 0:
        direction = towards / strength
        much = np.maximum(differences @ direction, 0) * key.spill / 1000
        differences = differences - much[:, None] * direction
    return table_of(_with(colours @ LUMA, differences))


def keyed(wiring: Wiring, frame: Frame, key: ChromaKey) -> Frame:
    """``frame`` with the key's colour seen through."""
    one, two = wiring.copies(frame.pad, 2)
    clear = _table(wiring, clearness_table(key))
    grey = wiring.through(two, made("format", pix_fmts="gbrp"), clear, made("extractplanes", planes="g"))
    pad = wiring.through(one, _table(wiring, spill_table(key))) if key.spill else one
    return veiled(wiring, frame._replace(pad=pad), grey)


def _table(wiring: Wiring, table: bytes) -> Filter:
    return made("lut3d", file=wiring.file("key.cube", cube_text(table).encode()), interp="trilinear")


def _colour(text: str) -> Colours:
    return np.array([[int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]])


def _differences(colours: Colours) -> Colours:
    """Blue and red less luma, each -0.5 to 0.5."""
    luma = colours @ LUMA
    return np.stack([(colours[:, 2] - luma) / 1.8556, (colours[:, 0] - luma) / 1.5748], axis=1)


def _with(luma: Colours, differences: Colours) -> Colours:
    blue, red = luma + 1.8556 * differences[:, 0], luma + 1.5748 * differences[:, 1]
    green = (luma - LUMA[0] * red - LUMA[2] * blue) / LUMA[1]
    return np.stack([red, green, blue], axis=1)
