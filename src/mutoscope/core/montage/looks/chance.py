"""Chance that is the same everywhere: numbers 0 to 1 that look like thrown dice, from whole numbers."""

import numpy as np
import numpy.typing as npt

Whole = int | npt.NDArray[np.int64]


def chance(seed: int, a: Whole, b: Whole) -> npt.NDArray[np.float64]:
    """A number for ``a`` and ``b``, from 0 to below 1; 32-bit sums that every language does alike."""
    mixed = np.asarray(a, np.int64) * 0x9E3779B1 + np.asarray(b, np.int64) * 0x85EBCA77 + seed * 0xC2B2AE3D
    x = (mixed & 0xFFFFFFFF).astype(np.uint64)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = ((x ^ (x >> np.uint64(shift))) * np.uint64(factor)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(16)
    return x.astype(np.float64) / 2**32
