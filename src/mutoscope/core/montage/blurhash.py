"""BlurHash: a picture as some thirty characters, painted as a soft blur until the real one arrives.

The published algorithm (blurha.sh): a discrete cosine transform of linear light, a handful of its lowest
frequencies, quantised into base 83.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
Floats = npt.NDArray[np.float64]


def encode(rgb: npt.NDArray[np.uint8], across: int = 4, down: int = 4) -> str:
    """The hash of ``rgb`` (height x width x 3) with ``across`` by ``down`` components, 1 to 9 each."""
    assert rgb.ndim == 3 and rgb.shape[2] == 3 and 1 <= across <= 9 and 1 <= down <= 9
    light = _linear(rgb / 255.0)
    height, width = light.shape[:2]
    x = np.cos(np.pi * np.arange(width)[:, None] * np.arange(across)[None, :] / width)
    y = np.cos(np.pi * np.arange(height)[:, None] * np.arange(down)[None, :] / height)
    waves: Floats = np.einsum("hwc,hj,wi->jic", light, y, x) / (width * height)
    flat = waves.reshape(-1, 3)
    flat[1:] *= 2
    largest = float(np.abs(flat[1:]).max()) if len(flat) > 1 else 0.0
    step = max(0, min(82, int(largest * 166 - 0.5)))
    scale = (step + 1) / 166
    words = [_base83((across - 1) + (down - 1) * 9, 1), _base83(step if len(flat) > 1 else 0, 1)]
    red, green, blue = (int(v) for v in _display(flat[0]))
    words.append(_base83(red << 16 | green << 8 | blue, 4))
    for wave in flat[1:]:
        signed = np.sign(wave) * np.sqrt(np.abs(wave) / scale)
        r, g, b = (int(max(0, min(18, np.floor(v * 9 + 9.5)))) for v in signed)
        words.append(_base83(r * 361 + g * 19 + b, 2))
    return "".join(words)


def _linear(srgb: Any) -> Floats:
    light: Floats = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return light


def _display(light: Floats) -> Floats:
    clipped = np.clip(light, 0.0, 1.0)
    srgb = np.where(clipped <= 0.0031308, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055)
    shown: Floats = np.floor(srgb * 255 + 0.5)
    return shown


def _base83(value: int, length: int) -> str:
    return "".join(_DIGITS[value // 83**place % 83] for place in range(length - 1, -1, -1))
