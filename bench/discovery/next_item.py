"""The next item of a sequence: one run over one data set, ours beside every baseline, for its figures.

Each method is tried with six settings on the validation items (of at most ``VALIDATED`` users, drawn once);
the one with the best NDCG@10 is measured once on the test items. Nothing is fitted to either.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np

from bench.discovery import models
from bench.discovery.protocol import (
    Scorer,
    Split,
    as_matrix,
    hit_rate,
    leave_one_out,
    ndcg,
    ranked,
)
from bench.discovery.sets import Sequences
from bench.harness import Figure, figure
from mutoscope.core.discovery.covisits import Rule

VALIDATED = 4_000
Setting = tuple[float, ...]
T = TypeVar("T")
Maker = Callable[[Split, Setting], Scorer]
"""(whose next item is asked, setting) -> scores; learns from the known part of the validation split only."""
PLAIN, ENGINE, TUNED = (
    "co-visitation, both ways alike",
    "co-visitation, as the engine runs it",
    "co-visitation",
)
LINEAR, OURS = "linear, refitted", "ours: co-visitation + linear"
HEARD = "co-visitation, as the engine runs it, validation heard too"


@dataclass(frozen=True)
class Method:
    name: str
    settings: Sequence[Setting]
    make: Maker


@dataclass(frozen=True)
class Measured:
    hits: float
    ndcg: float
    setting: Setting


def run(
    title: str,
    sequences: Sequences,
    *,
    ours_at_least: tuple[float, float] | None,
    published: str,
    few: bool = False,
) -> list[Figure]:
    """Figures of all methods; ``few``: whether there are few enough items for dense inverses.
    Without a goal, ours is to be as good as the best of the others."""
    valid, test = leave_one_out(sequences)
    some = _some(valid)
    found: dict[str, Measured] = {}
    for method in _methods(valid, few, found):
        found[method.name] = _measured(method, some, test)
        one = found[method.name]
        print(f"{title}: {method.name}: {one.hits:.4f} {one.ndcg:.4f} {one.setting}", flush=True)
    heard = models.covisit_lists(test.known, test.items, Rule())
    found[HEARD] = _of(ranked(test, _asking(test, heard, Rule().fade)), ())
    beside = found[PLAIN]
    others = [one for name, one in found.items() if name not in (OURS, HEARD)]
    best = (round(max(one.hits for one in others), 4), round(max(one.ndcg for one in others), 4))
    aim = ours_at_least or best
    figures = []
    for name, one in found.items():
        goal = aim if name == OURS else (None, None)
        for measure, value, bare, least in (
            ("HR@10", one.hits, beside.hits, goal[0]),
            ("NDCG@10", one.ndcg, beside.ndcg, goal[1]),
        ):
            note = f"setting {one.setting}" if one.setting else ""
            if name == OURS:
                note = "; ".join(filter(None, [note, published]))
            compared = None if name == PLAIN else round(bare, 4)
            figures.append(
                figure(
                    f"{title}: {name}, {measure}",
                    round(value, 4),
                    measure,
                    baseline=compared,
                    at_least=least,
                    note=note,
                )
            )
    return figures


def _methods(valid: Split, few: bool, found: dict[str, Measured]) -> Iterable[Method]:
    """In order; what is made of others reads their settings in ``found``."""
    known, items = valid.known, valid.items
    had = as_matrix(known, items)
    popular = models.popularity(known, items)
    covisits = _remembered(lambda *rule: models.covisit_lists(known, items, _rule(rule)))
    counted = _remembered(lambda fade: models.transitions(known, items, fade))

    def linear_of(fade: float, ridge: float) -> models.sp.csr_matrix | models.Dense:
        if few:
            return models.whole_linear_lists(*counted(fade), ridge)
        return models.linear_lists(*counted(fade), popular, ridge, 100)

    linear = _remembered(linear_of)
    near = _remembered(lambda shrink: models.knn_lists(known, items, shrink))
    inverse = _remembered(lambda ridge: models.ease_lists(had, ridge))

    def now(split: Split, setting: Setting) -> Scorer:
        return models.same_for_all(models.popularity(known, items, setting[0]))

    def markov(split: Split, setting: Setting) -> Scorer:
        return _asking(split, models.markov_lists(known, items, setting[0]), setting[1])

    def knn(split: Split, setting: Setting) -> Scorer:
        return _asking(split, near(setting[0]), setting[1])

    def covisit(split: Split, setting: Setting) -> Scorer:
        return _asking(split, covisits(*setting[:-1]), setting[-1])

    def regression(split: Split, setting: Setting) -> Scorer:
        return _asking(split, linear(*setting), setting[0])

    def blend(split: Split, setting: Setting) -> Scorer:
        ours, far = found[TUNED].setting, found[LINEAR].setting
        parts = [(1.0 - setting[0], covisit(split, ours)), (setting[0], regression(split, far))]
        return models.blend(parts)

    engine = Rule()
    yield Method("popularity", [(1.0,)], now)
    yield Method("recent popularity", [(fade,) for fade in (0.95, 0.9, 0.8, 0.6, 0.3, 0.0)], now)
    yield Method("Markov chain", list(product((1.0, 5.0, 20.0), (0.0, 0.5))), markov)
    yield Method("ItemKNN", list(product((1.0, 20.0), (0.6, 0.8, 1.0))), knn)
    if few:
        yield Method(
            "EASE, latest loudest",
            list(product((300.0, 1000.0), (0.6, 0.8, 0.95))),
            lambda split, setting: models.through(_profile(split, setting[1]), inverse(setting[0])),
        )
    yield Method(PLAIN, list(product((1.0,), (1.0,), (0.0,), (0.0, 0.3, 0.5), (0.6, 0.8))), covisit)
    yield Method(ENGINE, [(engine.decay, engine.back, engine.own, engine.other, engine.fade)], covisit)
    yield Method(TUNED, list(product((0.8,), (0.6,), (0.5,), (0.2, 0.3, 0.5), (0.6, 0.7))), covisit)
    yield Method(
        LINEAR, list(product((0.7, 0.8), (100.0, 300.0, 1000.0) if few else (30.0, 100.0, 300.0))), regression
    )
    yield Method(OURS, [(share,) for share in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8)], blend)


def _rule(setting: Setting) -> Rule:
    decay, back, own, other = setting
    return Rule(decay=decay, back=back, own=own, other=other)


def _profile(split: Split, fade: float) -> models.sp.csr_matrix:
    return models.profile(split.known, split.items, fade)


def _asking(split: Split, lists: models.sp.csr_matrix | models.Dense, fade: float) -> Scorer:
    return models.through(_profile(split, fade), lists)


def _measured(method: Method, valid: Split, test: Split) -> Measured:
    best, best_ndcg = method.settings[0], -1.0
    if len(method.settings) > 1:
        for setting in method.settings:
            reached = ndcg(ranked(valid, method.make(valid, setting)))
            if reached > best_ndcg:
                best, best_ndcg = setting, reached
    return _of(ranked(test, method.make(test, best)), best)


def _of(ranks: np.ndarray, setting: Setting) -> Measured:
    return Measured(hit_rate(ranks), ndcg(ranks), setting)


def _some(valid: Split) -> Split:
    if len(valid.target) <= VALIDATED:
        return valid
    chosen = np.sort(np.random.default_rng(1).choice(len(valid.target), VALIDATED, replace=False))
    return Split([valid.known[user] for user in chosen], valid.target[chosen], valid.items)


def _remembered(make: Callable[..., T]) -> Callable[..., T]:
    """``make`` that makes each thing once."""
    made: dict[Setting, T] = {}

    def remember(*setting: float) -> T:
        if setting not in made:
            made[setting] = make(*setting)
        return made[setting]

    return remember
