"""Making a forecast mean what it says: for each head a slope and a shift of its logit (Platt, 1999).

Fitted on the latest examples of the exploring stream, whose videos were not chosen for their forecasts; while
there are too few of those, on all. Both are drawn towards «as it is» (1, 0), so little evidence changes
little.
"""

import numpy as np

from mutoscope.core.discovery.content import Floats

LEAST = 200
"""Examples below which nothing is fitted."""
_PULL = 4.0
"""Strength of the pull towards (1, 0), in examples' worth of curvature."""


def platt(logits: Floats, labels: Floats, rounds: int = 8) -> tuple[float, float]:
    """(slope, shift) that make ``sigmoid(slope * logit + shift)`` likeliest, by Newton's method."""
    slope, shift = 1.0, 0.0
    if len(logits) < LEAST:
        return slope, shift
    z = np.clip(logits.astype(np.float64), -15, 15)
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(slope * z + shift)))
        off, curve = p - labels, p * (1 - p)
        uphill = np.array([off @ z + _PULL * (slope - 1), off.sum() + _PULL * shift])
        bend = np.array([[curve @ z**2 + _PULL, curve @ z], [curve @ z, curve.sum() + _PULL]])
        step = np.linalg.solve(bend, uphill)
        slope, shift = slope - float(np.clip(step[0], -0.5, 0.5)), shift - float(np.clip(step[1], -1, 1))
    return min(max(slope, 0.1), 3.0), min(max(shift, -4.0), 4.0)
