"""The exploring slot: which slots explore, and a draw whose probability is known exactly.

A draw mixes two distributions over the same pool of eligible unseen videos,

    p(i) = (1 - u) * softmax((mean_i + c * deviation_i + need_i) / T)  over those to be explored
         +      u  * 1/N                                               over all

Every new video is owed a floor of looks. Its audition then goes on, up to the floor that every one would have
if the instance could afford it, until an upper bound of its quality says that it is nothing special; and
beyond that once a lower one says that it is better than the usual. ``need`` is what is owed: most to the
newest that nobody has met, less with every look and with age, so that a stock of old videos takes no looks
from those of today.

and ``p`` is what the trace reports: the probability with which an exploring slot shows ``i``, given the
candidates. Whether a slot explores is decided before and without looking at any video, so weighting by
1/p is unbiased over the exploring slots. The softmax is drawn as argmax(logit + Gumbel noise), which has
precisely that distribution; drawing posterior samples and taking the best has none that can be written down.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Mask
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.scene import Scene, held_creators
from mutoscope.core.discovery.weights import Weights


class Draw(msgspec.Struct, frozen=True):
    position: int
    row: int
    propensity: float
    source: str


def draw(scene: Scene, slots: Sequence[int], logits: Floats, dice: np.random.Generator) -> list[Draw]:
    """What each of ``slots`` shows; ``logits`` are those of ``scene.fresh``."""
    catalogue = scene.state.catalogue
    unseen, apart = scene.unseen.copy(), pool_of(scene)
    drawn = []
    for position in slots:
        pool = apart if apart.any() else unseen  # without creators drawn already, while there are others
        among = int(np.count_nonzero(pool))
        if not among:
            break
        open_ = np.flatnonzero(pool[scene.fresh])
        fresh, mine = scene.fresh[open_], logits[open_]
        if dice.random() < scene.weights.explore_uniform or not len(fresh):
            row = _any_of(pool, among, dice)
        else:
            noise = dice.gumbel(size=len(fresh))
            row = int(fresh[(mine / scene.weights.temperature + noise).argmax()])
        chances, otherwise = distribution(mine, among, scene.weights)
        place = np.flatnonzero(fresh == row)
        source = "random"
        if len(place):
            source = "fresh" if scene.state.votes.shown[row] < scene.weights.floor else "proven"
        drawn.append(Draw(position, row, float(chances[place[0]]) if len(place) else otherwise, source))
        unseen[row] = False
        apart[catalogue.by_creator.of(int(catalogue.creator[row]))] = False
    return drawn


def pool_of(scene: Scene) -> Mask:
    """Out of which the first slot is drawn, unless it is empty: nothing by a creator the player holds."""
    apart = scene.unseen.copy()
    for held in held_creators(scene):
        apart[scene.state.catalogue.by_creator.of(held)] = False
    return apart


def _any_of(pool: Mask, among: int, dice: np.random.Generator) -> int:
    """One of the ``among`` rows of ``pool``, each as likely: thrown at all rows until one of them is hit, or
    counted out where too many throws would miss."""
    while 64 * among > len(pool):
        row = int(dice.integers(len(pool)))
        if pool[row]:
            return row
    return int(np.flatnonzero(pool)[dice.integers(among)])


def exploring_slots(scene: Scene, dice: np.random.Generator) -> list[int]:
    """Positions that explore, from 0: many for newcomers, few for others.

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
    nobody_met = bool((scene.state.votes.shown[scene.fresh[:1]] == 0).any())
    share = weights.explore_most if nobody_met else scene.explore_share
    wanted = share * size
    many = int(wanted) + (dice.random() < wanted % 1.0)
    if many <= 1:
        return [int(dice.integers(first, min(size, first + 2)))] if many else []
    return sorted((first + dice.permutation(size - first)[:many]).tolist())


def distribution(logits: Floats, among: int, weights: Weights) -> tuple[Floats, float]:
    """(probability of each fresh video, by its logit; that of each other one) of ``among`` candidates."""
    if not len(logits):
        return logits, 1.0 / among
    uniform = weights.explore_uniform / among
    soft = np.exp((logits - logits.max()) / weights.temperature)
    chances: Floats = uniform + (1.0 - weights.explore_uniform) * soft / soft.sum()
    return chances, uniform


def fresh_logits(scene: Scene, value: Floats, deviation: Floats) -> Floats:
    """For each of ``scene.fresh``: its value plus optimism, and what is owed to those that few have met."""
    state, weights, fresh = scene.state, scene.weights, scene.fresh
    age = np.maximum(scene.request.now_ms - state.catalogue.published_ms[fresh], 0)
    met = state.votes.shown[fresh]
    urgency = weights.urgency * (met == 0) * np.exp2(-age / weights.urgency_half_life_ms)
    owed = min(1.0, scene.taste.views / weights.newcomer_views) * np.exp2(-age / weights.need_half_life_ms)
    need = weights.need * owed * np.maximum(1.0 - met / weights.floor, 0.0)
    logits: Floats = value + weights.optimism * deviation + urgency + need
    return logits
