"""Lists of people by how they stand to somebody: pages of rows, each with the number to go on from.

Whoever is blocked either way by the one who looks is left out, and so are closed accounts; a page is full all
the same. How long a list is does not matter to what a page of it costs.
"""

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from mutoscope.apps.relations.models import Block, Follow

Line = tuple[int, int]
"""(number of the row, id of the person)"""

FRIENDS, OF_EACH = 60, 60
"""How many of those one follows, and how many of those whom they follow, are looked at for suggestions."""


def followers(person_id: int, viewer_person_id: int, before: int | None, most: int) -> list[Line]:
    """Who follows somebody, the newest first, from rows before ``before``."""
    return _page(
        Follow.objects.filter(followed=person_id, accepted=True), "follower", viewer_person_id, before, most
    )


def following(person_id: int, viewer_person_id: int, before: int | None, most: int) -> list[Line]:
    """Whom somebody follows, likewise."""
    return _page(
        Follow.objects.filter(follower=person_id, accepted=True), "followed", viewer_person_id, before, most
    )


def friends(person_id: int, before: int | None, most: int) -> list[Line]:
    """Whom somebody follows who follows them too, likewise."""
    back = Follow.objects.filter(follower=OuterRef("followed_id"), followed=person_id, accepted=True)
    mine = Follow.objects.filter(Exists(back), follower=person_id, accepted=True)
    return _page(mine, "followed", person_id, before, most)


def waiting(person_id: int, after: int | None, most: int) -> list[Line]:
    """Who waits for somebody's leave to follow, the oldest first, from rows after ``after``."""
    rows = Follow.objects.filter(followed=person_id, accepted=False, follower__is_active=True)
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", "follower_id")[:most])


def blocked(person_id: int, before: int | None, most: int) -> list[Line]:
    """Whom somebody blocked, the newest first, from rows before ``before``."""
    rows = Block.objects.filter(blocker=person_id, blocked__is_active=True)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id").values_list("id", "blocked_id")[:most])


def friends_of_friends(person_id: int) -> dict[int, list[int]]:
    """Person -> those whom ``person_id`` follows and who follow that person, the most such ties first.

    Looks at the newest follows only, so that neither a large circle nor a popular member of it costs more.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT theirs.followed_id, mine.followed_id FROM
              (SELECT followed_id FROM relations_follow WHERE follower_id = %s AND accepted
                ORDER BY id DESC LIMIT %s) mine
              JOIN relations_follow theirs ON theirs.id IN
              (SELECT id FROM relations_follow f WHERE f.follower_id = mine.followed_id AND f.accepted
                ORDER BY id DESC LIMIT %s)
             WHERE theirs.followed_id <> %s
               AND theirs.followed_id NOT IN (SELECT followed_id FROM relations_follow WHERE follower_id = %s)
            """,
            [person_id, FRIENDS, OF_EACH, person_id, person_id],
        )
        ties: dict[int, list[int]] = {}
        for other, friend in cursor.fetchall():
            ties.setdefault(other, []).append(friend)
    return dict(sorted(ties.items(), key=lambda tie: (-len(tie[1]), tie[0])))


def _page(
    rows: QuerySet[Follow], whom: str, viewer_person_id: int, before: int | None, most: int
) -> list[Line]:
    rows = rows.filter(**{f"{whom}__is_active": True})
    if before is not None:
        rows = rows.filter(id__lt=before)
    if viewer_person_id:
        them = OuterRef(f"{whom}_id")
        either = Q(blocker=viewer_person_id, blocked=them) | Q(blocker=them, blocked=viewer_person_id)
        rows = rows.exclude(Exists(Block.objects.filter(either)))
    return list(rows.order_by("-id").values_list("id", f"{whom}_id")[:most])
