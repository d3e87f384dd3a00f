"""The steps that effects are made of. Each takes a picture and gives one of the same size.

A ``Span`` is a number that depends on the effect's amount: its value at none and at full, linear between.
Lengths are shares of the picture's shorter side, so that a small preview looks as the large picture will.
Colours and levels are 0 to 1. What each step does is written beside it; ``lowering`` says it to ffmpeg, and
``web/src/studio/looks/passes.ts`` and ``shaders.ts`` to the graphics card.
"""

from typing import Literal

import msgspec

Span = tuple[float, float]
Colour = tuple[float, float, float]
Mix = Literal["normal", "multiply", "screen", "grainmerge"]
"""How what is drawn or done comes onto the picture; ``grainmerge`` adds, one half being nothing."""


class _Step(msgspec.Struct, frozen=True, tag_field="step"):
    pass


class Matrix(_Step, frozen=True, tag="matrix"):
    """Each channel becomes a sum of the three; ``share`` of it, the rest as it was."""

    rows: tuple[Colour, Colour, Colour]
    share: Span = (0, 1)


class Curve(_Step, frozen=True, tag="curve"):
    """gain x value + offset."""

    gain: Span
    offset: Span = (0, 0)


class Posterise(_Step, frozen=True, tag="posterise"):
    """As many levels a channel, rounded."""

    levels: Span


class Ramp(_Step, frozen=True, tag="ramp"):
    """How light a colour is chooses one of a row of colours, evenly spaced, linear between."""

    stops: tuple[Colour, ...]


class Blur(_Step, frozen=True, tag="blur"):
    """Twice a box, which together have this standard deviation; beyond the edges the picture is mirrored."""

    sigma: Span


class Sharpen(_Step, frozen=True, tag="sharpen"):
    """What a pixel has over its eight neighbours, ``strength`` times more of it."""

    strength: Span


class Emboss(_Step, frozen=True, tag="emboss"):
    """Light from the left top on what rises."""


class Edges(_Step, frozen=True, tag="edges"):
    """How steeply each channel changes (Sobel's operator)."""


class Split(_Step, frozen=True, tag="split"):
    """Red to the right and blue to the left by whole pixels."""

    distance: Span


class Shift(_Step, frozen=True, tag="shift"):
    """Rows (and columns, of ``ripple``) moved by whole pixels, differently in each picture."""

    kind: Literal["wave", "ripple", "tear", "jitter"]
    size: Span
    split: Span = (0, 0)
    """Red and blue this much further apart, where it tears."""


class Warp(_Step, frozen=True, tag="warp"):
    """Zoomed, moved and turned as a whole, differently in each picture; see ``warping``."""

    kind: Literal["shake", "sway", "pulse", "breathe"]
    size: Span


class Pixelate(_Step, frozen=True, tag="pixelate"):
    """Squares of one colour, the mean of what was there."""

    block: Span


class Mirror(_Step, frozen=True, tag="mirror"):
    """The left half twice, the upper half twice, or the left upper quarter four times."""

    kind: Literal["left", "top", "quarter"]


class Tile(_Step, frozen=True, tag="tile"):
    """The whole, half as large, four times."""


class Plane(_Step, frozen=True, tag="plane"):
    """Something drawn by us, mixed onto the picture; see ``planes``."""

    kind: Literal["grain", "vignette", "scanlines", "leak", "scratches", "flash", "strobe", "flicker"]
    mode: Mix
    depth: Span
    colour: Colour = (1, 1, 1)


class Keep(_Step, frozen=True, tag="keep"):
    """Remember the picture as it is now, for the next ``Join`` or ``Focus``."""


class Join(_Step, frozen=True, tag="join"):
    """What was done since ``Keep``, mixed onto what was kept."""

    mode: Mix
    share: Span = (0, 1)


class Focus(_Step, frozen=True, tag="focus"):
    """What was kept stays within a band or a circle; around it, softly, what was done since is seen."""

    kind: Literal["band", "circle"]
    size: Span
    """Half the height of the band, or the radius of the circle."""


Step = (
    Matrix
    | Curve
    | Posterise
    | Ramp
    | Blur
    | Sharpen
    | Emboss
    | Edges
    | Split
    | Shift
    | Warp
    | Pixelate
    | Mirror
    | Tile
    | Plane
    | Keep
    | Join
    | Focus
)
