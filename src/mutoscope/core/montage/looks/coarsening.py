"""How finely what keys move is taken: each step has filters or a table of its own, so there must not be many.

The preview takes the same steps (``web/src/studio/looks/coarsening.ts``; tests/montage/looks/steps.json).
Steps are those of the clip as a whole: whatever part of it is made, a picture looks the same.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from mutoscope.core.montage.document import Effect

AMOUNT_STEP = 50
"""Thousandths of an effect's amount."""
_COARSEST_STEP = 200
_MOST_RUNS = 96
"""Of one effect, as often as its amount may change."""
Amount = Callable[[int], float]
"""How much of an effect there is at a picture of its clip, in thousandths."""


class Grain(NamedTuple):
    """The steps of an amount, in thousandths, and how many pictures each lasts at least."""

    step: int = AMOUNT_STEP
    lasting: int = 1


def grain_of(effect: Effect, length: int, amount: Amount) -> Grain:
    """Coarser, first in amount and then in time, until a clip of ``length`` has no more than 96 of them."""
    end = min(length, effect.start + effect.length) if effect.length else length
    shown = range(max(0, effect.start), end)
    grain = Grain()
    while True:
        values = [taken(effect, grain, k, amount) for k in shown]
        if sum(one != other for one, other in pairwise(values)) < _MOST_RUNS:
            return grain
        step, lasting = grain
        grain = Grain(2 * step, 1) if step < _COARSEST_STEP else Grain(step, 2 * lasting)


def taken(effect: Effect, grain: Grain, k: int, amount: Amount) -> float:
    """The amount that picture ``k`` is made with."""
    at = max(k - k % grain.lasting, effect.start)
    return grain.step * float(math.floor(amount(at) / grain.step + 0.5))
