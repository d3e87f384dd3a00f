"""What the ways of recombining share: their video, the place for one's own, the canvas."""

import msgspec
from msgspec.structs import replace

from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Material,
    Montage,
    Place,
    Slot,
    Track,
)
from mutoscope.core.montage.templates.making import EMPTY

OWN = "own"
"""Id of the place for one's own film, of its clip and of its slot."""
THEIRS = "theirs"
MOST_S = 180
"""Seconds that a film may have where nobody says otherwise."""


class Theirs(msgspec.Struct, frozen=True):
    """Somebody's video, as it is played: upright, square pixels."""

    material: Material
    length: int
    """Pictures of the canvas' grid; 0: a photo."""
    width: int
    height: int


def within(length: int, most_s: int, canvas: Canvas) -> int:
    """``length`` pictures, at least one, no more than ``most_s`` seconds."""
    return max(1, min(length, most_s * canvas.fps))


def theirs_clip(theirs: Theirs, place: Place, length: int, begin: int = 0) -> Clip:
    """Theirs, ``length`` pictures of it from ``begin`` on."""
    return Clip(THEIRS, 0, length, Footage(theirs.material, begin), place)


def own_clip(length: int, place: Place = Place(), start: int = 0) -> Clip:
    """The place for one's own film, empty."""
    return Clip(OWN, start, length, EMPTY, place, slot=Slot(OWN))


def montage_of(canvas: Canvas, main: tuple[Clip, ...], *above: Track) -> Montage:
    """A montage of a main track and others."""
    laid, at = [], 0
    for clip in main:
        laid.append(replace(clip, start=at))
        at += clip.length
    return Montage(SCHEMA, canvas, (Track("main", "main", tuple(laid)), *above))
