"""Sound at another speed, its pitch kept or moved with it, to the sample.

A curve is cut into stretches of one speed each, short enough that none is ever a millisecond from where the
curve is; neighbours fade across, so that nothing clicks. Each begins a little early and is cut where it is
due: what the stretcher does to a beginning is not heard.

    material   |--[=====|===|==|===|======]--|          cut at pictures, each with a speed of its own
    heard         [====|====|====|====|====]
"""

import bisect
import itertools
import math
from typing import NamedTuple

from mutoscope.core.montage.compiling.graph import COUNTED, Graph
from mutoscope.core.montage.compiling.series import number
from mutoscope.core.montage.plan import Filter, made
from mutoscope.core.montage.timing import Pace

RATE = 48_000
EARLY_S = 0.1
"""How much of what is heard each stretch begins early and ends late."""
_ACROSS = 480
"""Samples over which neighbours fade."""
_NEAR_S = 0.001
_MOST_STRETCHES = 40
_TOGETHER = 24
"""Stretches that are taken from one copy of the material, about the root of how many there may be."""
_WORK = 2.0
"""What a stretch costs, in million pixels."""
_LATENESS = (
    (0.1, -46.0), (0.15, -36.2), (0.2, -30.5), (0.3, -26.9), (0.4, -13.2), (0.5, -12.1), (0.6, -12.7),
    (0.7, -10.3), (0.75, -8.7), (0.8, -6.3), (0.9, -3.0), (1.0, 0.0), (1.1, 2.5), (1.25, 5.5), (1.5, 8.4),
    (1.75, 12.0), (2.0, 12.8), (2.5, 13.3), (3.0, 15.3), (4.0, 15.3), (5.0, 17.0), (10.0, 17.0),
)  # fmt: skip
"""Speed, and by how many ms the stretcher is late at it: measured, ``bench.studio.exact`` watches it."""


class Stretch(NamedTuple):
    """Heard from ``first`` to ``end``, made of ``used`` to ``until`` of the material; all in pictures."""

    first: float
    end: float
    used: float
    until: float

    @property
    def tempo(self) -> float:
        return (self.until - self.used) / (self.end - self.first)


def stretches(pace: Pace, first: int, end: int, fps: int, coarse: float = 1) -> list[Stretch]:
    """Pictures ``first`` to ``end``, cut so that each stretch may have one speed; ``coarse`` times fewer."""
    knots = sorted({float(first), float(end), *(p.at for p in pace.pieces if first < p.at < end)})
    found = []
    for one, other in itertools.pairwise(knots):
        seconds = (other - one) / fps
        change = abs(pace.rate(other - 1e-9) - pace.rate(one + 1e-9))
        count = min(_MOST_STRETCHES, math.ceil(math.sqrt(change * seconds / 8 / _NEAR_S)))
        count = max(1, math.ceil(count / coarse))
        cuts = [one + (other - one) * n / count for n in range(count + 1)]
        found += [Stretch(a, b, pace.used(a), pace.used(b)) for a, b in itertools.pairwise(cuts)]
    return found


def as_recorded(parts: list[Stretch]) -> bool:
    """Whether nothing has to be done."""
    return len(parts) == 1 and parts[0].tempo == 1


def stretched(graph: Graph, pad: str, parts: list[Stretch], keep_pitch: bool, begins: float) -> str:
    """The pad of all ``parts`` in a row; ``pad`` is the material from ``begins`` (in pictures) on."""
    graph.budget.take("stretches", len(parts))
    graph.work += _WORK * len(parts)
    groups = [parts[at : at + _TOGETHER] for at in range(0, len(parts), _TOGETHER)]
    rows = []
    for group, one in zip(groups, graph.copies(pad, len(groups), sound=True), strict=True):
        # Whoever takes a part reads all that he is given: without groups, the square of the length.
        reaches = [_reach(graph, part, begins) for part in group]
        start, stop = min(first for first, _ in reaches), max(end for _, end in reaches)
        if len(groups) > 1:
            cut = made("atrim", start_sample=start, end_sample=stop), COUNTED
            one = graph.through(one, *cut)
        offset = start if len(groups) > 1 else 0
        copies = graph.copies(one, len(group), sound=True)
        pads = [
            _one(graph, each, part, keep_pitch, begins, offset, last=part is parts[-1])
            for part, each in zip(group, copies, strict=True)
        ]
        rows.append(_across(graph, pads))
    return _across(graph, rows)


def _across(graph: Graph, pads: list[str]) -> str:
    """One after the other, each fading into the next."""
    heard = pads[0]
    for one in pads[1:]:
        heard = graph.through(
            (heard, one), made("acrossfade", nb_samples=_ACROSS, curve1="tri", curve2="tri")
        )
    return heard


def _reach(graph: Graph, part: Stretch, begins: float) -> tuple[int, int]:
    """From which sample of what is read from ``begins`` on to before which a stretch is made; before the
    start there is nothing."""
    early = EARLY_S * graph.fps * part.tempo
    start, stop = (round((at - begins) * RATE / graph.fps) for at in (part.used - early, part.until + early))
    return max(0, start), max(1, stop)


def _one(
    graph: Graph, pad: str, part: Stretch, keep_pitch: bool, begins: float, offset: int, last: bool
) -> str:
    """One stretch, of material that begins ``offset`` samples after ``begins``."""
    sample = RATE / graph.fps
    start, stop = _reach(graph, part, begins)
    # Where the stretch begins in what comes out: exactly there, whatever was rounded on the way in.
    early = round((part.used - EARLY_S * graph.fps * part.tempo - begins) * sample)
    due = ((part.used - begins) * sample - early) / part.tempo
    count = round(part.end * sample) - round(part.first * sample) + (0 if last else _ACROSS)
    skip = max(0, round(due + (_late(part.tempo) * RATE / 1000 if keep_pitch else 0)))
    return graph.through(
        pad,
        made("atrim", start_sample=start - offset, end_sample=stop - offset),
        COUNTED,
        *_at_speed(part.tempo, keep_pitch),
        made("apad", whole_len=skip + count),
        made("atrim", start_sample=skip, end_sample=skip + count),
        COUNTED,
    )


def _at_speed(tempo: float, keep_pitch: bool) -> tuple[Filter, ...]:
    if keep_pitch:
        return (made("rubberband", tempo=number(tempo)),)
    return made("asetrate", sample_rate=round(RATE * tempo)), made("aresample", sample_rate=RATE)


def _late(tempo: float) -> float:
    """By how many ms what comes out at this speed is late; between measured speeds, linear."""
    if tempo == 1:
        return 0.0
    after = min(max(1, bisect.bisect_right(_LATENESS, (tempo, math.inf))), len(_LATENESS) - 1)
    (low, early), (high, late) = _LATENESS[after - 1], _LATENESS[after]
    return early + (late - early) * max(0.0, min(1.0, (tempo - low) / (high - low)))
