"""The plain way that training has to beat: what was watched soon after what.

c_ij = sum over viewers of  0.8^(steps from i to j - 1)   if j came after i, within ten steps
                      and  0.6 x that                     if j came before i
score_j = sum over the last 20 videos i of  0.8^(videos since i)  c_ij / sqrt(c_i. c_.j)
"""

from collections.abc import Sequence

import numpy as np

from mutoscope.core.discovery.sequence.parts import Items, Singles

WINDOW, FADE, BACK, LATEST = 10, 0.8, 0.6, 20


class Covisitation:
    """Learned from ``rows`` of numbers below ``items``, each what one viewer watched, oldest first."""

    def __init__(self, rows: Sequence[Items], items: int) -> None:
        self._items = items
        flat = np.concatenate([np.zeros(0, np.int64), *rows])
        whose = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        pairs, counts = [], []
        for step in range(1, WINDOW + 1):
            same = whose[step:] == whose[:-step]
            before, after = flat[:-step][same], flat[step:][same]
            pairs += [before * items + after, after * items + before]
            counts += [np.full(len(before), weight * FADE ** (step - 1)) for weight in (1.0, BACK)]
        found, where = np.unique(np.concatenate(pairs), return_inverse=True)
        self._to = found % items
        source = found // items
        count = np.bincount(where, np.concatenate(counts), len(found))
        leaving, coming = np.bincount(source, count, items), np.bincount(self._to, count, items)
        self._count = count / np.sqrt(leaving[source] * coming[self._to])
        self._start = np.searchsorted(source, np.arange(items + 1))

    def scores(self, histories: Sequence[Items]) -> Singles:
        """(history, video): what usually comes near what was watched lately."""
        found = np.zeros((len(histories), self._items), np.float32)
        for row, history in zip(found, histories, strict=True):
            for since, item in enumerate(history[: -LATEST - 1 : -1]):
                near = slice(self._start[item], self._start[item + 1])
                row[self._to[near]] += FADE**since * self._count[near]  # each is there once
        return found
