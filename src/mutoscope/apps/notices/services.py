"""Verbs of notices: tell somebody, take it back, forget, read, choose."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F, Q
from django.db.transaction import atomic

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.notices import manner, pushing
from mutoscope.apps.notices.models import Choices, Group, Notice
from mutoscope.apps.notices.queries import off
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.safety.contracts import TERM_MS
from mutoscope.apps.videos import queries as videos
from mutoscope.core.policy.notices import (
    FROM_THE_HOUSE,
    KEPT_MS,
    KINDS,
    OF_DECISIONS,
    Kind,
    group_key,
    reaches,
)
from mutoscope.core.units import DAY_MS, Refusal


def tell(
    recipient_id: int,
    kind: Kind,
    *,
    actor_id: int = 0,
    video_id: int = 0,
    comment_id: int = 0,
    decision_id: int = 0,
) -> bool:
    """Let somebody know; False when they are not told (they don't want to be, or know already).

    What people do and undo is told once; what the house says again is new again. By hand, because every like
    and comment comes by here, and nobody can write to SQLite meanwhile.
    """
    if not _may_tell(recipient_id, kind, actor_id):
        return False
    if video_id and not videos.is_there(video_id):
        return False  # facts of one video come to several listeners, and its end may have come first
    about = {"actor_id": actor_id, "video_id": video_id, "comment_id": comment_id}
    about["decision_id"] = decision_id
    with atomic():
        if not _add(recipient_id, kind, **about):
            return _tell_again(Notice.objects.get(recipient_id=recipient_id, kind=kind, **about))
        flow.nudge([recipient_id], "notices")
        pushing.soon(recipient_id)
        return True


def take_back(
    recipient_id: int, kind: Kind, *, actor_id: int, video_id: int = 0, comment_id: int = 0
) -> None:
    """It is not so any more: they are not shown it."""
    about = {"actor_id": actor_id, "video_id": video_id, "comment_id": comment_id}
    told = Notice.objects.filter(recipient_id=recipient_id, kind=kind, **about, taken_back=False)
    with atomic():
        groups = list(told.values_list("group_id", flat=True))
        if told.update(taken_back=True):
            Group.objects.filter(id__in=groups).update(count=F("count") - 1)


def take_back_comment(comment_id: int) -> None:
    """A comment is gone: nobody is told of it, nor of likes of it."""
    with atomic():
        told = Notice.objects.filter(comment_id=comment_id, taken_back=False)
        groups = list(told.values_list("group_id", flat=True).distinct())
        told.update(taken_back=True)
        recount(groups)


def forget(which: Q) -> None:
    """Delete notices for good, and the groups that are empty then."""
    with atomic():
        gone = Notice.objects.filter(which)
        groups = list(gone.values_list("group_id", flat=True).distinct())
        gone.delete()
        recount(groups)
        Group.objects.filter(id__in=groups, notices=None).delete()


def read(person_id: int, until_ms: int) -> None:
    """Everything told until then has been looked at."""
    waiting = Group.objects.filter(recipient_id=person_id, unread=True, latest_ms__lte=until_ms)
    with atomic():
        if waiting.update(unread=False):
            flow.nudge([person_id], "notices")


def choose(person_id: int, off: Iterable[str]) -> None:
    """Be told of nothing of these kinds (decisions are listed all the same). Refuses ``unknown_kind``."""
    unwanted = set(off)
    if not unwanted <= set(KINDS):
        raise Refusal("unknown_kind", "There are no notifications of this kind.", status=422)
    kept = [kind for kind in KINDS if kind in unwanted]
    Choices.objects.update_or_create(person_id=person_id, defaults={"off": kept})


def forget_person(person_id: int) -> None:
    """Whom somebody told, what somebody was told, and what they wanted to be told."""
    forget(Q(recipient_id=person_id) | Q(actor_id=person_id))
    Group.objects.filter(recipient_id=person_id).delete()
    Choices.objects.filter(person_id=person_id).delete()
    manner.forget(person_id)


def recount(group_ids: Sequence[int]) -> int:
    """Make the counts of groups what their notices say; how many were wrong."""
    wrong = 0
    for start in range(0, len(group_ids), 500):
        some = group_ids[start : start + 500]
        wrong += _recount(f"id IN ({', '.join(['%s'] * len(some))})", some)
    return wrong


def mend(now: int) -> int:
    """Drop what is too old, prove the counts of the last two days; how many were wrong."""
    decided = Q(kind__in=OF_DECISIONS, latest_ms__gte=now - TERM_MS)
    old = Group.objects.filter(~decided, latest_ms__lt=now - KEPT_MS).order_by("latest_ms")
    while some := list(old.values_list("id", flat=True)[:500]):
        Group.objects.filter(id__in=some).delete()
    return _recount("latest_ms > %s", [now - 2 * DAY_MS])


def _may_tell(recipient_id: int, kind: Kind, actor_id: int) -> bool:
    if recipient_id == actor_id or kind in off(recipient_id) - OF_DECISIONS:
        return False
    reader = accounts.viewer(recipient_id)
    if reader is None or kind in FROM_THE_HOUSE:
        return reader is not None
    standings, mutes = relations.meeting(recipient_id, [actor_id])
    standing = standings[actor_id]
    unwanted = standing.blocked or mutes.hides(person_id=actor_id)
    if unwanted or actor_id not in accounts.people([actor_id]):
        return False
    return reaches(kind, age=reader.age, follows_actor=standing.follows)


def _add(
    recipient_id: int, kind: Kind, *, actor_id: int, video_id: int, comment_id: int, decision_id: int
) -> bool:
    """Add a notice to its group, which is news again; False when there is one already."""
    told, at = (recipient_id, kind, actor_id, video_id, comment_id, decision_id), now_ms()
    about = {"actor_id": actor_id, "video_id": video_id, "comment_id": comment_id}
    key = group_key(kind, **about, decision_id=decision_id, at_ms=at)
    more = 0 if kind == "comment" and _is_in(recipient_id, key, actor_id, video_id) else 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM notices_notice WHERE recipient_id = %s AND kind = %s AND actor_id = %s"
            " AND video_id = %s AND comment_id = %s AND decision_id = %s",
            told,
        )
        if cursor.fetchone() is not None:
            return False
        cursor.execute(
            "INSERT INTO notices_group"
            " (id, recipient_id, kind, key, video_id, comment_id, decision_id, count, latest_ms, unread)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, 1, %s, TRUE) ON CONFLICT (recipient_id, key) DO UPDATE"
            " SET count = notices_group.count + %s, comment_id = excluded.comment_id,"
            " latest_ms = excluded.latest_ms, unread = TRUE RETURNING id",
            [new_id(), recipient_id, kind, key, video_id, comment_id, decision_id, at, more],
        )
        cursor.execute(
            "INSERT INTO notices_notice"
            " (recipient_id, kind, actor_id, video_id, comment_id, decision_id, group_id, taken_back)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, FALSE)",
            [*told, cursor.fetchone()[0]],
        )
    return True


def _is_in(recipient_id: int, key: str, actor_id: int, video_id: int) -> bool:
    """Whether what this person did counts in a group already: people are counted, and some comment twice."""
    theirs = Notice.objects.filter(actor_id=actor_id, video_id=video_id, taken_back=False)
    return theirs.filter(group__recipient_id=recipient_id, group__key=key).exists()


def _tell_again(known: Notice) -> bool:
    was_gone = known.taken_back
    if was_gone:
        Notice.objects.filter(id=known.pk).update(taken_back=False)
    if known.kind in FROM_THE_HOUSE:
        _bring_up(known.group, int(was_gone))
        pushing.soon(known.recipient_id)
        return True
    if was_gone and known.kind == "comment":
        recount([known.group_id])
    elif was_gone:
        Group.objects.filter(id=known.group_id).update(count=F("count") + 1)
    return False


def _bring_up(group: Group, more: int) -> None:
    Group.objects.filter(id=group.pk).update(count=F("count") + more, latest_ms=now_ms(), unread=True)
    flow.nudge([group.recipient_id], "notices")


def _recount(where: str, parameters: Sequence[int]) -> int:
    counted = (
        "(SELECT COUNT(DISTINCT n.actor_id) FROM notices_notice n"
        " WHERE n.group_id = notices_group.id AND NOT n.taken_back)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE notices_group SET count = {counted} WHERE {where} AND count <> {counted}",  # noqa: S608 - our own words
            list(parameters),
        )
        return int(cursor.rowcount)
