"""How much of its material a clip has used up after k pictures, with any curve of speed.

    rate
    2000 |        ______
    1000 | ______/
         +--------------- k

Between two points the rate is linear, so what is used up is a parabola, and its inverse a root: no table, no
steps, nothing that drifts. Before the first point and after the last the rate stays, also outside the clip,
where joins reach.
"""

import bisect
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from mutoscope.core.montage.document import Content, Footage, Listening, Speed
from mutoscope.core.montage.timing.grid import half_up

WHOLE = 10_000
"""The end of a clip, as points of speed count."""


class _Piece(NamedTuple):
    """From picture ``at`` on, ``used`` being used up, the rate begins at ``rate`` and grows by ``gain``."""

    at: float
    used: float
    rate: float
    gain: float


class Pace(msgspec.Struct, frozen=True):
    """The curve of one clip, worked out."""

    length: int
    pieces: tuple[_Piece, ...]

    def used(self, k: float) -> float:
        """S(k): pictures of the grid used up of the material when ``k`` pictures have been seen."""
        piece = self._piece([piece.at for piece in self.pieces], k)
        since = k - piece.at
        return piece.used + since * (piece.rate + piece.gain * since / 2)

    def seen(self, used: float) -> float:
        """The k at which S(k) is ``used``: S grows throughout, so there is exactly one."""
        piece = self._piece([piece.used for piece in self.pieces], used)
        more = used - piece.used
        # The root that stays exact where the gain is nothing or nearly so.
        inside = max(0.0, piece.rate * piece.rate + 2 * piece.gain * more)
        return piece.at + 2 * more / (piece.rate + math.sqrt(inside))

    def rate(self, k: float) -> float:
        """How fast the material runs at ``k``: 1 is as recorded."""
        piece = self._piece([piece.at for piece in self.pieces], k)
        return piece.rate + piece.gain * (k - piece.at)

    def _piece(self, firsts: list[float], value: float) -> _Piece:
        return self.pieces[max(0, bisect.bisect_right(firsts, value) - 1)]


def speed_of(content: Content) -> tuple[Speed, ...]:
    """The curve of a clip's material; empty where nothing runs."""
    return content.speed if isinstance(content, Footage | Listening) else ()


def pace_of(speed: Sequence[Speed], length: int) -> Pace:
    """The curve ``speed`` over a clip of ``length`` pictures; no points: as it was recorded."""
    if not speed:
        return Pace(length, (_Piece(0.0, 0.0, 1.0, 0.0),))
    knots = [(point.at * length / WHOLE, point.rate / 1000) for point in speed]
    first, last = knots[0], knots[-1]
    pieces = [_Piece(0.0, 0.0, first[1], 0.0)]
    used = first[0] * first[1]
    for (at, rate), (then, next_rate) in pairwise(knots):
        lasts = then - at
        pieces.append(_Piece(at, used, rate, (next_rate - rate) / lasts))
        used += lasts * (rate + next_rate) / 2
    pieces.append(_Piece(last[0], used, last[1], 0.0))
    return Pace(length, tuple(pieces))


def mean_rate(speed: Sequence[Speed]) -> float:
    """The mean of the curve over the clip: what is used up a picture, on average."""
    return pace_of(speed, WHOLE).used(WHOLE) / WHOLE


def length_for(used: float, speed: Sequence[Speed]) -> int:
    """How many pictures a stretch of ``used`` pictures lasts with this curve, at least 1."""
    return max(1, half_up(used / mean_rate(speed)))
