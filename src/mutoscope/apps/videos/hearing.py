"""Sounds as viewers meet them: heard where the video they came with can be seen."""

from collections.abc import Sequence

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
from mutoscope.core.units import to_text


def sound(sound_id: int, viewer: Viewer) -> SoundCard | None:
    """What ``viewer`` may know of a sound; None when there is none.

    Whoever may not see the video it came with hears nothing of it, but reads its name where it is credited.
    """
    one = Sound.objects.filter(id=sound_id).first()
    if one is None:
        return None
    url = _address(one.source_id, viewer)
    return SoundCard(
        id=to_text(one.id),
        title=one.title,
        creator=creator_on_card(accounts.people([one.creator_id]).get(one.creator_id), one.creator_id),
        duration_ms=one.duration_ms,
        url=url,
        usable=bool(url) and (one.reusable or one.creator_id == viewer.person_id),
    )


def sounds_listed(ids: Sequence[int]) -> list[ListedSound]:
    """Those of ``ids`` that there are, as an index knows them."""
    rows = Sound.objects.filter(id__in=ids).values_list("id", "title", "creator_id", "duration_ms")
    return [ListedSound(*row) for row in rows]


def _address(video_id: int, viewer: Viewer) -> str:
    """Where the sound of a video is heard: its own file, or while that is not made the smallest film."""
    rows = read_rows("WHERE v.id = %s", [video_id])
    if not rows or not of_rows(rows, viewer):
        return ""
    row = rows[0]
    own = Rendition.objects.filter(video_id=video_id, role="sound", retired_ms=0).values_list(
        "name", flat=True
    )
    name = own.first() or _smallest(row)
    public = is_public(shown(row, accounts.people([row.creator_id])))
    return media_url(row.media_key, name, public=public, viewer_key=viewer.key, now=now_ms())


def _smallest(row: Row) -> str:
    stored = msgspec.json.decode(row.renditions, type=list[StoredRendition])
    return min(stored, key=lambda one: one.size).name
