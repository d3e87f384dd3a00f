"""The demo's work: one job per clip, one for the portraits, done when nobody else needs the machine."""

import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import task

from mutoscope.adapters.objects import hash_of
from mutoscope.apps.accounts.pictures import set_avatar
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import BACKGROUND, Effects, JobControl, Stopped
from mutoscope.apps.videos import services as videos
from mutoscope.core.units import from_text
from mutoscope.project.demo import catalogue
from mutoscope.project.demo.models import DemoClip, DemoPerson
from mutoscope.project.demo.portraits import portrait
from mutoscope.project.demo.render import render


@task(priority=BACKGROUND)
def make_clip(key: str) -> Effects | None:
    """Draw one clip, upload it and publish it as its creator; goes on where it was interrupted."""
    clip = next(one for one in catalogue.CLIPS if one.key == key)
    creator = DemoPerson.objects.filter(handle=clip.creator).first()
    made = DemoClip.objects.filter(key=key).first()
    if creator is None or (made is not None and made.is_submitted):
        return None
    with tempfile.TemporaryDirectory(prefix="demo-", dir=settings.HOME) as folder:
        file = Path(folder) / "clip.mp4"
        render(clip, file, _pulse(flow.control()))
        made = made or _open_upload(creator, clip, file.stat().st_size)
        if made is None:
            return None  # removed meanwhile
        videos.submit_video(creator.person_id, made.video_id, videos.Submission(caption=clip.caption))
        videos.seal_upload(made.upload_id, hash_of(file), file)
    return lambda: _note_submitted(key)


@task(priority=BACKGROUND)
def draw_portraits() -> None:
    """Give each creator a face."""
    for creator in catalogue.CREATORS:
        person = DemoPerson.objects.filter(handle=creator.handle, has_portrait=False).first()
        if person is not None:
            set_avatar(person.person_id, portrait(creator))
            DemoPerson.objects.filter(handle=creator.handle).update(has_portrait=True)


def _open_upload(creator: DemoPerson, clip: catalogue.Clip, size: int) -> DemoClip | None:
    """The upload and the note of it, both or neither: an interrupted job finds the same video again."""
    language = next(one.language for one in catalogue.CREATORS if one.handle == clip.creator)
    with transaction.atomic():
        if not DemoPerson.objects.filter(handle=creator.handle, person_id=creator.person_id).exists():
            return None
        ticket = videos.start_upload(creator.person_id, size, f"demo-{clip.key}", language)
        ids = {"upload_id": from_text(ticket.upload_id), "video_id": from_text(ticket.video_id)}
        return DemoClip.objects.create(key=clip.key, **ids)


def _note_submitted(key: str) -> None:
    DemoClip.objects.filter(key=key).update(is_submitted=True)


def _pulse(control: JobControl):  # type: ignore[no-untyped-def]
    """Called after each frame: step aside while others need the machine, stop when told to."""

    def pulse(fraction: float) -> None:
        control.progress(fraction)
        while control.must_pause() and not control.must_stop():
            time.sleep(0.2)
        if control.must_stop():
            raise Stopped

    return pulse
