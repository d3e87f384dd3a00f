"""Many seeds, two processes, and what differs between policies in the same worlds."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from bench.discovery.worlds import measures
from bench.discovery.worlds.contracts import World
from bench.discovery.worlds.kinds import a_world, quality_of
from bench.discovery.worlds.loop import Loop
from bench.discovery.worlds.measures import Columns
from bench.discovery.worlds.policies import HOUSE, policy
from mutoscope.core.discovery import DEFAULT, Weights

Summary = dict[str, float]
Told = TypeVar("Told")
SEEDS = tuple(range(1, 11))
_T = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26, 12: 2.20, 20: 2.09}
"""95 % points of Student's t, by number of seeds."""


def every_seed(
    kind: str, seeds: Sequence[int] = SEEDS, names: Sequence[str] = HOUSE, weights: Weights = DEFAULT
) -> list[dict[str, Summary]]:
    """For each seed, policy -> measures."""
    return in_processes(partial(one_seed, kind, names=tuple(names), weights=weights), seeds)


def in_processes(work: Callable[[int], Told], seeds: Sequence[int]) -> list[Told]:
    """``work`` of each seed, by two processes or as many as ``MUTOSCOPE_BENCH_PROCESSES`` says. One thread in
    each: matrices here are small."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"
    many = int(os.environ.get("MUTOSCOPE_BENCH_PROCESSES", "2"))
    with multiprocessing.get_context("spawn").Pool(many) as pool:
        return pool.map(work, seeds, chunksize=1)


def one_seed(
    kind: str, seed: int, names: Sequence[str] = HOUSE, weights: Weights = DEFAULT, small: bool = False
) -> dict[str, Summary]:
    """Every policy in the same world; random exposure, named first, is the yardstick of watching."""
    told: dict[str, Summary] = {}
    reference: Columns | None = None
    usual = 0.085
    for name in names:
        world = a_world(kind, seed, small)
        loop = Loop(world, policy(name, world, weights))
        log = loop.run()
        columns = log.columns()
        if name == "random":
            reference, usual = columns, float(columns["long_view"].mean())
        told[name] = summary(world, columns, reference, usual)
        told[name]["ms_per_page"] = 1000.0 * log.engine_s / max(log.pages, 1)
    return told


def summary(world: World, log: Columns, reference: Columns | None, usual: float) -> Summary:
    """Every measure of one run."""
    late = measures.settled(world, log)
    quality, latecomers, unknown, worthless = quality_of(world)
    fresh = measures.uploads(world)
    met = measures.in_first_day(world, log)
    told = measures.rates(log)
    told["settled"] = measures.rates(late)["long_view"]
    told["quantile"] = measures.watch_quantile(world, log, reference) if reference else 0.5
    told["repeats"] = float(measures.repeats(log))
    told["topics"] = measures.topics_per_viewer(world, log)
    told["explore_share"] = 100.0 * float(log["explore"].mean())
    told["explore_cost"] = measures.exploration_cost(log)
    told["explore_cost_settled"] = measures.exploration_cost(late)
    told["unmet"] = float((met[fresh] == 0).sum())
    told["uploads"] = float(len(fresh))
    told["gini"] = measures.gini_within_quality(log, fresh, quality)
    told["worthless"] = 100.0 * float(worthless[log["video"]].mean())
    if len(fresh):
        top, middle = np.quantile(quality[fresh], [0.9, 0.5])
        good = fresh[(quality[fresh] >= top) & unknown[fresh]]
        proven = measures.impressions_until_proven(log, good, usual)
        told["proven"] = float(np.median(proven)) if proven else float("nan")
        told["never_proven"] = float(np.mean(np.isinf(proven))) if proven else float("nan")
        told["bad_half"] = float(np.median(met[fresh[quality[fresh] < middle]]))
        told["good_tenth"] = float(np.median(met[fresh[quality[fresh] >= top]]))
    for span, rate in measures.newcomers(log, latecomers).items():
        told[f"newcomer_{span}"] = rate
    return told


def mean_and_margin(values: Sequence[float]) -> tuple[float, float]:
    """The mean, and the half-width of its 95 % interval (Student's t over seeds); without what is missing."""
    known = np.array([value for value in values if np.isfinite(value)])
    if len(known) < 2:
        return (float(known.mean()) if len(known) else float("nan")), float("nan")
    near = min(_T, key=lambda n: abs(n - len(known)))
    return float(known.mean()), float(_T[near] * known.std(ddof=1) / len(known) ** 0.5)


def lift(runs: Sequence[dict[str, Summary]], measure: str, mine: str, other: str) -> tuple[float, float]:
    """Per cent by which ``mine`` is above ``other`` in the same world, with its margin: paired over seeds."""
    return mean_and_margin([100.0 * (run[mine][measure] / run[other][measure] - 1.0) for run in runs])


def share(runs: Sequence[dict[str, Summary]], measure: str, mine: str, other: str) -> tuple[float, float]:
    """``mine`` in per cent of ``other``, with its margin: paired over seeds."""
    return mean_and_margin([100.0 * run[mine][measure] / run[other][measure] for run in runs])


def pooled(runs: Sequence[dict[str, Summary]], measure: str, name: str) -> tuple[float, float]:
    """The mean of a measure over seeds, with its margin."""
    return mean_and_margin([run[name][measure] for run in runs])


NEVER = 9_999.0


def middle(runs: Sequence[dict[str, Summary]], measure: str, name: str = "ours") -> float:
    """The median over seeds of what may be infinite, which is then written as ``NEVER``."""
    known = [run[name][measure] for run in runs if not np.isnan(run[name][measure])]
    return min(float(np.median(known)), NEVER) if known else NEVER
