"""The catalogue of movements: how a picture comes in, goes out, or moves all the time.

A movement in is told by where the picture comes from; going out is the same way backwards. At picture k of
a clip, with r = k + 1/2, it has come p = r / length of its way in, and has p = (clip's length - r) /
length of its way out before it: what is told here is multiplied with 1 - eased(p). A movement all the time
is sines of r / length turns. Factors multiply and offsets add, also of several movements at once.
"""

import math
from typing import Literal, NamedTuple

import msgspec

from mutoscope.core.montage.document import Motion
from mutoscope.core.montage.looks.titles import Title

Ease = Literal["out", "back", "bounce", "spring"]


class Moved(NamedTuple):
    """What movements do to a picture's place."""

    x: float = 0.0
    """Ten-thousandths of the canvas' width, added."""
    y: float = 0.0
    scale: float = 1.0
    """A factor."""
    rotation: float = 0.0
    """Hundredths of a degree clockwise, added."""
    opacity: float = 1.0
    """A factor."""


STANDING = Moved()
"""Nothing."""


class Passage(msgspec.Struct, frozen=True):
    """A movement in or out: how far from its own place the picture is when it is not there yet."""

    name: str
    title: Title
    x: float = 0
    y: float = 0
    scale: float = 1
    rotation: float = 0
    opacity: float = 1
    ease: Ease = "out"


Swing = tuple[float, float, float]
"""Size, times a turn, phase in turns."""


class Loop(msgspec.Struct, frozen=True):
    """A movement all the time: sines around the picture's own place."""

    name: str
    title: Title
    x: tuple[Swing, ...] = ()
    y: tuple[Swing, ...] = ()
    scale: tuple[Swing, ...] = ()
    rotation: tuple[Swing, ...] = ()
    opacity: tuple[Swing, ...] = ()


PASSAGES = (
    Passage("fade", Title("Fade", "Fondu"), opacity=0),
    Passage("from_left", Title("From the left", "Par la gauche"), x=-10_000),
    Passage("from_right", Title("From the right", "Par la droite"), x=10_000),
    Passage("from_above", Title("From above", "Par le haut"), y=-10_000),
    Passage("from_below", Title("From below", "Par le bas"), y=10_000),
    Passage("rise", Title("Rise", "S’élever"), y=800, opacity=0),
    Passage("sink", Title("Sink", "Descendre"), y=-800, opacity=0),
    Passage("grow", Title("Grow", "Grandir"), scale=0.05, opacity=0),
    Passage("shrink", Title("Shrink into place", "Rétrécir en place"), scale=2.5, opacity=0),
    Passage("pop", Title("Pop", "Surgir"), scale=0.05, ease="back"),
    Passage("drop", Title("Drop and bounce", "Tomber et rebondir"), y=-10_000, ease="bounce"),
    Passage("spin", Title("Spin", "Tournoyer"), scale=0.05, rotation=-36_000, opacity=0),
    Passage("roll", Title("Roll in", "Rouler"), x=-10_000, rotation=-18_000),
    Passage("swing", Title("Swing", "Se balancer"), rotation=-3_000, opacity=0, ease="spring"),
    Passage("spring", Title("Spring", "Ressort"), scale=0.3, opacity=0, ease="spring"),
)
LOOPS = (
    Loop("float", Title("Float", "Flotter"), y=((150, 1, 0),)),
    Loop("drift", Title("Drift", "Dériver"), x=((250, 1, 0),), y=((120, 2, 0.25),)),
    Loop("sway", Title("Sway", "Osciller"), rotation=((600, 1, 0),)),
    Loop("beat", Title("Heartbeat", "Battement"), scale=((0.06, 1, 0), (0.03, 2, 0.1))),
    Loop("breathe", Title("Breathe", "Respirer"), scale=((0.04, 1, 0.75),), opacity=((0.1, 1, 0.75),)),
    Loop(
        "tremble", Title("Tremble", "Trembler"), x=((40, 7, 0),), y=((30, 9, 0.3),), rotation=((100, 8, 0.6),)
    ),
    Loop("orbit", Title("Orbit", "Tourner en rond"), x=((300, 1, 0),), y=((170, 1, 0.25),)),
    Loop("blink", Title("Blink", "Clignoter"), opacity=((0.5, 1, 0.25),)),
)
_PASSAGES = {passage.name: passage for passage in PASSAGES}
_LOOPS = {loop.name: loop for loop in LOOPS}


def moved(enter: Motion | None, leave: Motion | None, loop: Motion | None, k: float, length: int) -> Moved:
    """What a clip's movements do at its picture ``k`` of ``length``. Words that nobody knows do nothing."""
    found = STANDING
    r = k + 0.5
    for motion, way in ((enter, r), (leave, length - r)):
        if motion and way < max(1, motion.length) and (passage := _PASSAGES.get(motion.name)):
            found = _both(found, _on_the_way(passage, way / max(1, motion.length)))
    swinging = _LOOPS.get(loop.name) if loop else None
    if loop and swinging:
        found = _both(found, _swung(swinging, r / max(1, loop.length)))
    return found


def _on_the_way(passage: Passage, p: float) -> Moved:
    rest = 1 - eased(passage.ease, max(0.0, p))
    return Moved(
        passage.x * rest,
        passage.y * rest,
        max(0.0, 1 + (passage.scale - 1) * rest),
        passage.rotation * rest,
        min(1.0, max(0.0, 1 + (passage.opacity - 1) * rest)),
    )


def _swung(loop: Loop, turns: float) -> Moved:
    def at(swings: tuple[Swing, ...]) -> float:
        return sum(size * math.sin(2 * math.pi * (times * turns + phase)) for size, times, phase in swings)

    fainter = sum(abs(size) for size, _, _ in loop.opacity)
    opacity = 1 - fainter + at(loop.opacity)
    return Moved(at(loop.x), at(loop.y), 1 + at(loop.scale), at(loop.rotation), max(0.0, opacity))


def eased(ease: Ease, p: float) -> float:
    """How much of its way a movement has come at ``p``, 0 to 1; ``back`` and ``spring`` go too far before."""
    left = 1 - p
    if ease == "back":
        return 1 - left * left * (2.70158 * left - 1.70158)
    if ease == "bounce":
        return 1 - abs(math.cos(2.5 * math.pi * p)) * left * left
    if ease == "spring":
        return 1 - math.cos(4.5 * math.pi * p) * left * left
    return 1 - left * left * left


def _both(one: Moved, other: Moved) -> Moved:
    if one is STANDING:
        return other
    return Moved(
        one.x + other.x,
        one.y + other.y,
        one.scale * other.scale,
        one.rotation + other.rotation,
        one.opacity * other.opacity,
    )
