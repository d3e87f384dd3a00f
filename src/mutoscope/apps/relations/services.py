"""Following, asking to follow, blocking. Each act may be repeated: doing it twice is doing it once.

Both people's rows are held while a pair is decided, so a follow and a block that meet end as one of the
two orders would, on every database.
"""

from django.db import transaction
from django.db.models import Q

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import WentPublic
from mutoscope.apps.accounts.services import hold_still
from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations.contracts import (
    Blocked,
    Followed,
    FollowRequested,
    FollowRequestEnded,
    Unblocked,
    Unfollowed,
)
from mutoscope.apps.relations.models import Block, Follow
from mutoscope.apps.relations.mutes import mute_person, mute_sound, mute_tag, mute_word
from mutoscope.apps.relations.refusals import nobody, not_yourself
from mutoscope.core.units import Refusal

__all__ = [
    "accept",
    "block",
    "decline",
    "follow",
    "let_all_in",
    "mute_person",
    "mute_sound",
    "mute_tag",
    "mute_word",
    "nobody",
    "not_yourself",
    "unblock",
    "unfollow",
]


def follow(person_id: int, other_id: int) -> None:
    """Follow somebody, or ask to when their account is private; refuses yourself and no_such_person."""
    not_yourself(person_id, other_id)
    with transaction.atomic():
        hold_still(person_id, other_id)
        other = accounts.people([other_id]).get(other_id)
        if other is None or _is_blocked(person_id, other_id):
            raise nobody()
        _, is_new = Follow.objects.get_or_create(
            follower_id=person_id, followed_id=other_id, defaults={"accepted": not other.is_private}
        )
        if is_new:
            new = FollowRequested if other.is_private else Followed
            flow.record(new(follower_id=person_id, followed_id=other_id))


def unfollow(person_id: int, other_id: int) -> None:
    """Stop following, or take the question back."""
    with transaction.atomic():
        hold_still(person_id, other_id)
        _end(person_id, other_id)


def accept(person_id: int, other_id: int) -> None:
    """Let ``other_id``, who asked, follow; refuses no_request."""
    with transaction.atomic():
        hold_still(person_id, other_id)
        waiting = Follow.objects.filter(follower_id=other_id, followed_id=person_id, accepted=False)
        if not waiting.update(accepted=True):
            raise _no_request()
        flow.record(Followed(follower_id=other_id, followed_id=person_id, asked=True))


def decline(person_id: int, other_id: int) -> None:
    """Don't let ``other_id``, who asked, follow; they are not told. Refuses no_request."""
    with transaction.atomic():
        hold_still(person_id, other_id)
        waiting = Follow.objects.filter(follower_id=other_id, followed_id=person_id, accepted=False)
        if not waiting.delete()[0]:
            raise _no_request()
        flow.record(FollowRequestEnded(follower_id=other_id, followed_id=person_id))


def block(person_id: int, other_id: int) -> None:
    """Make two people invisible to each other; every follow between them ends.

    Refuses yourself and no_such_person.
    """
    not_yourself(person_id, other_id)
    with transaction.atomic():
        hold_still(person_id, other_id)
        if other_id not in accounts.people([other_id]):
            raise nobody()
        _end(person_id, other_id)
        _end(other_id, person_id)
        _, is_new = Block.objects.get_or_create(blocker_id=person_id, blocked_id=other_id)
        if is_new:
            flow.record(Blocked(blocker_id=person_id, blocked_id=other_id))


def unblock(person_id: int, other_id: int) -> None:
    """Undo one's own block; the other's, if there is one, stays."""
    with transaction.atomic():
        hold_still(person_id, other_id)
        if Block.objects.filter(blocker_id=person_id, blocked_id=other_id).delete()[0]:
            flow.record(Unblocked(blocker_id=person_id, blocked_id=other_id))


def let_all_in(fact: WentPublic) -> None:
    """Listens: whoever waited for a private account's leave follows it once it is public."""
    with transaction.atomic():
        hold_still(fact.person_id)
        person = accounts.people([fact.person_id]).get(fact.person_id)
        if person is None or person.is_private:
            return  # changed their mind before we heard
        waiting = Follow.objects.filter(followed_id=fact.person_id, accepted=False)
        for follower_id in list(waiting.values_list("follower_id", flat=True)):
            flow.record(Followed(follower_id=follower_id, followed_id=fact.person_id, asked=True))
        waiting.update(accepted=True)


def _end(follower_id: int, followed_id: int) -> None:
    row = Follow.objects.filter(follower_id=follower_id, followed_id=followed_id).first()
    if row is None:
        return
    row.delete()
    end = Unfollowed if row.accepted else FollowRequestEnded
    flow.record(end(follower_id=follower_id, followed_id=followed_id))


def _is_blocked(one: int, other: int) -> bool:
    return Block.objects.filter(
        Q(blocker_id=one, blocked_id=other) | Q(blocker_id=other, blocked_id=one)
    ).exists()


def _no_request() -> Refusal:
    return Refusal("no_request", "This request to follow is not waiting any more.", status=404)
