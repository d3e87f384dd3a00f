"""Recommenders of next items that need no neural network: what ours is measured beside, and ours.

Each ``*_lists`` makes an (item, item) matrix of how much one leads to another; a user's scores are the sum
over their latest items, each earlier one counting ``fade`` times less (``profile``).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from bench.discovery.protocol import Scorer, as_matrix
from bench.discovery.sets import Sequences
from mutoscope.core.discovery.covisits import Covisits, Rule

Dense = npt.NDArray[np.float32]


def profile(known: Sequences, items: int, fade: float, last: int = 20) -> sp.csr_matrix:
    """(users, items): 1 for the latest item, ``fade`` for the one before, and so on."""
    tails = [one[-last:] for one in known]
    users = np.repeat(np.arange(len(tails)), [len(one) for one in tails])
    columns = np.fromiter((item for one in tails for item in one), np.int64, len(users))
    weights = np.concatenate([fade ** np.arange(len(one) - 1, -1, -1.0) for one in tails])
    return sp.csr_matrix((weights.astype(np.float32), (users, columns)), shape=(len(tails), items))


def through(users: sp.csr_matrix, lists: sp.csr_matrix | Dense) -> Scorer:
    """Scores made batch by batch."""

    def score(start: int, end: int) -> Dense:
        made = users[start:end] @ lists
        return made.toarray() if sp.issparse(made) else np.asarray(made, np.float32)

    return score


def same_for_all(scores: npt.NDArray[np.float64]) -> Scorer:
    return lambda start, end: np.tile(scores.astype(np.float32), (end - start, 1))


def popularity(known: Sequences, items: int, fade: float = 1.0) -> npt.NDArray[np.float64]:
    """How many have each; with ``fade`` under 1 their latest counts most: what people come to now."""
    return np.asarray(profile(known, items, fade, last=1_000_000).sum(0)).ravel()


def markov_lists(known: Sequences, items: int, shrink: float) -> sp.csr_matrix:
    """P(next | this), shrunk: count / (count of this + shrink)."""
    pairs = [(a, b) for one in known for a, b in pairwise(one)]
    a, b = np.array(pairs).T
    counts = sp.csr_matrix((np.ones(len(a), np.float32), (a, b)), shape=(items, items))
    return _scaled(counts, 1.0 / (np.asarray(counts.sum(1)).ravel() + shrink), np.ones(items))


def knn_lists(known: Sequences, items: int, shrink: float, most: int = 200) -> sp.csr_matrix:
    """ItemKNN: cosine of who had both, the best of each row (Deshpande and Karypis, 2004)."""
    had = as_matrix(known, items)
    both = (had.T @ had).tocsr()
    both.setdiag(0)
    size = np.sqrt(np.asarray(had.sum(0)).ravel() + shrink)
    return best_of_rows(_scaled(both, 1.0 / np.maximum(size, 1e-9), 1.0 / np.maximum(size, 1e-9)), most)


def covisit_lists(known: Sequences, items: int, rule: Rule) -> sp.csr_matrix:
    """The lists of the engine's own ``Covisits``, fed one love after the other as the engine feeds it.

    Files tell no time across users, so users are taken in the order of the file.
    """
    covisits, at_ms = Covisits(rule), 0
    for user, sequence in enumerate(known):
        for item in sequence:
            at_ms += 1
            covisits.move(f"p{user}", item, None, at_ms)
    told = [covisits.successors(item) for item in range(items)]
    starts = np.concatenate([[0], np.cumsum([len(videos) for videos, _ in told])])
    columns = np.concatenate([videos for videos, _ in told])
    strengths = np.concatenate([strengths for _, strengths in told]).astype(np.float32)
    return sp.csr_matrix((strengths, columns, starts), shape=(items, items))


def ease_lists(had: sp.csr_matrix, ridge: float) -> Dense:
    """EASE: the ridge regression of each item on all others, in closed form (Steck, 2019)."""
    gram = (had.T @ had).toarray().astype(np.float32)
    gram[np.diag_indices(len(gram))] += ridge
    inverse = np.linalg.inv(gram)
    inverse /= -np.diag(inverse)
    inverse[np.diag_indices(len(gram))] = 0.0
    return inverse


def linear_lists(
    before: sp.csr_matrix,
    together: sp.csr_matrix,
    popular: npt.NDArray[np.float64],
    ridge: float,
    sources: int,
) -> sp.csr_matrix:
    """What comes next as a ridge regression on what came before: the part of ours that a job refits.

    With s_t the faded history before place t and e_t the item there, B minimises

        sum_t |s_t B - e_t|^2 + ridge |B|^2        so  (S'S + ridge) B = S'E

    (SLIT without its constraint: Choi et al., 2021.) Each column is solved over the ``sources`` items that
    precede its target most, so the work grows with the items and not with their cube. ``before`` and
    ``together`` are S'E and S'S as ``transitions`` counts them.
    """
    items = len(popular)
    scale = np.maximum(popular, 1.0) ** -0.5
    likely = best_of_rows(_scaled(before, scale, np.ones(items)).T.tocsr(), sources)
    after = before.T.tocsr()
    place = np.full(items, -1)
    columns, rows, weights = [], [], []
    for target in range(items):
        chosen = likely.indices[likely.indptr[target] : likely.indptr[target + 1]]
        if not len(chosen):
            continue
        place[chosen] = np.arange(len(chosen))
        gram = _block(together, chosen, place)
        gram[np.diag_indices(len(chosen))] += ridge
        wanted = np.zeros(len(chosen), np.float32)
        known_from = slice(after.indptr[target], after.indptr[target + 1])
        places = place[after.indices[known_from]]
        wanted[places[places >= 0]] = after.data[known_from][places >= 0]
        weights.append(np.linalg.solve(gram, wanted))
        rows.append(chosen)
        columns.append(np.full(len(chosen), target))
        place[chosen] = -1
    cells = (np.concatenate(rows), np.concatenate(columns))
    return sp.csr_matrix((np.concatenate(weights).astype(np.float32), cells), shape=(items, items))


def whole_linear_lists(before: sp.csr_matrix, together: sp.csr_matrix, ridge: float) -> Dense:
    """``linear_lists`` over all items at once, for some thousands of them."""
    gram = together.toarray()
    gram[np.diag_indices(len(gram))] += ridge
    return np.asarray(np.linalg.solve(gram, before.toarray()), np.float32)


def transitions(
    known: Sequences, items: int, fade: float, window: int = 20
) -> tuple[sp.csr_matrix, sp.csr_matrix]:
    """(S'E, S'S) of ``linear_lists``: sums over pairs, lag by lag, without writing S down.

    Two items d apart, with m places after the later one, are in m histories together, so S'S gains
    fade^d (1 + fade^2 + ... + fade^(2(m-1))), m at most window - d.
    """
    lengths = np.array([len(one) for one in known])
    flat = np.fromiter((item for one in known for item in one), np.int64, lengths.sum())
    user = np.repeat(np.arange(len(known)), lengths)
    after = np.repeat(np.cumsum(lengths), lengths) - 1 - np.arange(len(flat))
    before = together = sp.csr_matrix((items, items), dtype=np.float32)
    for lag in range(min(window + 1, len(flat))):
        first = np.flatnonzero(user[lag:] == user[: len(user) - lag])
        pairs = (flat[first], flat[first + lag])
        times = np.minimum(after[first + lag], window - lag)
        weight = fade**lag * (1.0 - fade ** (2 * times)) / (1.0 - fade**2)
        counted = sp.csr_matrix((weight.astype(np.float32), pairs), shape=(items, items))
        together = together + (counted + counted.T if lag else counted)
        if lag:
            ones = np.full(len(first), fade ** (lag - 1), np.float32)
            before = before + sp.csr_matrix((ones, pairs), shape=(items, items))
    return before.tocsr(), together.tocsr()


def best_of_rows(lists: sp.csr_matrix, most: int) -> sp.csr_matrix:
    """The largest ``most`` entries of each row."""
    kept = []
    for row in range(lists.shape[0]):
        start, end = lists.indptr[row], lists.indptr[row + 1]
        places = np.arange(start, end)
        if len(places) > most:
            places = places[np.argpartition(-lists.data[start:end], most)[:most]]
        kept.append(places)
    sizes = np.concatenate([[0], np.cumsum([len(one) for one in kept])])
    chosen = np.concatenate(kept)
    return sp.csr_matrix((lists.data[chosen], lists.indices[chosen], sizes), shape=lists.shape)


def blend(parts: Sequence[tuple[float, Scorer]]) -> Scorer:
    """Weighted sum of scores, each user's best of a part being 1."""

    def score(start: int, end: int) -> Dense:
        total: Dense = np.zeros(1, np.float32)
        for weight, scorer in parts:
            scores = scorer(start, end)
            total = total + scores * (weight / np.maximum(np.abs(scores).max(1, keepdims=True), 1e-9))
        return np.asarray(total, np.float32)

    return score


def _scaled(matrix: sp.csr_matrix, rows: npt.ArrayLike, columns: npt.ArrayLike) -> sp.csr_matrix:
    made = sp.diags(np.asarray(rows)) @ matrix @ sp.diags(np.asarray(columns))
    return sp.csr_matrix(made, dtype=np.float32)


def _block(matrix: sp.csr_matrix, chosen: npt.NDArray[np.int32], place: npt.NDArray[np.int64]) -> Dense:
    """The square of ``matrix`` at ``chosen``; ``place`` tells where each stands, -1 for the others."""
    starts, ends = matrix.indptr[chosen], matrix.indptr[chosen + 1]
    sizes = ends - starts
    rows = np.repeat(np.arange(len(chosen)), sizes)
    cells = np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    columns = place[matrix.indices[cells]]
    inside = columns >= 0
    made = np.zeros((len(chosen), len(chosen)), np.float32)
    made[rows[inside], columns[inside]] = matrix.data[cells[inside]]
    return made
