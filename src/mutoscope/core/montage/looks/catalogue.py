"""Every look by name, as the browser gets it: what there is, what it is called, and what it is made of.

The browser has the same bytes as a file of its own, so that nothing waits for them. Written anew by

    python -m mutoscope.core.montage.looks > web/src/studio/looks/catalogue.json
"""

import msgspec

from mutoscope.core.montage.looks.effects import EFFECTS, Recipe
from mutoscope.core.montage.looks.grades import GRADES, Grade
from mutoscope.core.montage.looks.groups import EFFECT_GROUPS, TRANSITION_GROUPS, Group
from mutoscope.core.montage.looks.masks import Point
from mutoscope.core.montage.looks.movements import LOOPS, PASSAGES, Loop, Passage
from mutoscope.core.montage.looks.stickers import FORMS, STICKERS, StickerDrawing
from mutoscope.core.montage.looks.transitions import TRANSITIONS, Transition
from mutoscope.core.montage.looks.warping import WARPINGS, Warping


class Polygon(msgspec.Struct, frozen=True):
    """A shape by its corners, within -1 to 1, down being positive."""

    name: str
    points: tuple[Point, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """All catalogues of looks, each in the order in which it is shown."""

    filters: tuple[Grade, ...]
    effects: tuple[Recipe, ...]
    warpings: tuple[Warping, ...]
    """How ``warp`` steps move the picture."""
    transitions: tuple[Transition, ...]
    passages: tuple[Passage, ...]
    """Movements in and out."""
    loops: tuple[Loop, ...]
    polygons: tuple[Polygon, ...]
    """Shapes of masks and stickers that are told by their corners."""
    stickers: tuple[StickerDrawing, ...]
    effect_groups: tuple[Group, ...]
    transition_groups: tuple[Group, ...]


def catalogue() -> Catalogue:
    polygons = tuple(Polygon(name, points) for name, points in FORMS.items())
    return Catalogue(
        GRADES,
        EFFECTS,
        WARPINGS,
        TRANSITIONS,
        PASSAGES,
        LOOPS,
        polygons,
        STICKERS,
        EFFECT_GROUPS,
        TRANSITION_GROUPS,
    )


def catalogue_text() -> bytes:
    """``catalogue`` as JSON, an entry a line, the same bytes each time."""
    parts = []
    for name, entries in msgspec.structs.asdict(catalogue()).items():
        lines = b",\n".join(b"  " + msgspec.json.encode(entry) for entry in entries)
        parts.append(b' "%s": [\n%s\n ]' % (name.encode(), lines))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"
