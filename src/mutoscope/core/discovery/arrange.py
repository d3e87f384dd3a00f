"""Making a set of good videos into a good set: varied as a whole, creators apart.

Greedy maximisation of the determinant of L = diag(q) S diag(q): quality ``q = exp(theta * z)`` wants the
best, similarity ``S`` (content, creator, sound) makes two of a kind worth less than one of each. Heuristics
that look at neighbours only were measured elsewhere to hurt; looking at the whole set helped.
(Chen, Zhang, Zhou: Fast greedy MAP inference for determinantal point processes, 2018.)
"""

import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Mask, Rows
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
    spread = float(value.std()) or 1.0
    quality = np.exp(weights.sharpness * (value - value.mean()) / spread) if len(value) else value
    kernel = _similarity(catalogue, rows) * quality[:, None] * quality[None, :]
    gain = np.diag(kernel).copy()
    explained = np.zeros((size, len(rows)))
    open_ = ~np.isin(rows, list(fixed.values()))
    creators = catalogue.creator[rows]
    row_at = {position: int(catalogue.creator[row]) for position, row in fixed.items()}

    page: list[int] = []
    chosen = 0
    for position in range(size):
        if position in fixed:
            page.append(fixed[position])
            continue
        allowed = _spaced(creators, open_, position, row_at, before, weights)
        if not allowed.any():
            break
        pick = int(np.where(allowed, gain, -np.inf).argmax())
        page.append(int(rows[pick]))
        row_at[position] = int(creators[pick])
        open_[pick] = False
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
    vectors = catalogue.vectors[rows].astype(np.float64)
    creators, sounds = catalogue.creator[rows], catalogue.sound[rows]
    same_creator = creators[:, None] == creators[None, :]
    same_sound = (sounds[:, None] == sounds[None, :]) & (sounds != 0)[:, None] | np.eye(len(rows), dtype=bool)
    similar: Floats = (
        0.4 * (1.0 + vectors @ vectors.T) + 0.05 * same_creator + 0.05 * same_sound + 0.1 * np.eye(len(rows))
    )
    return similar


def _spaced(
    creators: Rows, open_: Mask, position: int, at: dict[int, int], before: list[int], weights: Weights
) -> Mask:
    """Which open candidates may stand at ``position``, under the strictest rule that leaves any."""
    tail = {place - len(before): creator for place, creator in enumerate(before)} | at
    wide = [
        tail[near]
        for near in range(position - weights.creator_gap, position + weights.creator_gap + 1)
        if near in tail
    ]
    adjacent = [tail[near] for near in (position - 1, position + 1) if near in tail]
    here = list(at.values())
    full = [creator for creator in set(here) if here.count(creator) >= weights.per_creator]
    for banned in ([*wide, *full], [*adjacent, *full], adjacent):
        allowed = open_.copy()
        for creator in set(banned):
            allowed &= creators != creator
        if allowed.any():
            return allowed
    return open_
