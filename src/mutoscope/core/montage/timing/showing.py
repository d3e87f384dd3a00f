"""What shows at a picture, and at which pictures that changes.

    overlay          [   c   ]
    main     [   a  (|  )  b     ]
             |      ||  ||   |   |

Between two of the strokes below is an interval: the same clips throughout, joined in the same way.
"""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from mutoscope.core.montage.document import Clip, Montage, Track
from mutoscope.core.montage.timing.joins import Window, windows


class Part(msgspec.Struct, frozen=True):
    """One clip of a track, or two that a join mixes, from ``first`` to before ``end``."""

    track: int
    """Place of the track in the montage, 0 being the lowest."""
    clip: Clip
    first: int
    end: int
    join: Window | None = None
    """While it runs, ``clip`` is its left one and goes over to ``join.right``."""


class Showing(msgspec.Struct, frozen=True):
    """What a track shows at one picture."""

    track: int
    clip: Clip
    k: int
    """Picture of the clip; at or past its length where a join carries it on."""
    to: Clip | None = None
    """The clip that a join is going over to."""
    to_k: int = 0
    """Picture of that clip; negative before its cut."""
    kind: str = ""
    progress: float = 0.0


class Interval(msgspec.Struct, frozen=True):
    """Pictures ``first`` to before ``end``, in which the same parts show; bottom to top."""

    first: int
    end: int
    parts: tuple[Part, ...]


def showing(montage: Montage, picture: int) -> tuple[Showing, ...]:
    """What shows at ``picture``, bottom to top, of tracks that have a picture and are not hidden."""
    return tuple(
        _at(part, picture)
        for index, track in _seen(montage)
        for part in parts(track, index)
        if part.first <= picture < part.end
    )


def intervals(montage: Montage) -> tuple[Interval, ...]:
    """The whole montage, cut wherever what shows changes; where nothing shows an interval has no parts."""
    every = [part for index, track in _seen(montage) for part in parts(track, index)]
    begins: dict[int, list[Part]] = {}
    for part in every:
        begins.setdefault(part.first, []).append(part)
    cuts = sorted({0, montage.length, *begins, *(part.end for part in every)})
    found = []
    current: list[Part] = []
    for first, end in pairwise(cuts):
        current = [part for part in current if part.end > first] + begins.get(first, [])
        current.sort(key=lambda part: part.track)
        found.append(Interval(first, end, tuple(current)))
    return tuple(found)


def parts(track: Track, index: int = 0) -> Iterator[Part]:
    """The clips of ``track`` and what joins make of them, in order of time, never two at once."""
    joins = windows(track)
    after = {window.left.id: window for window in joins}
    before = {window.right.id: window for window in joins}
    for clip in track.clips:
        first = before[clip.id].end if clip.id in before else clip.start
        end = after[clip.id].first if clip.id in after else clip.end
        if first < end:
            yield Part(index, clip, first, end)
        if window := after.get(clip.id):
            yield Part(index, clip, window.first, window.end, window)


def _at(part: Part, picture: int) -> Showing:
    k = picture - part.clip.start
    if part.join is None:
        return Showing(part.track, part.clip, k)
    to = part.join.right
    return Showing(
        part.track, part.clip, k, to, picture - to.start, part.join.kind, part.join.progress(picture)
    )


def _seen(montage: Montage) -> Iterator[tuple[int, Track]]:
    return (
        (index, track)
        for index, track in enumerate(montage.tracks)
        if track.role != "sound" and not track.hidden
    )
