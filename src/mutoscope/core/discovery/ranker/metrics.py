"""How good forecasts are. All take plain columns; ties share their rank."""

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.content import Floats

Numbers = npt.NDArray[np.floating]


def logloss(chances: Numbers, labels: Numbers) -> float:
    """Mean of -log of the chance given to what happened, in nats."""
    p = np.clip(np.asarray(chances, np.float64), 1e-7, 1 - 1e-7)
    return float(-(labels * np.log(p) + (1 - labels) * np.log1p(-p)).mean())


def auc(scores: Numbers, labels: Numbers) -> float:
    """Chance that one that happened is scored above one that did not; NaN when either is missing."""
    yes = np.asarray(labels) > 0.5
    many, few = int(yes.sum()), int((~yes).sum())
    if not many or not few:
        return float("nan")
    return float((_ranks(scores)[yes].sum() - many * (many + 1) / 2) / (many * few))


def gauc(scores: Numbers, labels: Numbers, groups: npt.NDArray[np.int64]) -> float:
    """AUC within each group that has both outcomes, averaged by the size of the group (Zhu et al., 2017)."""
    order = np.argsort(groups, kind="stable")
    bounds = np.flatnonzero(np.diff(groups[order])) + 1
    total, size = 0.0, 0
    for mine in np.split(order, bounds):
        one = auc(scores[mine], labels[mine])
        if not np.isnan(one):
            total, size = total + one * len(mine), size + len(mine)
    return total / size if size else float("nan")


def ece(chances: Numbers, labels: Numbers, bins: int = 15) -> float:
    """Mean distance between chance and frequency over ``bins`` groups of equal size, by rising chance."""
    if not len(chances):
        return float("nan")
    order = np.argsort(chances, kind="stable")
    apart = [
        abs(float(chances[mine].mean() - labels[mine].mean())) * len(mine)
        for mine in np.array_split(order, bins)
        if len(mine)
    ]
    return sum(apart) / len(chances)


def _ranks(scores: Numbers) -> Floats:
    """Ranks from 1, those of equal scores averaged."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = counts.cumsum()
    return np.asarray((ends - (counts - 1) / 2)[inverse], np.float64)
