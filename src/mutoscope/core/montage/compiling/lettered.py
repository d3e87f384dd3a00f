"""Words on the picture: burned straight onto what lies below where that is all, else a layer of their own."""

from functools import partial

from mutoscope.core.montage.compiling.geometry import Fitted
from mutoscope.core.montage.compiling.graph import Graph, Picture
from mutoscope.core.montage.compiling.refusals import too_demanding
from mutoscope.core.montage.document import Adjustments, Canvas, Captions, Clip, Place, Text
from mutoscope.core.montage.plan import Filter, made
from mutoscope.core.montage.words import Lettering, SetWords, set_words, together

_MOST_INK = 512_000_000
"""Pixels of letters at once: 250 canvases of 1080p full of them."""
FONTS = "fonts"
"""The folder beside the graph in which a plan's fonts lie."""


class Letters:
    """Sets the words of a montage, in a graph."""

    def __init__(
        self, graph: Graph, canvas: Canvas, lettering: Lettering | None, window: tuple[int, int]
    ) -> None:
        self.graph, self.canvas, self.lettering, self.window = graph, canvas, lettering, window
        self._set: dict[str, SetWords] = {}

    def set(self, clip: Clip) -> SetWords:
        """The clip's script, as far as the window shows it, and what is left to do to its picture."""
        assert self.lettering is not None, "words need letters"
        if clip.id not in self._set:
            self.graph.budget.clip = clip.id
            first, end = (at - clip.start for at in self.window)
            span = min(max(0, first), clip.length - 1), max(1, min(clip.length, end))
            spend = partial(self.graph.budget.take, "letters")
            self._set[clip.id] = set_words(clip, self.canvas, self.lettering, span, spend)
            if self._set[clip.id].ink > _MOST_INK:
                raise too_demanding("ink", clip.id)
        return self._set[clip.id]

    def burns(self, clip: Clip) -> bool:
        """Whether nothing but the words themselves is left to do."""
        if not isinstance(clip.content, Text | Captions):
            return False
        left = self.set(clip).left
        changed = left.effects or left.enter or left.leave or left.loop or left.look != Adjustments()
        keyed = any(name != "volume" for name in left.keys)
        return left.place == Place(fit=left.place.fit, crop=left.place.crop) and not changed and not keyed

    def burned(self, base: Picture, clips: list[Clip], first: int) -> Picture:
        """``base``, whose first picture is ``first`` of the montage, with the words of ``clips`` on it."""
        words = [(clip.start, self.set(clip)) for clip in clips]
        draw = self._draw(together(words, self.canvas), [one for _, one in words])
        # libass counts from the film's start: what moves must not begin anew where a chunk begins.
        there = (made("setpts", expr=f"PTS+{first}"),) if first else ()
        back = (made("setpts", expr=f"PTS-{first}"),) if first else ()
        return self.graph.on(base, *there, draw, *back)

    def alone(self, clip: Clip, span: tuple[int, int], size: Fitted) -> Picture:
        """The words on a canvas of nothing as large as ``size``, at its pictures ``span``; as large as the
        graph's where there would be too much ink."""
        graph, words = self.graph, self.set(clip)
        width, height = size.width, size.height
        if words.ink * width * height > _MOST_INK * graph.width * graph.height:
            width, height = graph.width, graph.height
        first, end = max(0, span[0]), min(clip.length, span[1])
        first, end = min(first, clip.length - 1), max(end, 1)
        before, after = max(0, first - span[0]), max(0, span[1] - end)
        held = made("tpad", start=before, start_mode="clone", stop=after, stop_mode="clone")
        blank = (
            made("trim", end_frame=1),
            made("settb", expr=f"1/{graph.fps}"),
            made("tpad", stop=-1, stop_mode="clone"),
            made("trim", end_frame=end - first),
            made("setpts", expr=f"PTS+{first}"),
        )
        there = made("setpts", expr=f"PTS-{first}")
        black = made("color", color="black", size=f"{width}x{height}", rate=graph.fps)
        if words.glassy:
            draw = self._draw(words.script(self.canvas), [words])
            colours = graph.made_by(black, made("format", pix_fmts="gbrp"), *blank, draw, there)
            cover = self._draw(words.coverage(self.canvas), [words])
            light = graph.made_by(black, made("format", pix_fmts="gray"), *blank, cover, there)
            merged = made("alphamerge"), made("setparams", alpha_mode="premultiplied")
            pad = graph.through((colours, light), *merged, made("format", pix_fmts="gbrap"))
        else:
            draw = self._draw(words.script(self.canvas), [words], alpha=1)
            nothing = made("format", pix_fmts="gbrap"), made("colorchannelmixer", aa=0)
            pad = graph.made_by(black, *nothing, *blank, draw, there)
        pad = graph.through(pad, made("unpremultiply", inplace=1), *((held,) if before or after else ()))
        graph.spend(4 if words.glassy else 2, end - first, width, height)
        return Picture(pad, width, height, "gbrap")

    def _draw(self, script: str, words: list[SetWords], **more: int) -> Filter:
        name = self.graph.file("words.ass", script.encode())
        self.graph.fonts.update(file for one in words for file in one.files)
        return made("ass", filename=name, fontsdir=FONTS, shaping="complex", **more)
