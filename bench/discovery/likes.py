"""What else somebody likes, with no order to go by: recommenders of likes, and ours made of their parts.

Items go by (item, item) lists as in ``models``; ``Scores`` are (users, items), blended after each user's best
is set to 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from bench.discovery.models import best_of_rows, ease_lists
from bench.discovery.protocol import recall_and_ndcg
from bench.discovery.sets import Likes

Scores = npt.NDArray[np.float32]
Setting = tuple[float, ...]
SHARES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True)
class Method:
    name: str
    settings: Sequence[Setting]
    make: Callable[..., Scores]


@dataclass(frozen=True)
class Tuned:
    scores: Scores
    setting: Setting


def methods(likes: Likes) -> list[Method]:
    """Every recommender with the settings it is tried with."""
    train = likes.train
    items = np.maximum(_sums(train, 0), 1.0)

    def popular() -> Scores:
        return np.tile(_sums(train, 0).astype(np.float32), (train.shape[0], 1))

    def knn(shrink: float) -> Scores:
        both = (train.T @ train).tocsr()
        both.setdiag(0)
        scale = sp.diags(1.0 / np.sqrt(items + shrink))
        return _dense(train @ best_of_rows(sp.csr_matrix(scale @ both @ scale), 200))

    def walks(people: float, other: float) -> Scores:
        """RP3beta: three random steps, user to item to user to item, against the popular (Paudel, 2017); one
        person's vote is shared among all they liked."""
        voted = sp.diags(np.maximum(_sums(train, 1), 1.0) ** -people) @ train
        steps = (train.T @ voted).tocsr()
        steps.setdiag(0)
        lists = sp.diags(items**-0.5) @ steps @ sp.diags(items**-other)
        return _dense(train @ lists)

    def ease(ridge: float, people: float) -> Scores:
        voted = sp.diags(np.maximum(_sums(train, 1), 1.0) ** -people) @ train
        return np.asarray(train @ ease_lists(sp.csr_matrix(voted), ridge), np.float32)

    def low_pass(size: float, other: float) -> Scores:
        """The graph's smooth part: leading singular vectors of the normalised likes (Shen et al., 2021)."""
        people = np.maximum(_sums(train, 1), 1.0)
        likes_ = sp.diags(people**-0.5) @ train @ sp.diags(items**-0.5)
        _, _, vectors = svds(likes_, k=int(size), random_state=0)
        back = vectors * items**other
        return np.asarray((train @ (sp.diags(items**-0.5) @ vectors.T)) @ back, np.float32)

    def alike(kind: str, most: int) -> Scores:
        """What looks or sounds like what they liked."""
        return _dense(train @ near(likes.features[kind], most))

    found = [
        Method("popularity", [()], popular),
        Method("ItemKNN", [(shrink,) for shrink in (0, 1, 5, 20, 100, 500)], knn),
        Method("EASE", [(1, 0.5), (3, 0.5), (10, 0.5), (20, 0), (100, 0), (300, 0)], ease),
        Method("low-pass", [(size, other) for size in (64, 128, 256) for other in (0.4, 0.6)], low_pass),
        Method("random walks", [(1, 0), (1, 0.1), (1, 0.2), (0.7, 0), (0.7, 0.1), (0.7, 0.2)], walks),
    ]
    for kind in sorted(likes.features):
        sizes = [(most,) for most in (5, 10, 20, 50, 100, 200)]
        found.append(Method(kind, sizes, lambda most, kind=kind: alike(kind, int(most))))
    return found


def tuned(method: Method, likes: Likes) -> Tuned:
    """The setting with the best NDCG@20 on validation likes."""
    best, best_ndcg = None, -1.0
    for setting in method.settings:
        scores = method.make(*setting)
        reached = measured(scores, likes.train, likes.valid)[1]
        if reached > best_ndcg:
            best, best_ndcg = Tuned(scores, setting), reached
    assert best is not None
    return best


def blended(parts: dict[str, Tuned], first: str, likes: Likes) -> tuple[Scores, dict[str, float]]:
    """Parts added to ``first`` in turn, each with the share that is best on validation likes."""
    total, shares = _levelled(parts[first].scores), {first: 1.0}
    for name, part in parts.items():
        if name == first:
            continue
        more = _levelled(part.scores)
        reached = [measured(total + share * more, likes.train, likes.valid)[1] for share in SHARES]
        shares[name] = SHARES[int(np.argmax(reached))]
        total = total + shares[name] * more
    return total, shares


def measured(scores: Scores, known: sp.csr_matrix, sought: sp.csr_matrix) -> tuple[float, float]:
    """Recall@20 and NDCG@20."""
    return recall_and_ndcg(lambda start, end: scores[start:end].copy(), known, sought, 20)


def near(features: npt.NDArray[np.float32], most: int) -> sp.csr_matrix:
    """The cosines of each item to the ``most`` nearest others, around the mean."""
    unit = features - features.mean(0)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, 0.0)
    least = np.partition(cosines, -most, axis=1)[:, -most]
    return sp.csr_matrix(np.where(cosines >= least[:, None], np.maximum(cosines, 0.0), 0.0))


def _levelled(scores: Scores) -> Scores:
    return scores / np.maximum(np.abs(scores).max(1, keepdims=True), 1e-9)


def _sums(matrix: sp.csr_matrix, axis: int) -> npt.NDArray[np.float64]:
    return np.asarray(matrix.sum(axis), np.float64).ravel()


def _dense(scores: sp.csr_matrix) -> Scores:
    return np.asarray(scores.todense(), np.float32)
