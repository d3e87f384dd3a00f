"""One clip as a layer: what it shows, put in its place and laid on what is below.

contents -> (turned and moved | scaled, on whole pixels) -> opacity -> blended with what is below
"""

from collections.abc import Callable
from typing import NamedTuple

from mutoscope.core.montage.compiling.baking import Placed, placed
from mutoscope.core.montage.compiling.contents import Contents, Span
from mutoscope.core.montage.compiling.geometry import Fitted, corners, most_enlarged, scaled
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.compiling.planes import coloured, veil
from mutoscope.core.montage.compiling.series import Series
from mutoscope.core.montage.compiling.turning import Turning, turned
from mutoscope.core.montage.document import Captions, Clip, Text
from mutoscope.core.montage.looks.blending import blended
from mutoscope.core.montage.looks.wiring import Frame
from mutoscope.core.montage.plan import Value, made
from mutoscope.core.montage.timing import half_up

_Behind = tuple[bool, bool]
"""Whether a clip's own picture is wanted behind it, and whether nothing but its edges lets that through."""
_NOWHERE = Series((0.0,))


class Layer(NamedTuple):
    """Pictures ready to be laid on what is below, and where their left top corner comes to lie."""

    picture: Picture
    x: Series = _NOWHERE
    y: Series = _NOWHERE
    behind: Picture | None = None
    """The same content spread over the canvas, where a background is made of it."""


class Layers:
    """Makes layers of clips, in a graph."""

    def __init__(self, graph: Graph, contents: Contents) -> None:
        self.graph, self.contents = graph, contents
        self.letters = contents.letters
        self.canvas = (graph.width, graph.height)

    def alone(self, clip: Clip, span: Span, bare: Callable[[], Picture], *, spread: bool) -> Picture:
        """The clip on a background: what ``bare`` draws, or its own picture ``spread`` behind it."""
        layer = self.layer(clip, span, spread=spread)
        if layer is None:
            if not spread:
                return bare()
            size = self.contents.fitted(clip)
            return self.contents.behind(self.contents.looked(clip, span, size))
        covering = (layer.picture.width, layer.picture.height) == self.canvas and not layer.picture.clear
        if covering and all(one.still and one.values[0] == 0 for one in (layer.x, layer.y)):
            return layer.picture
        return self.over(layer.behind or bare(), layer, 0)

    def layer(self, clip: Clip, span: Span, *, spread: bool = False) -> Layer | None:
        """The clip as a layer, at pictures ``span``; None where it never comes into sight.

        ``spread``: with its own picture behind it, unless it fills the canvas all the time.
        """
        self.graph.budget.clip = clip.id
        if isinstance(clip.content, Text | Captions):
            clip = self.letters.set(clip).left
        at = _without_nothings(placed(clip, span))
        if at.opacity.still and at.opacity.values[0] <= 0:
            return None
        solid = not (clip.place.mask or clip.place.chroma) and min(at.opacity.values) >= 1000
        own = self.contents.fitted(clip)
        small = at.scale.values[0] / 1000 <= most_enlarged(own, self.canvas)
        draw = self._upright if at.upright and small else self._turned
        layer = draw(clip, span, at, own, (spread, solid))
        if layer is None:
            return None
        return layer._replace(picture=self._faded(layer.picture, at.opacity, span[1] - span[0]))

    def on_nothing(self, layer: Layer | None, count: int) -> Picture:
        """The layer alone on a canvas that is seen through."""
        clear = coloured(self.graph, "#000000", count, *self.canvas)
        steps = made("format", pix_fmts="yuva420p"), made("lutyuv", a=0)
        clear = self.graph.on(clear, *steps, form="yuva420p")
        return clear if layer is None else self.over(clear, layer, 0)

    def over(self, below: Picture, layer: Layer, at: int) -> Picture:
        """``below`` with the layer on it, from its picture ``at`` on for as long as the layer lasts."""
        graph, clear = self.graph, below.clear or layer.picture.clear
        below = graph.held(as_form(graph, below, "yuva420p" if below.clear else "yuv420p"))
        picture = graph.held(as_form(graph, layer.picture, "yuva420p" if clear else "yuv420p"))
        pad = graph.through(picture.pad, made("setpts", expr=f"PTS+{at}")) if at else picture.pad
        still = layer.x.still and layer.y.still
        where = {"x": _where(layer.x, at), "y": _where(layer.y, at), "eval": "init" if still else "frame"}
        over = made("overlay", **where, eof_action="pass", format="yuv420")
        return below._replace(pad=graph.through((below.pad, pad), over))

    def blended(self, picture: Picture, mode: str, below: Picture) -> Picture:
        """``below`` met by a picture of the canvas' size and as many pictures."""
        graph = self.graph
        below = graph.held(as_form(graph, below, "gbrp"))
        picture = graph.held(as_form(graph, picture, "gbrap" if picture.clear else "gbrp"))
        frame = Frame(picture.pad, picture.width, picture.height, picture.clear)
        return below._replace(pad=blended(graph, below.pad, frame, mode))

    def changed(self, clip: Clip, span: Span, below: Picture) -> Picture:
        """``below`` with the look and effects of an adjusting clip, as much as its opacity says."""
        self.graph.budget.clip = clip.id
        at, graph = placed(clip, span), self.graph
        if at.opacity.still and at.opacity.values[0] >= 1000 and not clip.place.mask:
            return self.contents.changed(below, clip, span)
        kept, pad = graph.copies(below.pad, 2)
        picture = self.contents.changed(below._replace(pad=pad), clip, span)
        picture = self._faded(picture, at.opacity, span[1] - span[0])
        return self.over(below._replace(pad=kept), Layer(picture), 0)

    def _upright(self, clip: Clip, span: Span, at: Placed, own: Fitted, behind: _Behind) -> Layer:
        """On whole pixels, however it moves."""
        size = scaled(own, at.scale.values[0] / 1000)
        x, y = (
            Series(corners(series.values, canvas, side))
            for series, canvas, side in zip(at[:2], self.canvas, (size.width, size.height), strict=True)
        )
        fills = all(
            max(series.values) < 2 and min(series.values) + side >= canvas  # odd pixels are rounded down
            for series, side, canvas in ((x, size.width, self.canvas[0]), (y, size.height, self.canvas[1]))
        )
        picture, spread = self._drawn(clip, span, size, fills, behind)
        return Layer(picture, x, y, spread)

    def _turned(self, clip: Clip, span: Span, at: Placed, own: Fitted, behind: _Behind) -> Layer | None:
        """Resampled at real positions."""
        turning = Turning(at, own, self.canvas, span[1] - span[0])
        box = turning.box()
        if box is None:
            return None
        size = scaled(own, max(0.05, min(turning.largest, most_enlarged(own, self.canvas))))
        picture, spread = self._drawn(clip, span, size, turning.covers(), behind)
        x, y = Series((float(box.x),)), Series((float(box.y),))
        return Layer(turned(self.graph, picture, turning, box), x, y, spread)

    def _drawn(
        self, clip: Clip, span: Span, size: Fitted, fills: bool, behind: _Behind
    ) -> tuple[Picture, Picture | None]:
        """The clip's picture at ``size``, and what is behind it where that is wanted and shows."""
        wanted, solid = behind
        picture, spread = self.contents.looked(clip, span, size), None
        if wanted and not (fills and solid):
            picture, spread = self.contents.spread(picture)
        return self.contents.finished(picture, clip, span, size), spread

    def _faded(self, picture: Picture, opacity: Series, count: int) -> Picture:
        graph = self.graph
        if opacity.still:
            if opacity.values[0] >= 1000:
                return picture
            picture = as_form(graph, picture, "yuva420p")
            return graph.on(picture, made("lutyuv", a=f"floor(val*{opacity.values[0] / 1000:.6f}+0.5)"))
        parts = Series(tuple(max(0.0, min(1.0, value / 1000)) for value in opacity.values))
        light = veil(graph, parts, count, picture.width, picture.height)
        return veiled(graph, graph.held(picture), light)


def veiled(graph: Graph, picture: Picture, light: str) -> Picture:
    """``picture`` seen through as much more as the grey pictures of ``light`` are dark."""
    if picture.clear:
        picture = as_form(graph, picture, "yuva420p")
        kept, alpha = graph.copies(picture.pad, 2)
        own = graph.through(alpha, made("extractplanes", planes="a"))
        light = graph.through((own, light), made("blend", all_mode="multiply"))
        picture = picture._replace(pad=graph.through(kept, made("format", pix_fmts="yuv420p")))
    else:
        picture = as_form(graph, picture, "yuv420p")
    return picture._replace(pad=graph.through((picture.pad, light), made("alphamerge")), form="yuva420p")


def _without_nothings(at: Placed) -> Placed:
    """A picture without any size is not there, as one without any opacity."""
    if min(at.scale.values) > 0:
        return at
    count = max(len(at.scale.values), len(at.opacity.values))
    seen = (at.opacity.at(n) if at.scale.at(n) > 0 else 0.0 for n in range(count))
    return at._replace(opacity=Series(tuple(seen)))


def _where(series: Series, at: int) -> Value:
    if series.still:
        return half_up(series.values[0])
    # ``overlay`` counts its pictures from 1.
    return f"floor({series.expression(f'(n-{at + 1})', 0.49)}+0.5)"
