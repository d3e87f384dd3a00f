"""Who opens the feed when: often or seldom, by the hour of day, latecomers only in the second half."""

import numpy as np
import numpy.typing as npt

from bench.discovery.worlds.contracts import START_MS, Visit
from bench.discovery.worlds.dice import Floats
from mutoscope.core.units import DAY_MS, HOUR_MS

_BY_HOUR = np.array([4, 2, 1, 1, 1, 2, 4, 7, 7, 6, 6, 7, 9, 8, 7, 7, 8, 9, 10, 12, 13, 13, 11, 8.0])
_APART_MS = 2 * HOUR_MS


def visits(
    dice: np.random.Generator, zest: Floats, latecomer: npt.NDArray[np.bool_], a_day: float, days: float
) -> list[Visit]:
    """Visits by time; ``zest`` multiplies how often each viewer comes. Nobody comes twice in two hours."""
    found: list[Visit] = []
    share = _BY_HOUR / _BY_HOUR.sum()
    start_ms, end_ms = START_MS, START_MS + int(days * DAY_MS)
    for viewer in range(len(zest)):
        first = days / 2 if latecomer[viewer] else 0.0
        mine: list[int] = []
        for _ in range(max(1, int(dice.poisson(a_day * zest[viewer] * (days - first))))):
            day, hour = int(dice.uniform(first, days)), int(dice.choice(24, p=share))
            at_ms = start_ms - start_ms % DAY_MS + DAY_MS * day + HOUR_MS * hour + int(dice.integers(HOUR_MS))
            patience = int(np.clip(dice.exponential(45), 3, 150))
            if start_ms <= at_ms < end_ms and all(abs(one - at_ms) > _APART_MS for one in mine):
                mine.append(at_ms)
                found.append(Visit(at_ms, viewer, patience))
    return sorted(found, key=lambda visit: (visit.at_ms, visit.viewer))
