"""What somebody waits for a page who comes when they come, while others come and tell what they watched.

The engine is the process that serves one machine, over its socket, with people whose histories follow a power
law. Pages are asked for at a constant rate of independent arrivals, whatever became of those before; beside
them events come in batches, two hundred a second. A wait counts from when the question was due. Beside it, in
the same run and beside the same events: one patient client that asks the like when it has its answer, which
is how such figures are usually told.
"""

import random
import threading
from itertools import pairwise

from bench.discovery import crowd
from bench.discovery.shards import Cluster
from bench.harness import Figure, figure, quantile
from bench.open_loop import arrivals, waits
from mutoscope.adapters.engine import Engine
from mutoscope.core.discovery import Event, PageRequest

VIDEOS, PEOPLE, EVENTS = 10_000, 1_000, 40_000
RATE, SECONDS, ASKERS = 20.0, 60, 32
_BATCH = 20


def main() -> list[Figure]:
    cluster = Cluster(1)
    try:
        engine = cluster.engine
        engine.put_items(list(crowd.catalogue(VIDEOS)))
        histories = _warm(engine)
        met = sorted(histories.values())
        over = threading.Event()
        telling = threading.Thread(target=_tell, args=(engine, over))
        telling.start()
        patient = waits(lambda number: _page(engine, number), [0.0] * 300, 1)
        patient_ms = [1000 * (later - earlier) for earlier, later in pairwise(patient)]
        due = arrivals(RATE, int(RATE * SECONDS), seed=5)
        took_ms = [1000 * one for one in waits(lambda number: _page(engine, 300 + number), due, ASKERS)]
        over.set()
        telling.join()
    finally:
        cluster.close()
    note = (
        f"{RATE:g} pages and {10 * RATE:g} events a second for {SECONDS} s; {VIDEOS:,} videos,"
        f" {PEOPLE:,} people met {sum(met):,}, the median {met[len(met) // 2]}, the most {met[-1]:,};"
        " beside one patient client"
    )
    return [
        figure(
            f"wait for a page at {RATE:g} arrivals a second, {name}",
            round(quantile(took_ms, q), 1),
            "ms",
            baseline=round(quantile(patient_ms, q), 1),
            at_most=goal,
            note=note,
        )
        for name, q, goal in (("median", 0.5, None), ("99th percentile", 0.99, None))
    ]


def _page(engine: Engine, number: int) -> None:
    viewer = f"p{number * 7 % PEOPLE}"
    page = engine.page(PageRequest(viewer, crowd.NOW + number, seed=number, language="en", age=18))
    assert page.served


def _warm(engine: Engine) -> dict[str, int]:
    """Histories that follow a power law; viewer -> events."""
    dice, told = random.Random(3), dict[str, int]()
    while sum(told.values()) < EVENTS:
        viewer = f"p{len(told)}" if len(told) < PEOPLE else f"p{dice.randrange(PEOPLE)}"
        many = min(int(8 * dice.paretovariate(1.1)), 2_000)
        told[viewer] = told.get(viewer, 0) + many
        events = [_event(dice, viewer, f"w{len(told)}-{told[viewer]}-{one}") for one in range(many)]
        for start in range(0, many, 500):
            engine.ingest(events[start : start + 500], crowd.NOW)
    return told


def _tell(engine: Engine, over: threading.Event) -> None:
    """Ten events for each page, in batches of one viewer's, until it is over."""
    dice, turn = random.Random(4), 0
    while not over.wait(_BATCH / (10 * RATE)):
        turn += 1
        viewer = f"p{dice.randrange(PEOPLE)}"
        engine.ingest([_event(dice, viewer, f"t{turn}-{one}") for one in range(_BATCH)], crowd.NOW)


def _event(dice: random.Random, viewer: str, name: str) -> Event:
    video = min(int(dice.paretovariate(0.6)), VIDEOS)  # few are met by many
    kind = dice.choice(("impression", "watch", "watch", "watch", "like"))
    return Event(name, viewer, kind, video, crowd.NOW - dice.randrange(86_400_000), dice.randrange(40_000))  # type: ignore[arg-type]
