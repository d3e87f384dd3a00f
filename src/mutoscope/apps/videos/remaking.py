"""A published video whose film is made anew, because a part of it came down or back: the new film takes the
place of the old one in one step, and nothing of the old one is served from then on.

the studio's film --film_changes--> original, cut + 1 --job--> renditions, cover and sound of the new film
                                                       `--given up--> held, and again later; in the end: held
"""

from contextlib import suppress

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import queries as flow_queries
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.videos import objects, rendering, scratch
from mutoscope.apps.videos.changes import changing, give_back_storage, happen, tell_changed
from mutoscope.apps.videos.holding import film_came, hold_for_part
from mutoscope.apps.videos.making import kept, put_in_place
from mutoscope.apps.videos.models import Rendition, Sound, Video, new_key
from mutoscope.apps.videos.rendering import Made, Picture
from mutoscope.apps.videos.uploads import start_making
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.policy.again import pause_ms
from mutoscope.core.policy.life import RESTRICTED, SHOWN
from mutoscope.core.units import Refusal, from_text

_LATE_MS = 10 * 60_000
"""After so long somebody looks whether the job is still there."""
_FILMS = ("quick", "ladder", "poster", "sound", "frame", "marked")


def film_changes(video_id: int, key: str, size: int) -> None:
    """Another film in place of the video's own. Once more does no harm; a deleted video stays deleted."""
    with changing(video_id) as video:
        if video.deleted or video.state in ("rendering", "uploading", "failed"):
            return
        if video.original != key:
            _take(video, key, size)
        elif video.held_to_cut <= video.cut:  # what is served is made of it already, or soon
            if video.film_cut < video.cut and not video.remake_ms:
                _start(video)  # or nobody tried any more
            return
        video.cut += 1
        video.remakes = 0
        video.trim_start_ms = video.trim_end_ms = 0
        if video.state in ("received", "probed"):
            start_making(video)
        else:
            _start(video)


def raise_age(video_id: int, least: int) -> None:
    """Nobody below ``least`` sees it. It is never lowered here: what was raised by hand stays."""
    if Video.objects.filter(id=video_id, deleted=False, min_age__lt=least).exists():
        with changing(video_id) as video:
            video.min_age = max(video.min_age, least)
            tell_changed(video)


def _take(video: Video, key: str, size: int) -> None:
    objects.refer(key)
    give_back_storage(video)
    try:
        accounts.add_stored(video.creator_id, size)
        video.original_size = size
    except Refusal:
        video.original_size = 0  # nobody loses a video because somebody else's part of it came down
    video.original = key


def remake(video_id: int, cut: int, control: JobControl) -> Effects | None:
    """The job: everything that is served of a video, from the film that it has now."""
    video = Video.objects.filter(id=video_id, cut=cut, deleted=False).exclude(original="").first()
    if video is None or video.film_cut == cut:
        return None
    with scratch.folder() as folder:
        source = folder / "in.bin"
        objects.store().fetch(video.original, source)
        info, edit = rendering.look(source), rendering.edit_of(video)
        films = rendering.ladder(source, info, edit, folder, control)
        films = films or rendering.first(source, info, edit, folder, control)
        picture = rendering.picture(source, info, edit, folder)
        made = kept([*films, picture.poster, *rendering.sound(source, info, edit, folder, control)])
    return lambda: _became(video_id, cut, info, made, picture)


def _start(video: Video) -> None:
    from mutoscope.apps.videos import tasks  # tasks need these services

    job = flow.enqueue_once(tasks.remake_film, f"{video.id}:{video.cut}", video.id, video.cut)
    video.job_id, video.remake_ms = from_text(job.id), now_ms() + _LATE_MS


def _became(video_id: int, cut: int, info: MediaInfo, made: list[tuple[Made, str]], picture: Picture) -> None:
    with changing(video_id) as video:
        if video.deleted or video.cut != cut or video.film_cut == cut:
            return
        own_sound = video.sound is not None and video.sound.source_id == video.id
        wanted = [(one, key) for one, key in made if one.role != "sound" or own_sound]
        put_in_place(video, wanted, _FILMS)
        video.film_cut, video.remakes, video.remake_ms = cut, 0, 0
        _drop_old(video)
        films = [one for one, _ in made if one.role in ("quick", "ladder")]
        video.info = msgspec.json.encode(info).decode()
        video.duration_ms, video.width, video.height = films[0].duration_ms, films[-1].width, films[-1].height
        video.blurhash, video.pdq, video.progress = picture.blurhash, picture.pdq, 0
        sounds = [key for one, key in wanted if one.role == "sound"]
        if own_sound:
            told = {"object_key": sounds[0] if sounds else "", "duration_ms": video.duration_ms}
            Sound.objects.filter(id=video.sound_id).update(**told)
        film_came(video)
        happen(video, "optimise")
        tell_changed(video)


def give_up(video_id: int, cut: int) -> None:
    """Its new film can't be brought out: what came down must not be shown, so nobody sees it until that goes
    well; it is tried again by itself, some times."""
    if not Video.objects.filter(id=video_id, cut=cut).exists():
        return  # it was late, or is gone
    with transaction.atomic():
        with changing(video_id) as video:
            if video.cut != cut or video.film_cut >= cut:
                return  # it was brought out meanwhile: nobody would release what is held for it now
            video.remakes += 1
            pause = pause_ms(video.remakes)
            video.remake_ms = now_ms() + pause if pause else 0
        hold_for_part(video_id, this_film=True, given_up=pause is None)


def watch(now: int) -> int:
    """Set going again what is to have its new film and has no job; how many."""
    late = Video.objects.filter(remake_ms__gt=0, remake_ms__lte=now)
    ids = list(late.order_by("remake_ms").values_list("id", flat=True)[:100])
    for video_id in ids:
        with suppress(Refusal), changing(video_id) as video:  # its maker may leave at this very moment
            _look_again(video, now)
    return len(ids)


def _look_again(video: Video, now: int) -> None:
    job = flow_queries.job(video.job_id)
    if job is not None and job.state in ("waiting", "running"):
        video.remake_ms = now + _LATE_MS
    elif video.deleted or video.film_cut == video.cut or video.state not in SHOWN | RESTRICTED:
        video.remake_ms = 0
    else:
        _start(video)


def _drop_old(video: Video) -> None:
    """No hour of grace for what came down: addresses of before end here."""
    old = Rendition.objects.filter(video_id=video.id, retired_ms__gt=0)
    objects.forget_soon(*old.values_list("object_key", flat=True))
    old.delete()
    video.media_key = new_key()
