"""What several machines remember together, and what happens while that place is away."""

import fcntl
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.cache import cache
from tests.adapters.engine.cluster import Wire, a_valkey
from tests.waiting import free_port

from mutoscope.apps.accounts import limits
from mutoscope.core.policy.gcra import Rate
from mutoscope.core.units import Refusal
from mutoscope.project.caches import backends, cache_settings
from mutoscope.project.config import Config, ConfigError


@pytest.fixture
def using(settings: Any) -> Callable[[str], None]:
    def use(address: str) -> None:
        settings.CACHES = cache_settings(Config(cache=address))

    return use


def taken(key: str, tries: int) -> int:
    """How many of so many tries at once were allowed."""

    def one(_: int) -> bool:
        try:
            limits.take(key, "like")
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(one, range(tries)))


@pytest.mark.slow
def test_limits_hold_over_processes(using: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes that share a Valkey share one burst: what one spent the other has not."""
    monkeypatch.setitem(limits.RULES, "like", Rate(10, 600_000))
    monkeypatch.setattr(backends, "PATIENCE_S", 30)  # a busy machine hammers no key
    key = f"p{secrets.randbelow(1 << 50)}"
    with a_valkey(tmp_path) as usual:
        wire = Wire(usual)
        using(f"valkey://127.0.0.1:{wire.port}/0")
        assert taken(key, 6) == 6
        using(f"redis://127.0.0.1:{wire.port}/0")  # as another process: with nothing of its memory
        assert taken(key, 20) == 4
        wire.break_off()
        assert taken(key, 20) == 10, "away: this machine counts by itself, and still counts"
        wire.close()


def test_a_place_that_was_never_there_lifts_no_limit(using: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nobody at the address, the site works and the limits hold within this machine."""
    monkeypatch.setitem(limits.RULES, "like", Rate(5, 600_000))
    using(f"redis://127.0.0.1:{free_port()}/0")
    assert taken("p2", 20) == 5


def test_a_place_that_hangs_is_waited_for_once(using: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads come and go, each with a cache of its own; what one of them met the others know."""
    monkeypatch.setitem(limits.RULES, "like", Rate(5, 600_000))
    monkeypatch.setattr(backends, "_away", {})
    monkeypatch.setattr(backends, "_AGAIN_S", 3600)
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        hanging.setblocking(False)
        using(f"redis://127.0.0.1:{hanging.getsockname()[1]}/0")
        assert _in_a_thread(lambda: taken("p3", 1)) == 1
        assert _waiting(hanging) > 0, "somebody asked it"
        assert [_in_a_thread(lambda: taken("p3", 1)) for _ in range(6)] == [1, 1, 1, 1, 0, 0]
        assert _waiting(hanging) == 0


def test_a_file_that_somebody_keeps_locked_stops_nobody(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a process that was stopped while it folded the log; others count by themselves until it goes on."""
    monkeypatch.setitem(limits.RULES, "like", Rate(5, 600_000))
    settings.CACHES = cache_settings(Config(home=str(tmp_path)))
    assert taken("p4", 2) == 2 and cast(Any, cache).shared()
    with (tmp_path / "memory.sqlite3.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert taken("p4", 20) == 5 and not cast(Any, cache).shared()
    monkeypatch.setitem(backends._away, str(tmp_path / "memory.sqlite3"), 0.0)
    assert taken("p4", 20) == 3 and cast(Any, cache).shared(), "of the five two were spent there"


def _in_a_thread(act: Callable[[], int]) -> int:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(act).result()


def _waiting(door: socket.socket) -> int:
    """How many came to this door since it was last asked."""
    came = 0
    with suppress(BlockingIOError):
        while True:
            door.accept()[0].close()
            came += 1
    return came


@pytest.mark.parametrize("address", ["memcached://here", "redis:", "valkey://", "here:6379"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    """The operator reads what would be right."""
    with pytest.raises(ConfigError, match="valkey://"):
        cache_settings(Config(cache=address))
