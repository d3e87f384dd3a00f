"""A join of two clips: both at once, mixed more and more."""

from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.looks.transitions import mixing
from mutoscope.core.montage.plan import Filter, made


def crossed(
    graph: Graph, kind: str, one: Picture, other: Picture, count: int, span: tuple[int, int]
) -> Picture:
    """The passage from ``one`` to ``other``, of which pictures ``span`` of ``count`` are at hand."""
    clear = one.clear or other.clear
    form = "gbrap" if clear else "gbrp"
    ready: tuple[Filter, ...] = made("settb", expr=f"1/{2 * graph.fps}"), made("setsar", sar=1)
    if clear:
        ready = made("premultiply", inplace=1), *ready
    pads = [graph.through(graph.held(as_form(graph, picture, form)).pad, *ready) for picture in (one, other)]
    counted = made("settb", expr=f"1/{graph.fps}"), made("setpts", expr="N"), made("fps", fps=graph.fps)
    undone = (made("unpremultiply", inplace=1),) if clear else ()
    pad = graph.through(tuple(pads), mixing(kind, count, span[0], graph.fps), *counted, *undone)
    graph.spend(5, span[1] - span[0], one.width, one.height)
    return Picture(pad, one.width, one.height, form)
