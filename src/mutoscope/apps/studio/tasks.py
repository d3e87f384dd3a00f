"""The jobs of the studio."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH, RENDER, Effects
from mutoscope.apps.flow.services import control, schedule
from mutoscope.apps.studio import (
    captions,
    drawing,
    firsts,
    leaving,
    lending,
    making,
    materials,
    preparing,
    projects,
    replacing,
    tending,
)

AFTER_RENDERS = RENDER - 10
"""Many films may lose one part at once; whoever waits for a film of their own does not wait for all these."""


@task(priority=PUBLISH)
def look_at_material(material_id: int) -> Effects | None:
    return preparing.look(material_id)


@task(priority=RENDER)
def prepare_material(material_id: int) -> Effects | None:
    return preparing.prepare(material_id, control())


@task(priority=PUBLISH)
def cut_stretch(material_id: int) -> Effects | None:
    return lending.cut(material_id, control())


@task(priority=RENDER, max_seconds=6 * 3600)
def make_render(render_id: int) -> Effects | None:
    return making.make(render_id, control())


@task(priority=RENDER, max_seconds=2 * 3600)
def write_down(digest: str, object_key: str, heard: bool, language: str) -> Effects | None:
    return captions.write_down(digest, object_key, heard, language, control())


@task(priority=AFTER_RENDERS, max_seconds=6 * 3600)
def remake_video(video_id: int) -> Effects | None:
    return replacing.remake(video_id, control())


@task(priority=PUBLISH)
def look_below(video_id: int, after: int = 0) -> Effects | None:
    return replacing.look_below(video_id, after)


@task(priority=PUBLISH)
def look_below_person(person_id: int) -> None:
    replacing.look_below_person(person_id)


@task(priority=RENDER)
def watch() -> None:
    tending.watch(now_ms())
    replacing.watch(now_ms())


@task(priority=BACKGROUND)
def erase_person(person_id: int) -> None:
    leaving.erase_person(person_id)


@task(priority=BACKGROUND)
def sweep() -> None:
    materials.sweep(now_ms())
    lending.sweep()
    projects.sweep(now_ms())
    tending.sweep(now_ms())
    drawing.sweep(now_ms())
    firsts.fill()


schedule("studio.watch", timedelta(minutes=1), watch)
schedule("studio.sweep", timedelta(minutes=10), sweep)
