"""How many examples a second the ranker learns on one core, and how long 500 candidates take.

Beside each stands the limit: the bare matrix products of the two layers, forward and (for learning) backward,
in the same numbers, same run. Times are of the processor, best of several rounds, so that other work on the
machine counts little.
"""

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from bench.harness import Figure, figure
from mutoscope.core.discovery.ranker import HEADS, Batch, Lesson, Ranker, Schema
from mutoscope.core.discovery.ranker.network import inputs

SCHEMA = Schema(
    sparse=tuple(f"code{n}" for n in range(24)),
    dense=tuple(f"number{n}" for n in range(60)),
    like=(0, 1, 2),
    prior=0,
)
REWARDS = np.ones(len(HEADS))


def main() -> list[Figure]:
    dice, figures = np.random.default_rng(0), []
    for size in (64, 128, 256):
        took, bare = learning(dice, size), best(partial(repeat, partial(products, size, backwards=True))) / 20
        figures.append(
            figure(
                f"examples learned a second, lessons of {size}",
                size / took,
                "/s",
                baseline=size / bare,
                at_least=50_000 if size == 256 else None,
                note=f"{took * 1e3:.2f} ms a lesson; baseline: the matrix products alone",
            )
        )
    ranker, batch = Ranker(SCHEMA), a_lesson(dice, 500, pages=1).batch
    took = best(partial(repeat, partial(ranker.forecast, batch))) / 20
    bare = best(partial(repeat, partial(products, 500, backwards=False))) / 20
    figures.append(
        figure(
            "500 candidates scored",
            took * 1e3,
            "ms",
            baseline=bare * 1e3,
            at_most=0.35,
            note="baseline: the matrix products alone",
        )
    )
    return figures


def learning(dice: np.random.Generator, size: int) -> float:
    """Seconds a lesson of so many examples takes, once the tables know its codes."""
    ranker, lessons = Ranker(SCHEMA), [a_lesson(dice, size) for _ in range(60)]
    for lesson in lessons:
        ranker.learn(lesson, REWARDS)
    some = lessons[:20]
    return best(lambda: [ranker.learn(lesson, REWARDS) for lesson in some]) / len(some)


def repeat(act: Callable[[], object], times: int = 20) -> None:
    for _ in range(times):
        act()


def a_lesson(dice: np.random.Generator, n: int, pages: int | None = None) -> Lesson:
    pages = pages or n // 4
    sparse = (dice.zipf(1.3, (n, 24)) % 20_000).astype(np.int64)
    dense = dice.standard_normal((n, 60)).astype(np.float32)
    past = (dice.zipf(1.3, (pages, SCHEMA.history, 3)) % 20_000).astype(np.int64)
    gains = dice.standard_normal((pages, SCHEMA.history)).astype(np.float32)
    batch = Batch(sparse, dense, np.arange(n) % pages, past, gains, np.ones_like(gains, np.bool_))
    labels = (dice.random((n, len(HEADS))) < 0.2).astype(np.float32)
    told = np.ones_like(labels, np.bool_)
    return Lesson(batch, labels, told, ~told, np.ones(n, np.float32), np.ones(n, np.bool_))


def products(n: int, *, backwards: bool) -> None:
    """The products of the layers for n candidates, with nothing around them."""
    x, one, two = _shapes(n)
    first = x @ one
    last = first @ two
    if backwards:
        _ = x.T @ first, first.T @ last, last @ two.T, first @ one.T


_made: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}  # type: ignore[type-arg]


def _shapes(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    if n not in _made:
        wide, (one, two) = inputs(SCHEMA), SCHEMA.hidden
        _made[n] = tuple(np.ones(shape, np.float32) for shape in ((n, wide), (wide, one), (one, two)))  # type: ignore[assignment]
    return _made[n]


def best(act: Callable[[], object], rounds: int = 7) -> float:
    """The least processor time of several rounds, in seconds."""
    took = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    return min(took)
