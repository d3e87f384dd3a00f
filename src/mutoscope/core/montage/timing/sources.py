"""Which moment of its material a clip shows at a picture, and which stretch of it the clip needs.

    material   |--------[======stretch======]--------|
                        ^ in                ^ in + S(length)

All in pictures of the grid, as real numbers.
"""

from typing import NamedTuple

from mutoscope.core.montage.document import Clip, Content, Footage, Listening
from mutoscope.core.montage.timing.speed import pace_of, speed_of


class Stretch(NamedTuple):
    """Part of a material, in pictures of the grid, ``first`` to before ``end``; may lie beyond its ends."""

    first: float
    end: float


def begins_at(content: Content) -> float:
    """``in``: where the stretch begins in the material; 0 where there is none."""
    if isinstance(content, Footage | Listening):
        return content.source_in + content.source_rest / 1000
    return 0.0


def source_at(clip: Clip, k: float) -> float:
    """The moment of the material, in pictures of the grid, that picture ``k`` of the clip shows: its middle.

    Divided by the grid's fps it is seconds. ``k`` may lie outside the clip, where a join reaches.
    """
    return moment_at(clip, k + 0.5)


def moment_at(clip: Clip, k: float) -> float:
    """The moment of the material when exactly ``k`` pictures have been seen: for sound and for cuts."""
    content = clip.content
    begins = begins_at(content)
    if isinstance(content, Footage) and content.frozen:
        return begins + 0.5
    pace = pace_of(speed_of(content), clip.length)
    if isinstance(content, Footage) and content.backwards:
        return begins + pace.used(clip.length) - pace.used(k)
    return begins + pace.used(k)


def stretch_of(clip: Clip, first: float = 0, end: float | None = None) -> Stretch:
    """What pictures ``first`` to before ``end`` of the clip use of its material; by default all."""
    one = moment_at(clip, first)
    other = moment_at(clip, clip.length if end is None else end)
    if isinstance(clip.content, Footage) and clip.content.frozen:
        return Stretch(one - 0.5, one + 0.5)
    return Stretch(min(one, other), max(one, other))
