"""What a difference between arms is worth: ratios over units, intervals, and when not to conclude.

A figure is a ratio of sums over viewers, R = sum y / sum x. Viewers are independent, their videos are not, so
its variance is taken over viewers by the delta method (Deng, Knoblich and Lu, 2018):

    var R = n / (n - 1) * sum (y_i - R x_i)^2 / (sum x)^2

Two intervals of the difference are told. The *fixed* one (95 %) holds for a look at a time that was chosen
before. The *always valid* one holds at all looks together, so one may look whenever one likes and stop when
one has seen enough (asymptotic confidence sequence of Robbins' normal mixture: Waudby-Smith, Arbour, Sinha,
Kennedy and Ramdas, 2024):

    half = se * sqrt( (1 + m/n) * (log(1 + n/m) - 2 log alpha) ),   narrowest near n = 10 m viewers
"""

import math

import msgspec
import numpy as np

from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.experiments.figures import Sums
from mutoscope.core.discovery.experiments.ledger import Ledger

_Z95 = 1.959964
TUNED_FOR = 200
"""``m`` above."""
LEAST_UNITS = 30
"""Of each arm, before anything is concluded."""
MISMATCH = 0.001
"""With a smaller chance of such counts, something else than the lot decides who is counted."""

GUARDED = ("refusals", "skips", "trouble", "latency")
"""Those where more is worse, and an arm is stopped for."""


class Compared(msgspec.Struct, frozen=True):
    """One figure of an arm beside that of the control."""

    measure: str
    control: float
    arm: float
    low: float
    high: float
    """Ends of the fixed interval of the difference."""
    always_low: float
    always_high: float
    """Ends of the one that is always valid."""

    @property
    def difference(self) -> float:
        return self.arm - self.control

    @property
    def certain(self) -> bool:
        """Whether there is a difference, however often it was looked at."""
        return self.always_low > 0.0 or self.always_high < 0.0


def ratio(y: Floats, x: Floats) -> tuple[float, float]:
    """(sum y / sum x, its standard error)."""
    n, whole = len(y), float(x.sum())
    if n < 2 or whole <= 0.0:
        return 0.0, 0.0
    value = float(y.sum()) / whole
    return value, math.sqrt(n / (n - 1) * float(np.square(y - value * x).sum())) / whole


def widened(units: int, alpha: float) -> float:
    """Standard errors to either side, so that all looks together err at most ``alpha`` of the time."""
    n = units / TUNED_FOR
    return math.sqrt((1.0 + 1.0 / n) * (math.log1p(n) - 2.0 * math.log(alpha)))


def compared(control: Sums, arm: Sums, measure: str, alpha: float = 0.05) -> Compared:
    """One figure of two groups of units."""
    (before, its), (after, theirs) = control.ratio(measure), arm.ratio(measure)
    error, units = math.hypot(its, theirs), min(control.units, arm.units)
    half = _Z95 * error
    always = widened(units, alpha) * error if units else math.inf
    moved = after - before
    return Compared(measure, before, after, moved - half, moved + half, moved - always, moved + always)


def mismatch(ledger: Ledger) -> float:
    """The chance that the lot alone makes counts as far from the shares as these (chi-squared)."""
    counts = np.array([one.units for one in ledger.sums])
    if not counts.any():
        return 1.0
    expected = counts.sum() * np.array(ledger.shares) / sum(ledger.shares)
    return chance_beyond(float((np.square(counts - expected) / expected).sum()), len(expected) - 1)


def chance_beyond(x: float, freedom: int) -> float:
    """Of a chi-squared number with so many degrees of freedom to be above ``x``."""
    half = x / 2
    odd = freedom % 2
    total, term = (math.erfc(math.sqrt(half)), 0.5) if odd else (math.exp(-half), 1.0)
    while 2 * term < freedom:
        total += math.exp(term * math.log(half) - half - math.lgamma(term + 1)) if half > 0 else 0.0
        term += 1
    return min(total, 1.0)
