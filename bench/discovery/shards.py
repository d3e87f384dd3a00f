"""What several engine shards cost beside one, and how long one is away after it was killed.

The shards are the processes of `mutoscope engine`, asked over their sockets by one client as the web process
does; between them is the Valkey on 127.0.0.1:6379. This machine has two cores and everything wants them, so
linearity is told per second of processor: the work of all engine processes together, the trainers beside them
left out. Each number of shards gets the same catalogue, people, events and pages.
"""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import redis

from bench.discovery import crowd
from bench.harness import Figure, figure
from mutoscope.adapters.engine import Engine, EngineDown, connect_all
from mutoscope.adapters.engine.layout import keys_of
from mutoscope.core.discovery import Event, PageRequest
from mutoscope.core.units import DAY_MS
from mutoscope.project.config import Config

VIDEOS, PEOPLE, EVENTS, BATCH, PAGES = 5_000, 800, 16_000, 20, 1_000
PORT = 6379
_TICK = os.sysconf("SC_CLK_TCK")


class Cluster:
    def __init__(self, shards: int) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="mutoscope-bench-"))
        self.config = Config(
            home=str(self.home), engine_shards=shards, engine_exchange=f"valkey://127.0.0.1:{PORT}/0"
        )
        self.processes = [self.start(number) for number in range(shards)]
        self.engine: Engine = connect_all(self.config.engine_paths)
        _until(lambda: _answers(self.engine))

    def start(self, number: int) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "mutoscope.project.cli", "engine"]
        if self.config.engine_shards > 1:
            words += ["--shard", str(number)]
        env = {
            **os.environ,
            "MUTOSCOPE_HOME": self.config.home,
            "MUTOSCOPE_ENGINE_SHARDS": str(self.config.engine_shards),
            "MUTOSCOPE_ENGINE_EXCHANGE": self.config.engine_exchange,
        }
        return subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def cpu_s(self) -> float:
        """Of all engine processes so far."""
        told = [
            Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split() for one in self.processes
        ]
        return sum(int(one[11]) + int(one[12]) for one in told) / _TICK

    def resident(self) -> int:
        told = [Path(f"/proc/{one.pid}/statm").read_text().split() for one in self.processes]
        return sum(int(one[1]) for one in told) * os.sysconf("SC_PAGE_SIZE")

    def log_bytes(self) -> int:
        """Of the logs, as they are once folded."""
        total = 0
        for path in self.home.glob("engine/**/log.sqlite3"):
            with contextlib.closing(sqlite3.connect(path)) as log:
                total += log.execute("PRAGMA page_count").fetchone()[0]
                size = log.execute("PRAGMA page_size").fetchone()[0]
        return int(total * size)

    def close(self) -> None:
        self.engine.close()
        for one in self.processes:
            one.kill()
            one.wait()
        if self.config.engine_shards == 1:
            shutil.rmtree(self.home, ignore_errors=True)
            return
        with redis.Redis(port=PORT) as valkey:
            for key in valkey.scan_iter(f"{_keys(self.config)}*"):
                valkey.delete(key)
        shutil.rmtree(self.home, ignore_errors=True)


class Costs:
    """Of one number of shards."""

    def __init__(self, shards: int) -> None:
        cluster = Cluster(shards)
        try:
            self.measure(cluster, shards)
        finally:
            cluster.close()

    def measure(self, cluster: Cluster, shards: int) -> None:
        engine, empty = cluster.engine, cluster.resident()
        engine.put_items(list(crowd.catalogue(VIDEOS)))
        with_videos, logged = cluster.resident(), cluster.log_bytes()
        cpu = cluster.cpu_s()
        for batch in _batches():
            engine.ingest(batch, crowd.NOW)
        self.heard_s = _all_told(cluster)
        self.events = EVENTS / (cluster.cpu_s() - cpu)
        self.bytes_per_video = (with_videos - empty) / VIDEOS / shards
        self.bytes_per_viewer = (cluster.resident() - with_videos) / PEOPLE
        self.log_per_event = (cluster.log_bytes() - logged) / EVENTS
        self.stream_per_event = _stream_bytes(cluster) / EVENTS
        cpu, wall = cluster.cpu_s(), time.perf_counter()
        for turn in range(PAGES):
            engine.page(PageRequest(f"p{turn % PEOPLE}", crowd.NOW + turn, seed=turn, age=18))
        self.pages = PAGES / (cluster.cpu_s() - cpu)
        self.page_ms = (time.perf_counter() - wall) * 1000 / PAGES
        self.back_s = _kill_one(cluster)


def _kill_one(cluster: Cluster) -> float:
    """Seconds from starting a killed engine process to its first answer, without a snapshot."""
    cluster.processes[0].send_signal(signal.SIGKILL)
    cluster.processes[0].wait()
    began = time.perf_counter()
    cluster.processes[0] = cluster.start(0)
    _until(lambda: _answers(cluster.engine))
    return time.perf_counter() - began


def _all_told(cluster: Cluster) -> float:
    """Seconds until every shard counts what the last event said; 0 for one."""
    shards, began = cluster.config.engine_shards, time.perf_counter()
    if shards == 1:
        return 0.0
    with redis.Redis(port=PORT) as valkey:

        def quiet() -> bool:
            key = _keys(cluster.config)
            before = [valkey.xlen(f"{key}:{one}") for one in range(shards)], cluster.cpu_s()
            time.sleep(1.0)
            after = [valkey.xlen(f"{key}:{one}") for one in range(shards)], cluster.cpu_s()
            return before[0] == after[0] and after[1] - before[1] < 0.35 * shards

        _until(quiet)
    return time.perf_counter() - began - 1.0


def _keys(config: Config) -> str:
    return keys_of(config.home_path / "engine", config.engine_shards)


def _stream_bytes(cluster: Cluster) -> int:
    with redis.Redis(port=PORT) as valkey:
        keys = [f"{_keys(cluster.config)}:{one}" for one in range(cluster.config.engine_shards)]
        return sum(int(valkey.memory_usage(key) or 0) for key in keys)


def _answers(engine: Engine) -> bool:
    try:
        return engine.health().videos >= 0
    except EngineDown:
        return False


def _until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 120
    while not true():
        if time.monotonic() > give_up:
            raise TimeoutError("the engine did not come to it")
        time.sleep(0.02)


def _batches() -> list[list[Event]]:
    """What players tell in batches, one viewer each: they watch, and like now and then."""
    dice, serial, batches = random.Random(5), 0, []
    for turn in range(EVENTS // BATCH):
        batch = []
        for _ in range(BATCH):
            serial += 1
            kind = dice.choice(("impression", "watch", "watch", "watch", "like"))
            at_ms, watched_ms = crowd.NOW - dice.randrange(DAY_MS), dice.randrange(40_000)
            video = min(int(dice.paretovariate(0.6)), VIDEOS)  # few are met by many
            batch.append(Event(f"{serial:x}", f"p{turn % PEOPLE}", kind, video, at_ms, watched_ms))  # type: ignore[arg-type]
        batches.append(batch)
    return batches


def main() -> list[Figure]:
    of = {shards: Costs(shards) for shards in (1, 2, 4)}
    one = of[1]
    figures = [
        figure(
            "pages for each second of processor, one engine",
            round(one.pages, 1),
            "pages/s",
            note=f"{VIDEOS:,} videos, {PEOPLE:,} people of {EVENTS // PEOPLE} events; over the socket,"
            f" {one.page_ms:.1f} ms a page by the clock, load {os.getloadavg()[0]:.0f} on two cores",
        ),
        figure("events for each second of processor, one engine", round(one.events), "events/s"),
    ]
    for shards in (2, 4):
        many = of[shards]
        figures += [
            figure(
                f"pages for each second of processor, {shards} shards",
                round(many.pages, 1),
                "pages/s",
                baseline=round(one.pages, 1),
                ratio_at_least=0.85,
                note="beside one engine; 1 is linear",
            ),
            figure(
                f"events for each second of processor, {shards} shards",
                round(many.events),
                "events/s",
                baseline=round(one.events),
                note=f"each event is taken by one shard and counted by {shards - 1} more; 1 would be linear",
            ),
            figure(
                f"until all of {shards} shards counted everything, after the last event",
                round(max(many.heard_s, 0.0), 1),
                "s",
                note="looked at once a second, after a burst as fast as one client sends",
            ),
        ]
    four = of[4]
    hearing_us = (1 / four.events - 1 / one.events) / 3 * 1e6
    return [
        *figures,
        figure(
            "processor time to count an event of another shard",
            round(max(hearing_us, 0.0), 1),
            "us",
            baseline=round(1e6 / one.events, 1),
            note="from four shards; beside what taking one costs at home, with its line on disk",
        ),
        figure(
            "from starting a killed shard of four to its answer",
            round(four.back_s, 2),
            "s",
            at_most=10.0,
            note="no snapshot: its log was read; mostly the start of Python",
        ),
        figure("from starting a killed single engine to its answer", round(one.back_s, 2), "s", at_most=10.0),
        figure("bytes of memory for each video, on every shard", round(one.bytes_per_video), "bytes"),
        figure(
            f"bytes of memory for each viewer of {EVENTS // PEOPLE} events",
            round(one.bytes_per_viewer),
            "bytes",
            note="resident memory, counts and loves of theirs included",
        ),
        figure("bytes of log for each event", round(one.log_per_event), "bytes"),
        figure(
            "bytes of stream in Valkey for each event",
            round(four.stream_per_event),
            "bytes",
            note="as Valkey counts its memory; trimmed behind the oldest snapshot",
        ),
    ]
