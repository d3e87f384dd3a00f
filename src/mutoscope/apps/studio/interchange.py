"""Projects to other editing programs and back, as OpenTimelineIO. What such a file says of whose a
material is counts for nothing: what whoever brings it may not cut from is left out, by name."""

import msgspec

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import documents, projects, using
from mutoscope.apps.studio.models import Material
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.interchange import read_otio, write_otio
from mutoscope.core.montage.templates import without_theirs
from mutoscope.core.units import to_text


class Brought(msgspec.Struct, frozen=True):
    """A project made of a timeline, and what is not in it."""

    project_id: int
    left_out: tuple[str, ...]
    missing: tuple[str, ...]


def otio_of(viewer: Viewer, project_id: int) -> bytes:
    """A project as a timeline; its materials go by the names they came under. Refuses ``no_such_project``."""
    row = projects.one(viewer.person_id, project_id)
    montage = projects.stored(row)
    return write_otio(montage, row.name, _names(montage, viewer))


def bring(viewer: Viewer, client_id: str, name: str, data: bytes) -> Brought:
    """A project made of a timeline, called as it is, else ``name``.

    Refuses ``not_otio``, what ``checking`` refuses, ``too_many_projects``.
    """
    mine = Material.objects.filter(person_id=viewer.person_id, state="ready").exclude(name="").order_by("id")
    known = {row.name: Named("upload", to_text(row.id)) for row in mine.only("id", "name")}
    found = read_otio(data, known, documents.DRAFT)
    asked = using.asked(using.materials_of(found.montage), viewer)
    usable = {one for one, told in asked.items() if told.why_not is None}
    lost = tuple(one.id for one in asked if one not in usable)
    montage = without_theirs(found.montage, usable) if lost else found.montage
    made = projects.found(viewer.person_id, client_id, name=found.name or name, montage=montage)
    return Brought(made, found.left_out, (*found.missing, *lost)[:50])


def _names(montage: Montage, viewer: Viewer) -> dict[Named, str]:
    """A file name for each material, each another one."""
    names = using.materials_of(montage)
    ids = [using.id_of(one.id) for one in names if one.origin == "upload"]
    known = dict(Material.objects.filter(id__in=ids, person_id=viewer.person_id).values_list("id", "name"))
    given: dict[Named, str] = {}
    for one in names:
        name = known.get(using.id_of(one.id), "") if one.origin == "upload" else ""
        name = name or f"{one.origin}-{one.id}"
        given[one] = f"{one.id}-{name}" if name in given.values() else name
    return given
