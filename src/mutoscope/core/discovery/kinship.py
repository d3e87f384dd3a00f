"""How what a viewer watched speaks for other videos: as kin of them.

Each video of their past, and each creator they follow, is a *witness*: it tells how it went (``told``),
beyond what the audience let expect, with a doubt that grows as it fades. What they foretell of another video
is the mean of a Gaussian process (Rasmussen and Williams, 2006) whose covariance is kinship:

    kin(i, j) = 1 if by the same creator  +  1/2 max(cos(i, j) - 0.1, 0)^2
    foretold  = kin(x, W) (kin(W, W) + doubt)^-1 told

Unlike a mean weighted by closeness, witnesses that say the same for the same reason count once, and few of
them, or ones that only look alike by chance, say little.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import Catalogue, Rows
from mutoscope.core.discovery.content import SIZE, Floats
from mutoscope.core.discovery.taste import Taste
from mutoscope.core.discovery.votes import Votes
from mutoscope.core.discovery.weights import Weights

Singles = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int32]
MOST_VIDEOS, MOST_CREATORS, PER_CREATOR = 128, 32, 20
"""Witnesses that are heard: the latest videos, and followed creators, each by so many of their videos."""
_CHANCE, _LIKE = np.float32(0.1), np.float32(0.5)
_DOUBT = 4.0
"""Variance of what one witness says, where that of what creators are to a viewer is 1."""


class Kin(msgspec.Struct, frozen=True):
    vectors: Singles
    """(w, 64)"""
    makers: Codes
    """(w,)"""
    believed: Singles
    """(w,): what is made of what each told, beside the others."""
    watched: Rows
    """Rows of the first of the witnesses; the others are creators they follow."""

    def foretold(self, vectors: Singles, makers: Codes) -> Singles:
        """How each of these videos would go with the viewer, beyond what its audience lets expect."""
        spoken: Singles = _kinship(vectors, makers, self.vectors, self.makers) @ self.believed
        return spoken

    def loudest(self, vectors: Singles, makers: Codes) -> Rows:
        """For each of these videos the row of the watched one that speaks most for it; -1 where none does."""
        if not len(self.watched):
            return np.full(len(vectors), -1)
        many = len(self.watched)
        shared = _kinship(vectors, makers, self.vectors[:many], self.makers[:many])
        spoken = shared * self.believed[:many]
        loudest = spoken.argmax(1)
        return np.where(spoken.max(1) > 0.0, self.watched[loudest], -1)


def kin_of(
    taste: Taste, follows: tuple[int, ...], catalogue: Catalogue, votes: Votes, weights: Weights
) -> Kin:
    """Who speaks for this viewer."""
    rows = taste.rows[-MOST_VIDEOS:]
    weight = np.maximum(taste.weight[-MOST_VIDEOS:], 1e-6)
    quality, _ = votes.quality(rows, catalogue.duration[rows])
    told = (taste.gains[-MOST_VIDEOS:] / weight).clip(-1.5, 1.5) - weights.expected * quality
    theirs, them = _followed(follows, catalogue)
    vectors = np.concatenate([taste.history[-MOST_VIDEOS:], theirs])
    makers = np.concatenate([catalogue.maker[rows], them])
    told = np.concatenate([told, np.full(len(them), weights.follow)])
    doubt = _DOUBT / np.concatenate([weight, np.ones(len(them))])
    believed = _believed(_kinship(vectors, makers, vectors, makers), doubt, told)
    return Kin(vectors, makers, believed, rows)


def _believed(shared: Singles, doubt: Floats, told: Floats) -> Singles:
    doubted = shared.astype(np.float64)
    doubted.flat[:: len(told) + 1] += doubt
    believed: Singles = np.linalg.solve(doubted, told).astype(np.float32)
    return believed


def _followed(follows: tuple[int, ...], catalogue: Catalogue) -> tuple[Singles, Codes]:
    """(what each followed creator makes, their codes); ``follows`` begins with the newest."""
    vectors, makers = [], []
    for creator in follows[:MOST_CREATORS]:
        theirs: Rows = catalogue.by_creator.of(creator)[-PER_CREATOR:]
        if len(theirs):
            mean = catalogue.vectors[theirs].mean(0)
            vectors.append(mean / max(float(np.sqrt(mean @ mean)), 1e-6))
            makers.append(catalogue.maker[theirs[0]])
    return np.array(vectors, np.float32).reshape(-1, SIZE), np.array(makers, np.int32)


def _kinship(vectors: Singles, makers: Codes, others: Singles, theirs: Codes) -> Singles:
    alike: Singles = np.maximum(vectors @ others.T - _CHANCE, np.float32(0))
    alike *= alike
    alike *= _LIKE
    alike += makers[:, None] == theirs
    return alike
