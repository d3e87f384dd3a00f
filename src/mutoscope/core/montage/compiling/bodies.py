"""Clips on the canvas, whole or as joins show them: each is drawn once from end to end, and then cut.

A clip is read on from picture to picture, so nothing waits in memory: what lies outside a cut is let go.
"""

from collections.abc import Callable, Sequence

from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.compiling.joins import crossed
from mutoscope.core.montage.document import Clip
from mutoscope.core.montage.plan import made
from mutoscope.core.montage.timing import Part

Draw = Callable[[Clip, tuple[int, int]], Picture]
"""One clip, at these of its pictures, on the whole canvas."""


class Bodies:
    """The clips of one track, each to be asked for part by part, in order of time."""

    def __init__(self, graph: Graph, shown: Sequence[tuple[Part, int, int]], draw: Draw) -> None:
        self.graph, self.draw = graph, draw
        self._spans: dict[str, tuple[int, int]] = {}
        self._uses: dict[str, int] = {}
        self._pads: dict[str, list[str]] = {}
        self._wholes: dict[str, Picture] = {}
        self._joined: set[str] = set()
        for part, first, end in shown:
            for clip in (part.clip, part.join.right) if part.join else (part.clip,):
                old = self._spans.get(clip.id, (first, end))
                self._spans[clip.id] = min(old[0], first), max(old[1], end)
                self._uses[clip.id] = self._uses.get(clip.id, 0) + 1
                self._joined |= {clip.id} if part.join else set()

    def joined(self, clip: Clip) -> bool:
        """Whether a join shows the clip too."""
        return clip.id in self._joined

    def part(self, part: Part, first: int, end: int) -> Picture:
        """What the track shows from ``first`` to before ``end``, on the whole canvas."""
        one = self._cut(part.clip, first, end)
        if part.join is None:
            return one
        join, other = part.join, self._cut(part.join.right, first, end)
        return crossed(self.graph, join.kind, one, other, join.length, (first - join.first, end - join.first))

    def _cut(self, clip: Clip, first: int, end: int) -> Picture:
        begins, ends = self._spans[clip.id]
        graph = self.graph
        if clip.id not in self._wholes:
            whole = self.draw(clip, (begins - clip.start, ends - clip.start))
            if self._uses[clip.id] == 1:
                return whole
            whole = graph.held(as_form(graph, whole, "yuva420p" if whole.clear else "yuv420p"))
            self._wholes[clip.id] = whole
            self._pads[clip.id] = list(graph.copies(whole.pad, self._uses[clip.id]))
        pad = self._pads[clip.id].pop(0)
        cut = made("trim", start_frame=first - begins, end_frame=end - begins)
        again = graph.through(pad, cut, made("setpts", expr="PTS-STARTPTS"))
        return self._wholes[clip.id]._replace(pad=again)
