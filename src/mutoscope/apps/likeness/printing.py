"""The prints of a film: taken once it is out for everybody, and again when its film is another one.

published for everyone --job, some minutes later--> prints and keys --job--> what is alike

Only films that everybody may see are recognised: what somebody shows to followers, or to nobody, is compared
with nothing. The job may run twice and die anywhere; what it found becomes true with its end.
"""

from datetime import timedelta
from pathlib import Path

import msgspec
from django.conf import settings
from django.utils import timezone

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.ffmpeg.prints import prints
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.likeness import index
from mutoscope.apps.likeness.models import Printed
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.likeness import Prints, index_keys
from mutoscope.core.montage.limits import Limits


def soon(video_id: int) -> None:
    """Have the prints taken that are missing, in a while (``likeness_after_minutes``)."""
    from mutoscope.apps.likeness import tasks  # tasks need what is here

    if _cut_to_print(video_id) is not None:
        pause = timedelta(minutes=settings.CONFIG.likeness_after_minutes)
        later = tasks.take_prints.using(run_after=timezone.now() + pause)
        flow.enqueue_once(later, str(video_id), video_id)


def take(video_id: int, control: JobControl) -> Effects | None:
    """The job: look at the film; None when there is nothing to take."""
    cut = _cut_to_print(video_id)
    key = videos.film_to_look_at(video_id) if cut is not None else ""
    if cut is None or not key:
        return None
    with video_doors.work_folder() as folder:
        found, duration_ms = _look(key, folder, control)

    def keep() -> None:
        if videos.standings([video_id])[video_id].there:
            write(video_id, cut, found, duration_ms)
            _search_soon(video_id)

    return keep


def take_of_person(person_id: int) -> Effects | None:
    """The job: have the prints taken of everything that somebody shows to everybody."""
    after = 0
    while ids := videos.ids_by_creator(person_id, after, 200):
        for video_id in ids:
            soon(video_id)
        after = ids[-1]
    return None


def write(video_id: int, cut: int, found: Prints, duration_ms: int) -> None:
    """Keep the prints of a film in place of earlier ones, with its keys; in the caller's transaction."""
    drop(video_id)
    packed = msgspec.msgpack.encode(found)
    Printed.objects.create(video_id=video_id, cut=cut, prints=packed, duration_ms=duration_ms)
    person_id = videos.creators_of([video_id]).get(video_id, video_id)
    index.write(video_id, person_id, index_keys(found))


def drop(video_id: int) -> None:
    """Forget a film; in the caller's transaction."""
    row = Printed.objects.select_for_update().filter(video_id=video_id).first()
    if row is not None:
        index.drop(video_id, index_keys(read(row)))
        row.delete()


def read(row: Printed) -> Prints:
    return msgspec.msgpack.decode(row.prints, type=Prints)


def _cut_to_print(video_id: int) -> int | None:
    """Which cut of it there is to look at; None: it is known, or not for everybody."""
    standing = videos.standings([video_id])[video_id]
    if not standing.open:
        return None
    known = Printed.objects.filter(video_id=video_id, cut=standing.cut).exists()
    return None if known else standing.cut


def _look(key: str, folder: Path, control: JobControl) -> tuple[Prints, int]:
    source = folder / "in.bin"
    video_doors.store().fetch(key, source)
    config = settings.CONFIG
    info = ffmpeg.probe(
        source, Limits(max_bytes=config.upload_max_bytes, max_seconds=config.upload_max_seconds)
    )
    return prints(info, folder, control), info.duration_ms


def _search_soon(video_id: int) -> None:
    from mutoscope.apps.likeness import tasks  # tasks need what is here

    flow.enqueue_once(tasks.find_alike, str(video_id), video_id)
