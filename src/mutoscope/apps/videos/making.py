"""What the worker makes of a file, step by step; every step may run twice and die anywhere.

received --probe--> probed --block lists, first rendition, poster--> playable
published --ladder--> optimised

The slow parts work on files of their own and change nothing. What they made becomes true in one short
transaction at the end, if the video is still where it was: same state, same cut. If not, the files are
forgotten. A refusal is the file's fault and ends the video with a reason; any other fault is the world's and
lets the job run again.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import queries as flow_queries
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, JobDied
from mutoscope.apps.videos import objects, rendering, scratch, uploads
from mutoscope.apps.videos.blocking import blocked_like
from mutoscope.apps.videos.changes import ask_for_screening, bake, changing, happen, note, tell_changed
from mutoscope.apps.videos.contracts import VideoRefused
from mutoscope.apps.videos.models import BlockedHash, Rendition, Sound, Video
from mutoscope.apps.videos.publishing import start_ladder
from mutoscope.apps.videos.rendering import Made, Picture
from mutoscope.apps.videos.stages import Stages
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.units import Refusal

PLAYING_ON_MS = 60 * 60 * 1000
"""How long replaced renditions stay for players in the middle of them."""
_TRIES = 3

log = logging.getLogger(__name__)


def make_playable(video_id: int, cut: int, control: JobControl) -> Effects | None:
    """From received to playable: probe, block lists, the first rendition, the poster."""
    video = _waiting(video_id, cut, ("received", "probed"))
    if video is None:
        return None
    stages = Stages()
    try:
        with _attempt(video), scratch.folder() as folder:
            source = folder / "in.bin"
            objects.store().fetch(video.original, source)
            with stages.stage("probe"):
                info = rendering.look(source) if video.state == "received" else _known(video)
            with stages.stage("note"):
                _note_probed(video, info)
            with stages.stage("make"):
                picture, films = _picture_and_first(video, source, info, folder, control)
            with stages.stage("check"):
                _check_looks(video, info, picture.pdq)
            with stages.stage("keep"):
                made = [*films, *kept([picture.poster])]
    except Refusal as refusal:
        return _refuse_later(video_id, cut, refusal)

    def become() -> None:
        with stages.stage("become"):
            _became_playable(video_id, cut, info, made, picture)
        log.info("video %s can be played: %s", video_id, stages)

    return become


def make_ladder(video_id: int, cut: int, control: JobControl) -> Effects | None:
    """From published to optimised: the good renditions in place of the first, and the sound of its own."""
    video = _waiting(video_id, cut, ("published",))
    if video is None:
        return None
    info = msgspec.json.decode(video.info, type=MediaInfo)
    with _attempt(video), scratch.folder() as folder:
        source = folder / "in.bin"
        objects.store().fetch(video.original, source)
        edit = rendering.edit_of(video)
        ladder = kept(rendering.ladder(source, info, edit, folder, _Telling(video_id, control)))
        sound = kept(rendering.sound(source, info, edit, folder, control))
    return lambda: _became_optimised(video_id, cut, ladder, sound)


def make_frames(video_id: int) -> Effects | None:
    """Stills to choose a cover from."""
    video = Video.objects.filter(id=video_id, deleted=False).exclude(original="").first()
    if video is None or not video.info:
        return None
    info = msgspec.json.decode(video.info, type=MediaInfo)
    with scratch.folder() as folder:
        source = folder / "in.bin"
        objects.store().fetch(video.original, source)
        frames = kept(rendering.frames(source, info, folder))

    def keep() -> None:
        with changing(video_id) as row:
            if not row.deleted:
                put_in_place(row, frames, ("frame",))

    return keep


def make_cover(video_id: int) -> Effects | None:
    """A new poster from the moment chosen as the cover."""
    video = Video.objects.filter(id=video_id, deleted=False).exclude(original="").first()
    if video is None or not video.info:
        return None
    info, cover_ms = msgspec.json.decode(video.info, type=MediaInfo), video.cover_ms
    with scratch.folder() as folder:
        source = folder / "in.bin"
        objects.store().fetch(video.original, source)
        picture = rendering.picture(source, info, rendering.edit_of(video), folder)
        (poster,) = kept([picture.poster])
    return lambda: _became_cover(video_id, cover_ms, poster, picture)


def fail_stuck(fact: JobDied) -> None:
    """The job that was to move a video on was given up: it comes to an end the creator can read."""
    action = fact.task.rpartition(".")[2]
    if action not in ("make_playable", "make_ladder") or not fact.args:
        return
    if not Video.objects.filter(id=int(fact.args[0])).exists():
        return  # its maker left meanwhile
    with changing(int(fact.args[0])) as video:
        if action == "make_playable":
            happen(video, "fail", why=_could_not())
        else:
            _settle(video)


def watch(now: int) -> int:
    """Set going again, or end, whatever stands still; how many videos that were."""
    late = Video.objects.filter(deleted=False, state_since_ms__lt=now - 60_000)
    waiting = late.filter(state__in=("received", "probed", "published"))
    waiting |= late.filter(state="playable", submitted=True)
    moved = 0
    for video_id in list(waiting.values_list("id", flat=True)[:200]):
        with suppress(Refusal):  # whoever leaves takes their videos along, in the middle of a round too
            moved += _nudge(video_id)
    for upload_id in uploads.expired_uploads(now):
        uploads.end_upload(upload_id, "expired", uploads.upload_expired())
        moved += 1
    return moved


def sweep(now: int) -> int:
    """Forget replaced renditions, objects nobody needs or nobody finishes, and folders of jobs that died; how
    many."""
    retired = Rendition.objects.filter(retired_ms__gt=0, retired_ms__lt=now - PLAYING_ON_MS)
    objects.forget_soon(*retired.values_list("object_key", flat=True))
    count, _ = retired.delete()
    return count + scratch.tidy() + objects.tidy() + objects.sweep(now)


class _Blocked(Refusal):
    """The file looks like one that is blocked."""

    def __init__(self, blocked: BlockedHash) -> None:
        why = uploads.blocked_file()
        super().__init__(why.code, why.sentence)
        self.blocked = blocked


class _Telling:
    """A job's control that also lets the creator see how far it is."""

    def __init__(self, video_id: int, control: JobControl) -> None:
        self._video_id, self._control, self._told = video_id, control, time.monotonic()
        self.must_pause, self.must_stop = control.must_pause, control.must_stop

    def progress(self, fraction: float) -> None:
        self._control.progress(fraction)
        if time.monotonic() - self._told > 1:
            self._told = time.monotonic()
            Video.objects.filter(id=self._video_id).update(progress=fraction)


def _waiting(video_id: int, cut: int, states: Sequence[str]) -> Video | None:
    return Video.objects.filter(id=video_id, cut=cut, state__in=states, deleted=False).first()


@contextmanager
def _attempt(video: Video) -> Iterator[None]:
    """One that fails leaves no progress behind: what it made is gone, and the next one starts over."""
    try:
        yield
    except Exception:
        Video.objects.filter(id=video.id, cut=video.cut, progress__gt=0).update(progress=0)
        raise


def _known(video: Video) -> MediaInfo:
    return msgspec.json.decode(video.info, type=MediaInfo)


def _note_probed(video: Video, info: MediaInfo) -> None:
    """Whoever waits sees that the file is understood; an attempt after this one need not look again."""
    if video.state != "received":
        return
    with changing(video.id) as row:
        if row.cut == video.cut and happen(row, "probe"):
            row.info = msgspec.json.encode(info).decode()
            row.progress = 0


def _picture_and_first(
    video: Video, source: Path, info: MediaInfo, folder: Path, control: JobControl
) -> tuple[Picture, list[tuple[Made, str]]]:
    """The poster, and the first rendition, made and kept beside it: somebody waits for both.

    What was kept of a film that turns out to be blocked is referred to by nobody, and swept.
    """
    edit = rendering.edit_of(video)
    with ThreadPoolExecutor(1) as beside:
        picture = beside.submit(rendering.picture, source, info, edit, folder)
        films = kept(rendering.first(source, info, edit, folder, _Telling(video.id, control)))
        return picture.result(), films


def _check_looks(video: Video, info: MediaInfo, cover_pdq: str) -> None:
    """Refuse a file that is blocked by its bytes, or shows something that is."""
    if (blocked := blocked_like(video, info, cover_pdq)) is not None:
        raise _Blocked(blocked)


def kept(made: Sequence[Made]) -> list[tuple[Made, str]]:
    return list(zip(made, objects.keep_files([one.path for one in made]), strict=True))


def _refuse_later(video_id: int, cut: int, refusal: Refusal) -> Effects:
    def refuse() -> None:
        with changing(video_id) as video:
            if video.cut != cut:
                return
            if refusal.code == "too_short_cut":  # the wish was wrong, not the file: it rests as a draft
                video.submitted, video.trim_start_ms, video.trim_end_ms = False, 0, 0
                video.cut += 1
                note(video, refusal)
                uploads.start_making(video)
            else:
                happen(video, "fail", why=refusal)
            if isinstance(refusal, _Blocked):
                blocked = refusal.blocked
                flow.record(VideoRefused(video_id=video_id, kind=blocked.kind, reason=blocked.reason))

    return refuse


def _became_playable(
    video_id: int, cut: int, info: MediaInfo, made: list[tuple[Made, str]], picture: Picture
) -> None:
    with changing(video_id) as video:
        reason = Refusal(video.code, video.sentence) if video.code else None
        if video.cut != cut or not happen(video, "render", why=reason):
            return
        put_in_place(video, made, ("quick", "ladder", "poster"))
        video.film_cut = cut
        first = next(one for one, _ in made if one.role == "quick")
        video.duration_ms, video.width, video.height = first.duration_ms, first.width, first.height
        video.blurhash, video.pdq = picture.blurhash, picture.pdq
        video.progress, video.playable_ms = 0, video.playable_ms or now_ms()
        if info.audio is not None and video.sound is None:
            video.sound = Sound.objects.create(
                creator_id=video.creator_id,
                source_id=video.id,
                duration_ms=video.duration_ms,
                reusable=video.allow_sound,
            )
        if not video.submitted:
            uploads.start_frames(video_id)
        ask_for_screening(video)


def _became_optimised(
    video_id: int, cut: int, ladder: list[tuple[Made, str]], sound: list[tuple[Made, str]]
) -> None:
    with changing(video_id) as video:
        if video.cut != cut or not happen(video, "optimise"):
            return
        if ladder:
            put_in_place(video, ladder, ("quick", "ladder"))
            video.width, video.height = ladder[-1][0].width, ladder[-1][0].height
        if sound and video.sound is not None and video.sound.source_id == video.id:
            put_in_place(video, sound, ("sound",))
            Sound.objects.filter(id=video.sound_id).update(
                object_key=sound[0][1], duration_ms=video.duration_ms, reusable=video.allow_sound
            )
        tell_changed(video)


def _became_cover(video_id: int, cover_ms: int, poster: tuple[Made, str], picture: Picture) -> None:
    with changing(video_id) as video:
        if video.deleted or video.cover_ms != cover_ms:
            return
        put_in_place(video, [poster], ("poster",))
        video.blurhash = picture.blurhash
        tell_changed(video)


def put_in_place(video: Video, made: list[tuple[Made, str]], roles: Sequence[str]) -> None:
    """Let ``made`` take the place of what the video has in these roles; players may finish the old ones."""
    objects.refer(*(key for _, key in made))
    names = [one.served_name(key) for one, key in made]
    old = Rendition.objects.filter(video_id=video.id, role__in=roles, retired_ms=0)
    old.exclude(name__in=names).update(retired_ms=now_ms())
    for (one, key), name in zip(made, names, strict=True):
        Rendition.objects.update_or_create(
            video_id=video.id,
            name=name,
            defaults={
                "role": one.role,
                "object_key": key,
                "mime": one.mime,
                "codecs": one.codecs,
                "width": one.width,
                "height": one.height,
                "kbps": one.kbps,
                "size": one.size,
                "head_bytes": one.head_bytes,
                "at_ms": one.at_ms,
                "retired_ms": 0,
            },
        )
    bake(video)


def _nudge(video_id: int) -> bool:
    """If nobody works on this video, set it going again; after three times it ends and says so."""
    with changing(video_id) as video:
        job = flow_queries.job(video.job_id)
        if job is not None and job.state in ("waiting", "running"):
            return False
        video.tries += 1
        if video.state == "playable":
            ask_for_screening(video)
        elif video.state == "published":
            start_ladder(video) if video.tries <= _TRIES else _settle(video)
        elif video.tries <= _TRIES:
            uploads.start_making(video)
        else:
            happen(video, "fail", why=_could_not())
        return True


def _settle(video: Video) -> None:
    """The ladder was given up: what was made first stays."""
    why = Refusal("not_improved", "It plays, but we could not make the smaller, sharper versions of it.")
    happen(video, "optimise", why=why)


def _could_not() -> Refusal:
    return Refusal(
        "could_not_prepare",
        "We could not prepare this video. The fault is ours, not your file's: please send it again later.",
    )
