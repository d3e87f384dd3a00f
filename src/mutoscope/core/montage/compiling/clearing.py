"""What makes parts of a clip seen through: its mask, and a colour that is keyed out."""

from mutoscope.core.montage.compiling.baking import baked
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.document import ChromaKey, Clip
from mutoscope.core.montage.looks import keying, masks
from mutoscope.core.montage.looks.wiring import Frame

_LEAST_BYTES, _LEAST_PIXELS = 1 << 20, 1 << 15
"""Of a mask's drawings, however many clips have some."""
_BEGINNING = 256
"""Pixels that could be drawn while a drawing is begun."""


def keyed(graph: Graph, picture: Picture, key: ChromaKey, span: tuple[int, int]) -> Picture:
    """``picture``, pictures ``span`` of the clip, with the key's colour seen through."""
    picture = as_form(graph, picture, "gbrap" if picture.clear else "gbrp")
    graph.spend(4, 1 if picture.times else span[1] - span[0], picture.width, picture.height)
    return _picture(keying.keyed(graph, _frame(picture), key), picture)


def masked(graph: Graph, picture: Picture, clip: Clip, span: tuple[int, int]) -> Picture:
    """``picture``, pictures ``span`` of the clip, seen only where the clip's mask leaves it."""
    mask = clip.place.mask
    if mask is None:
        return picture
    moving = [name for name in masks.PROPERTIES if clip.keys.get(f"mask.{name}")]
    series = {name: baked(clip, f"mask.{name}", span) for name in moving}
    still = all(one.still for one in series.values())
    count = span[1] - span[0]
    moments = [{name: one.at(n) for name, one in series.items()} for n in range(1 if still else count)]
    picture = as_form(graph, picture, "gbrap" if picture.clear else "gbrp")
    if not still:
        picture = graph.held(picture)
    sides = masks.sides(mask.shape)
    strokes = graph.budget.strokes_share(sides, _LEAST_PIXELS)
    room = min(graph.budget.share(_LEAST_BYTES, masks.MOST_BYTES), 4 * strokes)
    fine = masks.fineness(len(moments), picture.width, picture.height, room)
    spots = _BEGINNING + (picture.width // fine) * (picture.height // fine)
    graph.budget.take("strokes", sides * len(moments) * spots)
    frame = masks.masked(graph, _frame(picture), mask, moments, 1 if picture.times else count, fine)
    return _picture(frame, picture)


def _frame(picture: Picture) -> Frame:
    return Frame(picture.pad, picture.width, picture.height, picture.clear)


def _picture(frame: Frame, before: Picture) -> Picture:
    return before._replace(pad=frame.pad, form=frame.form)
