"""How people stand to each other. An id of 0 is somebody without an account, who stands to nobody."""

from collections.abc import Iterable

from django.db.models import Q

from mutoscope.apps.relations.contracts import Counts, Standing
from mutoscope.apps.relations.models import Block, Follow


def standing(viewer_person_id: int, other_ids: Iterable[int]) -> dict[int, Standing]:
    """How each of ``other_ids`` stands to the viewer; every one of them is a key of the answer."""
    others = set(other_ids)
    if not viewer_person_id or not others:
        return dict.fromkeys(others, Standing())
    me = viewer_person_id
    mine = dict(
        Follow.objects.filter(follower=me, followed__in=others).values_list("followed_id", "accepted")
    )
    theirs = set(
        Follow.objects.filter(follower__in=others, followed=me, accepted=True).values_list(
            "follower_id", flat=True
        )
    )
    by_me = set(Block.objects.filter(blocker=me, blocked__in=others).values_list("blocked_id", flat=True))
    by_them = set(Block.objects.filter(blocker__in=others, blocked=me).values_list("blocker_id", flat=True))
    return {
        other: Standing(
            follows=mine.get(other) is True,
            requested=mine.get(other) is False,
            followed_by=other in theirs,
            blocked=other in by_me or other in by_them,
            blocked_by_me=other in by_me,
        )
        for other in others
    }


def hides_from(person_id: int, viewer_person_id: int) -> bool:
    """Whether somebody is not there for this viewer, having blocked them.

    Who blocked somebody themselves still finds the name, to undo it, whatever the other did.
    """
    stand = standing(viewer_person_id, [person_id])[person_id]
    return stand.blocked and not stand.blocked_by_me


def follows_of(person_id: int) -> tuple[int, ...]:
    """Ids of those whom somebody follows, the newest first."""
    rows = Follow.objects.filter(follower=person_id, accepted=True).order_by("-id")
    return tuple(rows.values_list("followed_id", flat=True))


def blocked_with(person_id: int) -> tuple[int, ...]:
    """Ids of those whom somebody blocked, or who blocked them."""
    if not person_id:
        return ()
    rows = Block.objects.filter(Q(blocker=person_id) | Q(blocked=person_id))
    pairs = rows.values_list("blocker_id", "blocked_id")
    return tuple(sorted({other for pair in pairs for other in pair} - {person_id}))


def blocked_by(person_id: int) -> tuple[int, ...]:
    """Ids of those whom somebody blocked, the newest first."""
    return tuple(Block.objects.filter(blocker=person_id).order_by("-id").values_list("blocked_id", flat=True))


def counts(person_id: int) -> Counts:
    """How many follow somebody and are followed by them; closed accounts don't count."""
    accepted = Follow.objects.filter(accepted=True)
    return Counts(
        followers=accepted.filter(followed=person_id, follower__is_active=True).count(),
        following=accepted.filter(follower=person_id, followed__is_active=True).count(),
    )


def requests_for(person_id: int, most: int = 200) -> tuple[int, ...]:
    """Ids of those who wait for somebody's leave to follow, the oldest first."""
    rows = Follow.objects.filter(followed=person_id, accepted=False).order_by("id")
    return tuple(rows.values_list("follower_id", flat=True)[:most])
