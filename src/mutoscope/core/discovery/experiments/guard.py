"""When an arm is stopped without anybody asking: it is worse than the control, by more than it may be, for
certain.

    worse for certain:  lower end of (arm - control), always valid  >  bound * control

The checks of one experiment share an error of one in twenty, however often they are made. What breaks at once
(a source that fails, a number that is none) needs no statistics beyond a count.
"""

import math

import msgspec

from mutoscope.core.discovery.experiments.figures import Sums
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import Bounds
from mutoscope.core.discovery.experiments.reading import GUARDED, LEAST_UNITS, compared

_ALPHA = 0.05
_BROKEN_PAGES, _BROKEN_SHARE = 20, 0.05
"""So many pages in trouble and so large a part of the arm's are enough, if the control's are half at most."""


class Stop(msgspec.Struct, frozen=True):
    """An arm that was stopped, and why."""

    label: str
    """Experiment and arm."""
    measure: str
    control: float
    arm: float
    at_least: float
    """By so much it is worse, for certain."""
    units: int
    """Viewers of the arm that were counted then."""
    number: int
    """Of the entry of the log that showed it."""


def breaches(ledger: Ledger, bounds: Bounds) -> dict[int, Stop]:
    """Arm -> why it has to be stopped; labels and numbers are left to whoever asks."""
    arms = ledger.sums
    alpha = _ALPHA / (len(GUARDED) * max(len(arms) - 1, 1))
    found = {}
    for place, arm in enumerate(arms[1:], 1):
        stop = _broken(arms[0], arm) or _worse(arms[0], arm, bounds, alpha)
        if stop is not None:
            found[place] = stop
    return found


def _broken(control: Sums, arm: Sums) -> Stop | None:
    (trouble, pages), (usual, usual_pages) = arm.total("trouble"), control.total("trouble")
    share, usual_share = trouble / max(pages, 1), usual / max(usual_pages, 1)
    if trouble < _BROKEN_PAGES or share < _BROKEN_SHARE or usual_share > share / 2:
        return None
    return Stop("", "trouble", usual_share, share, share - usual_share, arm.units, 0)


def _worse(control: Sums, arm: Sums, bounds: Bounds, alpha: float) -> Stop | None:
    if min(control.units, arm.units) < LEAST_UNITS:
        return None
    for measure in GUARDED:
        told = compared(control, arm, measure, 2 * alpha)  # one side of it
        if math.isfinite(told.always_low) and told.always_low > getattr(bounds, measure) * told.control:
            return Stop("", measure, told.control, told.arm, told.always_low, arm.units, 0)
    return None
