"""By which terms a viewer's page is made: the published numbers, changed as their arms say.

Nobody but viewers whose pages are written down is in an experiment: the plain feed is the same for all, and
of a pause nothing is kept that could be counted.
"""

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import Catalogue, Mask
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.experiments.plan import Arm, Experiment, Shadow
from mutoscope.core.discovery.page import Terms, mode_of
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.variants.numbers import BadVariant, varied
from mutoscope.core.discovery.weights import Weights


class Terming:
    """Finds terms; what many viewers have in common is made once."""

    def __init__(self, weights: Weights) -> None:
        self.usual = weights
        self._weights: dict[tuple[str, ...], Weights] = {}
        self._halves: dict[tuple[str, int], npt.NDArray[np.int8]] = {}

    def of(self, state: State, request: PageRequest) -> Terms:
        """The terms of a viewer's next page."""
        trials, unit = state.trials, state.key_of(request.viewer)
        if mode_of(request, state.choices_of(unit)) != "learning":
            return Terms(self.usual)
        places = trials.arms_of(unit)
        hold_out = trials.running.hold_out
        changes: list[Arm] = []
        labels: list[str] = []
        corpus: Mask | None = None
        for one, arm in places:
            label = one.label(arm)
            if label in trials.stopped:
                changes.append(one.arms[0])
                continue
            changes.append(one.arms[arm])
            labels.append(label)
            if one.codiverted:
                corpus = self._corpus(one, arm, state.catalogue)
        if (
            hold_out.label(1) in trials.stopped
        ):  # the trained parts did harm: everybody is held, and this last
            changes.append(hold_out.arms[0])
        former = any(change.former for change in changes)
        return Terms(self._varied(changes), former, corpus, tuple(labels))

    def of_shadow(self, shadow: Shadow) -> Weights:
        """The numbers of a candidate that only scores."""
        return self._varied([Arm(shadow.key, shadow.share, shadow.set, shadow.off)])

    def _varied(self, changes: list[Arm]) -> Weights:
        changing = [one for one in changes if one.set or one.off]
        if not changing:
            return self.usual
        key = self.key(changing)
        if key not in self._weights:
            if len(self._weights) > 1_000:
                self._weights.clear()
            self._weights[key] = self._made(changing)
        return self._weights[key]

    def key(self, changing: list[Arm]) -> tuple[str, ...]:
        """What arms with the same changes have in common."""
        return tuple(f"{sorted(one.set.items())}{one.off}" for one in changing)

    def _made(self, changing: list[Arm]) -> Weights:
        weights = self.usual
        for one in changing:
            try:
                weights = varied(weights, one.set, one.off)
            except BadVariant:  # of a plan from a version that called it otherwise
                continue
        return weights

    def _corpus(self, one: Experiment, arm: int, catalogue: Catalogue) -> Mask:
        """Over all rows: what was made by creators who go with this arm."""
        key = (one.name, len(one.arms))
        halves = self._halves.get(key)
        known = 0 if halves is None else len(halves)
        if halves is None or known <= len(catalogue.maker_codes):
            more = list(catalogue.maker_codes)[max(known - 1, 0) :]  # codes count from 1, in this order
            start = np.full(1, -1, np.int8) if halves is None else halves
            halves = np.concatenate([start, np.array([one.half_of(each) for each in more], np.int8)])
            self._halves[key] = halves
        mine: Mask = halves[catalogue.maker[: len(catalogue)]] == arm
        return mine
