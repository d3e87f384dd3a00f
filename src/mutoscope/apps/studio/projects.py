"""Projects: begun, saved from several devices, brought back as they were, thrown away and taken out again."""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import documents, news, using
from mutoscope.apps.studio.models import Project, Use, Version
from mutoscope.core.montage import history
from mutoscope.core.montage.document import SCHEMA, Canvas, Montage, Track
from mutoscope.core.units import DAY_MS, Refusal

MOST = 500
"""Projects one person may keep, those in the bin among them."""
BIN_MS = 7 * DAY_MS
"""How long a project can be taken out of the bin."""
LONGEST_NAME = 100


def found(
    person_id: int,
    client_id: str,
    *,
    name: str = "",
    montage: Montage | None = None,
    begun_from: str = "",
    begun_id: int = 0,
) -> int:
    """A new project, or the one already begun under the client's name for it; its id.

    Refuses ``too_many_projects``.
    """
    mine = Project.objects.filter(person_id=person_id)
    known = mine.filter(client_id=client_id).first()
    if known is not None:
        return known.id
    if mine.count() >= MOST:
        raise Refusal(
            "too_many_projects",
            "You keep %(limit)s projects. Please delete some first.",
            fields={"limit": MOST},
            status=409,
        )
    chosen = montage or empty()
    row = Project(person_id=person_id, client_id=client_id, name=name_of(name))
    row.begun_from, row.begun_id = begun_from, begun_id
    _write(row, chosen)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _note_uses(row, chosen)
    except IntegrityError:  # the same request at the same moment
        return mine.get(client_id=client_id).id
    return row.id


def empty() -> Montage:
    """An upright project with nothing in it."""
    return Montage(schema=SCHEMA, canvas=Canvas(), tracks=(Track("main", "main"),))


def save(viewer: Viewer, project_id: int, base: int, data: bytes) -> Project:
    """Keep ``data`` as the document's newest revision, if it was made from the newest.

    Saving the same twice is saving once. Refuses ``no_such_project``, ``saved_elsewhere`` (the newest
    revision in ``fields``), what ``documents.read`` refuses, and materials that were not in it before and
    may not be used, or not so; not one's own that could not be read.
    """
    montage = documents.read(data)
    with transaction.atomic():
        row = locked(viewer.person_id, project_id)
        text = documents.text(montage).decode()
        if row.document == text and base in (row.revision, row.revision - 1):
            return row
        if base != row.revision:
            raise Refusal(
                "saved_elsewhere",
                "This project was changed on another device meanwhile.",
                fields={"revision": row.revision, "changed_ms": row.changed_ms},
                status=409,
            )
        using.check_to_keep(montage, stored(row), viewer)
        _keep_version(row)
        row.revision += 1
        _write(row, montage)
        row.save()
        _note_uses(row, montage)
        news.of_project(viewer.person_id, row.id)
    return row


def change(viewer: Viewer, project_id: int, edit: Callable[[Montage], Montage]) -> Project:
    """Save what ``edit`` makes of the newest revision, whoever else is at it."""
    with transaction.atomic():
        row = locked(viewer.person_id, project_id)
        return save(viewer, project_id, row.revision, documents.text(edit(stored(row))))


def bring_back(viewer: Viewer, project_id: int, revision: int) -> Project:
    """Make an earlier version the newest one; what is now stays among the versions. Refuses
    ``no_such_version``."""
    with transaction.atomic():
        row = locked(viewer.person_id, project_id)
        version = Version.objects.filter(project=row, revision=revision).first()
        if version is None:
            raise Refusal("no_such_version", "This version is not kept any more.", status=404)
        return save(viewer, project_id, row.revision, version.document.encode())


def rename(person_id: int, project_id: int, name: str) -> None:
    """Refuses ``no_such_project``."""
    if not mine(person_id).filter(id=project_id).update(name=name_of(name), changed_ms=now_ms()):
        raise no_such_project()
    news.of_project(person_id, project_id)


def duplicate(person_id: int, project_id: int, client_id: str, name: str) -> int:
    """A copy to go another way with; its id. Refuses ``no_such_project``, ``too_many_projects``."""
    row = one(person_id, project_id)
    return found(
        person_id,
        client_id,
        name=name or row.name,
        montage=stored(row),
        begun_from=row.begun_from,
        begun_id=row.begun_id,
    )


def throw_away(person_id: int, project_id: int) -> None:
    """Into the bin, from which it can be taken for some days. Refuses ``no_such_project``."""
    if not mine(person_id).filter(id=project_id).update(deleted_ms=now_ms(), client_id=None):
        raise no_such_project()
    news.of_project(person_id, project_id)


def take_out(person_id: int, project_id: int) -> None:
    """Out of the bin. Refuses ``no_such_project``."""
    thrown = Project.objects.filter(person_id=person_id, id=project_id)
    if not thrown.update(deleted_ms=0):
        raise no_such_project()
    news.of_project(person_id, project_id)


def sweep(now: int) -> int:
    """Forget projects whose days in the bin are over; how many."""
    over = Project.objects.filter(deleted_ms__gt=0, deleted_ms__lt=now - BIN_MS)
    ids = list(over.values_list("id", flat=True)[:200])
    Project.objects.filter(id__in=ids, deleted_ms__gt=0).delete()
    return len(ids)


def stored(row: Project | Version) -> Montage:
    """The document as it was checked when it was saved."""
    return documents.kept(row.document)


def mine(person_id: int) -> QuerySet[Project]:
    """This person's projects that are not in the bin."""
    return Project.objects.filter(person_id=person_id, deleted_ms=0)


def one(person_id: int, project_id: int) -> Project:
    """Refuses ``no_such_project``."""
    row = mine(person_id).filter(id=project_id).first()
    if row is None:
        raise no_such_project()
    return row


def locked(person_id: int, project_id: int) -> Project:
    """One's own project, which nobody else changes before the transaction ends. Refuses
    ``no_such_project``."""
    row = mine(person_id).select_for_update().filter(id=project_id).first()
    if row is None:
        raise no_such_project()
    return row


def name_of(name: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST_NAME]


def no_such_project() -> Refusal:
    """Somebody else's project is answered like one that is not there."""
    return Refusal("no_such_project", "This project is not here (any more).", status=404)


def _write(row: Project, montage: Montage) -> None:
    text = documents.text(montage)
    row.document, row.digest = text.decode(), hashlib.sha256(text).hexdigest()
    row.duration_ms = montage.length * 1000 // montage.canvas.fps
    row.changed_ms = now_ms()


def _note_uses(row: Project, montage: Montage) -> None:
    named = {(one.origin, using.id_of(one.id)) for one in using.materials_of(montage)}
    known = {(use.origin, use.material_id): use.pk for use in Use.objects.filter(project=row)}
    Use.objects.filter(id__in=[pk for what, pk in known.items() if what not in named]).delete()
    fresh = [Use(project=row, origin=origin, material_id=an_id) for origin, an_id in named - known.keys()]
    uploads = [use.material_id for use in fresh if use.origin == "upload"]
    kept = using.whole_before(row.person_id, uploads) if uploads else set()  # a copy of a project of theirs
    for use in fresh:
        use.whole = use.origin == "upload" and use.material_id in kept
    Use.objects.bulk_create(fresh, ignore_conflicts=True)


def _keep_version(row: Project) -> None:
    Version.objects.update_or_create(
        project=row,
        revision=row.revision,
        defaults={"document": row.document, "duration_ms": row.duration_ms, "saved_ms": row.changed_ms},
    )
    moments = dict(Version.objects.filter(project=row).values_list("revision", "saved_ms"))
    kept = history.kept(moments.values(), now_ms())
    gone = [revision for revision, at_ms in moments.items() if at_ms not in kept]
    Version.objects.filter(project=row, revision__in=gone).delete()
