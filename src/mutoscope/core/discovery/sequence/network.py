"""A causal transformer over what a viewer watched, with its gradients, in numpy alone.

Small enough that matrix products are most of the work, so a framework would add gigabytes and little speed
(docs/adr). One batch is a rectangle of rows of videos, oldest first, filled up behind; a place looks only at
itself and what came before it, so what fills up is never seen by anything that counts.

    x = sqrt(width) E[items]
    x = x + Wo softmax(q k' / sqrt(width / heads) + b[i - j]) v           once for each block,
    x = x + W2 relu(W1 (g2 rms(x)))                                       q, k, v = Wqkv (g1 rms(x))
    h = g rms(x)                                                          rms(x) = x / sqrt(mean x^2)

``b`` depends on the distance alone (Shaw et al., 2018; Raffel et al., 2020), and there is no other place
encoding, so each place of a row is exactly the row cut off there: one pass trains on every beginning of every
row, and nothing is different when it serves. Norms first (Xiong et al., 2020), no biases. The family is that
of SASRec (Kang and McAuley, 2018).
"""

from collections.abc import Mapping

import msgspec
import numpy as np

from mutoscope.core.discovery.sequence.block import NAMES, Block
from mutoscope.core.discovery.sequence.parts import (
    Items,
    Parameters,
    Singles,
    over_places,
    rms,
    rms_back,
    sum_rows,
)

_ALL = np.ones((), np.float32)


class Shape(msgspec.Struct, frozen=True):
    """Of a network. The same numbers decide what its weights look like and what it costs to serve."""

    items: int
    width: int = 64
    heads: int = 2
    blocks: int = 1
    length: int = 50
    """Videos of a history that are looked at: the latest so many."""
    inner: int = 128
    """Width of the hidden layer of each block."""

    def __post_init__(self) -> None:
        sane = self.items >= 0 and 0 < self.width <= 4096 and self.heads > 0 and self.width % self.heads == 0
        if not (sane and 0 <= self.blocks <= 64 and 0 < self.length <= 4096 and 0 < self.inner <= 16384):
            raise ValueError("no shape of a network")


class Drops(msgspec.Struct, frozen=True):
    """Shares of what is left out at random while training."""

    input: float = 0.0
    """Of the numbers that enter."""
    item: float = 0.0
    """Of the videos, which then enter as nothing at all."""
    attention: float = 0.0
    block: float = 0.0
    """Of the numbers that each half of a block adds."""


def sizes(shape: Shape) -> dict[str, tuple[int, ...]]:
    """Of all weights, by name."""
    width, inner = shape.width, shape.inner
    found: dict[str, tuple[int, ...]] = {"item": (shape.items, width), "norm": (width,)}
    for block in range(shape.blocks):
        found |= {
            f"{block}.norm1": (width,),
            f"{block}.qkv": (width, 3 * width),
            f"{block}.distance": (shape.heads, shape.length),
            f"{block}.out": (width, width),
            f"{block}.norm2": (width,),
            f"{block}.in": (width, inner),
            f"{block}.back": (inner, width),
        }
    return found


def initial(shape: Shape, rng: np.random.Generator) -> Parameters:
    """Weights to start from: small, so that at first every video is about as likely as every other."""
    weights: Parameters = {}
    for name, size in sizes(shape).items():
        match name.rpartition(".")[2]:
            case "norm" | "norm1" | "norm2":
                weights[name] = np.ones(size, np.float32)
            case "distance":
                weights[name] = np.zeros(size, np.float32)
            case kind:
                deviation = size[0] ** -0.5 if kind in ("qkv", "in") else 0.02
                weights[name] = (rng.standard_normal(size) * deviation).astype(np.float32)
    return weights


class Pass:
    """One batch through the network: ``hidden`` (rows, length, width), then ``gradients`` of its weights.

    ``rng`` None leaves nothing out, which is how it serves.
    """

    def __init__(
        self,
        weights: Mapping[str, Singles],
        shape: Shape,
        items: Items,
        drops: Drops | None = None,
        rng: np.random.Generator | None = None,
    ) -> None:
        self._weights, self._shape, self._items, self._rng = weights, shape, items, rng
        drops = drops or Drops()
        x: Singles = weights["item"][items] * np.float32(shape.width**0.5)
        self._entered = self._leave(x.shape, drops.input) * self._leave((*items.shape, 1), drops.item)
        x = x * self._entered
        self._blocks: list[Block] = []
        for number in range(shape.blocks):
            own = {name: weights[f"{number}.{name}"] for name in NAMES}
            self._blocks.append(Block(own, x, shape.heads, self._leave, drops.attention, drops.block))
            x = self._blocks[-1].added
        self._normed, self._size = rms(x)
        self.hidden: Singles = self._normed * weights["norm"]

    def _leave(self, size: tuple[int, ...], share: float) -> Singles:
        if self._rng is None or share == 0.0:
            return _ALL
        kept = self._rng.random(size, dtype=np.float32) >= np.float32(share)
        return kept * np.float32(1.0 / (1.0 - share))

    def gradients(self, of_hidden: Singles) -> Parameters:
        """Of every weight, from the gradient of ``hidden``. That of ``item`` counts only what entered."""
        found: Parameters = {"norm": over_places(of_hidden, self._normed)}
        dx = rms_back(of_hidden * self._weights["norm"], self._normed, self._size)
        for number in reversed(range(self._shape.blocks)):
            dx, inner = self._blocks[number].back(dx)
            found |= {f"{number}.{name}": one for name, one in inner.items()}
        dx = dx * self._entered * np.float32(self._shape.width**0.5)
        found["item"] = sum_rows(self._items.ravel(), dx.reshape(-1, self._shape.width), self._shape.items)
        return found
