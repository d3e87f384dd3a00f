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
Recommender = Callable[[sp.csr_matrix], Scores]
"""(users, items) known likes -> scores for those users."""
SHARES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True)
class Method:
    name: str
    settings: Sequence[Setting]
    make: Callable[..., Recommender]


@dataclass(frozen=True)
class Tuned:
    recommend: Recommender
    setting: Setting


def methods(likes: Likes) -> list[Method]:
    """Every recommender with the settings it is tried with."""
    train = likes.train
    items = np.maximum(_sums(train, 0), 1.0)
    people = np.maximum(_sums(train, 1), 1.0)

    def popular() -> Recommender:
        scores = _sums(train, 0).astype(np.float32)
        return lambda users: np.tile(scores, (users.shape[0], 1))

    def knn(shrink: float) -> Recommender:
        both = (train.T @ train).tocsr()
        both.setdiag(0)
        scale = sp.diags(1.0 / np.sqrt(items + shrink))
        return _through(best_of_rows(sp.csr_matrix(scale @ both @ scale), 200))

    def walks(voted: float, other: float) -> Recommender:
        """RP3beta: three random steps, user to item to user to item, against the popular (Paudel, 2017); one
        person's vote is shared among all they liked."""
        steps = (train.T @ sp.diags(people**-voted) @ train).tocsr()
        steps.setdiag(0)
        return _through(sp.csr_matrix(sp.diags(items**-0.5) @ steps @ sp.diags(items**-other)))

    def ease(ridge: float) -> Recommender:
        """On votes that are shared among all that somebody liked."""
        return _through(ease_lists(sp.csr_matrix(sp.diags(people**-0.5) @ train), ridge))

    _, _, vectors = svds(sp.diags(people**-0.5) @ train @ sp.diags(items**-0.5), k=256, random_state=0)

    def low_pass(size: float, other: float) -> Recommender:
        """The graph's smooth part: leading singular vectors of the normalised likes (Shen et al., 2021)."""
        leading = vectors[-int(size) :]  # they come smallest first
        into, back = (leading * items**-0.5).T, leading * items**other
        return lambda users: np.asarray((users @ into) @ back, np.float32)

    found = [
        Method("popularity", [()], popular),
        Method("ItemKNN", [(shrink,) for shrink in (0, 1, 5, 20, 100, 500)], knn),
        Method("EASE", [(ridge,) for ridge in (1, 3, 10)], ease),
        Method("low-pass", [(size, other) for size in (64, 128, 256) for other in (0.4, 0.6)], low_pass),
        Method("random walks", [(1, 0), (1, 0.1), (1, 0.2), (0.7, 0), (0.7, 0.1), (0.7, 0.2)], walks),
    ]
    for kind, features in sorted(likes.features.items()):
        close = cosines(features)
        sizes = [(most,) for most in (5, 10, 20, 50, 100, 200)]
        found.append(Method(kind, sizes, lambda most, close=close: _through(nearest(close, int(most)))))
    return found


def tuned(method: Method, likes: Likes) -> Tuned:
    """The setting with the best NDCG@20 on validation likes."""
    best, best_ndcg = None, -1.0
    known, sought = sought_of(likes, likes.valid)
    for setting in method.settings:
        recommend = method.make(*setting)
        reached = measured(recommend(known), known, sought)[1]
        if reached > best_ndcg:
            best, best_ndcg = Tuned(recommend, setting), reached
    assert best is not None
    return best


def shares_of(parts: dict[str, Tuned], first: str, likes: Likes) -> dict[str, float]:
    """Parts are added to ``first`` in turn, each with the share that is best on validation likes."""
    known, sought = sought_of(likes, likes.valid)
    total, shares = _levelled(parts[first].recommend(known)), {first: 1.0}
    for name, part in parts.items():
        if name != first:
            more = _levelled(part.recommend(known))
            reached = [measured(total + share * more, known, sought)[1] for share in SHARES]
            shares[name] = SHARES[int(np.argmax(reached))]
            total = total + shares[name] * more
    return shares


def blended(parts: dict[str, Tuned], shares: dict[str, float]) -> Recommender:
    """Parts added up with their shares, each user's best of a part being 1."""

    def recommend(users: sp.csr_matrix) -> Scores:
        total: Scores = np.zeros(1, np.float32)
        for name, share in shares.items():
            if share:
                total = total + np.float32(share) * _levelled(parts[name].recommend(users))
        return total

    return recommend


def sought_of(likes: Likes, held_out: sp.csr_matrix) -> tuple[sp.csr_matrix, sp.csr_matrix]:
    """(known, held out) of the users of whom anything is held out."""
    users = np.flatnonzero(np.diff(held_out.indptr))
    return likes.train[users], held_out[users]


def measured(scores: Scores, known: sp.csr_matrix, sought: sp.csr_matrix) -> tuple[float, float]:
    """Recall@20 and NDCG@20."""
    return recall_and_ndcg(lambda start, end: scores[start:end], known, sought, 20)


def cosines(features: npt.NDArray[np.float32]) -> Scores:
    """Of each item to each other, around the mean; none to itself."""
    unit = features - features.mean(0)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
    close: Scores = np.maximum(unit @ unit.T, 0.0)
    np.fill_diagonal(close, 0.0)
    return close


def nearest(close: Scores, most: int) -> sp.csr_matrix:
    """Only the ``most`` nearest of each."""
    least = np.partition(close, -most, axis=1)[:, -most]
    return sp.csr_matrix(np.where(close >= least[:, None], close, 0.0))


def _through(lists: sp.csr_matrix | Scores) -> Recommender:
    def recommend(users: sp.csr_matrix) -> Scores:
        made = users @ lists
        return np.asarray(made.todense() if sp.issparse(made) else made, np.float32)

    return recommend


def _levelled(scores: Scores) -> Scores:
    return scores / np.maximum(np.abs(scores).max(1, keepdims=True), 1e-9)


def _sums(matrix: sp.csr_matrix, axis: int) -> npt.NDArray[np.float64]:
    return np.asarray(matrix.sum(axis), np.float64).ravel()
