"""What the worker decides, as arithmetic: how long to wait, whom to pause. No clock, dice or database."""

POISON_STRIKES = 2
"""So many dead processes under one job, and it is quarantined."""

URGENT_BY = 50
"""A waiting job may displace a running one whose priority is at least this much lower."""


def retry_delay_ms(attempt: int, dice: float) -> int:
    """Pause before the next attempt: 2 s, 8 s, 32 s ... at most 30 minutes, spread by a quarter.

    ``attempt`` counts from 1; ``dice`` in [0, 1) keeps jobs that failed together from returning together.
    """
    assert attempt >= 1
    whole = min(2_000 * 4 ** min(attempt - 1, 8), 1_800_000)
    return int(whole * (0.75 + 0.5 * dice))


def redelivery_delay_ms(attempt: int, dice: float) -> int:
    """Pause before a fact is delivered again: 0.2 s, 0.8 s, 3.2 s ... at most 2 hours."""
    assert attempt >= 1
    whole = min(200 * 4 ** min(attempt - 1, 9), 7_200_000)
    return int(whole * (0.75 + 0.5 * dice))
