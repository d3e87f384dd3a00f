"""Common random numbers: the same viewer meeting the same video draws the same chances, whoever served it."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def chances(seed: int, viewer: int, what: Ints, many: int) -> Floats:
    """(len(what), many) numbers in 0..1 that depend on nothing but the arguments (splitmix64)."""
    start = np.uint64((seed * 0x9E3779B97F4A7C15 + viewer * 0xD1342543DE82EF95) & 0xFFFFFFFFFFFFFFFF)
    channels = np.arange(1, many + 1, dtype=np.uint64) * np.uint64(0xA0761D6478BD642F)
    mixed = start + what.astype(np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15) + channels
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
    mixed ^= mixed >> np.uint64(31)
    numbers: Floats = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return np.clip(numbers, 1e-12, 1 - 1e-12)
