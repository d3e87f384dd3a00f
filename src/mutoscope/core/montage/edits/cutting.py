"""Cutting: where a clip begins, where it ends, and two made of one.

material   |----[=====]------|     trimming moves an end of what is shown, never past the material's own
main       [ a ][ b ][ c ]         the main track follows; elsewhere the neighbours are the bound
"""

import math

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Key, Listening, Montage
from mutoscope.core.montage.edits.finding import Found, Lengths, find_open, new_id, put, refuse, with_clip
from mutoscope.core.montage.edits.slicing import halves, sliced, with_begin
from mutoscope.core.montage.timing import begins_at, half_up, pace_of, property_at, source_at, speed_of

_NEAR = 1e-6
"""Pictures: what real arithmetic may be off, so that exactly reaching an end still reaches it."""


def trim_start(montage: Montage, clip_id: str, by: int, lengths: Lengths) -> Montage:
    """The clip beginning ``by`` pictures later in its material, earlier where negative; as far as can be.

    main      [   a   ][ b ]   ->   [  a  ][ b ]     what follows closes up
    overlay   [   a   ]        ->     [  a  ]        its end stays
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    clip = found.clip
    least = _first_possible(clip, lengths)
    if found.track.role != "main":
        before = found.track.clips[found.place - 1].end if found.place else 0
        least = max(least, before - clip.start)
    first = min(max(by, least), clip.length - 1)
    return with_clip(montage, found, sliced(clip, int(first), clip.length))


def trim_end(montage: Montage, clip_id: str, by: int, lengths: Lengths) -> Montage:
    """The clip ending ``by`` pictures later, earlier where negative; as far as can be.

    main      [ a ][ b ]   ->   [   a   ][ b ]
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    clip = found.clip
    most = _end_possible(clip, lengths)
    if found.track.role != "main" and found.place + 1 < len(found.track.clips):
        most = min(most, found.track.clips[found.place + 1].start - clip.start)
    end = max(min(clip.length + by, most), 1)
    return with_clip(montage, found, sliced(clip, 0, int(end)))


def slip(montage: Montage, clip_id: str, by: int, lengths: Lengths) -> Montage:
    """Another stretch of the material in the same place: ``by`` pictures of the material later.

    material   |--[=====]-----|   ->   |-----[=====]--|
    """
    found = find_open(montage, clip_id)
    content = found.clip.content
    if not isinstance(content, Footage | Listening):
        raise refuse("nothing_runs")
    begin = begins_at(content) + by
    if (length := lengths.get(content.material)) is not None:
        begin = min(begin, length - pace_of(speed_of(content), found.clip.length).used(found.clip.length))
    clip = replace(found.clip, content=with_begin(content, max(0.0, begin)))
    return with_clip(montage, found, clip)


def split(montage: Montage, clip_id: str, at: int, right_id: str) -> Montage:
    """Two clips of one, cut before picture ``at`` of the timeline, that together show and sound as it did.

    [     a     ]   ->   [  a  ][right]
           ^ at
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    k = at - found.clip.start
    if not 0 < k < found.clip.length:
        raise refuse("outside_clip")
    left, right = halves(found.clip, k, new_id(montage, right_id))
    return _instead(montage, found, [left, right], {right_id: clip_id})


def freeze(montage: Montage, clip_id: str, at: int, length: int, frozen_id: str, right_id: str) -> Montage:
    """The picture at ``at`` held for ``length`` pictures, then the clip going on.

        [     a     ]   ->   [  a  ][frozen][right]
               ^ at

    At the clip's first picture nothing is before it, so it stays whole and keeps its id, behind the frozen
    one.
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    clip, k = found.clip, at - found.clip.start
    if not isinstance(clip.content, Footage) or not 0 <= k < clip.length or length < 1:
        raise refuse("outside_clip")
    held = _held(clip, k, length, new_id(montage, frozen_id))
    if k == 0:
        later = replace(clip, start=clip.start + length)
        return _instead(montage, found, [replace(held, start=clip.start), later], {})
    left, right = halves(clip, k, new_id(montage, right_id))
    right = replace(right, start=right.start + length)
    return _instead(montage, found, [left, replace(held, start=left.end), right], {right_id: clip_id})


def _held(clip: Clip, k: int, length: int, an_id: str) -> Clip:
    """One picture of ``clip`` standing still, everything about it as it is at ``k``."""
    assert isinstance(clip.content, Footage)
    content = replace(clip.content, frozen=True, backwards=False, speed=())
    keys = {name: (Key(0, half_up(property_at(clip, name, k))),) for name in clip.keys if name != "volume"}
    return replace(
        clip,
        id=an_id,
        length=length,
        content=with_begin(content, source_at(clip, k) - 0.5),
        effects=tuple(replace(effect, start=effect.start - k) for effect in clip.effects),
        sounding=replace(clip.sounding, fade_in=0, fade_out=0),
        keys=keys,
        enter=None,
        leave=None,
        slot=None,
    )


def _instead(montage: Montage, found: Found, clips: list[Clip], renamed: dict[str, str]) -> Montage:
    """``clips`` in the place of the one found; what comes after moves on where they are longer than it
    was."""
    longer = clips[-1].end - found.clip.end
    rest = list(found.track.clips[found.place + 1 :])
    if longer > 0:
        rest = [replace(clip, start=clip.start + longer) for clip in rest]
    return put(montage, found.track, [*found.track.clips[: found.place], *clips, *rest], renamed)


def _first_possible(clip: Clip, lengths: Lengths) -> float:
    """The picture of the clip, negative before its start, back to which its material reaches."""
    content = clip.content
    if not isinstance(content, Footage | Listening) or content.material not in lengths or _still(clip):
        return -math.inf
    pace = pace_of(speed_of(content), clip.length)
    begins = begins_at(content)
    if isinstance(content, Footage) and content.backwards:
        left = lengths[content.material] - begins - pace.used(clip.length)
        return min(0, math.ceil(pace.seen(-left) - _NEAR))
    return min(0, math.ceil(pace.seen(-begins) - _NEAR))


def _end_possible(clip: Clip, lengths: Lengths) -> float:
    """The picture of the clip at which its material ends; endless where it has no end."""
    content = clip.content
    if not isinstance(content, Footage | Listening) or content.material not in lengths or _still(clip):
        return math.inf
    pace = pace_of(speed_of(content), clip.length)
    begins = begins_at(content)
    if isinstance(content, Footage) and content.backwards:
        return max(clip.length, math.floor(pace.seen(begins + pace.used(clip.length)) + _NEAR))
    return max(clip.length, math.floor(pace.seen(lengths[content.material] - begins) + _NEAR))


def _still(clip: Clip) -> bool:
    return isinstance(clip.content, Footage) and clip.content.frozen
