"""A filter graph while it grows: sources, chains with labels of our own, and files that go beside it."""

from typing import NamedTuple, Protocol

from mutoscope.core.montage.compiling.budget import Budget
from mutoscope.core.montage.plan import Chain, Filter, SideFile, Source, made

_READING = 6e-6
"""Million pixels that could be worked on while ffmpeg reads a letter of an expression: 50 ns."""


class Picture(NamedTuple):
    """A stream of pictures somewhere in the graph, one a grid picture, counted from 0."""

    pad: str
    width: int
    height: int
    form: str = "yuv420p"
    """yuv420p or yuva420p: BT.709 at limited range; gbrp or gbrap: R'G'B'."""
    times: int = 0
    """Above 0: there is one picture only, which stands for so many."""

    @property
    def clear(self) -> bool:
        """Whether it can be seen through somewhere."""
        return self.form in ("yuva420p", "gbrap")


class Drawing(Protocol):
    """Pictures that we drew: bare RGBA, row by row, one after the other."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def data(self) -> bytes: ...


class Graph:
    """What a plan will hold. Labels are numbered, so the same montage always gives the same graph."""

    def __init__(self, width: int, height: int, fps: int, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self.width, self.height, self.fps = width, height, fps
        self.sources: list[Source] = []
        self.chains: list[Chain] = []
        self.files: list[SideFile] = []
        self.fonts: set[str] = set()
        self.work = 0.0
        """Million pixels that filters look at, for the estimate of what it costs."""
        self._labels = 0
        self._names: dict[tuple[str, bytes], str] = {}

    def spend(self, share: float, pictures: int, width: int, height: int) -> None:
        """So many pictures of this size are worked on, ``share`` times what decoding them costs."""
        self.work += share * pictures * width * height / 1e6

    def read(self, letters: int, pictures: int) -> None:
        """An expression of so many letters is read anew for each of so many pictures."""
        self.work += _READING * letters * pictures

    def source(self, source: Source, stream: int) -> str:
        """The pad of one stream of ``source``, opened for it alone."""
        self.budget.take("sources")
        self.sources.append(source)
        return f"{len(self.sources) - 1}:{stream}"

    def file(self, name: str, data: bytes) -> str:
        """Keep ``data`` beside the graph, as a file of the same kind as ``name``; the same data has one file.

        Returns the name under which filters find it.
        """
        known = (name.rpartition(".")[2], data)
        if known not in self._names:
            self.budget.take("drawings", len(data))
            self._names[known] = f"f{len(self.files)}.{known[0]}"
            self.files.append(SideFile(self._names[known], data))
        return self._names[known]

    def drawn(self, drawing: Drawing) -> str:
        """The pad of the pictures that we drew, RGBA, one a grid picture counted from 0."""
        name = self.file("drawn.rgba", drawing.data)
        size = (drawing.width, drawing.height)
        return self.source(Source(name, "rawvideo", drawn=size, fps=self.fps, beside=True), 0)

    def held(self, picture: Picture) -> Picture:
        """``picture`` as a whole stream, its one picture shown again and again without a copy."""
        if not picture.times:
            return picture
        again = made("tpad", stop=-1, stop_mode="clone"), made("trim", end_frame=picture.times)
        return picture._replace(pad=self.through(picture.pad, *again), times=0)

    def on(self, picture: Picture, *filters: Filter, form: str = "") -> Picture:
        """``picture`` behind filters that leave its size."""
        return picture._replace(pad=self.through(picture.pad, *filters), form=form or picture.form)

    def through(self, pads: str | tuple[str, ...], *filters: Filter) -> str:
        """The pad behind ``filters``, which take ``pads``; without filters, the pad itself."""
        if isinstance(pads, str):
            if not filters:
                return pads
            pads = (pads,)
        out = self._label()
        self.budget.take("steps")
        letters = 0
        for one in filters:
            for _, value in one.options:
                if value.__class__ is str:
                    letters += len(value)
        self.budget.take("sums", letters)
        self.chains.append(Chain(pads, filters, (out,)))
        return out

    def made_by(self, *filters: Filter) -> str:
        """The pad behind filters of which the first takes nothing."""
        return self.through((), *filters)

    def copies(self, pad: str, count: int, *, sound: bool = False) -> tuple[str, ...]:
        """``count`` pads with what ``pad`` has."""
        if count == 1:
            return (pad,)
        self.budget.take("steps")
        outs = tuple(self._label() for _ in range(count))
        self.chains.append(Chain((pad,), (made("asplit" if sound else "split", outputs=count),), outs))
        return outs

    def joined(self, pads: tuple[str, ...], *, sound: bool = False) -> str:
        """One after the other."""
        if len(pads) == 1:
            return pads[0]
        row = made("concat", n=len(pads), v=int(not sound), a=int(sound))
        # It counts in microseconds, which no third of a second is whole in: pictures would miss each other.
        again = () if sound else (made("settb", expr=f"1/{self.fps}"), made("setpts", expr="N"))
        return self.through(pads, row, *again)

    def _label(self) -> str:
        self._labels += 1
        return f"p{self._labels}"


COUNTED = made("asetpts", expr="N")
"""Sound by its samples, counted from 0."""
BT709 = made("setparams", colorspace="bt709", color_primaries="bt709", color_trc="bt709", range="limited")


def resized(graph: Graph, picture: Picture, width: int, height: int, flags: str) -> Picture:
    """``picture`` at another size, in square pixels and in its own form.

    The form is said again behind it: where it is left open, ffmpeg takes one that may have no alpha.
    """
    steps = (
        made("scale", w=width, h=height, flags=flags),
        made("format", pix_fmts=picture.form),
        made("setsar", sar=1),
    )
    return graph.on(picture, *steps)._replace(width=width, height=height)


def as_form(graph: Graph, picture: Picture, form: str) -> Picture:
    """``picture`` as ``form``, with matrix and range pinned.

    Chroma is repeated on the way to R'G'B' and averaged on the way back, so that there and back is the same.
    """
    if picture.form == form:
        return picture
    rgb = ("gbrp", "gbrap")
    steps: tuple[Filter, ...]
    if (picture.form in rgb) == (form in rgb):
        steps = (made("format", pix_fmts=form),)
    elif form in rgb:
        flags = "neighbor+accurate_rnd+full_chroma_int"
        into = made("scale", in_color_matrix="bt709", in_range="limited", out_range="full", flags=flags)
        steps = (into, made("format", pix_fmts=form))
    else:
        flags = "area+accurate_rnd+full_chroma_int"
        into = made("scale", out_color_matrix="bt709", in_range="full", out_range="limited", flags=flags)
        steps = (into, made("format", pix_fmts=form), BT709)
    return picture._replace(pad=graph.through(picture.pad, *steps), form=form)
