"""How surprised the network is by what was watched next: the softmax over all videos, or a fair sample."""

import msgspec
import numpy as np

from mutoscope.core.discovery.sequence.parts import Items, Singles, sum_rows

TOGETHER = 256
"""Places whose scores of all videos are held at once: 12 MB for 12,000 videos, which a cache still holds."""


class Surprise(msgspec.Struct, frozen=True):
    total: float
    """Sum over places of ``-log p(target)``."""
    of_hidden: Singles
    of_items: Singles
    """Their gradients; that of the embeddings as far as they are looked at here."""


def full_softmax(hidden: Singles, targets: Items, items: Singles) -> Surprise:
    """``-log softmax(hidden . items)[target]`` for each row of ``hidden`` (places, width)."""
    total, of_hidden, of_items = 0.0, np.empty_like(hidden), np.zeros_like(items)
    for start in range(0, len(hidden), TOGETHER):
        mine = slice(start, start + TOGETHER)
        chosen = targets[mine]
        places = np.arange(len(chosen))
        p = hidden[mine] @ items.T
        p -= p.max(1, keepdims=True)
        total -= float(p[places, chosen].sum())
        np.exp(p, out=p)
        sums = p.sum(1, keepdims=True)
        total += float(np.log(sums).sum())
        p *= 1 / sums
        p[places, chosen] -= 1
        of_hidden[mine] = p @ items
        of_items += p.T @ hidden[mine]
    return Surprise(total, of_hidden, of_items)


def sampled_softmax(hidden: Singles, targets: Items, items: Singles, drawn: Items) -> Surprise:
    """The same against ``drawn`` videos alone, which stand for all others.

    They are drawn evenly, none twice, and shared by the batch. Of those that are not the target itself each
    counts ``(items - 1) / how many`` times, so the sum under the logarithm is an unbiased estimate of the
    whole one (the logQ correction: Bengio and Senecal, 2008).
    """
    own = np.einsum("ij,ij->i", hidden, items[targets])
    others = items[drawn]
    p = hidden @ others.T
    place = np.full(len(items), -1)
    place[drawn] = np.arange(len(drawn))
    hit = np.flatnonzero(place[targets] >= 0)
    p[hit, place[targets[hit]]] = -np.inf
    met = np.full(len(targets), len(drawn), p.dtype)
    met[hit] -= 1
    stands_for = np.log((len(items) - 1) / met)
    most = np.maximum(p.max(1) + stands_for, own)
    p += (stands_for - most)[:, None]
    np.exp(p, out=p)
    mine = np.exp(own - most)
    sums = p.sum(1) + mine
    total = float((np.log(sums) - (own - most)).sum())
    p /= sums[:, None]
    miss = (mine / sums - 1)[:, None]
    of_items = sum_rows(
        np.concatenate([drawn, targets]), np.concatenate([p.T @ hidden, miss * hidden]), len(items)
    )
    return Surprise(total, p @ others + miss * items[targets], of_items)
