"""Duet: theirs and one's own at once, for as long as the shorter of them lasts.

    beside            over            corner          cutout
    +----+----+     +-------+       +-------+       +-------+
    |    |    |     | theirs|       |theirs |       |theirs |
    |thrs|own |     +-------+       |  +---+|       |   o   |
    |    |    |     |  own  |       |  |own||       |  /|\\  |     own, cut out of its green background
    +----+----+     +-------+       +--+---++       +-------+

Both sound. Different shapes are cut to their boxes around their middles; different pictures a second and a
missing sound are the compiler's everyday.
"""

from typing import Literal

from msgspec.structs import replace

from mutoscope.core.montage.document import Background, Canvas, ChromaKey, Montage, Track
from mutoscope.core.montage.recombine.parts import MOST_S, Theirs, montage_of, own_clip, theirs_clip, within
from mutoscope.core.montage.templates.framing import Box, boxed

Layout = Literal["beside", "over", "corner", "cutout"]

_WHOLE = Box(5000, 5000, 10_000, 10_000)
_BOXES: dict[Layout, tuple[Box, Box]] = {
    "beside": (Box(2500, 5000, 5000, 5000), Box(7500, 5000, 5000, 5000)),
    "over": (Box(5000, 2500, 10_000, 5000), Box(5000, 7500, 10_000, 5000)),
    "corner": (_WHOLE, Box(7700, 2000, 3800, 2700)),
    "cutout": (_WHOLE, Box(5000, 7000, 6000, 6000)),
}
"""Where theirs lies, and where one's own: clear of the player's own words and buttons."""


def duet(theirs: Theirs, layout: Layout, canvas: Canvas = Canvas(), most_s: int = MOST_S) -> Montage:
    """A duet with ``theirs``, ``most_s`` seconds at most; one's own film is taken to have the canvas' shape
    until there is one."""
    length = within(theirs.length, most_s, canvas)
    their_box, own_box = _BOXES[layout]
    place = boxed(own_box, canvas, canvas.width, canvas.height)
    if layout == "cutout":
        place = replace(place, chroma=ChromaKey())
    dark = replace(canvas, background=Background("colour", "#000000"))
    main = theirs_clip(theirs, boxed(their_box, canvas, theirs.width, theirs.height), length)
    return montage_of(dark, (main,), Track("overlay", "overlay", (own_clip(length, place),)))
