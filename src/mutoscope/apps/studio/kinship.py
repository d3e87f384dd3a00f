"""How two videos belong together as far as edges say, and edges that a person confirms.

No document names what a confirmed edge says: somebody sent a film that holds a part of another one, and said
so when asked, or our team did. Its film stays as it is; it names the other video, and what others may make of
it is no more than both allow.
"""

from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.studio import linking
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos import queries as videos
from mutoscope.core.montage.lineage import Grant
from mutoscope.core.policy.reuse import Role
from mutoscope.core.units import Refusal

_MOST = 64
"""So many videos above one are looked at."""


def are_kin(one: int, other: int) -> bool:
    """Whether one was made of the other's film, or both of the same one, at whatever distance."""
    return bool(_above(one) & _above(other))


def share_a_sound(one: int, other: int) -> bool:
    """Whether one was made with the other's sound, or both with the sound of the same video."""
    return bool(_heard_in(one) & _heard_in(other))


def link_by_hand(
    child_id: int, parent_id: int, uses: Sequence[tuple[int, int, int, int]], *, heard_only: bool
) -> None:
    """Write that a video holds a part of another one, and tell its author; once, however often.

    ``uses``: from and to in the parent, from and to in the child. Refuses ``made_of_itself``.
    """
    if would_be_of_itself(child_id, parent_id):
        raise Refusal("made_of_itself", "A video can't be made of itself.", status=409)
    sound_id = _own_sound(parent_id) if heard_only else 0
    role: Role = "sound" if sound_id else "clip"
    grant = Grant(now_ms(), own=False, allows=videos.allowed_by(parent_id), by="confirmed")
    with transaction.atomic():
        Edge.objects.get_or_create(
            child_id=child_id,
            parent_id=parent_id,
            sound_id=sound_id,
            role=role,
            defaults={
                "grant": msgspec.json.encode(grant).decode(),
                "uses": [list(use) for use in uses],
                "confirmed": True,
            },
        )
        linking.inherit_age(child_id)
        linking.tell(child_id)


def would_be_of_itself(child_id: int, parent_id: int) -> bool:
    return child_id in _above(parent_id)


def unlink_by_hand(child_id: int, parent_id: int) -> None:
    """What was confirmed is not so."""
    Edge.objects.filter(child_id=child_id, parent_id=parent_id, confirmed=True).delete()


def forget(parent_id: int) -> None:
    """A video was deleted for good: what was said of it is forgotten. What documents name is let go where
    their films are made anew."""
    Edge.objects.filter(parent_id=parent_id, confirmed=True).delete()


def _above(video_id: int) -> set[int]:
    """The video, and every one that its film was made of."""
    found, waiting = {video_id}, {video_id}
    while waiting and len(found) < _MOST:
        waiting = _parents(waiting) - found
        found |= waiting
    return found


def _parents(ids: Iterable[int]) -> set[int]:
    return set(Edge.objects.filter(child_id__in=ids, sound_id=0).values_list("parent_id", flat=True)[:_MOST])


def _heard_in(video_id: int) -> set[int]:
    heard = Edge.objects.filter(child_id=video_id, sound_id__gt=0).values_list("parent_id", flat=True)
    return {video_id, *heard}


def _own_sound(video_id: int) -> int:
    """The sound that came with it; 0: it has none, or somebody else's."""
    sound_id = next((one.sound_id for one in videos.listed([video_id])), 0)
    return sound_id if sound_id and videos.source_of_sound(sound_id) == video_id else 0
