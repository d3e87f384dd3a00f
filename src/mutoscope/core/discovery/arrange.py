"""Making a set of good videos into a good set: varied as a whole, creators apart.

Greedy maximisation of the determinant of L = diag(q) S diag(q): quality ``q = exp(theta * z)`` wants the
best, similarity ``S`` (content, creator, sound) makes two of a kind worth less than one of each. Heuristics
that look at neighbours only were measured elsewhere to hurt; looking at the whole set helped.
(Chen, Zhang, Zhou: Fast greedy MAP inference for determinantal point processes, 2018.)
"""

import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.weights import Weights


def arrange(
    catalogue: Catalogue,
    rows: Rows,
    value: Floats,
    fixed: dict[int, int],
    before: list[int],
    size: int,
    weights: Weights,
) -> list[int]:
    """Rows of a page in order: ``fixed`` (position -> row) stay put, the rest is chosen from ``rows``.

    ``before`` are the creators of what the viewer holds already, in order. Spacing gives way only to an
    otherwise empty slot: first the wider gap, then two per page, last of all «none adjacent».
    """
    order = _shortlist(catalogue, rows, value, weights)
    rows, value = rows[order], value[order]
    apart = value - value.sum() / max(len(value), 1)
    spread = float(apart @ apart / max(len(value), 1)) ** 0.5 or 1.0
    quality = np.exp(weights.sharpness / spread * apart)
    kernel = _similarity(catalogue, rows)
    kernel *= quality[:, None]
    kernel *= quality
    gain = kernel.diagonal().copy()
    explained = np.zeros((size, len(rows)))
    creators = catalogue.creator[rows]
    closed = np.isin(rows, list(fixed.values())).nonzero()[0].tolist() if fixed else []
    row_at = {position: int(catalogue.creator[row]) for position, row in fixed.items()}

    page: list[int] = []
    chosen = 0
    for position in range(size):
        if position in fixed:
            page.append(fixed[position])
            continue
        gain[closed] = -np.inf
        pick = _spaced(gain, creators, position, row_at, before, weights)
        if pick is None:
            break
        page.append(int(rows[pick]))
        row_at[position] = int(creators[pick])
        closed.append(pick)
        if gain[pick] > 1e-12:
            step = (kernel[pick] - explained[:chosen, pick] @ explained[:chosen]) / np.sqrt(gain[pick])
            explained[chosen] = step
            gain = np.maximum(gain - step**2, 0.0)
            chosen += 1
    page.extend(row for position, row in sorted(fixed.items()) if position > len(page) and row not in page)
    return page


def _shortlist(catalogue: Catalogue, rows: Rows, value: Floats, weights: Weights) -> Rows:
    """The best two thirds by value alone, and a third of the best that are unlike those: a catalogue full of
    one love must not leave the arrangement without anything else to choose."""
    order = np.argsort(-value, kind="stable")
    if len(order) <= weights.arranged:
        return order
    best = 2 * weights.arranged // 3
    middle = catalogue.vectors[rows[order[:best]]].mean(0)
    rest = order[best:]
    unlike = value[rest] - 2.0 * (catalogue.vectors[rows[rest]] @ middle)
    others = rest[np.argsort(-unlike, kind="stable")[: weights.arranged - best]]
    return np.concatenate([order[:best], others])


def _similarity(catalogue: Catalogue, rows: Rows) -> Floats:
    """Positive definite, 1 on the diagonal. Two unlike videos still share one half: being there at all."""
    vectors, creators, sounds = catalogue.vectors[rows], catalogue.creator[rows], catalogue.sound[rows]
    similar: Floats = (vectors @ vectors.T).astype(np.float64)
    similar += 1.0
    similar *= 0.4
    similar += 0.05 * (creators[:, None] == creators)
    if sounds.any():
        similar += 0.05 * ((sounds[:, None] == sounds) & (sounds != 0))
    similar.flat[:: len(rows) + 1] += 0.1 + 0.05 * (sounds == 0)
    return similar


def _spaced(
    gain: Floats, creators: Rows, position: int, at: dict[int, int], before: list[int], weights: Weights
) -> int | None:
    """The best candidate that may stand at ``position``, under the strictest rule that leaves any; None when
    all are closed, their gain being -inf."""
    tail = {place - len(before): creator for place, creator in enumerate(before)} | at
    gap = weights.creator_gap
    wide = {tail.get(near, 0) for near in range(position - gap, position + gap + 1)}
    adjacent = {tail.get(near, 0) for near in (position - 1, position + 1)}
    here = list(at.values())
    full = {creator for creator in here if here.count(creator) >= weights.per_creator}
    for banned in (wide | full, adjacent | full, adjacent, set[int]()):
        left = np.where((creators[:, None] == list(banned)).any(1), -np.inf, gain)
        best = int(left.argmax()) if len(left) else 0
        if len(left) and left[best] > -np.inf:
            return best
    return None
