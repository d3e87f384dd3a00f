"""The last requests that broke in this process, for the administrator's rooms. Nothing personal is kept."""

import time
from collections import deque

import msgspec

_MOST = 20


class Broken(msgspec.Struct, frozen=True):
    at: float
    """Seconds since 1970."""
    route: str
    error: str
    """Name of the exception; what it says may hold what somebody sent."""


_last: deque[Broken] = deque(maxlen=_MOST)


def note(route: str, error: BaseException | None) -> None:
    _last.append(Broken(time.time(), route, type(error).__name__ if error else "unknown"))


def last() -> list[Broken]:
    """Newest first."""
    return list(reversed(_last))
