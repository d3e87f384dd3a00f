"""When work that was given up is tried again by itself: after pauses that grow, and not for ever."""

from mutoscope.core.units import DAY_MS, HOUR_MS

_PAUSES_MS = (HOUR_MS // 6, HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS)


def pause_ms(given_up: int) -> int | None:
    """How long to wait after it was given up so often in a row; None: that was the last time."""
    assert given_up > 0, "nobody waits for what did not fail"
    return _PAUSES_MS[given_up - 1] if given_up <= len(_PAUSES_MS) else None
