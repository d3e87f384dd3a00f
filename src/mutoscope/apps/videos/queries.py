"""The nouns of videos: cards, drafts, where something stands, and what may be served to whom."""

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.videos.addresses import is_signed, media_url
from mutoscope.apps.videos.blocking import is_blocked_file
from mutoscope.apps.videos.cards import (
    Row,
    cards,
    creator_on_card,
    family_of,
    learn_responses_from,
    of_rows,
    onlookers,
    read_rows,
    shown,
)
from mutoscope.apps.videos.changes import no_such_video
from mutoscope.apps.videos.contracts import (
    Draft,
    DraftOnStatus,
    Frame,
    InfoOnStatus,
    Progress,
    Reason,
    Servable,
    Status,
    Stopped,
    VideoCard,
)
from mutoscope.apps.videos.exporting import EXPORTED, export_of, files_of
from mutoscope.apps.videos.hearing import sound, sounds, sounds_listed
from mutoscope.apps.videos.indexing import feed_item_ids, feed_items, listed, listed_after
from mutoscope.apps.videos.models import Rendition, Sound, Video
from mutoscope.apps.videos.muting import is_muted
from mutoscope.apps.videos.reusing import offer_to, offers_to, source_of_sound, standings, why_not_to_use
from mutoscope.apps.videos.storage import counting_originals, largest_of, storage_of, stored_bytes
from mutoscope.apps.videos.streams import by_creator, by_creators, in_language
from mutoscope.apps.videos.talking import comment_answered_by, newest_answer, talk, talks
from mutoscope.apps.videos.uploads import read_token, stand
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.policy import reuse
from mutoscope.core.policy.downloads import Manner
from mutoscope.core.policy.life import RESTRICTED, SHOWN, STOPPED
from mutoscope.core.policy.visibility import is_public, may_see
from mutoscope.core.units import to_text

__all__ = [
    "EXPORTED",
    "allowed_by",
    "amount_for",
    "amounts_of",
    "by_creator",
    "by_creators",
    "caption_of",
    "captions_of",
    "card",
    "cards",
    "cards_between",
    "check_may_view",
    "comment_answered_by",
    "counting_originals",
    "creator_of",
    "creator_on_card",
    "drafts",
    "export_of",
    "feed_item_ids",
    "feed_items",
    "files_of",
    "film_to_cut",
    "film_to_look_at",
    "frames",
    "id_after",
    "ids_by_creator",
    "in_language",
    "is_blocked_file",
    "is_muted",
    "is_signed",
    "is_there",
    "largest_of",
    "learn_responses_from",
    "listed",
    "listed_after",
    "manner_of_keeping",
    "may_view",
    "media_url",
    "mentions_of",
    "newest_answer",
    "offer_to",
    "offers_to",
    "poster_size",
    "read_token",
    "rendering",
    "servable",
    "sound",
    "sound_to_cut",
    "sounds",
    "sounds_listed",
    "source_of_sound",
    "stand",
    "standings",
    "status",
    "stopped",
    "storage_of",
    "stored_bytes",
    "talk",
    "talks",
    "unsettled",
    "why_not_to_use",
]

_STAGES = {
    "rendering": "rendering",
    "uploading": "sending",
    "received": "checking",
    "probed": "preparing",
    "playable": "ready",
    "screened": "ready",
    "published": "improving",
    "optimised": "done",
}


def card(video_id: int, viewer: Viewer) -> VideoCard:
    """One card; refuses ``no_such_video`` alike when there is none and when this viewer may not see it."""
    found = cards([video_id], viewer)
    if not found:
        raise no_such_video()
    return found[0]


def may_view(video_id: int, viewer: Viewer) -> bool:
    rows = read_rows("WHERE v.id = %s", [video_id])
    return bool(rows) and _may_view(rows[0], viewer)


def allowed_by(video_id: int) -> tuple[reuse.Reuse, ...]:
    """What others may make of a video, by its author's word, while it is out; nothing while it is not."""
    row = Video.objects.filter(id=video_id, deleted=False, state__in=SHOWN).values_list("allows").first()
    return reuse.read(row[0]) if row else ()


def film_to_cut(video_id: int) -> str:
    """The object of the sharpest film of it that is served; empty: there is none. Says nothing of who may."""
    films = Rendition.objects.filter(video_id=video_id, role__in=("quick", "ladder"), retired_ms=0)
    return films.order_by("-height", "-kbps", "-id").values_list("object_key", flat=True).first() or ""


def film_to_look_at(video_id: int) -> str:
    """The object of the smallest film of it that is served; empty: there is none. Says nothing of who may."""
    films = Rendition.objects.filter(video_id=video_id, role__in=("quick", "ladder"), retired_ms=0)
    return films.order_by("height", "kbps", "id").values_list("object_key", flat=True).first() or ""


def sound_to_cut(sound_id: int) -> str:
    """The object in which a sound can be heard: its own, or a film of its source. Says nothing of who may."""
    sound = Sound.objects.filter(id=sound_id).first()
    if sound is None:
        return ""
    return sound.object_key or film_to_cut(sound.source_id)


def check_may_view(video_id: int, viewer: Viewer) -> None:
    """Refuses ``no_such_video`` unless this viewer may see it."""
    if not may_view(video_id, viewer):
        raise no_such_video()


def caption_of(video_id: int) -> str:
    """The words under a video, for screening; empty when there is none."""
    return Video.objects.filter(id=video_id).values_list("caption", flat=True).first() or ""


def captions_of(ids: Iterable[int]) -> dict[int, str]:
    """Likewise under many, by id; whoever shows them asks who may read them."""
    return dict(Video.objects.filter(id__in=set(ids), deleted=False).values_list("id", "caption"))


def mentions_of(video_id: int) -> tuple[str, ...]:
    """Folded handles that stand in the caption; whether anybody has them is not known here."""
    return tuple(Video.objects.filter(id=video_id).values_list("mentions", flat=True).first() or ())


def is_there(video_id: int) -> bool:
    """Whether its creator has not deleted it, whoever may see it."""
    return _creator_and_end(video_id)[1] is False


def creator_of(video_id: int) -> int:
    """Whose video it is, deleted or not; 0 when there never was one."""
    return _creator_and_end(video_id)[0]


def _creator_and_end(video_id: int) -> tuple[int, bool | None]:
    """Whose it is and whether it is deleted; by hand, because every like and comment comes by here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT creator_id, deleted FROM videos_video WHERE id = %s", [video_id])
        row = cursor.fetchone()
    return (row[0], bool(row[1])) if row else (0, None)


def creators_of(ids: Iterable[int]) -> dict[int, int]:
    """Whose videos these are, by id, without those that their creators deleted."""
    return dict(Video.objects.filter(id__in=set(ids), deleted=False).values_list("id", "creator_id"))


def id_after(video_id: int, places: int) -> int:
    """The id of the video so many places younger than ``video_id``; 0 when there are not so many."""
    younger = Video.objects.filter(id__gt=video_id).order_by("id").values_list("id", flat=True)
    return next(iter(younger[places - 1 : places]), 0)


def cards_between(first: int, before: int, most: int, viewer: Viewer) -> list[VideoCard]:
    """Cards of at most ``most`` published videos from id ``first`` to ``before`` that ``viewer`` may see."""
    states = ", ".join(f"'{state}'" for state in sorted(SHOWN))
    where = f"WHERE v.id >= %s AND v.id < %s AND v.state IN ({states}) ORDER BY v.id LIMIT {most:d}"
    return of_rows(read_rows(where, [first, before]), viewer)


def poster_size(video_id: int) -> tuple[int, int] | None:
    """Width and height of the poster; says nothing about who may have it."""
    posters = Rendition.objects.filter(video_id=video_id, role="poster", retired_ms=0)
    return posters.values_list("width", "height").first()


def amount_for(person_id: int, viewer: Viewer) -> int:
    """How many published videos of somebody ``viewer`` may see; strangers are told how many are for everyone,
    which is counted already."""
    own = viewer.person_id == person_id
    if not own and not relations.standing(viewer.person_id, [person_id])[person_id].follows:
        return accounts.shown_videos(person_id)
    shown = Video.objects.filter(creator_id=person_id, deleted=False, state__in=SHOWN)
    return shown.count() if own else shown.exclude(audience="me").filter(min_age__lte=viewer.age).count()


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    mine = Video.objects.filter(creator_id=person_id, deleted=False)
    return {"videos": mine.filter(submitted=True).count(), "drafts": mine.filter(submitted=False).count()}


def drafts(person_id: int) -> list[Draft]:
    """What this person made and nobody else sees, newest first: not published, failed, held or taken down."""
    unseen = Q(submitted=False) | Q(state__in=STOPPED)
    mine = Video.objects.filter(unseen, creator_id=person_id, deleted=False)
    address = partial(media_url, public=False, viewer_key=f"p{person_id}", now=now_ms())
    return [
        Draft(
            id=to_text(video.id),
            state=video.state,
            caption=video.caption,
            created_ms=video.created_ms,
            poster_url="" if video.state in RESTRICTED else address(video.media_key, video.poster),
            duration_ms=video.duration_ms,
            reason=reason.message if (reason := _reason(video)) else "",
        )
        for video in mine.order_by("-id")[:200]
    ]


def status(video_id: int, viewer: Viewer) -> Status:
    """Where a creator's own video stands, with the reason when it went no further."""
    video = Video.objects.filter(id=video_id, deleted=False).first()
    if video is None or not viewer.person_id or video.creator_id != viewer.person_id:
        raise no_such_video()
    info = msgspec.json.decode(video.info, type=MediaInfo) if video.info else None
    width, height = info.display_size if info and info.video else (0, 0)
    found = cards([video_id], viewer)
    return Status(
        state=video.state,
        progress=Progress(
            stage=_STAGES.get(video.state, "stopped"),
            fraction=1.0 if video.state in ("playable", "optimised") else round(video.progress, 3),
        ),
        reason=_reason(video),
        card=found[0] if found else None,
        info=InfoOnStatus(duration_ms=info.duration_ms, width=width, height=height) if info else None,
        draft=None if video.submitted else _draft(video),
    )


def _draft(video: Video) -> DraftOnStatus:
    return DraftOnStatus(
        caption=video.caption,
        audience=video.audience,  # type: ignore[arg-type]  # the column holds nothing else
        trim_start_ms=video.draft_start_ms,
        trim_end_ms=video.draft_end_ms,
        cover_ms=video.cover_ms,
        allow_sound=video.allow_sound,
        allow_download=video.allow_download,
        allows=reuse.read(video.allows),
        comments_for=video.comments_for,  # type: ignore[arg-type]  # the database holds nothing else
    )


def stopped(ids: Sequence[int], person_id: int) -> list[Stopped]:
    """Those of ``ids`` that are this person's own and went no further, with the reason."""
    mine = Video.objects.filter(id__in=ids, creator_id=person_id, deleted=False, state__in=STOPPED)
    reasons = [(video, _reason(video)) for video in (mine if ids else ())]
    return [Stopped(video.id, video.state, video.caption, why.message) for video, why in reasons if why]


def frames(video_id: int, person_id: int) -> list[Frame]:
    """Stills to choose a cover from, as far as they are made."""
    video = Video.objects.filter(id=video_id, deleted=False, creator_id=person_id).first()
    if video is None:
        raise no_such_video()
    address = partial(media_url, public=False, viewer_key=f"p{person_id}", now=now_ms())
    stills = Rendition.objects.filter(video_id=video_id, role="frame", retired_ms=0).order_by("at_ms")
    return [Frame(at_ms=one.at_ms, url=address(video.media_key, one.name)) for one in stills]


def manner_of_keeping(video_id: int, viewer: Viewer) -> Manner:
    """How ``viewer`` may take a video away as a file, with all films that are in it."""
    rows = read_rows("WHERE v.id = %s", [video_id])
    if not rows or not _may_view(rows[0], viewer):
        return "no"
    return family_of(rows[0], viewer).manner(rows[0])


def servable(media_key: str, name: str) -> Servable | None:
    """The file behind an address, if there is one; says nothing about who may have it."""
    one = (
        Rendition.objects.filter(video__media_key=media_key, name=name)
        .only("video_id", "object_key", "mime", "size", "name", "role")
        .first()
    )
    if one is None:
        return None
    row = read_rows("WHERE v.id = %s", [one.video_id])[0]
    public = is_public(shown(row, accounts.people([row.creator_id])))
    return Servable(
        video_id=one.video_id,
        object_key=one.object_key,
        mime=one.mime,
        size=one.size,
        public=public and one.role not in ("frame", "marked"),
        name=one.name,
        creator_id=row.creator_id,
        to_keep=one.role == "marked",
    )


def unsettled() -> dict[str, int]:
    """How many videos are in each state on the way to publication, or were stopped on it."""
    ways = ("rendering", "uploading", "received", "probed", "playable", "screened", "held", "failed")
    rows = Video.objects.filter(state__in=ways, deleted=False).values_list("state")
    return dict(rows.annotate(n=Count("id")).order_by())


def ids_by_creator(person_id: int, after: int, most: int) -> list[int]:
    """The next ``most`` of somebody's videos after this id, whatever their state; 0 starts."""
    mine = Video.objects.filter(creator_id=person_id, id__gt=after)
    return list(mine.order_by("id").values_list("id", flat=True)[:most])


def rendering(before_ms: int, after: int, most: int) -> list[int]:
    """The next ``most`` videos after this id that have waited for their film since before then; 0 starts."""
    waiting = Video.objects.filter(state="rendering", deleted=False, state_since_ms__lt=before_ms)
    return list(waiting.filter(id__gt=after).order_by("id").values_list("id", flat=True)[:most])


def _may_view(row: Row, viewer: Viewer) -> bool:
    seen = shown(row, accounts.people([row.creator_id]))
    return may_see(seen, onlookers(viewer, [row.creator_id])[row.creator_id])


def _reason(video: Video) -> Reason | None:
    if not video.code:
        return None
    message = gettext(video.sentence)
    return Reason(code=video.code, message=message % video.fields if video.fields else message)
