"""How many events the engine takes a second, each on disk before it is acknowledged, and how soon they count.

The keeper is the one of the engine process, its log an SQLite file with synchronous=FULL. A thousand people
watch at once; their players tell in batches of fifty, as the web process hands them on. Beside it, in the
same run: the same rows into a bare SQLite table of the same shape, in the same batches. Then one person sends
ten thousand watches of one video, and we look how far it rose.
"""

import os
import random
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.discovery import crowd
from bench.harness import Figure, figure, quantile
from mutoscope.adapters.engine import Keeper
from mutoscope.core.discovery import Event, PageRequest
from mutoscope.core.discovery.votes import BINS
from mutoscope.core.units import DAY_MS

VIDEOS, PEOPLE, EVENTS, BATCH = 20_000, 1_000, 30_000, 50


def main() -> list[Figure]:
    home = Path(tempfile.mkdtemp(prefix="mutoscope-bench-"))
    try:
        keeper = Keeper(home)
        keeper.put_items(list(crowd.catalogue(VIDEOS)))
        batches = _batches()
        wall, cpu = time.perf_counter(), time.process_time()
        for batch in batches:
            keeper.ingest(batch, crowd.NOW)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        bare, bare_cpu = _bare(home / "bare.sqlite3", batches)
        delays = _until_in_next_page(keeper)
        moved, most = _flood(keeper)
        keeper.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return [
        figure(
            "events taken a second, each on disk, by one caller",
            round(EVENTS / wall),
            "events/s",
            baseline=round(EVENTS / bare),
            at_least=5_000,
            note=f"by the clock, with {os.getloadavg()[0]:.0f} processes wanting the two cores; batches of"
            f" {BATCH}, {PEOPLE:,} people; beside the same rows into a bare table",
        ),
        figure(
            "events taken for each second of CPU",
            round(EVENTS / cpu),
            "events/s",
            baseline=round(EVENTS / bare_cpu),
            at_least=5_000,
            note="what a core could take if it had nothing else to do and the disk kept up; beside the same",
        ),
        figure(
            "from an event acknowledged to a page and a counter that know it, 99th percentile",
            round(quantile(delays, 0.99), 2),
            "ms",
            at_most=2_000.0,
            note="wall time of the very next page; every one knew",
        ),
        figure(
            "rise of a video watched ten thousand times by one person",
            moved,
            "of 1",
            at_most=most,
            note="of its quality (-0.5 to 1); the reach is what one vote may be worth beside those it had",
        ),
    ]


def _batches() -> list[list[Event]]:
    dice = random.Random(5)
    serial, batches = 0, []
    for _ in range(EVENTS // BATCH):
        person, batch = dice.randrange(PEOPLE), []
        for _ in range(BATCH):
            serial += 1
            kind = dice.choice(("impression", "watch", "watch", "watch", "like"))
            video, at_ms = dice.randrange(1, VIDEOS), crowd.NOW - dice.randrange(DAY_MS)
            watched_ms = dice.randrange(40_000)
            batch.append(Event(f"{serial:x}", f"p{person}", kind, video, at_ms, watched_ms))  # type: ignore[arg-type]
        batches.append(batch)
    return batches


def _bare(path: Path, batches: list[list[Event]]) -> tuple[float, float]:
    """(seconds by the clock, of CPU)."""
    database = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY, kind TEXT, viewer TEXT, key TEXT UNIQUE, body BLOB)",
    ):
        database.execute(statement)
    began, cpu = time.perf_counter(), time.process_time()
    for batch in batches:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT OR IGNORE INTO entry (kind, viewer, key, body) VALUES (?, ?, ?, ?)",
            [("event", one.viewer, f"e:{one.viewer}:{one.event_id}", bytes(100)) for one in batch],
        )
        database.execute("COMMIT")
    return time.perf_counter() - began, time.process_time() - cpu


def _until_in_next_page(keeper: Keeper) -> list[float]:
    """Milliseconds from the acknowledgement to the end of the next page, of which nothing seen is part."""
    delays = []
    for turn in range(200):
        viewer = f"p{turn % 20}"
        page = keeper.page(PageRequest(viewer, crowd.NOW + turn, seed=turn, age=18))
        shown = [one.video_id for one in page.served]
        keeper.ingest(
            [Event(f"{turn}-{one}", viewer, "impression", one, crowd.NOW + turn) for one in shown],
            crowd.NOW + turn,
        )
        began = time.perf_counter()
        after = keeper.page(PageRequest(viewer, crowd.NOW + turn, seed=turn + 1_000, age=18))
        delays.append((time.perf_counter() - began) * 1000)
        assert not {one.video_id for one in after.served} & set(shown)
    return delays


def _flood(keeper: Keeper) -> tuple[float, float]:
    """(by how much the quality of one video rises; by how much one vote could raise it)."""
    state, video = keeper._state, VIDEOS - 1
    row = np.array([state.catalogue.row(video)])
    before, _ = state.votes.quality(row, state.catalogue.duration[row])
    most = 3.0 / (float(state.votes.totals[row, :BINS].sum()) + 13.0)
    for start in range(0, 10_000, 500):
        events = [
            Event(f"flood{start + n}", "pbot", "watch", video, crowd.NOW, 9_000_000) for n in range(500)
        ]
        keeper.ingest(events, crowd.NOW)
    after, _ = state.votes.quality(row, state.catalogue.duration[row])
    return round(float(after[0] - before[0]), 4), round(most, 4)
