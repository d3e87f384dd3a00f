"""SSIM as it is usually meant: windows of 8 by 8 pixels, every fourth, over each of red, green and blue."""

import numpy as np

_WINDOW, _STEP = 8, 4
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim(one: np.ndarray, other: np.ndarray) -> float:
    """1 for two equal pictures (rows, columns, channels; 8 bits), less for others."""
    assert one.shape == other.shape, (one.shape, other.shape)
    a, b = one.astype(np.float64), other.astype(np.float64)
    mean_a, mean_b = _means(a), _means(b)
    var_a, var_b = _means(a * a) - mean_a**2, _means(b * b) - mean_b**2
    both = _means(a * b) - mean_a * mean_b
    top = (2 * mean_a * mean_b + _C1) * (2 * both + _C2)
    return float(np.mean(top / ((mean_a**2 + mean_b**2 + _C1) * (var_a + var_b + _C2))))


def _means(picture: np.ndarray) -> np.ndarray:
    """The mean of each window."""
    sums = np.pad(picture.cumsum(0).cumsum(1), ((1, 0), (1, 0), (0, 0)))
    whole = sums[_WINDOW:, _WINDOW:] - sums[:-_WINDOW, _WINDOW:] - sums[_WINDOW:, :-_WINDOW]
    whole = whole + sums[:-_WINDOW, :-_WINDOW]
    return np.asarray(whole[::_STEP, ::_STEP] / _WINDOW**2)
