"""The machine's clock, and the ids that are made of its time."""

import secrets
import threading
import time

from mutoscope.core.units.ids import make_id

_lock = threading.Lock()
_last = 0


def now_ms() -> int:
    """Milliseconds since 1970, by this machine's clock."""
    return time.time_ns() // 1_000_000


def new_id() -> int:
    """An id nobody has: greater than every one this process made before, even within one millisecond.

    What one process writes in a row is therefore read in that order. Between processes the order is that of
    their clocks, and 22 random bits keep two ids of one millisecond apart.
    """
    global _last
    fresh = make_id(now_ms(), secrets.randbits(22))
    with _lock:
        _last = max(fresh, _last + 1)
        return _last
