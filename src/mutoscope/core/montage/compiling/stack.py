"""All that is seen: the main track from cut to cut, and the layers above it, bottom to top.

text      [   words   ]
overlay      [  layer  ]            each laid on what is below, while it lasts
main      [ a ](x)[ b ][ c ]        one after the other, joined where a join lies
"""

from collections.abc import Callable
from functools import partial

from mutoscope.core.montage.compiling.bodies import Bodies
from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.compiling.layers import Layer, Layers
from mutoscope.core.montage.compiling.planes import coloured
from mutoscope.core.montage.document import Adjust, Clip, Montage, Track
from mutoscope.core.montage.plan import made
from mutoscope.core.montage.timing import Part, parts

Window = tuple[int, int]
"""Pictures of the montage that are made: first, and the first that is not."""


class Stack:
    """Builds the whole picture in a graph."""

    def __init__(self, graph: Graph, layers: Layers, montage: Montage, window: Window) -> None:
        self.graph, self.layers, self.montage, self.window = graph, layers, montage, window
        self.words: list[Clip] = []
        """Clips of words that nothing lies on yet, bottom to top: drawn together."""

    def picture(self) -> Picture:
        """Every picture of the window, once, on the whole canvas."""
        seen = [track for track in self.montage.tracks if track.role != "sound" and not track.hidden]
        if seen and seen[0].role == "main":
            base, seen = self._strip(seen[0]), seen[1:]
        else:
            base = self._bare(self.window[1] - self.window[0])
        for track in seen:
            base = self._above(base, track)
        return self.graph.held(self._with_words(base))

    def _strip(self, track: Track) -> Picture:
        """The main track as the lowest: one clip after the other, and the background where there is none."""
        shown = self._in_window(track)
        bodies = Bodies(self.graph, shown, self._on_background)
        strip: list[Picture] = []
        at = self.window[0]
        for part, first, end in shown:
            if first > at:
                strip.append(self._bare(first - at))
            strip.append(bodies.part(part, first, end))
            at = end
        if at < self.window[1]:
            strip.append(self._bare(self.window[1] - at))
        pads = [self.graph.held(as_form(self.graph, one, "yuv420p")).pad for one in strip]
        return Picture(self.graph.joined(tuple(pads)), self.graph.width, self.graph.height)

    def _above(self, base: Picture, track: Track) -> Picture:
        """``base`` with all of a track on it."""
        shown = self._in_window(track)
        bodies = Bodies(self.graph, shown, self._on_nothing)
        for part, first, end in shown:
            alone = part.join is None and not bodies.joined(part.clip)
            if alone and self.layers.letters.burns(part.clip):
                self.words.append(part.clip)
                continue
            base = self._with_words(base)
            span = (first - part.clip.start, end - part.clip.start)
            at = first - self.window[0]
            mode = part.clip.place.blend
            if isinstance(part.clip.content, Adjust):
                base = self._while(base, at, span, partial(self.layers.changed, part.clip, span))
            elif alone and mode == "normal":
                layer = self.layers.layer(part.clip, span)
                base = base if layer is None else self.layers.over(base, layer, at)
            elif mode == "normal":
                base = self.layers.over(base, Layer(bodies.part(part, first, end)), at)
            else:
                picture = bodies.part(part, first, end)
                base = self._while(base, at, span, partial(self.layers.blended, picture, mode))
        return base

    def _in_window(self, track: Track) -> list[tuple[Part, int, int]]:
        """The parts of a track with what of them lies in the window."""
        first, end = self.window
        cut = [(part, max(first, part.first), min(end, part.end)) for part in parts(track)]
        return [one for one in cut if one[1] < one[2]]

    def _on_background(self, clip: Clip, span: tuple[int, int]) -> Picture:
        """One clip alone on what is behind everything."""
        if isinstance(clip.content, Adjust):
            return self.layers.changed(clip, span, self._bare(span[1] - span[0]))
        spread = self.montage.canvas.background.kind == "blur"
        return self.layers.alone(clip, span, partial(self._bare, span[1] - span[0]), spread=spread)

    def _on_nothing(self, clip: Clip, span: tuple[int, int]) -> Picture:
        """One clip alone on a canvas that is seen through."""
        return self.layers.on_nothing(self.layers.layer(clip, span), span[1] - span[0])

    def _bare(self, count: int) -> Picture:
        background = self.montage.canvas.background
        return coloured(self.graph, background.colour, count, self.graph.width, self.graph.height)

    def _while(
        self,
        base: Picture,
        first: int,
        span: tuple[int, int],
        change: Callable[[Picture], Picture],
    ) -> Picture:
        """``base`` with what ``change`` makes of it from its picture ``first`` on, as long as ``span`` is."""
        graph, count, end = self.graph, self.window[1] - self.window[0], first + span[1] - span[0]
        base = graph.held(as_form(graph, base, "yuv420p"))
        cuts = [cut for cut in ((0, first), (first, end), (end, count)) if cut[0] < cut[1]]
        pads = []
        for pad, (begins, ends) in zip(graph.copies(base.pad, len(cuts)), cuts, strict=True):
            cut = made("trim", start_frame=begins, end_frame=ends), made("setpts", expr="PTS-STARTPTS")
            part = graph.on(base._replace(pad=pad), *cut)
            if begins == first:
                part = graph.held(as_form(graph, change(part), "yuv420p"))
            pads.append(part.pad)
        return base._replace(pad=graph.joined(tuple(pads)))

    def _with_words(self, base: Picture) -> Picture:
        """``base`` with the words that wait."""
        words, self.words = self.words, []
        if not words:
            return base
        base = self.graph.held(as_form(self.graph, base, "yuv420p"))
        return self.layers.letters.burned(base, words, self.window[0])
