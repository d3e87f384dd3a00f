"""Each step of an effect as filters: the only place that says them to ffmpeg.

What is rounded where is part of it, since the browser rounds at the same places (``shaders.ts``): ffmpeg's
filters work on whole bytes and mostly cut off what is behind the point.
"""

import msgspec

from mutoscope.core.montage.looks import steps as s
from mutoscope.core.montage.looks.planes import (
    MARGIN,
    PERIOD,
    PLANES,
    SMOOTH_PLANES,
    STILL_PLANES,
    Drawing,
    Sheet,
    focus,
    grain_cell,
)
from mutoscope.core.montage.looks.shifting import columns, rows
from mutoscope.core.montage.looks.warping import corner_expressions, figure
from mutoscope.core.montage.looks.wiring import Frame, Wiring
from mutoscope.core.montage.plan import Filter, Value, made

_CHANNELS = ("r", "g", "b")


class Run(msgspec.Struct, frozen=True):
    """Pictures that an effect falls on with the same amount throughout."""

    frame: Frame
    fps: int
    amount: float
    """0 to 1."""
    pace: float
    first: int
    """How many pictures of the effect were before."""
    count: int

    def at(self, span: s.Span) -> float:
        """The value of ``span`` at this amount."""
        return span[0] + (span[1] - span[0]) * self.amount

    def pixels(self, span: s.Span) -> float:
        """The same as a length."""
        return self.at(span) * min(self.frame.width, self.frame.height)


def stepped(wiring: Wiring, pad: str, kept: str, step: s.Step, run: Run) -> tuple[str, str]:
    """The pads of the picture and of what is kept, after ``step``."""
    if isinstance(step, s.Keep):
        copy, kept = wiring.copies(pad, 2)
        return copy, kept
    if isinstance(step, s.Join):
        share = run.at(step.share)
        if step.mode == "normal":
            return wiring.through((pad, kept), _mixed("normal", True, share)), ""
        return wiring.through((kept, pad), _mixed(step.mode, run.frame.clear, share)), ""
    if isinstance(step, s.Focus):
        mask = _spread(wiring, focus(_sheet(run, run.at(step.size)), step.kind == "circle"), run, smooth=True)
        return wiring.through((kept, pad, mask), made("maskedmerge")), ""
    if isinstance(step, s.Shift):
        return _shifted(wiring, pad, step, run), kept
    if isinstance(step, s.Plane):
        plane = _plane(wiring, step, run)
        return wiring.through((pad, plane), _mixed(step.mode, run.frame.clear, 1)), kept
    if isinstance(step, s.Mirror):
        return _mirrored(wiring, pad, step.kind, run.frame), kept
    if isinstance(step, s.Tile):
        return _tiled(wiring, pad, run.frame), kept
    filters = _filters(step, run)
    return (wiring.through(pad, *filters) if filters else pad), kept


def _filters(step: s.Step, run: Run) -> tuple[Filter, ...]:
    """Steps that are filters from one picture to one."""
    if isinstance(step, s.Matrix):
        return (_matrix(step.rows, run.at(step.share)),)
    if isinstance(step, s.Curve):
        gain, offset = figure(run.at(step.gain)), figure(255 * run.at(step.offset) + 0.5)
        return (_levels(*[f"clip(floor(val*{gain}+{offset}),0,255)"] * 3),)
    if isinstance(step, s.Posterise):
        levels = max(2, int(run.at(step.levels) + 0.5))
        return (_levels(*[f"floor(floor(val*{levels}/256)*255/{levels - 1}+0.5)"] * 3),)
    if isinstance(step, s.Ramp):
        grey = (0.2126, 0.7152, 0.0722)
        return _matrix((grey, grey, grey), 1), _levels(
            *(_ramp([stop[i] for stop in step.stops]) for i in range(3))
        )
    if isinstance(step, s.Blur):
        radius = blur_radius(run.pixels(step.sigma), run.frame.width, run.frame.height)
        boxes = {"lr": radius, "lp": 2, "cr": radius, "cp": 2, "ar": radius, "ap": 2}
        return (made("boxblur", **boxes),) if radius else ()
    if isinstance(step, s.Sharpen):
        middle = sharpen_middle(run.at(step.strength))
        return (_kernel(f"-1 -1 -1 -1 {middle} -1 -1 -1 -1"),) if middle else ()
    if isinstance(step, s.Emboss):
        return (_kernel("-2 -1 0 -1 1 1 0 1 2"),)
    if isinstance(step, s.Edges):
        return (made("sobel", planes=7),)
    if isinstance(step, s.Split):
        apart = min(255, int(run.pixels(step.distance) + 0.5))
        return (made("rgbashift", rh=apart, bh=-apart),)
    if isinstance(step, s.Pixelate):
        block = min(1024, max(1, int(run.pixels(step.block) + 0.5)))
        return (made("pixelize", w=block, h=block),)
    assert isinstance(step, s.Warp)
    t = f"((on+{run.first - 1})*{figure(run.pace / run.fps)})"
    corners = corner_expressions(step.kind, run.at(step.size), t, run.frame.width, run.frame.height)
    return (made("perspective", **corners, interpolation="linear", eval="frame"),)


def blur_radius(sigma: float, width: int, height: int) -> int:
    """The box that, twice, has this standard deviation in pixels, as far as whole pixels allow."""
    return min(int((6 * sigma * sigma + 1) ** 0.5 / 2), min(width, height) // 2 - 1)


def sharpen_middle(strength: float) -> int:
    """The middle weight where each of the eight around it has -1; 0: nothing to sharpen."""
    return 8 + int(8 / strength + 0.5) if strength > 0.02 else 0


def _matrix(matrix: tuple[s.Colour, s.Colour, s.Colour], share: float) -> Filter:
    cells: dict[str, Value] = {}
    for row, (out, weights) in enumerate(zip(_CHANNELS, matrix, strict=True)):
        for column, (into, weight) in enumerate(zip(_CHANNELS, weights, strict=True)):
            cells[out + into] = round((row == column) * (1 - share) + weight * share, 6)
    return made("colorchannelmixer", **cells)


def _levels(red: str, green: str, blue: str) -> Filter:
    return made("lutrgb", r=red, g=green, b=blue)


def _ramp(levels: list[float]) -> str:
    """One channel of a ramp, 0 to 1, as a function of a byte."""
    last = len(levels) - 1
    words = figure(255 * levels[last])
    for index in range(last - 1, -1, -1):
        low, high = 255 * index / last, 255 * (index + 1) / last
        slope = 255 * (levels[index + 1] - levels[index]) / (high - low)
        line = f"{figure(255 * levels[index])}+(val-{figure(low)})*{figure(slope)}"
        words = f"if(lt(val,{figure(high)}),{line},{words})"
    return f"floor({words}+0.5)"


def _kernel(cells: str) -> Filter:
    planes: dict[str, Value] = {f"{plane}m": cells for plane in range(3)}
    return made("convolution", **planes)


def _mixed(mode: str, clear: bool, share: float) -> Filter:
    """The second picture onto the first; in ``normal`` the first has ``share``, opacity included."""
    options: dict[str, Value] = {}
    for component in range(3):
        options[f"c{component}_mode"] = mode
        options[f"c{component}_opacity"] = figure(share)
    if clear:
        options["c3_mode"] = "normal"
        options["c3_opacity"] = figure(share) if mode == "normal" else 1
    return made("blend", **options)


def _sheet(run: Run, depth: float, colour: s.Colour = (1, 1, 1), still: bool = True) -> Sheet:
    frame = run.frame
    moments = [0] if still else [(run.first + k) % PERIOD for k in range(min(run.count, PERIOD))]
    return Sheet(frame.width, frame.height, run.fps, run.pace, depth, colour, moments)


def _plane(wiring: Wiring, step: s.Plane, run: Run) -> str:
    sheet = _sheet(run, run.at(step.depth), step.colour, step.kind in STILL_PLANES)
    drawing = PLANES[step.kind](sheet)
    if step.kind != "grain":
        return _spread(wiring, drawing, run, smooth=step.kind in SMOOTH_PLANES)
    cell = grain_cell(sheet.side)
    wide = made("scale", w=drawing.width * cell, h=drawing.height * cell, flags="neighbor")
    form = made("format", pix_fmts=run.frame.form)
    moved = made(
        "crop", w=run.frame.width, h=run.frame.height, x=_wander(37, run, cell), y=_wander(29, run, cell)
    )
    return wiring.through(wiring.drawn(drawing), wide, form, *_lasting(drawing, run), moved)


def _wander(stride: int, run: Run, cell: int) -> str:
    """Where grain begins at each picture; ``crop`` counts from 0."""
    return f"mod((n+{run.first % MARGIN})*{stride},{MARGIN})*{cell}"


def _spread(wiring: Wiring, drawing: Drawing, run: Run, smooth: bool = False) -> str:
    """A small drawing as large as the picture, and as long."""
    frame = run.frame
    flags = "bilinear" if smooth else "neighbor"
    size = made("scale", w=frame.width, h=frame.height, flags=flags)
    form = made("format", pix_fmts=frame.form)
    return wiring.through(wiring.drawn(drawing), *_lasting(drawing, run), size, form)


def _lasting(drawing: Drawing, run: Run) -> tuple[Filter, ...]:
    """One drawing stays, several come again, until the pictures end."""
    again = made("loop", loop=-1, size=drawing.count, start=0)
    counted = (made("settb", expr=f"1/{run.fps}"), made("setpts", expr="N"))
    return again, *counted, made("trim", end_frame=run.count)


def _shifted(wiring: Wiring, pad: str, step: s.Shift, run: Run) -> str:
    sheet = _sheet(run, run.at(step.size), still=False)
    across = _spread(wiring, rows(step.kind, sheet, run.at(step.split)), run)
    down = _spread(wiring, columns(step.kind, sheet), run)
    return wiring.through((pad, across, down), made("displace", edge="smear"))


def _mirrored(wiring: Wiring, pad: str, kind: str, frame: Frame) -> str:
    if kind != "top":
        half = made("crop", w=frame.width // 2, h=frame.height, x=0, y=0)
        left, other = wiring.copies(wiring.through(pad, half), 2)
        pad = wiring.through((left, wiring.through(other, made("hflip"))), made("hstack"))
    if kind != "left":
        half = made("crop", w=frame.width, h=frame.height // 2, x=0, y=0)
        upper, other = wiring.copies(wiring.through(pad, half), 2)
        pad = wiring.through((upper, wiring.through(other, made("vflip"))), made("vstack"))
    return pad


def _tiled(wiring: Wiring, pad: str, frame: Frame) -> str:
    small = wiring.through(pad, made("scale", w=frame.width // 2, h=frame.height // 2, flags="area"))
    one, two = wiring.copies(small, 2)
    three, four = wiring.copies(wiring.through((one, two), made("hstack")), 2)
    return wiring.through((three, four), made("vstack"))
