"""Whether learning holds up pages: how long a page takes while the ranker learns, and while it does not.

Three engines are fed the same swipes in turn, a block of pages each, so that whatever else the machine does
falls on all alike: one that learns nothing, one that learns within the call, and one that learns in a
process apart, as the engine's host does. The time of a page is from the call to the answer, with swipes of
others coming in meanwhile from another thread.
"""

import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from bench.harness import Figure, figure, quantile
from mutoscope.adapters.engine import Keeper
from mutoscope.adapters.engine.pupil import Apart, Inline, Kept
from mutoscope.core.discovery import DEFAULT, Event, Item, PageRequest
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker import Lesson, Ranker
from mutoscope.core.discovery.ranking import SCHEMA

NOW = 1_800_000_000_000
VIDEOS, VIEWERS, BLOCKS, PAGES = 2_000, 200, 12, 60
EVENTS_A_SECOND = 300


class Idle:
    """Takes lessons and learns nothing."""

    def __init__(self, rewards: Floats) -> None:
        self.ranker = Ranker(SCHEMA)

    def learn(self, lesson: Lesson) -> None:
        pass

    def keep(self, kept: Kept) -> None:
        kept(self.ranker.dump())

    def take_over(self, ranker: Ranker) -> None:
        pass

    def close(self) -> None:
        pass


class Swipes:
    """One engine with viewers who swipe."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper, self.dice, self.now_ms, self.serial = keeper, np.random.default_rng(1), NOW, 0
        keeper.put_items(
            [
                Item(
                    n,
                    10_000 + n % 300,
                    12_000,
                    NOW - n * 60_000,
                    tags=(f"t{n % 40}",),
                    words=(f"w{n % 90}",),
                    language="en",
                )
                for n in range(1, VIDEOS)
            ]
        )

    def page(self) -> float:
        """Seconds a page takes; it is swiped through afterwards."""
        viewer = f"p{self.dice.integers(VIEWERS)}"
        request = PageRequest(
            viewer=viewer, now_ms=self.now_ms, seed=int(self.dice.integers(1 << 40)), language="en"
        )
        began = time.perf_counter()
        page = self.keeper.page(request)
        took = time.perf_counter() - began
        self.now_ms += 40_000
        events = []
        for served in page.served:
            self.serial += 1
            watched = int(self.dice.integers(300, 12_000))
            events.append(Event(f"e{self.serial}", viewer, "watch", served.video_id, self.now_ms, watched,
            12_000, page.page_id))  # fmt: skip
        self.keeper.ingest(events)
        return took

    def others(self, stop: threading.Event) -> None:
        """Swipes at a steady rate until told to stop."""
        while not stop.wait(8 / EVENTS_A_SECOND):
            self.page()


def main() -> list[Figure]:
    pupils = {"no learning": Idle, "within the call": Inline, "in a process apart": Apart}
    with tempfile.TemporaryDirectory() as folder:
        engines = {
            name: Swipes(Keeper(Path(folder) / name.replace(" ", "-"), DEFAULT, pupil))
            for name, pupil in pupils.items()
        }
        took: dict[str, list[float]] = {name: [] for name in engines}
        for swipes in engines.values():
            for _ in range(PAGES):
                swipes.page()
        for _ in range(BLOCKS):
            for name, swipes in engines.items():
                took[name] += block(swipes)
        for swipes in engines.values():
            swipes.keeper.close()
    bare = {share: quantile(took["no learning"], share) * 1e3 for share in (0.5, 0.99)}
    return [
        figure(
            f"page while learning {name}, p{share * 100:g}",
            quantile(times, share) * 1e3,
            "ms",
            baseline=bare[share],
            ratio_at_most=1.3 if name == "in a process apart" and share == 0.99 else None,
            note=f"{len(times)} pages, {EVENTS_A_SECOND} events a second",
        )
        for name, times in took.items()
        for share in (0.5, 0.99)
    ]


def block(swipes: Swipes) -> list[float]:
    stop = threading.Event()
    crowd = threading.Thread(target=swipes.others, args=(stop,))
    crowd.start()
    try:
        return [swipes.page() for _ in range(PAGES)]
    finally:
        stop.set()
        crowd.join()
