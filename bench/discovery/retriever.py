"""The trained source on public sequences: leave one out, full ranking, beside popularity and co-visitation.

Of each viewer the last video is what is tested, the one before it chooses when to stop and how to mix, and
all before that is taught; when testing, the one before the last is part of the history. Every video not in
the history is ranked; ties count against whoever is ranked. Published numbers with the same split and the
same full ranking are the reach. ``MUTOSCOPE_BENCH_MINUTES`` ends a training early: the best weights so far
are then judged, and the note says so.
"""

import os
import time
from collections.abc import Sequence

import msgspec
import numpy as np

from bench.harness import Figure, figure
from mutoscope.core.discovery.sequence.covisitation import Covisitation
from mutoscope.core.discovery.sequence.judging import Judgement, Proposer, Trial, judge
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.parts import Items, Parameters, Singles
from mutoscope.core.discovery.sequence.teaching import proposer
from mutoscope.core.discovery.sequence.training import Progress, Recipe, fit

SHARES = (0.2, 0.4, 0.6, 0.8)
"""Of co-visitation in the mixture; the validation chooses."""


class Bars(msgspec.Struct, frozen=True):
    """Published (hit rate@10, NDCG@10), and whose they are."""

    alone: tuple[float, float]
    mixed: tuple[float, float]
    whose: str


class Enough(Exception):
    """The time that was given is over."""


def compare(name: str, rows: Sequence[Items], shape: Shape, recipe: Recipe, bars: Bars) -> list[Figure]:
    """All figures of one data set; ``shape.items`` is found here."""
    shape = msgspec.structs.replace(shape, items=int(max(row.max() for row in rows)) + 1)
    taught = [row[:-2] for row in rows]
    choosing = [Trial(row[:-2], int(row[-2])) for row in rows]
    testing = [Trial(row[:-1], int(row[-1])) for row in rows]

    weights, story = train(shape, taught, recipe, choosing)
    ours, plain = proposer(weights, shape), Covisitation(taught, shape.items).scores
    some = choosing[::4]
    share = max(SHARES, key=lambda share: judge(mixture(ours, plain, share), some).ndcg)
    popular = np.bincount(np.concatenate(taught), minlength=shape.items).astype(np.float32)

    known = judge(lambda histories: np.tile(popular, (len(histories), 1)), testing)
    beside = judge(plain, testing)
    note = f"seed {recipe.seed}, {story}, {len(rows)} viewers, {shape.items} videos"
    return [
        *_pair(f"{name}, popularity", known, known, None, ""),
        *_pair(f"{name}, co-visitation", beside, known, None, ""),
        *_pair(f"{name}, trained", judge(ours, testing), beside, bars.alone, f"{note}; reach: {bars.whose}"),
        *_pair(
            f"{name}, trained and co-visitation mixed",
            judge(mixture(ours, plain, share), testing),
            beside,
            bars.mixed,
            f"share of co-visitation {share:g}, chosen by a quarter of the validation; {note}",
        ),
    ]


def _pair(
    name: str, found: Judgement, beside: Judgement, bar: tuple[float, float] | None, note: str
) -> list[Figure]:
    hit, ndcg = bar or (None, None)
    return [
        figure(
            f"{name}: hit rate@10",
            round(found.hit_rate, 5),
            "share",
            baseline=round(beside.hit_rate, 5),
            at_least=hit,
            note=note,
        ),
        figure(
            f"{name}: NDCG@10",
            round(found.ndcg, 5),
            "mean",
            baseline=round(beside.ndcg, 5),
            at_least=ndcg,
            note=note,
        ),
    ]


def train(
    shape: Shape, taught: Sequence[Items], recipe: Recipe, choosing: Sequence[Trial]
) -> tuple[Parameters, str]:
    """(the weights that the validation liked best, how it went)."""
    minutes = float(os.environ.get("MUTOSCOPE_BENCH_MINUTES", "inf"))
    began, spent = time.monotonic(), time.process_time()
    best: list[tuple[float, int, Parameters]] = [(-1.0, 0, {})]
    reached = [0]

    def judged(weights: Parameters) -> float:
        found = judge(proposer(weights, shape), choosing)
        if found.ndcg > best[0][0]:
            best[0] = (found.ndcg, reached[0] + 1, weights)
        print(f"  validation {found.hit_rate:.4f} {found.ndcg:.4f}", flush=True)
        return found.ndcg

    def tell(progress: Progress) -> None:
        reached[0] = progress.epoch
        print(
            f"epoch {progress.epoch}: surprise {progress.surprise:.4f}, "
            f"{time.process_time() - spent:.0f} s of CPU, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if time.monotonic() - began > 60 * minutes and best[0][2]:
            raise Enough

    try:
        fit(shape, taught, recipe, judged, tell)
        how = ""
    except Enough:
        how = f", ended after {minutes:g} minutes"
    ndcg, epoch, weights = best[0]
    cpu = time.process_time() - spent
    return weights, f"{reached[0]} epochs{how} in {cpu:.0f} s of CPU, best {epoch}, validation {ndcg:.4f}"


def mixture(ours: Proposer, plain: Proposer, share: float) -> Proposer:
    """``(1 - share) softmax(ours) + share plain / sum(plain)``, each over what is not in the history."""

    def scores(histories: Sequence[Items]) -> Singles:
        logits = ours(histories)
        logits -= logits.max(1, keepdims=True)
        learned, counted = np.exp(logits), plain(histories)
        for row, history in enumerate(histories):
            learned[row, history] = counted[row, history] = 0.0
        learned *= (1.0 - share) / learned.sum(1, keepdims=True)
        counted *= share / np.maximum(counted.sum(1, keepdims=True), 1e-9)
        return learned + counted

    return scores
