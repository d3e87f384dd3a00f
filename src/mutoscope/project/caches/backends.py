"""Django's cache in two places, each with a substitute for when it is away.

    shared      Valkey, for several machines    while it is away: this machine's memory
    machine     a file, for its processes       while it can't be used: each process's own memory

A place that is away must neither stop the site nor lift the limits. All of them know ``change``, which reads
a value and puts another in its place so that nobody's comes in between.
"""

import hashlib
import logging
import pickle
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from mutoscope.project.caches.memory import MOST, Memory, memory_at

log = logging.getLogger(__name__)
Act = Callable[[Any], tuple[Any, float] | None]
"""Told the value there is, or None; answers the next one and for how many seconds, or None to leave it. May
be called several times: the last call counts."""


class Changing(Protocol):
    """What Django's cache is here, beyond Django's own."""

    def change(self, key: str, act: Act) -> bool:
        """Read and write as one act; False when others change the same for too long."""
        ...


_AGAIN_S = 5.0
"""After a fault a place is left alone for so long: nobody waits for it at every request."""
PATIENCE_S = 1.0
"""Whoever wants to change what others hammer gives up after so long."""
_LOCK_S = 5
_FOREVER = 1e12


_away: dict[str, float] = {}
"""Places that are away, and when one asker shall try again. Of the process: Django makes a cache for each
thread, and each would have to wait for the place to learn that it is away."""


class _Substituted(BaseCache):
    """Asks a place and, for a while after a fault of it, another one."""

    place: str
    instead: BaseCache
    faults: tuple[type[Exception], ...]
    trouble: str

    def shared(self) -> bool:
        """Whether the last question was answered by the place itself."""
        return self.place not in _away

    def _ask(self, name: str, *args: Any, **words: Any) -> Any:
        if self._may_try():
            try:
                answer = getattr(super(), name)(*args, **words)
            except self.faults as error:
                log.error("%s: %s", self.trouble, type(error).__name__)
                _away[self.place] = time.monotonic() + _AGAIN_S
            else:
                _away.pop(self.place, None)
                return answer
        return getattr(self.instead, name)(*args, **words)

    def _may_try(self) -> bool:
        """Always while the place is there; else one asker now and then, who may have to wait for it."""
        again = _away.get(self.place)
        if again is None:
            return True
        if time.monotonic() < again:
            return False
        _away[self.place] = time.monotonic() + _AGAIN_S
        return True

    def change(self, key: str, act: Act) -> Any:
        return self._ask("change", key, act)

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

    def clear(self) -> Any:
        return self._ask("clear")


class _Own(LocMemCache):
    """This process's own memory."""

    _changing = threading.Lock()

    def change(self, key: str, act: Act) -> bool:
        with self._changing:
            wanted = act(self.get(key))
            if wanted is not None:
                self.set(key, *wanted)
        return True


class _File(BaseCache):
    """The memory of this machine's processes. Keys are hashed with our secret: they name people and
    addresses, which are nobody's to read on a disk."""

    def __init__(self, path: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(path)

    def change(self, key: str, act: Act) -> bool:
        place, give_up_at = self._place(key), time.monotonic() + PATIENCE_S
        while time.monotonic() < give_up_at:
            before = self._memory.get(place)
            wanted = act(_read(before))
            if wanted is None:
                return True
            value, seconds = wanted
            if self._memory.swap(place, before, pickle.dumps(value, -1), time.time() + seconds):
                return True
        return False

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = _read(self._memory.get(self._place(key, version)))
        return default if found is None else found

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        names = {self._place(key, version): key for key in keys}
        found = self._memory.get_many(list(names))
        return {names[place]: _read(value) for place, value in found.items()}

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._memory.put(self._place(key, version), pickle.dumps(value, -1), self._until(timeout))

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        place = self._place(key, version)
        return self._memory.swap(place, None, pickle.dumps(value, -1), self._until(timeout))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._memory.prolong(self._place(key, version), self._until(timeout))

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._memory.drop(self._place(key, version))

    def clear(self) -> None:
        self._memory.clear()

    @property
    def _memory(self) -> Memory:
        return memory_at(self._path)

    def _place(self, key: str, version: int | None = None) -> bytes:
        name = self.make_key(key, version).encode()
        return hashlib.blake2b(name, digest_size=16, key=settings.SECRET_KEY.encode()[:64]).digest()

    def _until(self, timeout: Any) -> float:
        until = self.get_backend_timeout(timeout)
        return _FOREVER if until is None else until


def _read(value: bytes | None) -> Any:
    """What was kept; nothing of what another version of the program wrote and this one can't read."""
    try:
        return None if value is None else pickle.loads(value)  # noqa: S301 - in a file that is only ours
    except Exception:
        return None


class MachineCache(_Substituted, _File):
    """What the processes of this machine remember together."""

    faults = (sqlite3.Error, OSError)
    trouble = "the memory of this machine can't be used, each process remembers by itself"

    def __init__(self, path: str, params: dict[str, Any]) -> None:
        super().__init__(path, params)
        self.place = path
        self.instead = _Own("away", {"OPTIONS": {"MAX_ENTRIES": MOST}})


class _Valkey(RedisCache):
    def change(self, key: str, act: Act) -> bool:
        lock, give_up_at = f"{key}:lock", time.monotonic() + PATIENCE_S
        while not super().add(lock, 1, _LOCK_S):
            if time.monotonic() > give_up_at:
                return False
            time.sleep(0.005)
        try:
            wanted = act(super().get(key))
            if wanted is not None:
                super().set(key, *wanted)
        finally:
            super().delete(lock)
        return True


class SharedCache(_Substituted, _Valkey):
    """What several machines remember together."""

    faults = (RedisError, OSError)
    trouble = "the shared cache is away, each machine remembers by itself"

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.place = server
        self.instead = MachineCache(params["INSTEAD"], {})
