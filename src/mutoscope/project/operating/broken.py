"""The last requests that broke, for the administrator's rooms. Nothing personal is kept."""

import time
from typing import cast

import msgspec
from django.core.cache import cache

from mutoscope.project.caches.backends import Changing

_MOST, _FOR_S = 20, 30 * 24 * 3600
_KEY = "operating:broken"


class Broken(msgspec.Struct, frozen=True):
    at: float
    """Seconds since 1970."""
    route: str
    error: str
    """Name of the exception; what it says may hold what somebody sent."""


def note(route: str, error: BaseException | None) -> None:
    one = (time.time(), route, type(error).__name__ if error else "unknown")
    cast(Changing, cache).change(_KEY, lambda last: ([one, *(last or [])][:_MOST], _FOR_S))


def last() -> list[Broken]:
    """Newest first."""
    return [Broken(*one) for one in cache.get(_KEY, [])]
