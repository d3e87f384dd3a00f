"""Where what may be forgotten is remembered, rate limits above all: a process's memory, or a shared place.

A shared place that is away must neither stop the site nor lift the limits: until it is back, each process
remembers by itself.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from mutoscope.project.config import Config, ConfigError

log = logging.getLogger(__name__)
_MOST = 100_000
"""Entries of one process; Django's 300 would let a crowd push rate limits out."""
_AGAIN_S = 5.0
"""After a fault the shared place is left alone for so long: nobody waits for it at every request."""


def cache_settings(config: Config) -> dict[str, dict[str, Any]]:
    """Django's CACHES; raises ConfigError for an address of another kind."""
    if not config.cache:
        own = "django.core.cache.backends.locmem.LocMemCache"
        return {"default": {"BACKEND": own, "OPTIONS": {"MAX_ENTRIES": _MOST}}}
    scheme, _, rest = config.cache.partition("://")
    if scheme not in ("redis", "rediss", "valkey", "valkeys") or not rest:
        raise ConfigError(
            "cache must be a valkey:// or redis:// address, or empty for each process's own memory"
        )
    address = f"{scheme.replace('valkey', 'redis')}://{rest}"
    options = {"socket_timeout": 1, "socket_connect_timeout": 1}
    shared = "mutoscope.project.caches.SharedCache"
    return {
        "default": {"BACKEND": shared, "LOCATION": address, "KEY_PREFIX": "mutoscope", "OPTIONS": options}
    }


class SharedCache(RedisCache):
    """Valkey or Redis; while it is away, this process's own memory."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("away", {"OPTIONS": {"MAX_ENTRIES": _MOST}})
        self._away_until = 0.0

    def shared(self) -> bool:
        """Whether the last question was answered by the shared place."""
        return time.monotonic() >= self._away_until

    def _ask(self, name: str, *args: Any, **words: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return getattr(super(), name)(*args, **words)
            except Exception as error:
                if not _is_fault(error):
                    raise
                log.error(
                    "the shared cache is away, each process remembers by itself: %s", type(error).__name__
                )
                self._away_until = time.monotonic() + _AGAIN_S
        return getattr(self._own, name)(*args, **words)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        return self._ask("set", key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        return self._ask("add", key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> Any:
        return self._ask("delete", key, version)

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        return self._ask("get_many", keys, version)

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        return self._ask("set_many", data, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        return self._ask("touch", key, timeout, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        return self._ask("incr", key, delta, version)


def _is_fault(error: Exception) -> bool:
    """Whether the place is away or broken, rather than our question wrong."""
    from redis.exceptions import RedisError

    return isinstance(error, RedisError | OSError)
