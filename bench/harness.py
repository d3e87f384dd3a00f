"""What every benchmark shares: measuring, comparing in the same run, and writing down.

A benchmark is a module here with ``main() -> list[Figure]``; ``bin/bench NAME`` runs it and keeps its figures
in ``bench/results/NAME.json``; one of ``bench/discovery`` is called ``discovery.NAME``. A figure worth
publishing is a ratio to a bare baseline measured in the same run, because machines differ and ratios travel.
"""

import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
RESULTS = REPOSITORY / "bench" / "results"


@dataclass(frozen=True)
class Figure:
    """One published number. ``reach`` is the goal as people read it; ``met`` None means no goal was set."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    """The same measure of the bare way of doing it, same run, same unit."""
    ratio: float | None = None
    reach: str = ""
    met: bool | None = None
    commit: str = ""
    date: str = ""
    machine: str = ""
    note: str = ""


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    baseline: float | None = None,
    at_most: float | None = None,
    at_least: float | None = None,
    ratio_at_most: float | None = None,
    ratio_at_least: float | None = None,
    note: str = "",
) -> Figure:
    """A figure with its ratio to the baseline, and whether it reaches the goals that were given."""
    ratio = value / baseline if baseline else None
    goals: list[tuple[str, bool]] = []
    if at_most is not None:
        goals.append((f"<= {at_most:g} {unit}", value <= at_most))
    if at_least is not None:
        goals.append((f">= {at_least:g} {unit}", value >= at_least))
    if ratio_at_most is not None:
        goals.append((f"<= {ratio_at_most:g}x", ratio is not None and ratio <= ratio_at_most))
    if ratio_at_least is not None:
        goals.append((f">= {ratio_at_least:g}x", ratio is not None and ratio >= ratio_at_least))
    reach = " and ".join(words for words, _ in goals)
    met = all(reached for _, reached in goals) if goals else None
    return Figure(name, value, unit, baseline, ratio, reach, met, note=note)


def median_of(times: int, act: Callable[[], float]) -> float:
    """The median of what ``act`` measures, over so many runs."""
    return statistics.median(act() for _ in range(times))


def quantile(values: Sequence[float], q: float) -> float:
    """The value below which the share ``q`` of ``values`` lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


@dataclass
class Spent:
    """What a block of work cost."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    """User and system time of this process and of children that have ended."""


@contextmanager
def measured() -> Iterator[Spent]:
    """Measures the block: ``with measured() as spent: ...`` then read ``spent``."""
    spent, wall, cpu = Spent(), time.perf_counter(), cpu_seconds()
    try:
        yield spent
    finally:
        spent.wall_s = time.perf_counter() - wall
        spent.cpu_s = cpu_seconds() - cpu


def cpu_seconds() -> float:
    """CPU time of this process and of its ended children so far."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def save(name: str, figures: Sequence[Figure]) -> Path:
    """Write the figures, stamped with commit, date and machine, to ``bench/results/<name>.json``."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    stamp = {
        "commit": commit(),
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "machine": machine(),
    }
    rows = [{**asdict(one), **stamp} for one in figures]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def commit() -> str:
    """Short hash of the checkout, with ``+`` when files differ from it."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!bench/results")
    return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")


def machine() -> str:
    """What kind of machine this is, without its name."""
    cpu, cores = platform.processor() or platform.machine(), 0
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        cpu, cores = (models[0] if models else cpu), len(models)
    memory_gb = 0.0
    if Path("/proc/meminfo").exists():
        memory_gb = int(Path("/proc/meminfo").read_text().split()[1]) / 1048576
    python = platform.python_version()
    return f"{cpu}, {cores} cores, {memory_gb:.0f} GB, {platform.system()}, Python {python}"


def main(argv: Sequence[str]) -> int:
    """``bin/bench NAME``: run one benchmark, print and keep its figures. 1 when a goal was missed."""
    known = benchmarks()
    if len(argv) != 1 or argv[0] not in known:
        print(f"usage: bin/bench NAME, one of: {', '.join(known)}", file=sys.stderr)
        return 2
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the engine runs, before anybody loads numpy
    figures = importlib.import_module(f"bench.{argv[0]}").main()
    path = save(argv[0], figures)
    for one in figures:
        print(line_of(one))
    print(f"kept in {path.relative_to(REPOSITORY)}")
    return int(any(one.met is False for one in figures))


def benchmarks() -> list[str]:
    """Names of all benchmarks: modules with a ``main``, those of a folder after its name and a dot."""
    here = Path(__file__).parent
    files = (path for path in here.rglob("[a-z]*.py") if path.name != "harness.py")
    return sorted(
        ".".join(path.relative_to(here).with_suffix("").parts)
        for path in files
        if "def main() -> list[Figure]" in path.read_text("utf-8")
    )


def line_of(one: Figure) -> str:
    """The figure on one line."""
    beside = f", {one.ratio:.2f}x of {one.baseline:g}" if one.ratio is not None and one.baseline else ""
    goal = f" (reach {one.reach}: {'met' if one.met else 'missed'})" if one.reach else ""
    return f"{one.name}: {one.value:g} {one.unit}{beside}{goal}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
