"""How an effect zooms, moves and turns the whole picture.

Each of the four is a sum of sines and a beat, so that ffmpeg's expressions, Python and ``warping.ts`` say the
same. Picture ``k`` of an effect is at t = pace x k / fps seconds; a part at t is

    size x (base + sum of swing x sin(2 pi (rate t + phase)) + beat x (1 - what t has of the current beat)^2)
"""

import math

import msgspec


class Part(msgspec.Struct, frozen=True):
    """One of the four: how much it changes over time."""

    base: float = 0
    swings: tuple[tuple[float, float, float], ...] = ()
    """Size, times a second, phase in turns."""
    beat: float = 0
    """Size of a beat."""
    beats: float = 0
    """Beats a second."""

    def at(self, t: float) -> float:
        swung = sum(size * math.sin(2 * math.pi * (rate * t + phase)) for size, rate, phase in self.swings)
        return self.base + swung + self.beat * (1 - math.fmod(self.beats * t, 1)) ** 2

    def expression(self, t: str) -> str:
        """``at`` for ffmpeg, ``t`` being an expression."""
        words = [figure(self.base)]
        for size, rate, phase in self.swings:
            words.append(f"{figure(size)}*sin(2*PI*({figure(rate)}*{t}+{figure(phase)}))")
        if self.beat:
            words.append(f"{figure(self.beat)}*pow(1-mod({figure(self.beats)}*{t},1),2)")
        return "(" + "+".join(words) + ")"


class Warping(msgspec.Struct, frozen=True):
    """How much larger (0: not at all), how far right and down in shares of the side, radians turned."""

    name: str
    zoom: Part
    x: Part = Part()
    y: Part = Part()
    turn: Part = Part()


WARPINGS = (
    Warping(
        "shake",
        Part(2.4),
        Part(swings=((0.6, 5.3, 0.0), (0.4, 8.1, 0.2))),
        Part(swings=((0.6, 6.7, 0.1), (0.4, 9.4, 0.35))),
        Part(swings=((0.5, 4.1, 0.6),)),
    ),
    Warping("sway", Part(1.9), Part(swings=((0.15, 0.35, 0.25),)), turn=Part(swings=((1, 0.35, 0.0),))),
    Warping("pulse", Part(beat=1, beats=2)),
    Warping("breathe", Part(0.5, ((0.5, 0.4, 0.75),))),
)
BY_NAME = {warping.name: warping for warping in WARPINGS}


def figure(value: float) -> str:
    """A number as filters read it, never with an exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return f"({text})" if text.startswith("-") else text


def corner_expressions(name: str, size: float, t: str, width: int, height: int) -> dict[str, str]:
    """Where the corners of the shown picture lie in the picture as it is, as ``perspective`` takes them."""
    warping = BY_NAME[name]
    side = min(width, height)
    zoom = f"(1+{figure(size)}*{warping.zoom.expression(t)})"
    turn = f"({figure(size)}*{warping.turn.expression(t)})"
    middle_x = f"({figure(width / 2)}+{figure(size * side)}*{warping.x.expression(t)})"
    middle_y = f"({figure(height / 2)}+{figure(size * side)}*{warping.y.expression(t)})"
    still = not warping.turn.swings and not warping.turn.base
    cos, sin = ("1", "0") if still else (f"cos({turn})", f"sin({turn})")
    corners = {}
    for index, (right, down) in enumerate(((-1, -1), (1, -1), (-1, 1), (1, 1))):
        x, y = figure(right * width / 2), figure(down * height / 2)
        corners[f"x{index}"] = f"{middle_x}+({x}*{cos}+{y}*{sin})/{zoom}"
        corners[f"y{index}"] = f"{middle_y}+({y}*{cos}-{x}*{sin})/{zoom}"
    return corners
