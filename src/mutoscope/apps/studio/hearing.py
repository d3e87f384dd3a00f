"""Bare samples of a sound, which no decoder reads, made into what an editor draws."""

from pathlib import Path

import numpy as np

from mutoscope.core.montage.beats import beats_of
from mutoscope.core.montage.proxies import SAMPLE_RATE

RATE = 50
"""Stretches a second."""


def heard(samples: Path, folder: Path) -> tuple[Path, int, list[int]]:
    """``peaks.bin`` in ``folder`` from 16-bit samples: pairs of signed bytes, lowest and highest of each
    stretch; how many pairs; and the moments of its beats in ms."""
    sound = np.fromfile(samples, np.int16)
    step = SAMPLE_RATE // RATE
    count = -(-len(sound) // step)
    padded = np.zeros(count * step, np.int16)
    padded[: len(sound)] = sound
    stretches = padded.reshape(count, step) >> 8
    pairs = np.stack([stretches.min(axis=1, initial=0), stretches.max(axis=1, initial=0)], axis=1)
    path = folder / "peaks.bin"
    pairs.astype(np.int8).tofile(path)
    return path, count, [round(at * 1000) for at in beats_of(sound, SAMPLE_RATE).at]
