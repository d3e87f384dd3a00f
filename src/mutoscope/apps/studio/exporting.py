"""Somebody's materials, projects and films, for the copy of their data that they take along."""

from collections.abc import Iterator

import msgspec
from django.conf import settings
from django.db.models import QuerySet

from mutoscope.apps.studio import keeping, projects, renders
from mutoscope.apps.studio.models import Edge, Material, Order, Project
from mutoscope.apps.videos import queries as seen
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import File
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.materials import HEAD_BYTES, recognise_material
from mutoscope.core.units import Refusal, to_text


class ExportedMaterial(msgspec.Struct, frozen=True):
    """A film, photo or sound brought to the studio. Its file stands in this copy under the name given."""

    id: str
    name: str
    """What the device it came from calls it."""
    what: str
    """film, photo or sound; empty: nobody has looked yet."""
    state: str
    """uploading, received, ready or failed"""
    reason: str
    """Why it failed, as a code."""
    size: int
    duration_ms: int
    created_ms: int
    file: str
    """The very file that was sent; empty: there is none."""


class ExportedProject(msgspec.Struct, frozen=True):
    """A project of the studio as it was last saved. What it is cut from is named in ``document`` by id."""

    id: str
    name: str
    revision: int
    document: Montage
    created_ms: int
    changed_ms: int
    deleted_ms: int
    """When it was thrown away; 0: it was not."""


class ExportedFilm(msgspec.Struct, frozen=True):
    """A film of a project that this person asked for, to take it away or to publish it."""

    id: str
    project: str
    revision: int
    """Of the project, as it was asked for."""
    video: str
    """The video that it is the film of; empty: it was to be taken away."""
    state: str
    """open, done, failed or cancelled"""
    reason: str
    """Why it failed, as a code."""
    asked_ms: int
    ended_ms: int
    """0: it has not."""
    kept_until_ms: int
    """Until when it lies on the server; 0: it does not."""
    duration_ms: int
    size: int
    address: str
    """Of a published film: where it is seen, by whom may. Empty: it was to be taken away, or is not made."""
    file: str
    """The film itself; empty: it lies on the server no more, or is that of the video, or was withheld."""


class ExportedPart(msgspec.Struct, frozen=True):
    """That a video of this person was made with another one."""

    video: str
    made_of: str
    """The other one."""
    role: str
    """duet, stitch, greenscreen, react, template, sound, clip or remix"""
    made_ms: int


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "materials": ExportedMaterial,
    "projects": ExportedProject,
    "films": ExportedFilm,
    "made_of": ExportedPart,
}
_ENDINGS = {"jpeg": "jpg", "matroska": "mkv", "mpegts": "ts"}


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    materials = Material.objects.filter(person_id=person_id, stretch=None).order_by("id")
    kept = Project.objects.filter(person_id=person_id).order_by("id")
    return {
        "materials": (_material(row) for row in materials.iterator(chunk_size=200)),
        "projects": (_project(row) for row in kept.iterator(chunk_size=20)),
        "films": (_film(row) for row in _orders(person_id).iterator(chunk_size=100)),
        "made_of": _parts(person_id),
    }


def files_of(person_id: int) -> Iterator[File]:
    """The files that ``export_of`` names."""
    for row in (
        Material.objects.filter(person_id=person_id, stretch=None).order_by("id").iterator(chunk_size=200)
    ):
        file = _file(row)
        if file is not None:
            yield file
    told = set()
    for order in _orders(person_id).iterator(chunk_size=100):
        film = _film_file(order)
        if film is not None and film.name not in told:
            told.add(film.name)
            yield film


def _orders(person_id: int) -> QuerySet[Order]:
    asked = Order.objects.filter(person_id=person_id, ahead=False)
    return asked.select_related("render").order_by("id")


def _film(row: Order) -> ExportedFilm:
    file, done = _film_file(row), row.state == "done"
    video = to_text(row.video_id) if row.video_id else ""
    return ExportedFilm(
        id=to_text(row.id),
        project=to_text(row.project_id),
        revision=row.revision,
        video=video,
        state=row.state,
        reason=row.code,
        asked_ms=row.asked_ms,
        ended_ms=row.ended_ms,
        kept_until_ms=row.film_until_ms if file else 0,
        duration_ms=row.render.duration_ms if done else 0,
        size=row.render.size if done else 0,
        address=f"{settings.CONFIG.web_address}/v/{video}" if done and video else "",
        file=file.name if file else "",
    )


def _film_file(row: Order) -> File | None:
    """One that lies here to be taken, for as long as its owner may have what is in it."""
    if row.video_id or not keeping.is_there(row) or renders.why_withheld(row) is not None:
        return None
    name = f"media/films/{to_text(row.render_id)}.mp4"
    return File(name, row.render.object_key, row.render.size)


def _parts(person_id: int) -> Iterator[ExportedPart]:
    after = 0
    while ids := seen.ids_by_creator(person_id, after, 500):
        for edge in Edge.objects.filter(child_id__in=ids).order_by("child_id", "id"):
            yield ExportedPart(to_text(edge.child_id), to_text(edge.parent_id), edge.role, edge.made_ms)
        after = ids[-1]


def _material(row: Material) -> ExportedMaterial:
    file = _file(row)
    return ExportedMaterial(
        id=to_text(row.id),
        name=row.name,
        what=row.what,
        state=row.state,
        reason=row.code,
        size=row.size,
        duration_ms=row.duration_ms,
        created_ms=row.created_ms,
        file=file.name if file else "",
    )


def _project(row: Project) -> ExportedProject:
    return ExportedProject(
        id=to_text(row.id),
        name=row.name,
        revision=row.revision,
        document=projects.stored(row),
        created_ms=row.created_ms,
        changed_ms=row.changed_ms,
        deleted_ms=row.deleted_ms,
    )


def _file(row: Material) -> File | None:
    """Its name ends by what is in it, never by what it was called."""
    store = videos.store()
    if not row.original or not store.exists(row.original):
        return None
    try:
        kind = recognise_material(store.read(row.original, 0, min(HEAD_BYTES, row.size))).kind.container
    except Refusal:
        kind = "bin"
    name = f"media/materials/{to_text(row.id)}.{_ENDINGS.get(kind, kind)}"
    return File(name, row.original, row.original_size)
