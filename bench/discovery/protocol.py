"""How a recommender is measured: every item ranked that a user has not had, ties counted against it.

Sequences: each user's last item is the test, the one before is for validation, the rest is known
(leave-one-out; Kang and McAuley, 2018). No sample of negatives: sampling flatters, and not evenly (Krichene
and Rendle, 2020). Likes: all of a user's held-out items are sought among all items but the known ones.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from bench.discovery.sets import Sequences

Scores = npt.NDArray[np.float32]
Scorer = Callable[[int, int], Scores]
"""(first user, user after the last) -> (users, items) scores. It may be overwritten."""
Ranks = npt.NDArray[np.int64]
BATCH = 512


@dataclass(frozen=True)
class Split:
    """One task of next items: what is known of each user, what comes next, how many items there are + 1."""

    known: Sequences
    target: npt.NDArray[np.int64]
    items: int

    @property
    def seen(self) -> sp.csr_matrix:
        return as_matrix(self.known, self.items)


def leave_one_out(sequences: Sequences) -> tuple[Split, Split]:
    """(validation, test). What may be learned from is the ``known`` of the validation part: in the test, the
    validation item is part of what a user did, but nothing was fitted to it."""
    usable = [one for one in sequences if len(one) >= 3]
    items = max(max(one) for one in usable) + 1
    valid = Split([one[:-2] for one in usable], np.array([one[-2] for one in usable]), items)
    test = Split([one[:-1] for one in usable], np.array([one[-1] for one in usable]), items)
    return valid, test


def as_matrix(known: Sequence[Sequence[int]], items: int) -> sp.csr_matrix:
    """(users, items) of ones."""
    users = np.repeat(np.arange(len(known)), [len(one) for one in known])
    flat = np.fromiter((item for one in known for item in one), np.int64, len(users))
    made = sp.csr_matrix((np.ones(len(flat), np.float32), (users, flat)), shape=(len(known), items))
    made.data[:] = 1.0
    return made


def ranks(scores: Scores, targets: npt.NDArray[np.int64], seen: sp.csr_matrix) -> Ranks:
    """Rank of each row's target, from 0, among the items not seen; whatever scores as much stands before it.

    Column 0 is no item. Scores that are no numbers are the worst.
    """
    scores = np.where(np.isnan(scores), -np.inf, scores)
    rows = np.arange(len(targets))
    own = scores[rows, targets]
    scores[seen.nonzero()] = -np.inf
    scores[:, 0] = scores[rows, targets] = -np.inf
    before: Ranks = np.count_nonzero(scores >= own[:, None], axis=1)
    return np.where(np.isneginf(own), scores.shape[1], before)


def ranked(split: Split, scorer: Scorer) -> Ranks:
    """The rank of every user's target."""
    seen, users = split.seen, len(split.target)
    found = [
        ranks(scorer(start, end), split.target[start:end], seen[start:end]) for start, end in _batches(users)
    ]
    return np.concatenate(found)


def hit_rate(found: Ranks, k: int = 10) -> float:
    """Share of users whose target is among the first ``k``: HR@k, which is also recall with one target."""
    return float(np.mean(found < k))


def ndcg(found: Ranks, k: int = 10) -> float:
    """NDCG@k with one target: 1 / log2(rank + 2) within the first ``k``, else 0 (Jarvelin and Kekalainen)."""
    return float(np.mean(np.where(found < k, 1.0 / np.log2(found + 2.0), 0.0)))


def recall_and_ndcg(
    scorer: Scorer, known: sp.csr_matrix, sought: sp.csr_matrix, k: int = 20
) -> tuple[float, float]:
    """Means over users with anything sought: found among the first ``k`` / sought; and NDCG@k, whose ideal
    places min(k, sought) first. Among equal scores the items not sought stand first."""
    gains = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate([[0.0], np.cumsum(gains)])
    recalls, ndcgs = [], []
    for start, end in _batches(known.shape[0]):
        wanted = sought[start:end].toarray() > 0
        users = np.flatnonzero(wanted.any(1))
        if not len(users):
            continue
        wanted = wanted[users]
        scores = np.nan_to_num(scorer(start, end)[users], nan=-np.inf, posinf=np.inf, neginf=-np.inf)
        scores[known[start:end][users].nonzero()] = -np.inf
        first = _first(scores, wanted, k)
        hits = np.take_along_axis(wanted & ~np.isneginf(scores), first, 1)
        numbers = wanted.sum(1)
        recalls.append(hits.sum(1) / numbers)
        ndcgs.append(hits @ gains / ideal[np.minimum(numbers, k)])
    return float(np.mean(np.concatenate(recalls))), float(np.mean(np.concatenate(ndcgs)))


def _first(scores: Scores, wanted: npt.NDArray[np.bool_], k: int) -> npt.NDArray[np.int64]:
    """The best ``k`` of each row, in order; those wanted come last among equals."""
    k = min(k, scores.shape[1])
    least = np.partition(scores, -k, axis=1)[:, -k]
    first = np.zeros((len(scores), k), np.int64)
    for row, (theirs, bound) in enumerate(zip(scores, least, strict=True)):
        among = np.flatnonzero(theirs >= bound)
        first[row] = among[np.lexsort((among, wanted[row, among], -theirs[among]))[:k]]
    return first


def _batches(users: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + BATCH, users)) for start in range(0, users, BATCH))
