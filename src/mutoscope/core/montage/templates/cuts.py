"""A digest of what a template is, whatever is put into it: when its places begin, how long they last, and of
which kind they are.

    [ a  ][b][  c   ]   and   [ x  ][y][  z   ]     are one template, at any size and rate of pictures

Looks, words and sounds are not in it: whoever makes a template anew by hand takes the cuts. Few places, or
all of them equally long, anybody may come upon; those have no digest.
"""

import hashlib
import re

from mutoscope.core.montage.document import Clip, Footage, Listening, Montage, Text
from mutoscope.core.montage.timing import half_up

_GRID = 30
"""Places of a second on which a cut counts as being at the same moment."""
_LEAST_PLACES, _LEAST_LENGTHS = 5, 3
_TURN = re.compile(r"(.+)-x\d+")


def cuts_of(montage: Montage) -> str:
    """64 hexadecimal digits, equal for templates with the same places; empty where they are too plain."""
    places = _places(montage)
    if len(places) < _LEAST_PLACES or len({length for _, length, _ in places}) < _LEAST_LENGTHS:
        return ""
    said = ";".join(f"{start},{length},{kind}" for start, length, kind in places)
    return hashlib.sha256(said.encode()).hexdigest()


def _places(montage: Montage) -> list[tuple[int, int, str]]:
    """(begin, length, kind) of what stands on the main tracks, in order of time."""
    fps = montage.canvas.fps
    found: list[tuple[int, int, str]] = []
    for track in montage.tracks:
        if track.role != "main" or track.hidden:
            continue
        spans: list[tuple[int, int, str, str]] = []
        for clip in track.clips:
            turn = _TURN.fullmatch(clip.id)
            if turn and spans and spans[-1][3] == turn[1] and spans[-1][1] == clip.start:
                spans[-1] = (spans[-1][0], clip.end, *spans[-1][2:])  # one film that repeats in its place
            else:
                spans.append((clip.start, clip.end, _kind(clip), clip.id))
        for first, end, kind, _id in spans:
            begin = half_up(first * _GRID / fps)
            found.append((begin, half_up(end * _GRID / fps) - begin, kind))
    return sorted(found)


def _kind(clip: Clip) -> str:
    if clip.slot is not None:
        return clip.slot.kind
    content = clip.content
    if isinstance(content, Footage):
        return "media"
    return "sound" if isinstance(content, Listening) else "text" if isinstance(content, Text) else "surface"
