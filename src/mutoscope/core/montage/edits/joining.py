"""Transitions: put on a cut, kept within its two clips."""

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Join, Listening, Montage
from mutoscope.core.montage.edits.finding import Lengths, find, find_open, refuse, with_track
from mutoscope.core.montage.timing import most_join, pace_of, speed_of, stretch_of


def set_join(montage: Montage, left_id: str, kind: str, length: int) -> Montage:
    """A transition at the end of the clip, or another in its place; as long as fits, at least one picture.

    [   a   ][   b   ]   ->   [   a  (||)  b   ]        the cut stays
    """
    found = find_open(montage, left_id)
    others = tuple(join for join in found.track.joins if join.left != left_id)
    track = replace(found.track, joins=others)
    most = most_join(track, left_id)
    if most < 1:
        raise refuse("no_cut")
    joins = [*others, Join(left_id, kind, min(max(1, length), most))]
    places = {clip.id: place for place, clip in enumerate(track.clips)}
    joins.sort(key=lambda join: places.get(join.left, -1))
    return with_track(montage, replace(track, joins=tuple(joins)))


def remove_join(montage: Montage, left_id: str) -> Montage:
    """The bare cut again."""
    track = find_open(montage, left_id).track
    return with_track(montage, replace(track, joins=tuple(j for j in track.joins if j.left != left_id)))


def handles(montage: Montage, left_id: str, lengths: Lengths) -> tuple[float, float]:
    """How many pictures of moving material there are behind the end of a clip and before the start of the
    next.

        material of a  |---[===a===]....|        material of b  |......[===b===]---|
                                    ^^^^                         ^^^^^^

    A join longer than that still works: it shows a last or first picture standing. Photos have no end.
    """
    found = find(montage, left_id)
    following = found.track.clips[found.place + 1 :]
    if not following or following[0].start != found.clip.end:
        raise refuse("no_cut")
    return _left_over(found.clip, lengths)[1], _left_over(following[0], lengths)[0]


def _left_over(clip: Clip, lengths: Lengths) -> tuple[float, float]:
    """Pictures of the timeline for which material lasts before a clip's start and past its end."""
    content = clip.content
    if not isinstance(content, Footage | Listening) or content.material not in lengths:
        return float("inf"), float("inf")
    stretch = stretch_of(clip)
    before, after = stretch.first, lengths[content.material] - stretch.end
    if isinstance(content, Footage) and content.frozen:
        return float("inf"), float("inf")
    if isinstance(content, Footage) and content.backwards:
        before, after = after, before
    pace = pace_of(speed_of(content), clip.length)
    return max(0.0, -pace.seen(-before)), max(0.0, pace.seen(pace.used(clip.length) + after) - clip.length)
