"""What a clip shows, before it has a place: its content, changed step by step as the document says.

content -> key -> look -> effects -> mask -> flipped
"""

from mutoscope.core.montage.compiling.clearing import keyed, masked
from mutoscope.core.montage.compiling.colours import graded
from mutoscope.core.montage.compiling.effects import affected
from mutoscope.core.montage.compiling.footage import Materials, drawn, size_on
from mutoscope.core.montage.compiling.geometry import Fitted, fitted
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form, resized
from mutoscope.core.montage.compiling.lettered import Letters
from mutoscope.core.montage.compiling.planes import filled, stuck
from mutoscope.core.montage.document import Captions, Clip, Fill, Footage, Sticker, Text
from mutoscope.core.montage.looks.stickers import SIDE
from mutoscope.core.montage.plan import made
from mutoscope.core.montage.timing import half_up

Span = tuple[int, int]
"""Pictures of a clip, first and the first after; joins reach outside the clip."""
_BLUR = 0.03
"""Standard deviation of a blurred background, in shares of the canvas' shorter side."""


class Contents:
    """Draws what clips show, in a graph."""

    def __init__(self, graph: Graph, materials: Materials, letters: Letters) -> None:
        self.graph, self.materials, self.letters = graph, materials, letters
        self.canvas = (graph.width, graph.height)

    def fitted(self, clip: Clip) -> Fitted:
        """The size of the clip's picture before its own scale."""
        if isinstance(clip.content, Footage):
            return size_on(clip, self.materials, self.canvas)
        if isinstance(clip.content, Sticker):
            side = max(2, 2 * half_up(SIDE * self.canvas[0] / self.letters.canvas.width / 2))
            return Fitted(side, side, side, side)
        return Fitted(*self.canvas, *self.canvas)

    def shown(self, clip: Clip, span: Span, size: Fitted) -> Picture:
        """Pictures ``span`` of the clip at ``size``."""
        return self.finished(self.looked(clip, span, size), clip, span, size)

    def looked(self, clip: Clip, span: Span, size: Fitted) -> Picture:
        """The content with its look: at ``size``, or where effects follow, at the size it was fitted to."""
        at = self.fitted(clip) if clip.effects else size
        picture = self._content(clip, span, at)
        if clip.place.chroma:
            picture = keyed(self.graph, picture, clip.place.chroma, span)
        return graded(self.graph, picture, clip, span, self.materials)

    def finished(self, picture: Picture, clip: Clip, span: Span, size: Fitted) -> Picture:
        """``looked`` with its effects and mask, at ``size``."""
        picture = affected(self.graph, picture, clip, span)
        if (picture.width, picture.height) != (size.width, size.height):
            picture = resized(self.graph, picture, size.width, size.height, "bilinear")
        picture = masked(self.graph, picture, clip, span)
        turns = (("hflip", clip.place.flip_x), ("vflip", clip.place.flip_y))
        return self.graph.on(picture, *(made(name) for name, wanted in turns if wanted))

    def changed(self, picture: Picture, clip: Clip, span: Span) -> Picture:
        """What lies below an adjusting clip, with its look and effects, seen where its mask leaves it."""
        picture = graded(self.graph, picture, clip, span, self.materials)
        return masked(self.graph, affected(self.graph, picture, clip, span), clip, span)

    def _content(self, clip: Clip, span: Span, size: Fitted) -> Picture:
        content = clip.content
        if isinstance(content, Footage):
            return drawn(self.graph, clip, self.materials, span, size)
        if isinstance(content, Text | Captions):
            return self.letters.alone(clip, span, size)
        if isinstance(content, Sticker):
            return stuck(self.graph, content.name, span[1] - span[0], size.width, size.height)
        assert isinstance(content, Fill), content
        return filled(self.graph, content, span[1] - span[0], size.width, size.height)

    def spread(self, picture: Picture) -> tuple[Picture, Picture]:
        """``picture``, and the same behind it."""
        one, other = self.graph.copies(picture.pad, 2)
        return picture._replace(pad=one), self.behind(picture._replace(pad=other))

    def behind(self, picture: Picture) -> Picture:
        """``picture`` over the whole canvas and blurred, worked out an eighth as large."""
        graph = self.graph
        small = max(2, self.canvas[0] // 16 * 2), max(2, self.canvas[1] // 16 * 2)
        size = fitted(picture.width, picture.height, "cover", small)
        x, y = (size.full_width - size.width) // 2, (size.full_height - size.height) // 2
        picture = as_form(graph, picture, "yuv420p")
        picture = resized(graph, picture, size.full_width, size.full_height, "area")
        middle = made("crop", w=size.width, h=size.height, x=x, y=y)
        picture = graph.on(picture, middle, made("gblur", sigma=round(_BLUR * min(small), 3), steps=2))
        return resized(graph, picture, *self.canvas, "bilinear")
