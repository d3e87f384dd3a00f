"""The job queue beside a bare one: throughput, delay, and what an idle worker costs.

The baseline is the least that a durable queue can do: Python's sqlite3 alone, one transaction that claims a
job and one that ends it and writes its effect, each synchronised to the same disk.
"""

import os
import sqlite3
import tempfile
import time
from pathlib import Path

from tests.apps.flow.crew import Crew, children_of
from tests.waiting import wait_for

from bench.harness import Figure, figure, quantile
from mutoscope.project.cli import WORKER_NICENESS

JOBS = 1000
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> list[Figure]:
    os.nice(WORKER_NICENESS)  # the baseline gets no more of the machine than the worker
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder:
        crew = Crew(Path(folder) / "home")
        try:
            return _measure(crew, Path(folder))
        finally:
            crew.close()


def _bare_rate(folder: Path) -> float:
    """Claims and ends per second in one process without Django."""
    path = folder / "bare.sqlite3"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("CREATE TABLE job (id integer PRIMARY KEY, state text, effect integer)")
        db.execute("CREATE INDEX next ON job (id) WHERE state = 'waiting'")
        db.executemany("INSERT INTO job (state) VALUES (?)", [("waiting",)] * JOBS)
        begin = time.perf_counter()
        for _ in range(JOBS):
            claim = "SELECT id FROM job WHERE state = 'waiting' ORDER BY id LIMIT 1"
            [(job,)] = db.execute(
                f"UPDATE job SET state = 'running' WHERE id = ({claim}) RETURNING id"
            ).fetchall()
            db.execute("UPDATE job SET state = 'done', effect = id WHERE id = ?", (job,))
        return JOBS / (time.perf_counter() - begin)


def _measure(crew: Crew, folder: Path) -> list[Figure]:
    worker = crew.start()
    wait_for(lambda: len(children_of(worker.pid)) == 3)
    time.sleep(2)
    idle = _idle_share(worker.pid, 10.0)
    memory = sum(_pss_mb(pid) for pid in [worker.pid, *children_of(worker.pid)])
    delays = [crew.ask(f"delay({number})") * 1000 for number in range(100)]
    before, cpu = _bare_rate(folder), _cpu_s(worker.pid)
    rate = _rate(crew)
    cpu = _cpu_s(worker.pid) - cpu
    bare = (before + _bare_rate(folder)) / 2  # the disk is shared: measured on both sides of ours
    return [
        figure("jobs done per second, two slots", round(rate), "jobs/s", baseline=round(bare)),
        figure("CPU of the worker and its children per job", round(1000 * cpu / JOBS, 2), "ms"),
        figure("commit to start, median", round(quantile(delays, 0.5), 1), "ms", at_most=50),
        figure("commit to start, 95th percentile", round(quantile(delays, 0.95), 1), "ms", at_most=100),
        figure("idle worker, share of one core", round(100 * idle, 2), "%", at_most=1.0),
        figure("worker with two slots and upkeep, own memory", round(memory), "MB"),
    ]


def _rate(crew: Crew) -> float:
    begin = time.perf_counter()
    crew.ask(f"stamps({JOBS})")
    wait_for(lambda: crew.ask("Job.objects.exclude(state='done').count()") == 0, 120)
    return JOBS / (time.perf_counter() - begin)


def _idle_share(pid: int, seconds: float) -> float:
    before = _cpu_s(pid)
    time.sleep(seconds)
    return (_cpu_s(pid) - before) / seconds


def _cpu_s(pid: int) -> float:
    """CPU time of a process and its children."""
    total = 0.0
    for one in [pid, *children_of(pid)]:
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def _pss_mb(pid: int) -> float:
    """Memory of the process, shared pages counted in shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
