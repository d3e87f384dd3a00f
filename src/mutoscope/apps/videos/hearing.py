"""Sounds as viewers meet them: heard where the video they came with can be seen."""

from collections.abc import Collection, Sequence

import msgspec

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos.addresses import media_url
from mutoscope.apps.videos.cards import (
    Row,
    StoredRendition,
    creator_on_card,
    of_rows,
    read_rows,
    shown,
)
from mutoscope.apps.videos.contracts import ListedSound, SoundCard
from mutoscope.apps.videos.models import Rendition, Sound
from mutoscope.core.policy.visibility import is_public
from mutoscope.core.units import from_text, to_text


def sound(sound_id: int, viewer: Viewer) -> SoundCard | None:
    """What ``viewer`` may know of a sound; None when there is none.

    Whoever may not see the video it came with hears nothing of it, but reads its name where it is credited.
    """
    return sounds([sound_id], viewer).get(sound_id)


def sounds(ids: Collection[int], viewer: Viewer) -> dict[int, SoundCard]:
    """The same of many, by id, of those that there are."""
    found = list(Sound.objects.filter(id__in=ids))
    urls = _addresses({one.source_id for one in found}, viewer)
    people = accounts.people({one.creator_id for one in found})
    return {
        one.id: SoundCard(
            id=to_text(one.id),
            title=one.title,
            creator=creator_on_card(people.get(one.creator_id), one.creator_id),
            duration_ms=one.duration_ms,
            url=urls.get(one.source_id, ""),
            usable=one.source_id in urls and (one.reusable or one.creator_id == viewer.person_id),
        )
        for one in found
    }


def sounds_listed(ids: Sequence[int]) -> list[ListedSound]:
    """Those of ``ids`` that there are, as an index knows them."""
    rows = Sound.objects.filter(id__in=ids).values_list("id", "title", "creator_id", "duration_ms")
    return [ListedSound(*row) for row in rows]


def _addresses(ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    """Where the sounds of those videos are heard that ``viewer`` may see: a file of its own, or while that is
    not made the smallest film."""
    if not ids:
        return {}
    rows = read_rows(f"WHERE v.id IN ({', '.join(['%s'] * len(ids))})", list(ids))
    seen = {from_text(card.id) for card in of_rows(rows, viewer)}
    files = Rendition.objects.filter(video_id__in=seen, role="sound", retired_ms=0).order_by("-id")
    own = dict(files.values_list("video_id", "name"))  # of several the first
    people, now = accounts.people({row.creator_id for row in rows}), now_ms()
    return {
        row.id: media_url(
            row.media_key,
            own.get(row.id) or _smallest(row),
            public=is_public(shown(row, people)),
            viewer_key=viewer.key,
            now=now,
        )
        for row in rows
        if row.id in seen
    }


def _smallest(row: Row) -> str:
    stored = msgspec.json.decode(row.renditions, type=list[StoredRendition])
    return min(stored, key=lambda one: one.size).name
