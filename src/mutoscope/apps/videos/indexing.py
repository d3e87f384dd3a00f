"""Videos as those know them who find them for others: the feed engine and the index of the search."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.videos.contracts import Listed
from mutoscope.apps.videos.models import Video
from mutoscope.core.discovery.contracts import Item
from mutoscope.core.policy.captions import fold
from mutoscope.core.policy.life import SHOWN


def feed_item_ids() -> list[int]:
    """Every video the feed may know, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM videos_video WHERE state IN ('published', 'optimised') AND audience <> 'me'"
            " ORDER BY published_ms"
        )
        return [row[0] for row in cursor.fetchall()]


def feed_items(ids: Sequence[int]) -> list[Item]:
    """Videos as the feed engine knows them; those it must not know (any more) are left out."""
    found = {video.id: video for video in _findable().filter(id__in=ids)}
    people = accounts.people({video.creator_id for video in found.values()})
    return [
        _item(found[one], people[found[one].creator_id].is_private)
        for one in ids
        if _known(one, found, people)
    ]


def listed(ids: Sequence[int]) -> list[Listed]:
    """Those of ``ids`` that somebody besides their maker may find, as an index knows them."""
    return _listed(_findable().filter(id__in=ids))


def listed_after(video_id: int, most: int) -> list[Listed]:
    """The next ``most`` of them all after this id, for walks over everything; 0 starts."""
    return _listed(_findable().filter(id__gt=video_id).order_by("id")[:most])


def _findable() -> QuerySet[Video]:
    return Video.objects.filter(state__in=SHOWN, deleted=False).exclude(audience="me")


def _listed(videos: QuerySet[Video]) -> list[Listed]:
    found = list(videos.defer("renditions_json", "info"))
    people = accounts.people({video.creator_id for video in found})
    return [
        Listed(
            id=video.id,
            creator_id=video.creator_id,
            caption=video.caption,
            tags=tuple(video.tags),
            sound_id=video.sound_id or 0,
            duration_ms=video.duration_ms,
            published_ms=video.published_ms,
            likes=video.likes,
            open=video.audience == "everyone"
            and not people[video.creator_id].is_private
            and not video.min_age,
        )
        for video in found
        if video.creator_id in people
    ]


def _known(video_id: int, found: dict[int, Video], people: dict[int, object]) -> bool:
    return video_id in found and found[video_id].creator_id in people


def _item(video: Video, is_private: bool) -> Item:
    return Item(
        video_id=video.id,
        creator_id=video.creator_id,
        duration_ms=video.duration_ms,
        published_ms=video.published_ms,
        sound_id=video.sound_id or 0,
        tags=tuple(video.tags),
        words=tuple(dict.fromkeys(fold(video.caption).replace("#", " ").split()))[:64],
        language=video.language,
        audience="followers" if is_private or video.audience == "followers" else "everyone",
        min_age=video.min_age,
    )
