"""Engines of several shards in a test: hosts on threads of this process, a Valkey that can be cut off."""

import contextlib
import secrets
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import redis
from tests.core.discovery.world import NOW
from tests.waiting import free_port, wait_for

from mutoscope.adapters.engine.client import connect
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.exchange import Exchange
from mutoscope.adapters.engine.host import Host
from mutoscope.adapters.engine.shard import Batch, Shard, unpacked
from mutoscope.adapters.engine.sharded import ShardedEngine
from mutoscope.core.discovery import PageRequest
from mutoscope.core.discovery.counted import Pseudonyms
from mutoscope.core.discovery.homes import home

USUAL = 6379


@contextlib.contextmanager
def a_valkey(folder: Path) -> Iterator[int]:
    """Port of the Valkey or Redis of this machine, or of one started for the purpose. Tests that need it are
    slow: it is part of no system, and bin/test passes from nothing."""
    with redis.Redis(port=USUAL, socket_timeout=2) as known:
        running = _answers(known)
    if running:
        yield USUAL
        return
    server = shutil.which("valkey-server") or shutil.which("redis-server")
    assert server, "shards need a Valkey or Redis: one on 127.0.0.1:6379, or its server installed"
    port = free_port()
    words = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        with redis.Redis(port=port) as started:
            wait_for(lambda: _answers(started), what="the Valkey")
        yield port
    finally:
        process.kill()
        process.wait()


def _answers(valkey: redis.Redis) -> bool:
    try:
        return bool(valkey.ping())
    except (redis.RedisError, OSError):
        return False


class Wire:
    """A port that leads to another one, until it is cut."""

    def __init__(self, to: int) -> None:
        self._to, self.cut = to, False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._to))
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pour, args=(one, other), daemon=True).start()

    def break_off(self) -> None:
        self.cut = True
        ends, self._ends = self._ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.cut = False

    def close(self) -> None:
        self.break_off()
        self._listener.close()


def _pour(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(1 << 16):
            other.sendall(data)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class Cluster:
    """So many shards below ``folder``; ``engine`` speaks to them as the web process does."""

    def __init__(self, folder: Path, many: int, valkey: int) -> None:
        self.folder, self.many = folder, many
        self.wire = Wire(valkey)
        self.prefix = f"mutoscope:test:{secrets.token_hex(6)}"
        self.valkey = redis.Redis(port=valkey)
        self.sockets = [folder / f"s{number}.sock" for number in range(many)]
        self.shards: dict[int, Shard] = {}
        self.secret = b"one secret"
        self._hosts: dict[int, tuple[Host, threading.Thread, Exchange]] = {}
        self.engine = ShardedEngine([connect(path) for path in self.sockets])
        for number in range(many):
            self.start(number)

    def start(self, number: int) -> Shard:
        shard = Shard(self.folder / str(number), Place(number, self.many), pseudonyms=Pseudonyms(self.secret))
        ask = [connect(path).standing for path in self.sockets]
        address = f"redis://127.0.0.1:{self.wire.port}/0"
        exchange = Exchange(shard, address, self.prefix, ask, clock_ms=lambda: NOW)
        host = Host(shard, self.sockets[number], exchange)
        thread = threading.Thread(target=host.serve)
        thread.start()
        self.shards[number], self._hosts[number] = shard, (host, thread, exchange)
        return shard

    def stop(self, number: int, *, kindly: bool = True) -> None:
        """Kindly with a snapshot; else only the log is left, as after a kill."""
        host, thread, exchange = self._hosts.pop(number)
        host.stop()
        thread.join()
        exchange.close()
        shard = self.shards.pop(number)
        if kindly:
            shard.close()
        else:
            shard._learning.pupil.close()
            shard._log.close()

    def close(self) -> None:
        for number in list(self._hosts):
            self.stop(number)
        self.engine.close()
        self.wire.close()
        for key in self.valkey.scan_iter(f"{self.prefix}*"):
            self.valkey.delete(key)
        self.valkey.close()

    def told(self) -> set[int]:
        """Under which numbers viewers stand in the streams."""
        batches = [
            Batch(fields[b"e"].decode(), int(fields[b"a"]), int(fields[b"u"]), fields[b"b"])
            for number in range(self.many)
            for _, fields in self.valkey.xrange(f"{self.prefix}:{number}")
        ]
        return {number for one in batches for number in unpacked(one)["who"].tolist()}

    def shown(self, number: int) -> dict[int, int]:
        """How many met each video, as a shard counts it."""
        shard = self.shards[number]
        with shard._lock:
            votes, ids = shard._state.votes, shard._state.catalogue.ids
            return {
                int(ids[row]): int(count)
                for row, count in enumerate(votes.shown[: len(ids)].tolist())
                if count
            }

    def agree_on(self, shown: dict[int, int]) -> None:
        """Every living shard comes to these counts."""
        wait_for(
            lambda: all(self.shown(number) == shown for number in self.shards),
            what=f"{shown} on all shards",
            words=lambda: str({number: self.shown(number) for number in self.shards}),
        )


def at_home(number: int, many: int, how_many: int = 1, kind: str = "p") -> list[str]:
    """Viewers who are at home on a shard."""
    found = []
    for one in range(1, 10_000):
        if home(f"{kind}{one}", many) == number:
            found.append(f"{kind}{one}")
        if len(found) == how_many:
            break
    return found


Make = Callable[[int], Cluster]


def ask(viewer: str, **changes: object) -> PageRequest:
    fields: dict[str, object] = {"viewer": viewer, "now_ms": NOW, "seed": 7, "language": "en"}
    return PageRequest(**(fields | changes))  # type: ignore[arg-type]


def unseen(cluster: Cluster, viewer: str) -> set[int]:
    """What the next page shows them that they have not met."""
    page = cluster.engine.page(ask(viewer))
    return {one.video_id for one in page.served if one.source != "recycled"}
