"""The trained source on public sequences: leave one out, full ranking, beside what the engine counts itself.

``protocol`` says what is taught, what chooses when to stop and how to mix, and what is tested. Published
numbers of the same split and the same full ranking are the reach. ``MUTOSCOPE_BENCH_MINUTES`` ends a training
early: the best weights so far are then judged, and the note says so. ``MUTOSCOPE_BENCH_KEEP`` names a file
(.npz) in which the best weights so far are kept.
"""

import os
import time
from collections.abc import Sequence

import msgspec
import numpy as np

from bench.discovery import models
from bench.discovery.protocol import Scorer, Scores, Split, hit_rate, leave_one_out, ndcg, ranked
from bench.discovery.sets import Sequences
from bench.harness import Figure, figure
from mutoscope.core.discovery.covisits import Rule
from mutoscope.core.discovery.sequence.judging import Trial, judge
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.parts import Items, Parameters
from mutoscope.core.discovery.sequence.teaching import proposer
from mutoscope.core.discovery.sequence.training import Progress, Recipe, fit

SHARES = (0.2, 0.4, 0.6, 0.8)
"""Of co-visitation in the mixture; the validation chooses."""
RULE = Rule()


class Bars(msgspec.Struct, frozen=True):
    """Published (hit rate@10, NDCG@10), and whose they are."""

    alone: tuple[float, float]
    mixed: tuple[float, float]
    whose: str


class Enough(Exception):
    """The time that was given is over."""


def compare(name: str, sequences: Sequences, shape: Shape, recipe: Recipe, bars: Bars) -> list[Figure]:
    """All figures of one data set; ``shape.items`` is found here."""
    valid, test = leave_one_out(sequences)
    shape = msgspec.structs.replace(shape, items=valid.items - 1)  # item 0 is none
    weights, story = train(shape, valid, recipe)
    lists = models.covisit_lists(valid.known, valid.items, RULE)
    taught = {item for one in valid.known for item in one}
    ask, unknown = proposer(weights, shape), np.array([*set(range(valid.items)) - taught])

    def trained(split: Split) -> Scorer:
        """As the engine asks: what was never taught is neither part of a history nor proposed."""
        known = [[item for item in one if item in taught] for one in split.known]

        def scores(start: int, end: int) -> Scores:
            found = np.pad(ask(_numbers(known[start:end])), ((0, 0), (1, 0)))
            found[:, unknown] = -np.inf
            return found

        return scores

    def counted(split: Split) -> Scorer:
        return models.through(models.profile(split.known, split.items, RULE.fade), lists)

    def mixed(split: Split, share: float) -> Scorer:
        return mixture(split, trained(split), counted(split), share)

    some = Split(valid.known[::4], valid.target[::4], valid.items)
    share = max(SHARES, key=lambda share: ndcg(ranked(some, mixed(some, share))))
    note = f"seed {recipe.seed}, {story}, {len(sequences)} viewers, {shape.items} videos"
    rows = [
        ("popularity", models.same_for_all(models.popularity(valid.known, valid.items)), None, ""),
        ("co-visitation, as the engine runs it", counted(test), None, ""),
        ("trained", trained(test), bars.alone, f"{note}; reach: {bars.whose}"),
        (
            "trained and co-visitation mixed",
            mixed(test, share),
            bars.mixed,
            f"share of co-visitation {share:g}, chosen by a quarter of the validation; {note}",
        ),
    ]
    beside = ranked(test, counted(test))
    figures = []
    for what, scorer, bar, words in rows:
        found = ranked(test, scorer)
        for measure, of, least in (("HR@10", hit_rate, 0), ("NDCG@10", ndcg, 1)):
            figures.append(
                figure(
                    f"{name}: {what}, {measure}",
                    round(of(found), 4),
                    measure,
                    baseline=round(of(beside), 4),
                    at_least=bar[least] if bar else None,
                    note=words,
                )
            )
    return figures


def train(shape: Shape, valid: Split, recipe: Recipe) -> tuple[Parameters, str]:
    """(the weights that the validation liked best, how it went)."""
    minutes = float(os.environ.get("MUTOSCOPE_BENCH_MINUTES", "inf"))
    kept = os.environ.get("MUTOSCOPE_BENCH_KEEP")
    taught = _numbers(valid.known)
    trials = [Trial(row, int(item) - 1) for row, item in zip(taught, valid.target, strict=True)]
    began, spent = time.monotonic(), time.process_time()
    best: tuple[float, int, Parameters] = (-1.0, 0, {})
    reached = 0

    def judged(weights: Parameters) -> float:
        nonlocal best
        found = judge(proposer(weights, shape), trials)
        if found.ndcg > best[0]:
            best = (found.ndcg, reached + 1, weights)
            if kept:
                np.savez(kept, **weights)  # type: ignore[arg-type]  # names of arrays, not of its own options
        print(f"  validation {found.hit_rate:.4f} {found.ndcg:.4f}", flush=True)
        return found.ndcg

    def tell(progress: Progress) -> None:
        nonlocal reached
        reached = progress.epoch
        cpu, wall = time.process_time() - spent, time.monotonic() - began
        print(
            f"epoch {reached}: surprise {progress.surprise:.4f}, {cpu:.0f} s of CPU, {wall:.0f} s", flush=True
        )
        if wall > 60 * minutes and best[2]:
            raise Enough

    try:
        fit(shape, taught, recipe, judged, tell)
        how = ""
    except Enough:
        how = f", ended after {minutes:g} minutes"
    reached_ndcg, epoch, weights = best
    cpu = time.process_time() - spent
    return (
        weights,
        f"{reached} epochs{how}, {cpu:.0f} s of CPU, best {epoch}, validation NDCG {reached_ndcg:.4f}",
    )


def mixture(split: Split, trained: Scorer, counted: Scorer, share: float) -> Scorer:
    """``(1 - share) softmax(trained) + share counted / sum(counted)``, each over what a user has not had."""
    seen = split.seen

    def scores(start: int, end: int) -> Scores:
        had = seen[start:end].nonzero()
        logits, counts = trained(start, end), counted(start, end)
        logits[had] = logits[:, 0] = -np.inf
        learned = np.exp(logits - logits.max(1, keepdims=True))
        counts[had] = 0.0
        learned *= (1.0 - share) / learned.sum(1, keepdims=True)
        counts *= share / np.maximum(counts.sum(1, keepdims=True), 1e-9)
        return learned + counts

    return scores


def _numbers(known: Sequence[Sequence[int]]) -> list[Items]:
    return [np.array(one, np.int64) - 1 for one in known]
