"""Templates: a montage with places for somebody else's films, photos and words.

making    a template out of a project, and what of its maker's films goes with it
filling   one's own put into the places: in order, cut to length, slowed or repeated where too short
framing   a film of any shape put into a box on the canvas
cuts      what tells that a template made anew is one that was there before

The cuts of a template never move: whatever is put in, every clip begins and ends where it did. The browser
fills in the same way (``web/src/studio/kernels/templates``), so that a preview needs no server.
"""

from mutoscope.core.montage.templates.cuts import cuts_of
from mutoscope.core.montage.templates.filling import (
    Filled,
    Piece,
    fill,
    fill_sound,
    fill_text,
    put_in,
    unfilled,
)
from mutoscope.core.montage.templates.framing import Box, box_of, boxed
from mutoscope.core.montage.templates.making import (
    going_along,
    places_of,
    published,
    template_of,
    without_theirs,
)

__all__ = [
    "Box",
    "Filled",
    "Piece",
    "box_of",
    "boxed",
    "cuts_of",
    "fill",
    "fill_sound",
    "fill_text",
    "going_along",
    "places_of",
    "published",
    "put_in",
    "template_of",
    "unfilled",
    "without_theirs",
]
