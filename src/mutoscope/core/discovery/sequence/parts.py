"""Small pieces of the network and their gradients, over the last axis unless said otherwise."""

import numpy as np
import numpy.typing as npt

Singles = npt.NDArray[np.float32]
Items = npt.NDArray[np.int64]
Parameters = dict[str, Singles]

_EPSILON = np.float32(1e-6)


def rms(x: Singles) -> tuple[Singles, Singles]:
    """(x scaled so that the mean of its squares is 1, by what it was multiplied)."""
    by: Singles = np.float32(1) / np.sqrt(np.square(x).mean(-1, keepdims=True) + _EPSILON)
    return x * by, by


def rms_back(d_normed: Singles, normed: Singles, by: Singles) -> Singles:
    inner: Singles = by * (d_normed - normed * (d_normed * normed).mean(-1, keepdims=True))
    return inner


def softmax(logits: Singles) -> Singles:
    """In place."""
    logits -= logits.max(-1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(-1, keepdims=True)
    return logits


def softmax_back(dp: Singles, p: Singles) -> Singles:
    inner: Singles = p * (dp - (dp * p).sum(-1, keepdims=True))
    return inner


def across(left: Singles, right: Singles) -> Singles:
    """``left' right`` over all places: the gradient of a matrix between them."""
    product: Singles = left.reshape(-1, left.shape[-1]).T @ right.reshape(-1, right.shape[-1])
    return product


def over_places(d_scaled: Singles, x: Singles) -> Singles:
    """The gradient of a scale that all places share."""
    total: Singles = (d_scaled * x).sum((0, 1))
    return total


def sum_rows(rows: Items, values: Singles, most: int) -> Singles:
    """(most, width): for each row the sum of its values."""
    order = rows.argsort(kind="stable")
    ranked = rows[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    total = np.zeros((most, values.shape[1]), values.dtype)
    total[ranked[starts]] = np.add.reduceat(values[order], starts, axis=0)
    return total
