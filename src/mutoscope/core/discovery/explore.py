"""The exploring slot: which slots explore, and a draw whose probability is known exactly.

A draw mixes two distributions over the same pool of eligible unseen videos,

    p(i) = (1 - u) * softmax((mean_i + c * deviation_i + urgency_i) / T)  over those below their floor
         +      u  * 1/N                                                  over all

and ``p`` is what the trace reports: the probability with which an exploring slot shows ``i``, given the
candidates. Whether a slot explores is decided before and without looking at any video, so weighting by
1/p is unbiased over the exploring slots. The softmax is drawn as argmax(logit + Gumbel noise), which has
precisely that distribution; drawing posterior samples and taking the best has none that can be written down.
"""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.scene import Scene, held_creators
from mutoscope.core.discovery.value import appraise
from mutoscope.core.discovery.votes import SHOWN
from mutoscope.core.discovery.weights import Weights

_POOL = 100
"""Fresh videos weighed against each other; the least met, then the newest, when there are more."""
_HOUR_MS = 3_600_000
_TIME = (1 << 43) - 1


class Draw(msgspec.Struct, frozen=True):
    position: int
    row: int
    propensity: float
    source: str


def draw(scene: Scene, dice: np.random.Generator) -> list[Draw]:
    """The exploring slots of this page, by position, each with what it shows."""
    slots = exploring_slots(scene, dice)
    if not slots:
        return []
    logits = fresh_logits(scene)
    unseen = scene.unseen.copy()
    drawn = []
    creators = held_creators(scene)
    for position in slots:
        rows = _pool(scene, unseen, creators)
        if len(rows) == 0:
            break
        mine = logits[rows]
        fresh = np.flatnonzero(np.isfinite(mine))
        if dice.random() < scene.weights.explore_uniform or not len(fresh):
            index = int(dice.integers(len(rows)))
        else:
            noise = dice.gumbel(size=len(fresh))
            index = int(fresh[(mine[fresh] / scene.weights.temperature + noise).argmax()])
        row = int(rows[index])
        source = "fresh" if np.isfinite(mine[index]) else "random"
        drawn.append(Draw(position, row, float(distribution(mine, scene.weights)[index]), source))
        unseen[row] = False
        creators.append(int(scene.state.catalogue.creator[row]))
    return drawn


def exploring_slots(scene: Scene, dice: np.random.Generator) -> list[int]:
    """Positions that explore, from 0: many for newcomers, at most one in eight for others.

    Positions 0 and 1 never, once a viewer has met a page of videos: the first impression is not a lottery.
    """
    weights, size, views = scene.weights, scene.request.size, scene.taste.views
    first = 0 if views < 8 else 2
    if views < weights.newcomer_views:
        newness = 1.0 - views / weights.newcomer_views
        share = weights.explore_most + (weights.explore_newcomer - weights.explore_most) * newness
        return [position for position in range(first, size) if dice.random() < share]
    if size <= first:
        return []
    n = len(scene.unseen)
    nobody_met = bool((scene.fresh & (scene.state.votes.totals[:n, SHOWN] == 0)).any())
    share = weights.explore_most if nobody_met else scene.explore_share
    if dice.random() >= min(1.0, share * size):
        return []
    return [int(dice.integers(first, min(size, first + 2)))]


def distribution(logits: Floats, weights: Weights) -> Floats:
    """The probability of each candidate in an exploring slot; with logit -inf, by the uniform part alone."""
    fresh = np.flatnonzero(np.isfinite(logits))
    if not len(fresh):
        return np.full(len(logits), 1.0 / len(logits))
    chances = np.full(len(logits), weights.explore_uniform / len(logits))
    soft = np.exp((logits[fresh] - logits[fresh].max()) / weights.temperature)
    chances[fresh] += (1.0 - weights.explore_uniform) * soft / soft.sum()
    return chances


def _pool(scene: Scene, unseen: Mask, creators: list[int]) -> Rows:
    """Everything that may be drawn; without creators drawn already, while there are others."""
    rows = np.flatnonzero(unseen)
    apart = np.ones(len(rows), np.bool_)
    for creator in creators:
        apart &= scene.state.catalogue.creator[rows] != creator
    others = rows[apart]
    return others if len(others) else rows


def fresh_logits(scene: Scene) -> Floats:
    """For all rows: mean plus optimism of the fresh ones, the least met first; -inf for the rest."""
    state, weights = scene.state, scene.weights
    logits = np.full(len(scene.unseen), -np.inf)
    chosen = np.flatnonzero(scene.fresh)
    if len(chosen) > _POOL:
        newest = state.catalogue.published_ms[chosen] & _TIME
        least_met = (state.votes.totals[chosen, SHOWN] << 44) - newest
        chosen = np.sort(chosen[np.argpartition(least_met, _POOL)[:_POOL]])
    if len(chosen):
        appraisal = appraise(scene, chosen, np.zeros(0, np.int64))
        age = np.maximum(scene.request.now_ms - state.catalogue.published_ms[chosen], 0)
        unmet = state.votes.totals[chosen, SHOWN] == 0
        urgency = weights.urgency * unmet * 0.5 ** (age / _HOUR_MS)
        logits[chosen] = appraisal.value + weights.optimism * appraisal.deviation + urgency
    return logits
