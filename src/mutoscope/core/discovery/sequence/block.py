"""One block of the network: attention, then a layer of each place alone. Forward when made, then ``back``."""

from collections.abc import Callable, Mapping

import numpy as np

from mutoscope.core.discovery.sequence.parts import (
    Items,
    Parameters,
    Singles,
    across,
    over_places,
    rms,
    rms_back,
    softmax,
    softmax_back,
)

NAMES = ("norm1", "qkv", "distance", "out", "norm2", "in", "back")
_NEVER = np.float32(-1e9)

Leave = Callable[[tuple[int, ...], float], Singles]
"""(size, share) -> what to multiply by: 0 where something is left out, so much above 1 elsewhere."""


class Block:
    """``x`` (rows, length, width) in; ``added`` is x with what both halves add."""

    def __init__(
        self,
        weights: Mapping[str, Singles],
        x: Singles,
        heads: int,
        leave: Leave,
        attention: float = 0.0,
        share: float = 0.0,
    ) -> None:
        self.weights, self.heads = weights, heads
        self.scale = np.float32((heads / x.shape[-1]) ** 0.5)
        self.apart, later = distances(x.shape[1])

        self.a, self.a_size = rms(x)
        self.q, self.k, self.v = self._heads(np.matmul(self.a * weights["norm1"], weights["qkv"]), 3)
        logits = self.q @ self.k.swapaxes(-1, -2)
        logits *= self.scale
        logits += np.where(later, _NEVER, weights["distance"][:, self.apart])
        self.p = softmax(logits)
        self.p_left = leave(self.p.shape, attention)
        self.p_used = self.p * self.p_left
        self.mixed = self._flat([self.p_used @ self.v])
        self.out_left = leave(x.shape, share)
        x = x + (self.mixed @ weights["out"]) * self.out_left

        self.f, self.f_size = rms(x)
        self.lit: Singles = np.maximum((self.f * weights["norm2"]) @ weights["in"], np.float32(0))
        self.back_left = leave(x.shape, share)
        self.added: Singles = x + (self.lit @ weights["back"]) * self.back_left

    def back(self, dx: Singles) -> tuple[Singles, Parameters]:
        """(gradient of x, gradients of the weights) from the gradient of ``added``."""
        own, found = self.weights, dict[str, Singles]()
        d_added = dx * self.back_left
        found["back"] = across(self.lit, d_added)
        d_lit: Singles = np.matmul(d_added, own["back"].T) * (self.lit > 0)
        found["in"] = across(self.f * own["norm2"], d_lit)
        d_scaled: Singles = np.matmul(d_lit, own["in"].T)
        found["norm2"] = over_places(d_scaled, self.f)
        dx = dx + rms_back(d_scaled * own["norm2"], self.f, self.f_size)

        d_added = dx * self.out_left
        found["out"] = across(self.mixed, d_added)
        d_qkv, found["distance"] = self._attention_back(self._heads(np.matmul(d_added, own["out"].T), 1)[0])
        found["qkv"] = across(self.a * own["norm1"], d_qkv)
        d_scaled = np.matmul(d_qkv, own["qkv"].T)
        found["norm1"] = over_places(d_scaled, self.a)
        return dx + rms_back(d_scaled * own["norm1"], self.a, self.a_size), found

    def _attention_back(self, d_mixed: Singles) -> tuple[Singles, Singles]:
        dv: Singles = np.matmul(self.p_used.swapaxes(-1, -2), d_mixed)
        d_logits = softmax_back((d_mixed @ self.v.swapaxes(-1, -2)) * self.p_left, self.p)
        most = self.weights["distance"].shape[1]
        each = d_logits.sum(0).reshape(self.heads, -1)
        by_distance = np.array([np.bincount(self.apart.ravel(), one, most) for one in each])
        d_logits *= self.scale
        dq, dk = d_logits @ self.k, d_logits.swapaxes(-1, -2) @ self.q
        return self._flat([dq, dk, dv]), by_distance.astype(d_logits.dtype)

    def _heads(self, x: Singles, parts: int) -> Singles:
        """(rows, length, parts x width) -> (parts, rows, heads, length, width / heads)."""
        rows, length, _ = x.shape
        apart = x.reshape(rows, length, parts, self.heads, -1)
        return np.ascontiguousarray(apart.transpose(2, 0, 3, 1, 4))

    def _flat(self, parts: list[Singles]) -> Singles:
        """The reverse of ``_heads``."""
        rows, _, length, _ = parts[0].shape
        joined: Singles = np.stack(parts).transpose(1, 3, 0, 2, 4)
        return np.ascontiguousarray(joined).reshape(rows, length, -1)


def distances(length: int) -> tuple[Items, np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
    """((place, place): how long before the first the second is, 0 when it is later; whether it is later)."""
    apart = np.arange(length)[:, None] - np.arange(length)
    return np.maximum(apart, 0), apart < 0
