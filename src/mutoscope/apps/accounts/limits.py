"""How often anybody may do what: one table of rates, remembered in the cache.

What is remembered is one number per key and rule. The cache is this process's own unless the operator
configured a shared one; then the limits hold over all processes.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.locmem import LocMemCache

from mutoscope.core.policy import gcra
from mutoscope.core.policy.gcra import Rate
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, HOUR_MS, DAY_MS

RULES: dict[str, Rate] = {
    "join": Rate(20, 3 * MINUTE),  # a class behind one address may join; a robot may not
    "login": Rate(30, 20 * SECOND),
    "reset": Rate(6, 10 * MINUTE),
    "claim": Rate(5, MINUTE),
    "profile": Rate(20, 30 * SECOND),
    "handle": Rate(3, DAY),
    "avatar": Rate(10, MINUTE),
    "upload": Rate(30, MINUTE),
    "bring": Rate(2_000, MINUTE),  # films out of copies: as many at once as one copy may bring
    "edit": Rate(60, 5 * SECOND),
    "download": Rate(20, 30 * SECOND),
    "report": Rate(20, 3 * MINUTE),
    "oembed": Rate(120, SECOND // 2),
    "sitemap": Rate(60, 5 * SECOND),
    "page": Rate(60, SECOND // 2),
    "search": Rate(90, SECOND // 4),  # one for each letter typed
    "events": Rate(1200, SECOND // 20),  # one cost per event
    "steer": Rate(120, SECOND),
    "restart": Rate(6, 5 * MINUTE),  # writes the engine's whole state anew
    "like": Rate(120, SECOND),
    "comment": Rate(20, 5 * SECOND),
    "save": Rate(120, SECOND),
    "repost": Rate(60, 5 * SECOND),
    "follow": Rate(60, 5 * SECOND),
    "block": Rate(60, 5 * SECOND),
    "mute": Rate(60, 5 * SECOND),
    "notices": Rate(120, SECOND),
    "message": Rate(30, 2 * SECOND),
    "message_request": Rate(8, HOUR),  # whoever talks to more strangers than that wants an audience
    "group": Rate(20, MINUTE),
    "messages": Rate(240, SECOND // 2),  # reading, muting, choosing
    "push": Rate(20, 30 * SECOND),
}
"""Acts at once, and milliseconds until one is regained."""

_LOCK_SECONDS = 5
_PATIENCE_SECONDS = 1.0
_here = threading.Lock()


def take(key: str, rule: str, cost: int = 1) -> None:
    """Spend ``cost`` of what ``key`` (a person's or an address's) may do under ``rule``.

    Refuses slow_down with ``retry_after`` in seconds. A rule that is not in the table is a bug.
    """
    rate = RULES[rule]
    place = f"take:{rule}:{key}"
    with _alone(place) as alone:
        if not alone:  # somebody hammers this very key
            raise slow_down(1)
        now_ms = time.time_ns() // 1_000_000
        verdict = gcra.take(rate, cache.get(place), now_ms, cost)
        if verdict.allowed:
            cache.set(place, verdict.tat_ms, (verdict.tat_ms - now_ms) / 1000 + 1)
    if not verdict.allowed:
        raise slow_down(max(1, -(-verdict.wait_ms // 1000)))


@contextmanager
def _alone(place: str) -> Iterator[bool]:
    """A lock that any cache can keep; False when others hold it for too long.

    Nobody outside this process sees its own cache, so a lock of this process is enough for that one.
    """
    if isinstance(caches[DEFAULT_CACHE_ALIAS], LocMemCache):
        with _here:
            yield True
        return
    lock = f"{place}:lock"
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while not cache.add(lock, 1, _LOCK_SECONDS):
        if time.monotonic() > give_up_at:
            yield False
            return
        time.sleep(0.005)
    try:
        yield True
    finally:
        cache.delete(lock)


def slow_down(seconds: int) -> Refusal:
    """Too much in too short a time: try again in so many seconds."""
    return Refusal(
        "slow_down",
        "That was a lot in a short time. Please try again in %(retry_after)s seconds.",
        fields={"retry_after": seconds},
        status=429,
    )
