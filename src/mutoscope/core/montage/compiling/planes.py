"""Pictures that the graph draws itself: plain colours, passages between two, and veils of grey."""

import math

from mutoscope.core.montage.compiling.graph import BT709, Graph, Picture, resized
from mutoscope.core.montage.compiling.series import Series
from mutoscope.core.montage.document import Fill
from mutoscope.core.montage.looks.stickers import sticker_drawing
from mutoscope.core.montage.plan import Filter, made

_CELL = 16
"""Pixels a side of what is spread over a whole picture."""


def filled(graph: Graph, fill: Fill, count: int, width: int, height: int) -> Picture:
    """One colour, or the passage from one to the other, ``count`` times."""
    if not fill.to:
        return coloured(graph, fill.colour, count, width, height)
    turn = math.radians(fill.angle / 100)
    cos, sin = math.cos(turn), math.sin(turn)
    # From side to side: 0 where the picture begins in this direction, 1 where it ends.
    reach = abs(width * cos) + abs(height * sin)
    part = f"clip(((X+0.5-{width / 2})*{cos:.6f}+(Y+0.5-{height / 2})*{sin:.6f})/{reach:.4f}+0.5,0,1)"
    one, two = _rgb(fill.colour), _rgb(fill.to)
    between = [f"floor({a}+({b - a})*{part}+0.5)" for a, b in zip(one, two, strict=True)]
    red, green, blue = between
    pad = graph.made_by(*_one(graph, width, height, "gbrp"), made("geq", r=red, g=green, b=blue))
    return Picture(pad, width, height, "gbrp", count)


def coloured(graph: Graph, colour: str, count: int, width: int, height: int) -> Picture:
    """``colour`` (#rrggbb) ``count`` times."""
    red, green, blue = (value / 255 for value in _rgb(colour))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    y, u, v = 219 * luma + 16, 224 * (blue - luma) / 1.8556 + 128, 224 * (red - luma) / 1.5748 + 128
    plain = made("lutyuv", y=int(y + 0.5), u=int(u + 0.5), v=int(v + 0.5))
    pad = graph.made_by(*_one(graph, width, height, "yuv420p"), plain, BT709)
    return Picture(pad, width, height, "yuv420p", count)


def stuck(graph: Graph, name: str, count: int, width: int, height: int) -> Picture:
    """A sticker of the catalogue, ``count`` times; one that nobody knows cannot be seen."""
    drawing = sticker_drawing(name)
    if drawing is None:
        nothing = (*_one(graph, width, height, "gbrap"), made("colorchannelmixer", aa=0))
        return Picture(graph.made_by(*nothing), width, height, "gbrap", count)
    pad = graph.through(graph.drawn(drawing), made("format", pix_fmts="gbrap"))
    drawn = Picture(pad, drawing.width, drawing.height, "gbrap", count)
    drawn = resized(graph, drawn, width, height, "bicubic+accurate_rnd")
    return graph.on(drawn, made("trim", end_frame=1), made("settb", expr=f"1/{graph.fps}"))


def veil(graph: Graph, opacity: Series, count: int, width: int, height: int) -> str:
    """The pad of grey pictures, as light as ``opacity`` (0 to 1) says at each of ``count``."""
    if opacity.still:
        level = made("lut", c0=int(255 * opacity.values[0] + 0.5))
        return graph.made_by(*_one(graph, width, height, "gray"), level)
    light = f"floor(255*{opacity.expression('N', 0.001)}+0.5)"
    return graph.made_by(
        *_one(graph, _CELL, _CELL, "gray"),
        made("tpad", stop=-1, stop_mode="clone"),
        made("trim", end_frame=count),
        made("geq", lum=light),
        made("scale", w=width, h=height, flags="neighbor"),
    )


def _one(graph: Graph, width: int, height: int, form: str) -> tuple[Filter, ...]:
    """One picture of nothing."""
    return (
        made("color", color="black", size=f"{width}x{height}", rate=graph.fps),
        made("format", pix_fmts=form),
        made("trim", end_frame=1),
        made("settb", expr=f"1/{graph.fps}"),
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
