"""What the ranker is measured beside, learning from the same lessons in the same order: plain rates, logistic
regression and a factorisation machine (Rendle, 2010) on the same columns, each with Adagrad at its own
pace."""

import numpy as np

from bench.discovery.kuairand_stream import SCHEMA
from mutoscope.core.discovery.ranker import HEADS, Batch, Lesson, Ranker
from mutoscope.core.discovery.ranker.learner import Pace, sigmoid
from mutoscope.core.discovery.ranker.schema import LONG_VIEW, Singles

_ROOM = 1 << 20
_REWARDS = np.array([float(name == "long_view") for name in HEADS])


class Ours:
    """The ranker as the engine uses it."""

    paces = (0.01, 0.02, 0.05)

    def __init__(self, pace: float) -> None:
        self.ranker = Ranker(SCHEMA, 1, Pace(quick=pace))

    def foretell(self, batch: Batch) -> Singles:
        chances: Singles = self.ranker.forecast(batch).chances[:, LONG_VIEW]
        return chances

    def learn(self, lesson: Lesson) -> Singles:
        """The chances foretold before learning."""
        scale = self.ranker.scales[LONG_VIEW].copy()
        logits = self.ranker.learn(lesson, _REWARDS)[:, LONG_VIEW]
        told: Singles = sigmoid(logits * scale[0] + scale[1])
        return told


class Factors:
    """A factorisation machine; with no factors, logistic regression. Codes are hashed into 2^20 places."""

    def __init__(self, pace: float, factors: int) -> None:
        dice = np.random.default_rng(1)
        self.pace, self.factors = pace, factors
        self.table = np.zeros((_ROOM, 1 + factors), np.float32)
        self.table[:, 1:] = dice.standard_normal((_ROOM, factors)) * 0.01
        self.squares = np.full((_ROOM, 1 + factors), 1e-3, np.float32)
        self.straight = np.zeros(len(SCHEMA.dense) + 1, np.float32)
        self.straight_squares = np.full(len(self.straight), 1e-3, np.float32)

    def _places(self, batch: Batch) -> np.ndarray:  # type: ignore[type-arg]  # places in the table
        columns = np.arange(batch.sparse.shape[1], dtype=np.uint64)
        with np.errstate(over="ignore"):
            mixed = (batch.sparse.astype(np.uint64) + columns * np.uint64(0x9E3779B97F4A7C15)) * np.uint64(
                0xBF58476D1CE4E5B9
            )
        return (mixed >> np.uint64(44)).astype(np.int64)

    def foretell(self, batch: Batch) -> Singles:
        rows = self.table[self._places(batch)]
        factors = rows[:, :, 1:]
        pairs = 0.5 * ((factors.sum(1) ** 2).sum(1) - (factors**2).sum((1, 2)))
        straight = batch.dense @ self.straight[:-1] + self.straight[-1]
        chances: Singles = sigmoid(rows[:, :, 0].sum(1) + pairs + straight)
        return chances

    def learn(self, lesson: Lesson) -> Singles:
        """The chances foretold before learning."""
        batch, places = lesson.batch, self._places(lesson.batch)
        rows = self.table[places]
        dense = np.concatenate([batch.dense, np.ones((len(places), 1), np.float32)], 1)
        factors = rows[:, :, 1:]
        total = factors.sum(1)
        chances = self.foretell(batch)
        off = (chances - lesson.labels[:, LONG_VIEW]) * lesson.told[:, LONG_VIEW]
        slopes = np.empty_like(rows)
        slopes[:, :, 0] = off[:, None]
        slopes[:, :, 1:] = off[:, None, None] * (total[:, None, :] - factors)
        mine, inverse = np.unique(places.ravel(), return_inverse=True)
        sums = np.zeros((len(mine), rows.shape[2]), np.float32)
        np.add.at(sums, inverse, slopes.reshape(-1, rows.shape[2]))
        self.squares[mine] += sums**2
        self.table[mine] -= self.pace * sums / np.sqrt(self.squares[mine])
        slope = dense.T @ off
        self.straight_squares += slope**2
        self.straight -= self.pace * slope / np.sqrt(self.straight_squares)
        return chances


class Logistic(Factors):
    paces = (0.02, 0.05, 0.1)

    def __init__(self, pace: float) -> None:
        super().__init__(pace, 0)


class Machine(Factors):
    paces = (0.02, 0.05, 0.1)

    def __init__(self, pace: float) -> None:
        super().__init__(pace, 16)
