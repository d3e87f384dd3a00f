"""From a snapshot of five million facts to serving, and what a snapshot does to pages made meanwhile.

A hundred thousand videos, ten thousand people, five million videos met, by a power law. The snapshot is
written by a keeper, read by another in a process of its own; beside it the bare reading and hashing of that
file. Pages during the writing of a snapshot are timed by the clock, beside as many without one.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.discovery import crowd
from bench.harness import Figure, figure, quantile
from mutoscope.adapters.engine import Keeper
from mutoscope.core.discovery import Event, PageRequest

VIDEOS, PEOPLE, TOUCHES = 100_000, 10_000, 5_000_000
TAIL = 3_000
"""Events since the snapshot."""


def main() -> list[Figure]:
    home = Path(tempfile.mkdtemp(prefix="mutoscope-bench-"))
    try:
        told = _run(home, "live")
        body = home / "snapshot.msgpack"
        began = time.perf_counter()
        hashlib.sha256(body.read_bytes()).digest()
        bare_s = time.perf_counter() - began
        again = _run(home, "restarted")
        size_mb = body.stat().st_size / 1e6
    finally:
        shutil.rmtree(home, ignore_errors=True)
    assert again["digest"] == told["digest"], "the restarted state is the one that lived"
    met = f"{told['touches']:,} videos met by {PEOPLE:,} people, {VIDEOS:,} videos"
    return [
        figure(
            "from start to the first page, from a snapshot",
            round(again["start_s"], 2),
            "s",
            baseline=round(bare_s, 2),
            at_most=10.0,
            note=f"{met}; {size_mb:.0f} MB, {TAIL:,} events since; CPU {again['cpu_s']:.1f} s; beside reading"
            " and hashing the file; the same digest as the state that lived",
        ),
        figure("memory of the restarted engine", round(again["rss_mb"]), "MB", at_most=600.0, note=met),
        figure(
            "memory at most while it started", round(again["peak_mb"]), "MB", note="while counts are made"
        ),
        figure(
            "pages while a snapshot is written, 99th percentile",
            round(told["during_ms"], 1),
            "ms",
            baseline=round(told["without_ms"], 1),
            note=f"wall; the snapshot took {told['snapshot_s']:.1f} s; beside pages without one",
        ),
    ]


def _run(home: Path, what: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.discovery.restart", what, str(home)], capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _live(home: Path) -> dict[str, object]:
    keeper = Keeper(home)
    keeper._state = crowd.state(VIDEOS, PEOPLE, TOUCHES)
    without = _paged(keeper, threading.Event(), 3.0)
    writing, done = 0.0, threading.Event()

    def write() -> None:
        nonlocal writing
        began = time.perf_counter()
        keeper.snapshot()
        writing = time.perf_counter() - began
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    during = _paged(keeper, done, 60.0)
    thread.join()
    for start in range(0, TAIL, 100):
        keeper.ingest(
            [
                Event(f"{n}", f"p{n % PEOPLE + 1}", "watch", n % VIDEOS + 1, crowd.NOW + n, 4_000)
                for n in range(start, start + 100)
            ],
            crowd.NOW + TAIL,
        )
    keeper._log.close()  # as if killed
    return {
        "digest": keeper._state.digest(),
        "touches": sum(len(one.touches) for one in keeper._state.viewers.values()),
        "without_ms": quantile(without, 0.99),
        "during_ms": quantile(during, 0.99),
        "snapshot_s": writing,
    }


def _paged(keeper: Keeper, until: threading.Event, at_most_s: float) -> list[float]:
    """Wall milliseconds of pages, one after the other."""
    times, began = [], time.perf_counter()
    while not until.is_set() and time.perf_counter() - began < at_most_s:
        person = len(times) * 7 % PEOPLE + 1
        start = time.perf_counter()
        keeper.page(PageRequest(f"p{person}", crowd.NOW + len(times), seed=1, age=18, person_id=person))
        times.append((time.perf_counter() - start) * 1000)
    return times


def _restarted(home: Path) -> dict[str, object]:
    began, cpu = time.perf_counter(), time.process_time()
    keeper = Keeper(home)
    page = keeper.page(PageRequest("p5", crowd.NOW + 10_000, seed=1, age=18, person_id=5))
    start_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    assert len(page.served) == 8
    told = {
        "start_s": start_s,
        "cpu_s": cpu_s,
        "rss_mb": _kernel_mb("VmRSS"),
        "peak_mb": _kernel_mb("VmHWM"),
    }
    return told | {"digest": keeper._state.digest()}


def _kernel_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


if __name__ == "__main__":
    print(json.dumps({"live": _live, "restarted": _restarted}[sys.argv[1]](Path(sys.argv[2]))))
