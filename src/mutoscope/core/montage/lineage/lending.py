"""What of its maker's own files a film shows, and its project with only these stretches of them.

    file     |-----[== a ==]-------[= b =]----|        lent    [== a ==]  [= b =]
    project  [ a ][ theirs ][ b ]

A stretch is whole pictures of the project's grid. What a film shows without its sound is lent without it, and
what is only heard without its picture; what lies on hidden tracks is not lent at all. Photos have no time and
are lent as they are.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Listening, Material, Montage, Track
from mutoscope.core.montage.lineage.uses import is_heard, is_seen
from mutoscope.core.montage.templates import places_of
from mutoscope.core.montage.timing import reach, stretch_of

Lengths = Mapping[Material, int]
"""Of each of the maker's own files how many pictures of the grid it has; 0: a photo."""


class Lent(msgspec.Struct, frozen=True):
    """A stretch of a file, from picture ``first`` to before ``end``; both 0: a photo."""

    material: Material
    first: int
    end: int
    seen: bool
    heard: bool


def lent_to_remix(montage: Montage, lengths: Lengths) -> frozenset[Lent]:
    """All that the film shows of these files, as few stretches as that takes."""
    return _merged(_parts(montage, lengths, marked=True))


def lent_with_template(montage: Montage, lengths: Lengths) -> frozenset[Lent]:
    """What goes along with it as a template: clips that are no places, where its maker marked places."""
    return _merged(_parts(montage, lengths, marked=False)) if places_of(montage) else frozenset()


def lending(montage: Montage, lengths: Lengths, given: Mapping[Lent, Material]) -> Montage:
    """The montage cut from what was ``given`` instead of these files; it shows the same at every picture.

    What is not within anything given goes on naming its file.
    """
    tracks = tuple(
        replace(track, clips=tuple(_cut_from(track, clip, lengths, given) for clip in track.clips))
        for track in montage.tracks
    )
    return replace(montage, tracks=tracks)


def _parts(montage: Montage, lengths: Lengths, *, marked: bool) -> Iterable[Lent]:
    for track in montage.tracks:
        for clip in track.clips:
            if (marked or not clip.slot) and (part := _part(track, clip, lengths)):
                yield part


def _part(track: Track, clip: Clip, lengths: Lengths) -> Lent | None:
    """What the film shows of one of these files in this clip."""
    content = clip.content
    if not isinstance(content, Footage | Listening) or content.material not in lengths:
        return None
    seen, heard = is_seen(track, clip), is_heard(track, clip)
    if not seen and not heard:
        return None
    length = lengths[content.material]
    if not length:
        return Lent(content.material, 0, 0, seen=True, heard=False)
    first, end = reach(track, clip)
    shown = stretch_of(clip, first - clip.start, end - clip.start)
    begin = min(max(0, math.floor(shown.first)), length - 1)  # past its end its last picture stays
    return Lent(content.material, begin, min(max(math.ceil(shown.end), begin + 1), length), seen, heard)


def _merged(parts: Iterable[Lent]) -> frozenset[Lent]:
    """Stretches of one file that touch become one."""
    made: list[Lent] = []
    for part in sorted(parts, key=lambda one: (one.material.id, one.seen, one.heard, one.first, one.end)):
        last = made[-1] if made else None
        if last and _alike(last, part) and part.first <= last.end:
            made[-1] = replace(last, end=max(last.end, part.end))
        else:
            made.append(part)
    return frozenset(made)


def _alike(one: Lent, other: Lent) -> bool:
    return (one.material, one.seen, one.heard) == (other.material, other.seen, other.heard)


def _cut_from(track: Track, clip: Clip, lengths: Lengths, given: Mapping[Lent, Material]) -> Clip:
    part = _part(track, clip, lengths)
    whole = next((one for one in given if part and _holds(one, part)), None)
    if whole is None:
        return clip
    content = clip.content
    assert isinstance(content, Footage | Listening)
    return replace(
        clip, content=replace(content, material=given[whole], source_in=content.source_in - whole.first)
    )


def _holds(whole: Lent, part: Lent) -> bool:
    return _alike(whole, part) and whole.first <= part.first and part.end <= whole.end
