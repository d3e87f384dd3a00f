"""What somebody asks for who has a film made: whether they may, what it takes, and whether it is whole."""

from collections.abc import Mapping, Sequence

import msgspec

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import documents, linking, projects, sources, using
from mutoscope.apps.studio.leaves import Offers
from mutoscope.apps.studio.models import Project
from mutoscope.apps.studio.sources import Found
from mutoscope.core.montage.compiling import MaterialInfo, check_materials, foretold_cost
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.templates import unfilled
from mutoscope.core.units import Refusal

MOST_CPU_S = 4 * 3600.0
"""What one render may be estimated to cost."""


class Asked(msgspec.Struct, frozen=True):
    """What somebody who may asks for: a montage, as they saved it."""

    montage: Montage
    bytes_of: list[Found]
    parts: list[linking.Part]
    marks: str
    cost: float
    """CPU-seconds; 0 when that can't be told yet."""


def asked_for(viewer: Viewer, row: Project, *, to_keep: bool) -> Asked:
    """What there is to make of a project, for somebody who may. Refuses as ``order`` does."""
    montage = projects.stored(row)
    documents.check_renderable(montage)
    _check_filled(montage)
    offers = Offers(viewer)
    bytes_of = sources.found(using.materials_of(montage), viewer, offers)
    parts = linking.parts_of(offers, montage, row, to_keep=to_keep)
    marks = linking.marks_of(viewer, parts) if to_keep else ""
    return Asked(montage, bytes_of, parts, marks, _cost(montage, bytes_of))


def _cost(montage: Montage, named: Sequence[Found]) -> float:
    """CPU-seconds; 0 when that can't be told yet. What answers pages never compiles a film."""
    infos = sources.known(named)
    return 0.0 if infos is None else cost_of(montage, infos)


def cost_of(montage: Montage, infos: Mapping[Named, MaterialInfo]) -> float:
    """CPU-seconds, from the document alone. Refuses materials that don't fit, and ``render_too_costly``."""
    check_materials(montage, infos)
    cost = foretold_cost(montage)
    if cost > MOST_CPU_S:
        raise Refusal(
            "render_too_costly",
            "This film takes more work than this server allows. Please shorten it or use fewer layers.",
            status=422,
        )
    return cost


def _check_filled(montage: Montage) -> None:
    left = unfilled(montage)
    if left:
        raise Refusal(
            "places_left",
            "There is still nothing in %(left)s of the places. Please put something in, or take them out.",
            fields={"left": len(left)},
            status=409,
        )
