"""How people stand to each other. An id of 0 is somebody without an account, who stands to nobody."""

from collections.abc import Callable, Iterable

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import lists
from mutoscope.apps.relations.contracts import Counts, Muted, Mutes, Standing, Ties
from mutoscope.apps.relations.exporting import EXPORTED as EXPORTED
from mutoscope.apps.relations.exporting import export_of as export_of
from mutoscope.apps.relations.models import Block, Follow, Mute

COUNTED_EXACTLY = 1_000
"""So many followers are counted whenever somebody asks."""
COUNTED_EVERY_S = 60
VideosOf = Callable[[int, Viewer], int]
"""(person, viewer)"""
_videos_of: list[VideosOf] = []


def learn_videos_from(videos_of: VideosOf) -> None:
    """How many videos of somebody a viewer may see is known further up the ladder: that app says here how to
    ask it, when it starts."""
    _videos_of[:] = [videos_of]


def videos_of(person_id: int, viewer: Viewer) -> int:
    """How many videos a profile says there are."""
    return _videos_of[0](person_id, viewer) if _videos_of else 0


def standing(viewer_person_id: int, other_ids: Iterable[int]) -> dict[int, Standing]:
    """How each of ``other_ids`` stands to the viewer; every one of them is a key of the answer."""
    others = set(other_ids)
    if not viewer_person_id or not others:
        return dict.fromkeys(others, Standing())
    return _standings(others, _ties(viewer_person_id, sorted(others)))


def meeting(viewer_person_id: int, other_ids: Iterable[int]) -> tuple[dict[int, Standing], Mutes]:
    """How others stand to the viewer, and everything that the viewer muted; in one read."""
    others = set(other_ids)
    if not viewer_person_id:
        return dict.fromkeys(others, Standing()), Mutes()
    rows = _ties(viewer_person_id, sorted(others) or [0], mutes=True)
    muted = mutes_in((kind, key) for kind, other, key in rows if not other)
    return _standings(others, [row for row in rows if row[1]]), muted


def _standings(others: set[int], rows: Iterable[tuple[str, int, str]]) -> dict[int, Standing]:
    found: dict[str, set[int]] = {"follows": set(), "requested": set(), "followed_by": set(), "by_me": set()}
    found["by_them"] = set()
    for kind, other, _ in rows:
        found[kind].add(other)
    return {
        other: Standing(
            follows=other in found["follows"],
            requested=other in found["requested"],
            followed_by=other in found["followed_by"],
            blocked=other in found["by_me"] or other in found["by_them"],
            blocked_by_me=other in found["by_me"],
        )
        for other in others
    }


def _ties(me: int, others: list[int], *, mutes: bool = False) -> list[tuple[str, int, str]]:
    """(kind of tie, other, "") for every tie there is, and (kind, 0, key) for every mute: one read, because
    each page of cards and comments needs it."""
    marks = ", ".join(["%s"] * len(others))
    muted = "UNION ALL SELECT kind, 0, key FROM relations_mute WHERE owner_id = %s" if mutes else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT CASE WHEN accepted THEN 'follows' ELSE 'requested' END, followed_id, ''
              FROM relations_follow WHERE follower_id = %s AND followed_id IN ({marks})
            UNION ALL SELECT 'followed_by', follower_id, '' FROM relations_follow
             WHERE followed_id = %s AND accepted AND follower_id IN ({marks})
            UNION ALL SELECT 'by_me', blocked_id, '' FROM relations_block
             WHERE blocker_id = %s AND blocked_id IN ({marks})
            UNION ALL SELECT 'by_them', blocker_id, '' FROM relations_block
             WHERE blocked_id = %s AND blocker_id IN ({marks})
            {muted}
            """,  # noqa: S608 - only marks and our own words are put in
            [me, *others] * 4 + ([me] if mutes else []),
        )
        return cursor.fetchall()


def hides_from(person_id: int, viewer_person_id: int) -> bool:
    """Whether somebody is not there for this viewer, having blocked them.

    Who blocked somebody themselves still finds the name, to undo it, whatever the other did.
    """
    stand = standing(viewer_person_id, [person_id])[person_id]
    return stand.blocked and not stand.blocked_by_me


def ties(person_id: int) -> Ties:
    """Whom somebody follows, who must not see them or be seen, and what they muted; in one read."""
    if not person_id:
        return Ties()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT 'follows', followed_id, id, '' FROM relations_follow WHERE follower_id = %s AND accepted
            UNION ALL SELECT 'blocked', blocked_id, id, '' FROM relations_block WHERE blocker_id = %s
            UNION ALL SELECT 'blocked', blocker_id, id, '' FROM relations_block WHERE blocked_id = %s
            UNION ALL SELECT kind, 0, id, key FROM relations_mute WHERE owner_id = %s
            ORDER BY 3 DESC
            """,
            [person_id] * 4,
        )
        rows = cursor.fetchall()
    return Ties(
        follows=tuple(other for kind, other, _, _ in rows if kind == "follows"),
        blocked=tuple(sorted({other for kind, other, _, _ in rows if kind == "blocked"})),
        mutes=mutes_in((kind, key) for kind, _, _, key in rows if key),
    )


def ties_among(person_id: int, other_ids: Iterable[int]) -> Ties:
    """The same as far as ``other_ids`` are concerned."""
    stands = standing(person_id, other_ids)
    return Ties(
        follows=tuple(other for other, stand in stands.items() if stand.follows),
        blocked=tuple(other for other, stand in stands.items() if stand.blocked),
    )


def blocked_with(person_id: int) -> tuple[int, ...]:
    """Ids of those whom somebody blocked, or who blocked them."""
    if not person_id:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT blocked_id FROM relations_block WHERE blocker_id = %s"
            " UNION SELECT blocker_id FROM relations_block WHERE blocked_id = %s",
            [person_id] * 2,
        )
        return tuple(sorted(row[0] for row in cursor.fetchall()))


def mutes_of(person_id: int) -> Mutes:
    """Everything that somebody does not want to meet, ready to be compared with; in one read."""
    if not person_id:
        return Mutes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, key FROM relations_mute WHERE owner_id = %s", [person_id])
        return mutes_in(cursor.fetchall())


def mutes_in(rows: Iterable[tuple[str, str]]) -> Mutes:
    """The mutes that (kind, key) rows stand for."""
    kept: dict[str, list[str]] = {"person": [], "word": [], "tag": [], "sound": []}
    for kind, key in rows:
        kept[kind].append(key)
    return Mutes(
        people=frozenset(map(int, kept["person"])),
        words=tuple(sorted(kept["word"])),
        tags=frozenset(kept["tag"]),
        sounds=frozenset(map(int, kept["sound"])),
    )


def has_muted(person_id: int, other_id: int) -> bool:
    return Mute.objects.filter(owner_id=person_id, kind="person", key=str(other_id)).exists()


def muted_by(owner_ids: Iterable[int], person_id: int) -> set[int]:
    """Those of ``owner_ids`` who muted this person."""
    rows = Mute.objects.filter(owner_id__in=set(owner_ids), kind="person", key=str(person_id))
    return set(rows.values_list("owner_id", flat=True))


def mutes_listed(person_id: int, before: int | None, most: int) -> list[Muted]:
    """What somebody muted, the newest first, older than the mute ``before``."""
    rows = Mute.objects.filter(owner_id=person_id).exclude(person__is_active=False)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        Muted(
            id=row.pk,
            kind=row.kind,  # type: ignore[arg-type]  # the database holds nothing else
            person_id=row.person_id or 0,
            sound_id=int(row.key) if row.kind == "sound" else 0,
            text=row.text,
        )
        for row in rows.order_by("-id")[:most]
    ]


def counts(person_id: int) -> Counts:
    """How many follow somebody and are followed by them; closed accounts don't count. Beyond
    ``COUNTED_EXACTLY`` a number is up to a minute old, so that nobody's fame makes a page slow."""
    accepted = Follow.objects.filter(accepted=True)
    return Counts(
        followers=_many(
            f"followers:{person_id}", accepted.filter(followed=person_id, follower__is_active=True)
        ),
        following=_many(
            f"following:{person_id}", accepted.filter(follower=person_id, followed__is_active=True)
        ),
    )


def _many(name: str, rows: QuerySet[Follow]) -> int:
    few = rows[: COUNTED_EXACTLY + 1].count()
    if few <= COUNTED_EXACTLY:
        return few
    return int(cache.get_or_set(f"relations.{name}", rows.count, COUNTED_EVERY_S))


def friends(person_id: int, before: int | None, most: int) -> list[lists.Line]:
    """Whom somebody follows who follows them too, the newest follow first, from rows before ``before``."""
    return lists.friends(person_id, before, most)


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    counted = counts(person_id)
    return {
        "followers": counted.followers,
        "following": counted.following,
        "blocks": Block.objects.filter(blocker_id=person_id).count(),
        "mutes": Mute.objects.filter(owner_id=person_id).count(),
    }


def friends_of_friends(person_id: int) -> dict[int, list[int]]:
    """Person -> those whom ``person_id`` follows and who follow that person, the most such ties first; nobody
    whom they follow or asked to. Looks at the newest follows only."""
    return lists.friends_of_friends(person_id)
