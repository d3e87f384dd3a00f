"""From draft to published and back: what creators decide about a video, and what becomes of it."""

from collections.abc import Sequence

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import objects, sounds
from mutoscope.apps.videos.changes import (
    ask_for_screening,
    changing,
    give_back_storage,
    happen,
    no_such_video,
    note,
    tell_changed,
)
from mutoscope.apps.videos.contracts import VideoErased
from mutoscope.apps.videos.models import Rendition, Upload, Video, new_key
from mutoscope.apps.videos.uploads import start_making
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.policy import reuse
from mutoscope.core.policy.captions import read_caption
from mutoscope.core.policy.comments import CommentsFor, widest
from mutoscope.core.policy.downloads import may_offer
from mutoscope.core.policy.life import RESTRICTED, SHOWN
from mutoscope.core.units import Refusal, from_text

SHORTEST_MS = 500
"""A cut leaves at least this much."""
AUDIENCES = ("everyone", "followers", "me")


class Submission(msgspec.Struct, frozen=True):
    """What a creator decides when publishing."""

    caption: str = ""
    audience: str = "everyone"
    trim_start_ms: int = 0
    trim_end_ms: int = 0
    """0: to the end."""
    cover_ms: int = -1
    """-1: chosen for them."""
    allow_sound: bool = True
    sound_id: int = 0
    """A sound of somebody else's that was recorded to and is credited; 0: its own."""
    comments_for: CommentsFor | None = None
    """None: as it was begun, by the creator's settings."""
    allow_download: bool | None = None
    """None: as it was begun, by the creator's settings."""
    allows: Sequence[reuse.Reuse] | None = None
    """None: as it was begun, by the creator's settings."""


def submit_video(person_id: int, video_id: int, wish: Submission) -> None:
    """Ask for publication; allowed from the moment the upload is open, so nobody waits for a bar to fill.

    Saying it again changes the wish. Refuses ``no_such_video``, ``cannot_be_published``, ``bad_trim``,
    ``bad_audience``, what ``read_caption`` refuses, and of a sound that is not to be had ``no_such_sound``.
    """
    caption = read_caption(wish.caption)
    _check_audience(wish.audience)
    sound = sounds.to_use(wish.sound_id, person_id) if wish.sound_id else None
    with changing(video_id) as video:
        _check_owner(video, person_id)
        if video.state == "failed" or video.state in RESTRICTED:
            raise Refusal("cannot_be_published", "This video can't be published.", status=409)
        _check_trim(wish, _duration(video))
        started = video.submitted and (video.state in SHOWN or video.state == "screened")
        trim = (wish.trim_start_ms, wish.trim_end_ms)
        if started and trim != (video.trim_start_ms, video.trim_end_ms):
            raise _already_published()
        video.caption, video.tags, video.mentions = caption.text, list(caption.tags), list(caption.mentions)
        video.allow_sound = wish.allow_sound
        if wish.comments_for is not None:
            video.comments_for = _commenters(person_id, wish.comments_for)
        if wish.allow_download is not None:
            video.allow_download = wish.allow_download and _may_offer(person_id)
        if wish.allows is not None:
            video.allows = _allowed(person_id, wish.allows)
        _set_audience(video, wish.audience)
        _cut(video, wish)
        if sound is not None:
            sounds.credit(video, sound)
        video.draft_start_ms = video.draft_end_ms = 0
        video.submitted = True
        note(video, None)
        ask_for_screening(video)
        tell_changed(video)


def edit_video(
    person_id: int,
    video_id: int,
    *,
    caption: str | None = None,
    audience: str | None = None,
    cover_ms: int | None = None,
    comments_for: CommentsFor | None = None,
    allow_sound: bool | None = None,
    allow_download: bool | None = None,
    allows: Sequence[reuse.Reuse] | None = None,
    trim_start_ms: int | None = None,
    trim_end_ms: int | None = None,
) -> None:
    """Change what may change after publication, and of a draft its trim too; None leaves a thing as it is.

    Refuses ``no_such_video``, ``bad_trim``, ``bad_cover``, ``bad_audience``, what ``read_caption`` refuses,
    and ``already_published`` for a trim once publication was asked for: that is ``submit_video``'s.
    """
    written = None if caption is None else read_caption(caption)
    if audience is not None:
        _check_audience(audience)
    with changing(video_id) as video:
        _check_owner(video, person_id)
        if written is not None:
            video.caption, video.tags = written.text, list(written.tags)
            video.mentions = list(written.mentions)
        if audience is not None:
            _set_audience(video, audience)
        if comments_for is not None:
            video.comments_for = _commenters(person_id, comments_for)
        if cover_ms is not None and cover_ms != video.cover_ms:
            _check_cover(cover_ms, _duration(video))
            video.cover_ms = cover_ms
            _remake_cover(video)
        if allow_sound is not None:
            video.allow_sound = allow_sound
            sounds.share(video)
        if allow_download is not None:
            video.allow_download = allow_download and _may_offer(person_id)
        if allows is not None:
            video.allows = _allowed(person_id, allows)
        if trim_start_ms is not None or trim_end_ms is not None:
            _draft_trim(video, trim_start_ms, trim_end_ms)
        tell_changed(video)


def answer_comment(person_id: int, video_id: int, comment_id: int) -> bool:
    """Let one's own video answer a comment (0: none any more); whether the video is published already.

    Whoever calls has asked whether this person may answer that comment. Refuses ``no_such_video``.
    """
    with changing(video_id) as video:
        _check_owner(video, person_id)
        video.answers = comment_id
        tell_changed(video)
        return video.state in SHOWN


def delete_video(person_id: int, video_id: int) -> None:
    """Delete for good: nobody is served from this moment, the bytes go with the next sweep."""
    with changing(video_id) as video:
        _check_owner(video, person_id)
        _erase(video)


def came_from_elsewhere(video_id: int, published_ms: int) -> None:
    """A video that was first published on another server, at that moment (0: never was)."""
    with changing(video_id) as video:
        video.elsewhere_ms = min(max(0, published_ms), now_ms())


def erase_person(person_id: int) -> None:
    """Nothing that this person, who has left, sent or made is there afterwards; may be repeated.

    Sounds that others use keep playing under their films, without a name.
    """
    mine = Video.objects.filter(creator_id=person_id).order_by("id")
    while ids := list(mine.values_list("id", flat=True)[:100]):
        for video_id in ids:
            with transaction.atomic():
                with changing(video_id) as video:
                    if not video.deleted:
                        _erase(video)
                Video.objects.filter(id=video_id).delete()
    sounds.forget_maker(person_id)


def pass_screening(video_id: int) -> bool:
    """Nothing speaks against this video: publish it. False when it does not wait for that."""
    with changing(video_id) as video:
        if not video.submitted or not happen(video, "pass"):
            return False
        publish(video)
        return True


def publish(video: Video) -> None:
    """Let the locked video that may be shown out, and have it made better."""
    happen(video, "publish")
    if video.state == "published":
        start_ladder(video)


def start_ladder(video: Video) -> None:
    """Enqueue the better renditions; the row is locked by the caller."""
    from mutoscope.apps.videos import tasks  # tasks need these services

    job = flow.enqueue_once(tasks.make_ladder, f"{video.id}:{video.cut}", video.id, video.cut)
    video.job_id = from_text(job.id)


def _set_audience(video: Video, audience: str) -> None:
    if audience != video.audience:
        video.audience = audience
        video.media_key = new_key()  # addresses given to the old audience end here


def _commenters(person_id: int, comments_for: CommentsFor) -> CommentsFor:
    creator = accounts.viewer(person_id)
    return widest(comments_for, creator.age if creator else 0)


def _may_offer(person_id: int) -> bool:
    creator = accounts.viewer(person_id)
    return creator is not None and may_offer(creator.age)


def _allowed(person_id: int, wished: Sequence[reuse.Reuse]) -> str:
    creator = accounts.viewer(person_id)
    return reuse.written(reuse.allowed(wished, creator.age if creator else 0))


def _cut(video: Video, wish: Submission) -> None:
    trim = (wish.trim_start_ms, wish.trim_end_ms)
    if trim != (video.trim_start_ms, video.trim_end_ms):
        video.trim_start_ms, video.trim_end_ms = trim
        video.cover_ms = wish.cover_ms
        video.cut += 1
        happen(video, "recut")
        if video.state in ("received", "probed"):
            start_making(video)
    elif wish.cover_ms != video.cover_ms:
        video.cover_ms = wish.cover_ms
        _remake_cover(video)


def _draft_trim(video: Video, start_ms: int | None, end_ms: int | None) -> None:
    """Keep a wish; nothing is cut before publication, so that a draft can be cut otherwise later."""
    if video.submitted:
        raise _already_published()
    start = video.draft_start_ms if start_ms is None else start_ms
    end = video.draft_end_ms if end_ms is None else end_ms
    _check_trim(Submission(trim_start_ms=start, trim_end_ms=end), _duration(video))
    video.draft_start_ms, video.draft_end_ms = start, end


def _remake_cover(video: Video) -> None:
    from mutoscope.apps.videos import tasks  # tasks need these services

    if video.poster:  # before there is one, making the video playable makes it
        flow.enqueue_once(tasks.make_cover, str(video.id), video.id)


def _erase(video: Video) -> None:
    happen(video, "remove")
    video.deleted = True
    video.media_key = new_key()
    renditions = Rendition.objects.filter(video_id=video.id)
    objects.forget_soon(*renditions.values_list("object_key", flat=True))
    renditions.delete()
    Upload.objects.filter(video_id=video.id).update(state="expired", client_id=None)
    sounds.let_go(video)
    give_back_storage(video)
    video.caption, video.tags, video.mentions = "", [], []
    video.renditions_json, video.poster, video.info, video.pdq = "[]", "", "", ""
    note(video, None)
    flow.record(VideoErased(video_id=video.id))


def _check_owner(video: Video, person_id: int) -> None:
    """Somebody else's video is answered like one that is not there."""
    if video.creator_id != person_id or video.deleted:
        raise no_such_video()


def _check_audience(audience: str) -> None:
    if audience not in AUDIENCES:
        raise Refusal("bad_audience", "A video is for everyone, for followers or only for you.", status=422)


def _check_trim(wish: Submission, duration_ms: int) -> None:
    start, end = wish.trim_start_ms, wish.trim_end_ms
    reach = end or duration_ms
    if start < 0 or end < 0 or (reach and reach - start < SHORTEST_MS and (start or end)):
        raise _bad_trim()
    if duration_ms and end > duration_ms + SHORTEST_MS:
        raise _bad_trim()
    _check_cover(wish.cover_ms, duration_ms)


def _check_cover(cover_ms: int, duration_ms: int) -> None:
    if cover_ms < -1 or cover_ms > (duration_ms or 1 << 40):
        raise Refusal("bad_cover", "The cover must be a moment of the video.", status=422)


def _already_published() -> Refusal:
    return Refusal("already_published", "A published video can't be cut any more.", status=409)


def _bad_trim() -> Refusal:
    return Refusal(
        "bad_trim", "Start and end must lie in the video, half a second apart at least.", status=422
    )


def _duration(video: Video) -> int:
    """Milliseconds of the original; 0 while nobody has looked."""
    return msgspec.json.decode(video.info, type=MediaInfo).duration_ms if video.info else 0
