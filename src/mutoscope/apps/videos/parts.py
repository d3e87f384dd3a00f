"""What videos are made of, as their cards and whoever takes them away need to know it. It is known further up
the ladder: that app says here how to ask it, when it starts.

    Ana's --duet--> Bob's --clip--> Zoe's        whoever takes Zoe's away takes Bob's and Ana's along
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from mutoscope.apps.videos.contracts import CreditOnCard, PartOfVideo
from mutoscope.core.policy.downloads import Manner, least
from mutoscope.core.units import to_text

PartsOf = Callable[[Collection[int]], Mapping[int, Sequence[PartOfVideo]]]
_parts_of: list[PartsOf] = []
_MOST_STEPS = 8
"""So far up it is asked whose parts a film shows; what is beyond is taken away by nobody."""


class Parts(msgspec.Struct, frozen=True):
    """The parts of some videos, and those of their parts."""

    by_video: dict[int, Sequence[PartOfVideo]] = {}
    beyond: frozenset[int] = frozenset()
    """Videos of which nobody asked any more."""

    def all(self) -> set[int]:
        """Every video that is a part."""
        return {part.parent_id for parts in self.by_video.values() for part in parts}

    def least(self, video_id: int, own: Manner, of: Callable[[int], Manner]) -> Manner:
        """How whoever may take a video away in the manner ``own`` may take it with the films in it, of each
        of which ``of`` says how."""
        found, waiting, known = own, [video_id], {video_id}
        while waiting:
            one = waiting.pop()
            if one in self.beyond:
                return "no"
            fresh = {part.parent_id for part in self.by_video.get(one, ()) if part.shown} - known
            found = least(found, *(of(parent) for parent in fresh))
            known |= fresh
            waiting += fresh
        return found


def learn_parts_from(parts_of: PartsOf) -> None:
    _parts_of[:] = [parts_of]


def parts_of(ids: Collection[int]) -> Parts:
    """One question for each step up, and mostly one in all."""
    found: dict[int, Sequence[PartOfVideo]] = {}
    asked = set(ids)
    for _step in range(_MOST_STEPS if _parts_of else 0):
        found |= _parts_of[0](asked)
        shown = {part.parent_id for one in asked for part in found.get(one, ()) if part.shown}
        asked = shown - found.keys() - set(ids)
        if not asked:
            return Parts(found)
    return Parts(found, frozenset(asked))


def credit(
    parts: Sequence[PartOfVideo], sound_id: int, handle_of: Callable[[int], str]
) -> CreditOnCard | None:
    """The first part whose maker may be named, films before sounds; what may not is not even counted. The
    sound of which the card itself tells is left to it."""
    named = [
        (part, handle)
        for part in sorted(parts, key=lambda one: bool(one.sound_id))
        if not (part.sound_id and part.sound_id == sound_id) and (handle := handle_of(part.parent_id))
    ]
    if not named:
        return None
    (first, handle), more = named[0], len({(one.parent_id, one.role) for one, _ in named}) - 1
    sound = to_text(first.sound_id) if first.sound_id else ""
    return CreditOnCard(first.role, handle, to_text(first.parent_id), sound, more)
