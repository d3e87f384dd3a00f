"""How a video's row changes: under its lock, by the table in ``core.policy.life``, telling who must know."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.contracts import (
    VideoChanged,
    VideoPlayable,
    VideoPublished,
    VideoStopped,
    VideoWithdrawn,
)
from mutoscope.apps.videos.models import Rendition, Video, new_key
from mutoscope.core.policy.life import RESTRICTED, SHOWN, STOPPED, Happening, after
from mutoscope.core.units import Refusal


@contextmanager
def changing(video_id: int) -> Iterator[Video]:
    """The video's row, locked; saved when the block ends well. Refuses ``no_such_video``."""
    with transaction.atomic():
        video = Video.objects.select_for_update().filter(id=video_id).first()
        if video is None:
            raise no_such_video()
        counted = _counts(video)
        yield video
        video.save()
        if counted != _counts(video):
            everyone = Video.objects.filter(creator_id=video.creator_id, state__in=SHOWN, audience="everyone")
            accounts.set_shown_videos(video.creator_id, everyone.count())


def hold_still(*video_ids: int) -> None:
    """Lock these videos' rows until the transaction ends: whoever changes several, and what belongs to their
    people, does this first."""
    list(Video.objects.select_for_update().filter(id__in=video_ids).order_by("id").values_list("id"))


def happen(video: Video, happening: Happening, *, why: Refusal | None = None) -> bool:
    """Let ``happening`` change the locked row; False when it means nothing in its state.

    What watching it depends on changes in the same transaction: entering or leaving the shown states tells
    the feed, being stopped changes the media key so that no old address works.
    """
    before = video.state
    to = after(before, happening, video.stopped_in)  # type: ignore[arg-type]
    if to is None:
        return False
    video.state, video.state_since_ms, video.tries = to, now_ms(), 0
    if to in RESTRICTED:
        video.stopped_in = video.stopped_in if before in RESTRICTED else before
        video.media_key = new_key()
    elif happening == "lift":
        video.stopped_in = ""
    note(video, why)
    if to == "failed":
        give_back_storage(video)
    if before in SHOWN and to not in SHOWN:
        flow.record(VideoWithdrawn(video_id=video.id))
    if why is not None and to in STOPPED:
        flow.record(VideoStopped(video_id=video.id))
    if to in SHOWN and before not in SHOWN:
        video.published_ms = video.published_ms or now_ms()
        flow.record(VideoPublished(video_id=video.id))
    return True


def give_back_storage(video: Video) -> None:
    """The original is not needed any more: neither its bytes nor its place in the quota."""
    objects.forget_soon(video.original)
    accounts.add_stored(video.creator_id, -video.original_size)
    video.original, video.original_size = "", 0


def note(video: Video, why: Refusal | None) -> None:
    """Write beside the state why it is so; None: there is nothing to explain."""
    video.code = why.code if why else ""
    video.sentence = why.sentence if why else ""
    video.fields = why.fields if why else {}


def ask_for_screening(video: Video) -> None:
    """Tell whoever screens that a submitted, playable video is waiting; once more does no harm."""
    if video.state == "playable" and video.submitted:
        flow.record(VideoPlayable(video_id=video.id))


def tell_changed(video: Video) -> None:
    if video.state in SHOWN:
        flow.record(VideoChanged(video_id=video.id))


def bake(video: Video) -> None:
    """Write what cards say of the renditions onto the row (see ``Video.renditions_json``)."""
    live = Rendition.objects.filter(video_id=video.id, retired_ms=0)
    described: list[dict[str, Any]] = [
        {
            "name": one.name,
            "codecs": one.codecs,
            "width": one.width,
            "height": one.height,
            "kbps": one.kbps,
            "size": one.size,
            "head_bytes": one.head_bytes,
        }
        for one in live.filter(role__in=("quick", "ladder")).order_by("height", "id")
    ]
    video.renditions_json = msgspec.json.encode(described).decode()
    video.poster = live.filter(role="poster").values_list("name", flat=True).first() or ""


def _counts(video: Video) -> bool:
    """Whether it counts among the creator's videos that everyone may see."""
    return video.state in SHOWN and video.audience == "everyone"


def no_such_video() -> Refusal:
    return Refusal("no_such_video", "This video is not here (any more).", status=404)
