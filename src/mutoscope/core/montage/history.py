"""Which earlier saves of a project are kept: every one of late, and the older the fewer.

age            up to 10 min   1 h          1 day      30 days   older
kept, one a    save           5 minutes    hour       day       nothing
"""

from collections.abc import Iterable

MOST = 120
_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000
_STEPS = ((10 * _MINUTE, 0), (_HOUR, 5 * _MINUTE), (_DAY, _HOUR), (30 * _DAY, _DAY))
"""(up to this age, one in so long)"""


def kept(saved_ms: Iterable[int], now_ms: int) -> set[int]:
    """Of the moments of saves those to keep: the newest of each stretch of time, at most ``MOST``."""
    chosen: dict[tuple[int, int], int] = {}
    for at_ms in sorted(saved_ms, reverse=True):
        step = next((step for age, step in _STEPS if now_ms - at_ms <= age), None)
        if step is not None:
            chosen.setdefault((step, at_ms // step if step else at_ms), at_ms)
    return set(sorted(chosen.values(), reverse=True)[:MOST])
