"""Where transitions lie, and how long they may be. A join lies around its cut and never moves it:

    [   a      |     b      ]
         (-----|------)

With a cut at c and a length of d it covers c - floor(d / 2) to c - floor(d / 2) + d. What adjusts has no
picture that could pass into another: beside it lies no join.
"""

from itertools import pairwise

import msgspec

from mutoscope.core.montage.document import Adjust, Clip, Join, Track


class Window(msgspec.Struct, frozen=True):
    """A join as it lies on the timeline, with the clips it goes between."""

    first: int
    length: int
    kind: str
    left: Clip
    right: Clip

    @property
    def end(self) -> int:
        """The first picture after it."""
        return self.first + self.length

    def progress(self, picture: int) -> float:
        """How far the passage has come at ``picture``: between 0 and 1, never quite either."""
        return (picture - self.first + 0.5) / self.length


def windows(track: Track) -> tuple[Window, ...]:
    """The joins of ``track`` in order of time; one whose clips don't touch, or that adjust, lies nowhere."""
    pairs = {left.id: (left, right) for left, right in pairwise(track.clips) if _may_join(left, right)}
    found = [_window(join, *pairs[join.left]) for join in track.joins if join.left in pairs]
    return tuple(sorted(found, key=lambda window: window.first))


def _may_join(left: Clip, right: Clip) -> bool:
    adjusts = isinstance(left.content, Adjust) or isinstance(right.content, Adjust)
    return left.end == right.start and not adjusts


def _window(join: Join, left: Clip, right: Clip) -> Window:
    return Window(left.end - join.length // 2, join.length, join.kind, left, right)


def reach(track: Track, clip: Clip) -> tuple[int, int]:
    """The first picture that needs ``clip`` and the first after, counting what joins show beyond its cuts."""
    first, end = clip.start, clip.end
    for window in windows(track):
        if window.right.id == clip.id:
            first = min(first, window.first)
        if window.left.id == clip.id:
            end = max(end, window.end)
    return first, end


def most_join(track: Track, left: str) -> int:
    """The longest join that fits after the clip ``left``: 0 where no clip touches its end, or one adjusts.

    It stays within its two clips and leaves alone what joins at their other ends cover.
    """
    lying = windows(track)
    for one, other in pairwise(track.clips):
        if one.id == left and _may_join(one, other):
            before = min([one.length, *(one.end - w.end for w in lying if w.right.id == one.id)])
            after = min([other.length, *(w.first - other.start for w in lying if w.left.id == other.id)])
            return max(0, min(2 * before + 1, 2 * after))
    return 0
