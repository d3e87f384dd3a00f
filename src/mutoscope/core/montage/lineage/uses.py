"""Which materials a montage uses: what of each, and where.

    material   |-----[== source ==]-----|
    montage    |--[== at ==]------------|

What lies on a hidden track is not seen, what lies on a muted one is not heard; what is neither is not used.
"""

from collections.abc import Iterator

import msgspec

from mutoscope.core.montage.document import Clip, Footage, Listening, Material, Montage, Track
from mutoscope.core.montage.timing import reach, stretch_of


class Used(msgspec.Struct, frozen=True):
    """One stretch of a material in a montage. Milliseconds."""

    material: Material
    source_from_ms: int
    source_to_ms: int
    from_ms: int
    to_ms: int
    seen: bool
    heard: bool


def uses_of(montage: Montage) -> tuple[Used, ...]:
    """Every use, in the order of tracks and of time."""
    return tuple(_uses(montage))


def _uses(montage: Montage) -> Iterator[Used]:
    fps = montage.canvas.fps
    for track in montage.tracks:
        for clip in track.clips:
            content = clip.content
            if not isinstance(content, Footage | Listening):
                continue
            seen, heard = is_seen(track, clip), is_heard(track, clip)
            if not seen and not heard:
                continue
            first, end = reach(track, clip)
            stretch = stretch_of(clip, first - clip.start, end - clip.start)
            yield Used(
                content.material,
                max(0, int(stretch.first * 1000 / fps)),
                max(0, -int(-stretch.end * 1000 // fps)),
                first * 1000 // fps,
                -(-end * 1000 // fps),
                seen,
                heard,
            )


def is_seen(track: Track, clip: Clip) -> bool:
    return isinstance(clip.content, Footage) and not track.hidden


def is_heard(track: Track, clip: Clip) -> bool:
    frozen = isinstance(clip.content, Footage) and clip.content.frozen
    loud = clip.sounding.volume > 0 or any(key.value > 0 for key in clip.keys.get("volume", ()))
    return not track.muted and track.volume > 0 and not frozen and loud
