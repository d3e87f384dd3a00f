"""How often anybody may do what: one table of rates, remembered in the cache.

What is remembered is one number per key and rule. The limits hold over all processes of a machine and, where
the operator configured a shared cache, over all machines.
"""

import time
from collections.abc import Callable
from typing import Protocol, cast

from django.core.cache import cache

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
    "material": Rate(200, 3 * SECOND),  # a gallery full of clips at once
    "studio": Rate(120, SECOND),  # every few moments a project saves itself
    "likeness": Rate(60, 10 * SECOND),
    "render": Rate(30, 60 * SECOND),
    "ahead": Rate(30, 20 * SECOND),  # films begun before they are asked for; refused, nothing is lost
    "draw": Rate(40, SECOND // 2),  # exact pictures while somebody looks around
    "push": Rate(20, 30 * SECOND),
}
"""Acts at once, and milliseconds until one is regained."""


class _Changing(Protocol):
    def change(self, key: str, act: Callable[[int | None], tuple[int, float] | None]) -> bool: ...


def take(key: str, rule: str, cost: int = 1) -> None:
    """Spend ``cost`` of what ``key`` (a person's or an address's) may do under ``rule``.

    Refuses slow_down with ``retry_after`` in seconds. A rule that is not in the table is a bug.
    """
    rate, wait_ms = RULES[rule], 0

    def spend(tat_ms: int | None) -> tuple[int, float] | None:
        nonlocal wait_ms
        now_ms = time.time_ns() // 1_000_000
        verdict = gcra.take(rate, tat_ms, now_ms, cost)
        wait_ms = verdict.wait_ms
        return (verdict.tat_ms, (verdict.tat_ms - now_ms) / 1000 + 1) if verdict.allowed else None

    if not cast(_Changing, cache).change(f"take:{rule}:{key}", spend):
        raise slow_down(1)  # somebody hammers this very key
    if wait_ms:
        raise slow_down(-(-wait_ms // 1000))


def slow_down(seconds: int) -> Refusal:
    """Too much in too short a time: try again in so many seconds."""
    return Refusal(
        "slow_down",
        "That was a lot in a short time. Please try again in %(retry_after)s seconds.",
        fields={"retry_after": seconds},
        status=429,
    )
