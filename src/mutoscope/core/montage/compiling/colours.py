"""A clip's look: adjustments, filter and table as one table of colours for as long as nothing changes."""

from collections.abc import Mapping
from functools import lru_cache

from mutoscope.core.montage.compiling.baking import baked
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.compiling.refusals import lacking
from mutoscope.core.montage.compiling.targets import MaterialInfo
from mutoscope.core.montage.document import Adjustments, Clip, Material
from mutoscope.core.montage.looks.colour import LEVELS, changes_nothing, cube_text, look_table
from mutoscope.core.montage.plan import Filter, made

_STEP = 20
"""Thousandths: a look that changes is taken in such steps, each of which is a table of its own."""
_FEWEST_TABLES, _MOST_TABLES = 6, 48
"""Of one clip: many where few clips have looks that change."""
_TABLE_BYTES = 1 << 20


def graded(
    graph: Graph,
    picture: Picture,
    clip: Clip,
    span: tuple[int, int],
    materials: Mapping[Material, MaterialInfo],
) -> Picture:
    """``picture`` in the colours of the clip's look."""
    room = graph.budget.share(_FEWEST_TABLES * _TABLE_BYTES, _MOST_TABLES * _TABLE_BYTES)
    runs = _runs(clip, span, room // _TABLE_BYTES)
    if all(not values for values, _, _ in runs) and changes_nothing(clip.look):
        return picture
    imported = _imported(clip, materials)
    picture = as_form(graph, picture, "gbrap" if picture.clear else "gbrp")
    graph.spend(2, 1 if picture.times else span[1] - span[0], picture.width, picture.height)
    if len(runs) == 1:
        return graph.on(picture, _table(graph, clip, imported, runs[0][0]))
    picture = graph.held(picture)
    parts = []
    for pad, (values, first, end) in zip(graph.copies(picture.pad, len(runs)), runs, strict=True):
        cut = made("trim", start_frame=first, end_frame=end), made("setpts", expr="PTS-STARTPTS")
        parts.append(graph.through(pad, *cut, _table(graph, clip, imported, values)))
    return picture._replace(pad=graph.joined(tuple(parts)))


_Run = tuple[dict[str, float], int, int]
"""What keys say, and from which picture of the span to before which."""


def _runs(clip: Clip, span: tuple[int, int], most: int) -> list[_Run]:
    """The span, cut wherever the look has changed enough to be seen, but into no more than ``most``."""
    names = [name for name in (*LEVELS, "filter_strength") if clip.keys.get(f"look.{name}")]
    series = {name: baked(clip, f"look.{name}", span) for name in names}
    step = _STEP
    while True:
        runs: list[_Run] = []
        for n in range(span[1] - span[0] if names else 1):
            values = {name: step * float(round(one.at(n) / step)) for name, one in series.items()}
            if runs and runs[-1][0] == values:
                runs[-1] = (values, runs[-1][1], n + 1)
            else:
                runs.append((values, n, n + 1))
        if len(runs) <= most:
            return runs
        step *= 2


def _table(graph: Graph, clip: Clip, imported: bytes, values: dict[str, float]) -> Filter:
    text = _cube(clip.look, imported, tuple(values.items()))
    return made("lut3d", file=graph.file("look.cube", text), interp="trilinear")


@lru_cache(maxsize=64)
def _cube(look: Adjustments, imported: bytes, values: tuple[tuple[str, float], ...]) -> bytes:
    return cube_text(look_table(look, imported, dict(values))).encode()


def _imported(clip: Clip, materials: Mapping[Material, MaterialInfo]) -> bytes:
    if not clip.look.table:
        return b""
    known = materials.get(Material("upload", clip.look.table))
    if known is None or not known.table:
        raise lacking(clip.id, "table")
    return known.table
