"""Stitch and green screen: theirs before one's own in time, or behind it in the picture."""

from msgspec.structs import replace

from mutoscope.core.montage.document import Canvas, ChromaKey, Montage, Place, Track
from mutoscope.core.montage.recombine.parts import MOST_S, Theirs, montage_of, own_clip, theirs_clip, within

MOST_STITCHED_S = 5
"""Seconds of theirs: enough to answer to, too little to be watched instead of it."""
_OWN_S = 5
"""Seconds of the place for one's own, until there is something in it."""


def stitch(theirs: Theirs, begin: int, length: int, canvas: Canvas = Canvas()) -> Montage:
    """``length`` pictures of theirs from ``begin``, at most five seconds, then one's own.

    main   [ theirs ][   own   ]
    """
    begin = min(max(0, begin), max(0, theirs.length - 1))
    most = MOST_STITCHED_S * canvas.fps
    length = max(1, min(length, most, theirs.length - begin if theirs.length else most))
    return montage_of(canvas, (theirs_clip(theirs, Place(), length, begin), own_clip(_OWN_S * canvas.fps)))


def green_screen(theirs: Theirs, canvas: Canvas = Canvas(), most_s: int = MOST_S) -> Montage:
    """One's own film before theirs, its green seen through; their sound stays under one's words.

    overlay   [  own, green seen through  ]
    main      [          theirs           ]
    """
    length = within(theirs.length or _OWN_S * canvas.fps, most_s, canvas)
    behind = theirs_clip(theirs, Place(), length)
    behind = replace(behind, sounding=replace(behind.sounding, volume=300))
    before = own_clip(length, Place(chroma=ChromaKey()))
    return montage_of(canvas, (behind,), Track("overlay", "overlay", (before,)))
