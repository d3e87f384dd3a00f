"""Everything that is tried, with what came of it so far, as values that can be printed."""

import math

import msgspec
import numpy as np

from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.experiments.figures import MEASURES
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import Experiment
from mutoscope.core.discovery.experiments.reading import (
    LEAST_UNITS,
    MISMATCH,
    Compared,
    compared,
    mismatch,
    ratio,
    widened,
)
from mutoscope.core.discovery.experiments.shadows import ShadowReport
from mutoscope.core.discovery.experiments.trials import Trials

CREATORS = "creators' long views per video"
_Z95 = 1.959964


class ArmReport(msgspec.Struct, frozen=True):
    name: str
    label: str
    share: float
    viewers: int
    creators: int
    """Whose videos somebody of this arm watched."""
    compared: tuple[Compared, ...] = ()
    """With the control; none for the control itself, nor where too few are counted to say anything."""
    stopped: Stop | None = None


class Report(msgspec.Struct, frozen=True):
    name: str
    codiverted: bool
    arms: tuple[ArmReport, ...]
    """The control first."""
    mismatch: float
    """Chance that the lot alone makes such counts."""

    @property
    def sound(self) -> bool:
        """Whether anything may be concluded: not when the counts of viewers are themselves improbable."""
        return self.mismatch >= MISMATCH


def reports(trials: Trials) -> tuple[Report, ...]:
    """Of all that runs, the hold-out first."""
    return tuple(_report(trials, one, trials.ledgers[one.key]) for one in trials.all)


def shadows(trials: Trials) -> tuple[ShadowReport, ...]:
    """Of all candidates that only score."""
    return tuple(book.report(key) for key, book in trials.books.items())


def _report(trials: Trials, one: Experiment, ledger: Ledger) -> Report:
    groups, told = ledger.sums, []
    for place, arm in enumerate(one.arms):
        beside: list[Compared] = []
        if place and min(groups[0].units, groups[place].units) >= LEAST_UNITS:
            beside = [compared(groups[0], groups[place], measure) for measure in MEASURES]
            if one.codiverted:
                beside.append(_of_creators(ledger, place))
        label = one.label(place)
        told.append(
            ArmReport(
                name=arm.name,
                label=label,
                share=arm.share,
                viewers=groups[place].units,
                creators=len(ledger.creators[place]),
                compared=tuple(beside),
                stopped=trials.stopped.get(label),
            )
        )
    return Report(one.name, one.codiverted, tuple(told), mismatch(ledger))


def _of_creators(ledger: Ledger, arm: int) -> Compared:
    """Long views per video watched, with the creators of each half as units: they were split, too."""
    (before, its), (after, theirs) = (ratio(*_sums(ledger, place)) for place in (0, arm))
    error, moved = math.hypot(its, theirs), after - before
    units = max(min(len(ledger.creators[0]), len(ledger.creators[arm])), 1)
    half, always = _Z95 * error, widened(units, 0.05) * error
    return Compared(CREATORS, before, after, moved - half, moved + half, moved - always, moved + always)


def _sums(ledger: Ledger, arm: int) -> tuple[Floats, Floats]:
    counts = np.array(list(ledger.creators[arm].values()), np.float64).reshape(-1, 2)
    return counts[:, 1], counts[:, 0]
