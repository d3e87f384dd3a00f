"""Full ranking, for whoever proposes: where among all unseen videos does the one stand that was watched next.

    hit rate@k = share of trials with rank <= k          ndcg@k = mean of 1 / log2(rank + 1) where rank <= k

Nothing is sampled (Krichene and Rendle, 2020, show that sampled rankings can order methods the other way
round), and a tie counts against whoever is judged.
"""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.sequence.parts import Items, Singles

Ranks = npt.NDArray[np.int64]


class Trial(msgspec.Struct, frozen=True):
    history: Items
    """What was watched before, oldest first; not to be proposed again."""
    target: int
    """What was watched next, and was not in the history."""


Proposer = Callable[[Sequence[Items]], Singles]
"""(histories) -> (history, video): a score of every video for each."""


class Judgement(msgspec.Struct, frozen=True):
    trials: int
    hit_rate: float
    ndcg: float


def judge(proposer: Proposer, trials: Sequence[Trial], most: int = 10) -> Judgement:
    """How often, and how high, what was watched next is among the ``most`` best."""
    return judgement(ranks(proposer, trials), most)


def judgement(found: Ranks, most: int = 10) -> Judgement:
    """The same of ranks."""
    if not len(found):
        return Judgement(0, 0.0, 0.0)
    return Judgement(len(found), float((found <= most).mean()), float(gains(found, most).mean()))


def gains(found: Ranks, most: int = 10) -> npt.NDArray[np.float64]:
    return np.where(found <= most, 1.0 / np.log2(found + 1.0), 0.0)


def beats(ours: Ranks, theirs: Ranks, most: int = 10) -> bool:
    """Whether the mean gain of ``ours`` is higher by more than chance explains: the differences, trial by
    trial, are on average over 1.64 of their standard errors above zero (95 %, one-sided)."""
    apart = gains(ours, most) - gains(theirs, most)
    return len(apart) > 1 and float(apart.mean()) > 1.64 * float(apart.std(ddof=1)) / len(apart) ** 0.5


def ranks(proposer: Proposer, trials: Sequence[Trial], together: int = 256) -> Ranks:
    """The rank of each trial's target, 1 for the best, among videos not in its history."""
    found = np.zeros(len(trials), np.int64)
    order = sorted(range(len(trials)), key=lambda index: len(trials[index].history))  # alike is quicker
    for start in range(0, len(order), together):
        mine = [trials[index] for index in order[start : start + together]]
        scores = proposer([trial.history for trial in mine])
        places = np.arange(len(mine))
        own = scores[places, [trial.target for trial in mine]]
        scores[np.repeat(places, [len(trial.history) for trial in mine]), _joined(mine)] = -np.inf
        scores[places, [trial.target for trial in mine]] = own
        below = (scores < own[:, None]).sum(1)  # what is no number is above, and never a find itself
        found[order[start : start + together]] = scores.shape[1] - below
    return found


def _joined(trials: Sequence[Trial]) -> Items:
    return np.concatenate([trial.history for trial in trials]).astype(np.int64)
