"""The jobs of videos, and when the watchdog walks its round."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH, RENDER, Effects
from mutoscope.apps.flow.services import at_rest, control, schedule
from mutoscope.apps.videos import downloads, making, objects, publishing, remaking, rendering


@task(priority=PUBLISH)
def make_playable(video_id: int, cut: int) -> Effects | None:
    return making.make_playable(video_id, cut, control())


@task(priority=BACKGROUND)
def make_ladder(video_id: int, cut: int) -> Effects | None:
    return making.make_ladder(video_id, cut, control())


@task(priority=PUBLISH)
def make_frames(video_id: int) -> Effects | None:
    return making.make_frames(video_id)


@task(priority=PUBLISH)
def make_cover(video_id: int) -> Effects | None:
    return making.make_cover(video_id)


@task(priority=RENDER)
def remake_film(video_id: int, cut: int) -> Effects | None:
    return remaking.remake(video_id, cut, control())


@task(priority=BACKGROUND)
def erase_person(person_id: int) -> None:
    publishing.erase_person(person_id)


@task(priority=RENDER)
def make_download(video_id: int, content: str) -> Effects | None:
    return downloads.make(video_id, content, control())


@task(priority=RENDER)
def watch() -> None:
    making.watch(now_ms())
    remaking.watch(now_ms())


@task(priority=BACKGROUND)
def sweep() -> None:
    downloads.let_go(now_ms())
    making.sweep(now_ms())


schedule("videos.watch", timedelta(seconds=30), watch)
schedule("videos.sweep", timedelta(minutes=5), sweep)
at_rest(rendering.get_ready)
at_rest(objects.tidy)
