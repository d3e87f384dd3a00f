"""Rate limits by one number each: the generic cell rate algorithm.

A key may act ``burst`` times at once, and regains one act every ``every_ms``. All that is remembered is the
time at which it will have regained everything:

    now          full again (``tat_ms``)
     |----x----x----x|                 three acts are spent; burst 5 leaves two
"""

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """How often something may be done."""

    burst: int
    """Acts that may come at once; at least 1."""
    every_ms: int
    """Milliseconds until one act is regained; at least 1."""


class Verdict(msgspec.Struct, frozen=True):
    """Whether an act may happen now."""

    allowed: bool
    tat_ms: int
    """When the key is as good as new; what to remember. A refused act changes nothing."""
    wait_ms: int = 0
    """Milliseconds after which the same act would be allowed; 0 when it is allowed."""


def take(rate: Rate, tat_ms: int | None, now_ms: int, cost: int = 1) -> Verdict:
    """Spend ``cost`` acts of ``rate``, of which ``tat_ms`` (None: never used) remembers what was spent.

    A cost above the burst is never allowed; its wait is how long it takes to regain everything.
    """
    assert rate.burst >= 1 and rate.every_ms >= 1 and cost >= 1
    room_ms = rate.burst * rate.every_ms
    spent_until = max(tat_ms if tat_ms is not None else now_ms, now_ms)
    if spent_until > now_ms + room_ms:  # the clock went back: nobody waits longer than a full burst takes
        spent_until = now_ms + room_ms
    wanted = spent_until + cost * rate.every_ms
    late_ms = wanted - (now_ms + room_ms)
    if late_ms <= 0:
        return Verdict(True, wanted)
    return Verdict(False, spent_until, min(late_ms, max(spent_until - now_ms, 1)))
