"""The ranker on KuaiRand-Pure, learning as the events come: foretold first, then learned.

It learns from the latest 400,000 events of the train part, then goes through the six days after it, each
event foretold before it is learned from; so does every baseline, from the same columns. Paces are chosen on
the last tenth of a shorter train part, three for each. AUC is of the chances as foretold. GAUC compares
events of one viewer, so there what is counted of the viewer stands still, as it does on a page
(``Stream.paged``), for all of them alike.

The staleness curve freezes the weights for a while at a time, not the counted rates: the engine knows those
at once. «0 s» learns after every sixteen events.
"""

import copy
import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from bench.discovery.kuairand_data import Column
from bench.discovery.kuairand_models import Logistic, Machine, Ours
from bench.discovery.kuairand_stream import DENSE, Stream, stream
from bench.harness import Figure, figure
from mutoscope.core.discovery.ranker import HEADS, Batch, Lesson
from mutoscope.core.discovery.ranker.metrics import auc, ece, gauc, logloss
from mutoscope.core.discovery.ranker.schema import LONG_VIEW, Singles
from mutoscope.core.units import DAY_MS, HOUR_MS

SIZE = 64
TUNED_ON = 100_000
TRAINED_ON = 400_000
"""Of the 817,187 events of the train part, the latest."""
_shared: dict[str, Any] = {}
"""What forked processes find in memory."""
HOLDS = {"0 s": 0, "1 min": 60_000, "5 min": 300_000, "1 h": HOUR_MS, "1 d": DAY_MS, "never": 1 << 50}


class Model(Protocol):
    def learn(self, lesson: Lesson) -> Singles:
        """The chances foretold before learning."""

    def foretell(self, batch: Batch) -> Singles:
        """The chances, nothing learned."""


@dataclass(frozen=True)
class Told:
    chances: Column
    paged: Column
    heads: Column | None = None


BASELINES: dict[str, Callable[[float], Model]] = {
    "logistic regression": Logistic,
    "factorisation machine": Machine,
}


def main() -> list[Figure]:
    whole = _shared["whole"] = stream()
    n, train = len(whole.labels), whole.events.train
    later = np.arange(train, n)
    came, user = whole.labels[later, LONG_VIEW], whole.events.user[later]
    rates = whole.paged[later][:, [DENSE.index("rate_video"), DENSE.index("rate_user")]].astype(np.float64)
    told: dict[str, Told] = {
        "video's rate": Told(rates[:, 0], rates[:, 0]),
        "user's rate": Told(rates[:, 1], rates[:, 1]),
        "both rates": Told(rates.sum(1), rates.sum(1)),
    }
    forking = multiprocessing.get_context("fork")  # so that all share the one stream in memory
    with forking.Pool(3) as pool:
        others = [pool.apply_async(baseline, (name,)) for name in BASELINES]
        anew = pool.apply_async(dealt_out_anew)
        ours = Ours(tuned(whole, Ours))
        through(ours, whole, train - TRAINED_ON, train)
        _shared["ours"] = ours
        with forking.Pool(4) as held:
            mine = held.apply_async(_judge_ours)
            stale = held.map_async(staleness, HOLDS)
            told |= dict(zip(BASELINES, (one.get() for one in others), strict=True))
            told["ours"], curve, shuffled = mine.get(), stale.get(), anew.get()

    measures: dict[str, Callable[[Told], float]] = {
        "AUC": lambda one: auc(one.chances, came),
        "GAUC": lambda one: gauc(one.paged, came, user),
    }
    figures = []
    for measure, of in measures.items():
        best = max(of(one) for name, one in told.items() if name != "ours")
        for name, one in told.items():
            goal = {"baseline": best, "ratio_at_least": 1.0} if name == "ours" else {}
            figures.append(figure(f"long view, KuaiRand: {name}, {measure}", of(one), "", **goal))
    usual = logloss(np.full(len(came), came.mean()), came)
    figures.append(
        figure("logloss of long view, ours", logloss(told["ours"].chances, came), "nats", baseline=usual)
    )
    figures += calibration(whole, later, told["ours"].heads)
    for pair in curve:
        figures += pair
    return [*figures, shuffled]


def baseline(name: str) -> "Told":
    """What one of ``BASELINES`` foretells, at the pace that suits it."""
    whole, make = _shared["whole"], BASELINES[name]
    train = whole.events.train
    model = make(tuned(whole, make))
    through(model, whole, train - TRAINED_ON, train)
    return judged(model, whole, train, len(whole.labels))


def _judge_ours() -> "Told":
    whole = _shared["whole"]
    return judged(copy.deepcopy(_shared["ours"]), whole, whole.events.train, len(whole.labels))


def through(model: Model, whole: Stream, start: int, stop: int) -> Column:
    """What ``model`` foretells of these events, each lesson before it learns it."""
    return np.concatenate([model.learn(whole.lesson(at)) for at in parts(np.arange(start, stop), SIZE)])


def judged(model: Model, whole: Stream, start: int, stop: int) -> "Told":
    """The same, with what it says of them as candidates of a page, and of every head."""
    chances, paged, heads = [], [], []
    for at in parts(np.arange(start, stop), SIZE):
        paged.append(model.foretell(whole.lesson(at, paged=True).batch))
        if isinstance(model, Ours):
            heads.append(model.ranker.forecast(whole.lesson(at).batch).chances)
        chances.append(model.learn(whole.lesson(at)))
    return Told(np.concatenate(chances), np.concatenate(paged), np.concatenate(heads) if heads else None)


def tuned(whole: Stream, make: Callable[[float], Model]) -> float:
    """The pace that foretells best the last tenth of a part of train, after the rest of it."""
    start = whole.events.train - TUNED_ON
    middle = whole.events.train - TUNED_ON // 10
    came = whole.labels[middle : whole.events.train, LONG_VIEW]

    def loss(pace: float) -> float:
        model = make(pace)
        through(model, whole, start, middle)
        return logloss(through(model, whole, middle, whole.events.train), came)

    paces: tuple[float, ...] = make.paces  # type: ignore[attr-defined]  # every model lists its own
    return min(paces, key=loss)


def calibration(whole: Stream, later: Column, chances: Column | None) -> Iterator[Figure]:
    assert chances is not None
    for place, head in enumerate(HEADS):
        if head != "watch":
            off = ece(chances[:, place], whole.labels[later, place])
            yield figure(f"calibration error of {head}", off, "", at_most=0.02)


def staleness(name: str) -> list[Figure]:
    """AUC and GAUC with weights that reach serving only so often: one point of the curve."""
    whole, model, hold_ms = _shared["whole"], copy.deepcopy(_shared["ours"]), HOLDS[name]
    later = np.arange(whole.events.train, len(whole.labels))
    came, user = whole.labels[later, LONG_VIEW], whole.events.user[later]
    time_ms = whole.events.time_ms[later]
    spans = (time_ms - time_ms[0]) // hold_ms if hold_ms else np.arange(len(later)) // 16
    chances, paged = [], []
    for mine in np.split(later, np.flatnonzero(np.diff(spans)) + 1):
        for part in parts(mine, 512):
            chances.append(model.foretell(whole.lesson(part).batch))
            paged.append(model.foretell(whole.lesson(part, paged=True).batch))
        for part in parts(mine, SIZE) if name != "never" else ():
            model.learn(whole.lesson(part))
    return [
        figure(f"weights renewed every: {name}, AUC", auc(np.concatenate(chances), came), ""),
        figure(f"weights renewed every: {name}, GAUC", gauc(np.concatenate(paged), came, user), ""),
    ]


def parts(at: Column, size: int) -> Iterator[Column]:
    for start in range(0, len(at), size):
        yield at[start : start + size]


def dealt_out_anew() -> Figure:
    """The AUC when outcomes are shuffled: what cannot be foretold must not be."""
    whole = stream(shuffled=True)
    n, train = len(whole.labels), whole.events.train
    model = Ours(Ours.paces[1])
    through(model, whole, train - TUNED_ON, train)
    told = through(model, whole, train, n)
    return figure(
        "AUC of long view, outcomes shuffled",
        auc(told, whole.labels[train:, LONG_VIEW]),
        "",
        at_least=0.49,
        at_most=0.51,
    )
