"""The grid of pictures, and the samples that sound under them."""

import math

SAMPLE_RATE = 48_000


def half_up(value: float) -> int:
    """The nearest whole number, halves up: -0.5 becomes 0."""
    return math.floor(value + 0.5)


def first_sample(picture: int, fps: int) -> int:
    """The sample at which ``picture`` begins, exactly: no picture is late by what the ones before rounded."""
    return (2 * SAMPLE_RATE * picture + fps) // (2 * fps)
