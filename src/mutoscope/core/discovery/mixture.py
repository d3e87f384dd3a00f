"""How the trained ranker and the hand-made value decide together.

    value = (1 - trust) * hand-made + trust * trained

The trained value of a candidate is the sum of ``Rewards`` times the chances the ranker gives them. It is
brought to the mean and spread that the hand-made value has over the candidates, so that everything after it
(choices, exploration, arrangement) means what it meant before. Without trust nothing changes, to the bit.
"""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker.learner import Ranker
from mutoscope.core.discovery.ranker.schema import HEADS, Batch
from mutoscope.core.discovery.ranking import without
from mutoscope.core.discovery.weights import Rewards, Weights

ABLATED = 8
"""Groups that are taken away for real, for each video of a page."""


class Trained(msgspec.Struct, frozen=True):
    """What the ranker said of the candidates of a page."""

    ranker: Ranker
    batch: Batch
    rewards: Floats
    trust: float
    spread: float
    """Of the hand-made value over that of the trained one: what a unit of reward is worth."""
    value: Floats
    """(n,): the expected reward."""

    def moved(self, core: Floats) -> Floats:
        """What it adds to the hand-made value ``core``."""
        moved: Floats = self.trust * ((self.value - self.value.mean()) * self.spread - (core - core.mean()))
        return moved

    def share(self, places: Rows, groups: tuple[str, ...], apart: Floats) -> Floats:
        """(places, groups): by how much the value falls without each group. ``apart`` (places, groups) are
        the hand-made shares beyond the average."""
        mine, average = some(self.batch, places), self.batch.dense.mean(0)
        asked = [without(mine, group, apart[:, place], average) for place, group in enumerate(groups)]
        together = Batch(
            np.concatenate([one.sparse for one in asked]),
            np.concatenate([one.dense for one in asked]),
            np.repeat([int(group == "history") for group in groups], len(places)),
            np.concatenate([mine.past, mine.past]),
            np.concatenate([mine.gains, mine.gains]),
            np.concatenate([mine.known, np.zeros_like(mine.known)]),
        )
        left = expected(self.ranker, together, self.rewards).reshape(len(groups), len(places)).T
        return self.spread * (self.value[places, None] - left)


def trained(ranker: Ranker, batch: Batch, core: Floats, weights: Weights, discovery: float) -> Trained | None:
    """What the ranker says; None while it is not trusted. ``discovery`` is the viewer's slider: towards
    «new» what was learned counts less."""
    trust = ranker.trust.amount(weights.trust_most, weights.trust_enough) * weights.lean ** -max(
        discovery, 0.0
    )
    if trust <= 0.0 or len(core) < 2:
        return None
    rewards = rewards_of(weights.rewards)
    value = expected(ranker, batch, rewards)
    wide = float(value.std())
    if not np.isfinite(wide) or wide < 1e-9:
        return None
    return Trained(ranker, batch, rewards, trust, float(core.std()) / wide, value)


def expected(ranker: Ranker, batch: Batch, rewards: Floats) -> Floats:
    """(n,): the reward that each candidate is expected to bring."""
    value: Floats = ranker.forecast(batch).chances.astype(np.float64) @ rewards
    return value


def rewards_of(rewards: Rewards) -> Floats:
    """(heads,)"""
    return np.array([getattr(rewards, head) for head in HEADS])


def some(batch: Batch, places: Rows) -> Batch:
    """These candidates of a batch."""
    return Batch(
        batch.sparse[places], batch.dense[places], batch.of[places], batch.past, batch.gains, batch.known
    )
