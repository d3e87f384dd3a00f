"""Rows of videos that somebody put together: what they saved, liked and reposted. Newest first, by cursor.

A page is one index walk and the usual reads of cards; what the reader may not see is left out of it.
"""

from collections.abc import Sequence

from django.db import connection

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations import services as relations_door
from mutoscope.apps.social.contracts import CollectionView, Shelves
from mutoscope.apps.social.models import Collected, Collection, Like, Repost, Save, Showing
from mutoscope.apps.social.saving import no_such_collection
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CardPage
from mutoscope.core.units import Refusal, from_text, to_text

PAGE = 24


def saved(viewer: Viewer, cursor: str = "") -> CardPage:
    """What the viewer saved."""
    return _page(Save._meta.db_table, {"person_id": viewer.person_id}, viewer, cursor)


def collected(viewer: Viewer, collection_id: int, cursor: str = "") -> CardPage:
    """What is in one of the viewer's collections; refuses ``no_such_collection``."""
    if not Collection.objects.filter(id=collection_id, person_id=viewer.person_id).exists():
        raise no_such_collection()
    return _page(Collected._meta.db_table, {"collection_id": collection_id}, viewer, cursor)


def reposted(handle: str, viewer: Viewer, cursor: str = "") -> CardPage:
    """What somebody reposted; refuses ``no_such_person``. Empty for whom a private account has not let in."""
    person = _visible(handle, viewer)
    if not _lets_in(person, viewer):
        return CardPage(cards=(), next="")
    return _page(Repost._meta.db_table, {"person_id": person.id}, viewer, cursor)


def liked_by(handle: str, viewer: Viewer, cursor: str = "") -> CardPage:
    """What somebody likes, if they let others see it; refuses ``no_such_person``, ``likes_are_private``."""
    person = _visible(handle, viewer)
    if not (_shows_likes(person.id, viewer) and _lets_in(person, viewer)):
        raise Refusal("likes_are_private", "Only they can see what they like.", status=403)
    return _page(Like._meta.db_table, {"person_id": person.id}, viewer, cursor)


def shelves(handle: str, viewer: Viewer) -> Shelves:
    """Which rows of videos somebody's profile has for this viewer; refuses ``no_such_person``."""
    person = _visible(handle, viewer)
    own, let_in = person.id == viewer.person_id, _lets_in(person, viewer)
    return Shelves(
        reposts=let_in,
        likes=let_in and _shows_likes(person.id, viewer),
        saved=own,
        shows_likes=own and Showing.objects.filter(person_id=person.id, likes=True).exists(),
    )


def collections(viewer: Viewer, video_id: int = 0) -> list[CollectionView]:
    """The viewer's collections by name, each with how much is in it, its cover, and whether ``video_id`` is
    in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.name, (SELECT COUNT(*) FROM social_collected i WHERE i.collection_id = c.id),"
            " EXISTS (SELECT 1 FROM social_collected i WHERE i.collection_id = c.id AND i.video_id = %s),"
            " (SELECT i.video_id FROM social_collected i WHERE i.collection_id = c.id"
            " ORDER BY i.id DESC LIMIT 1)"
            " FROM social_collection c WHERE c.person_id = %s ORDER BY c.folded",
            [video_id, viewer.person_id],
        )
        rows = cursor.fetchall()
    latest = [newest for *_, newest in rows if newest]
    covers = {card.id: card.poster_url for card in videos.cards(latest, viewer)}
    return [
        CollectionView(
            id=to_text(one),
            name=name,
            count=n,
            cover_url=covers.get(to_text(newest), "") if newest else "",
            has=bool(has),
        )
        for one, name, n, has, newest in rows
    ]


def _page(table: str, where: dict[str, int], viewer: Viewer, cursor: str) -> CardPage:
    """Cards of the videos in a table of ours; the rows' own ids are the cursor."""
    (column, value) = next(iter(where.items()))
    before = from_text(cursor) if cursor else (1 << 63) - 1
    with connection.cursor() as reader:
        reader.execute(
            f"SELECT id, video_id FROM {table} WHERE {column} = %s AND id < %s"  # noqa: S608 - names of ours
            f" ORDER BY id DESC LIMIT {PAGE + 1}",
            [value, before],
        )
        rows: Sequence[tuple[int, int]] = reader.fetchall()
    page, more = rows[:PAGE], len(rows) > PAGE
    cards = videos.cards([video_id for _, video_id in page], viewer)
    return CardPage(cards=tuple(cards), next=to_text(page[-1][0]) if more else "")


def _visible(handle: str, viewer: Viewer) -> PersonCard:
    person = accounts.by_handle(handle)
    if person is None or relations.hides_from(person.id, viewer.person_id):
        raise relations_door.nobody()
    return person


def _lets_in(person: PersonCard, viewer: Viewer) -> bool:
    """Whether the viewer may look at what somebody shows on their profile."""
    if person.id == viewer.person_id or viewer.is_staff:
        return True
    stand = relations.standing(viewer.person_id, [person.id])[person.id]
    return not stand.blocked and (stand.follows or not person.is_private)


def _shows_likes(person_id: int, viewer: Viewer) -> bool:
    if person_id == viewer.person_id:
        return True
    return Showing.objects.filter(person_id=person_id, likes=True).exists()
