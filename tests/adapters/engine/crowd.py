"""Viewers of a keeper in a test, and what its log teaches."""

import numpy as np
from tests.core.discovery.world import NOW, a_video

from mutoscope.adapters.engine import Keeper
from mutoscope.adapters.engine.learning import Learning
from mutoscope.core.discovery import DEFAULT, Event, PageRequest

VIDEOS = 120


class Crowd:
    """Viewers who all watch what was made by a creator with an even number, whatever it is about."""

    def __init__(self, keeper: Keeper, seed: int = 1) -> None:
        self.keeper, self.dice, self.now_ms, self.serial = keeper, np.random.default_rng(seed), NOW, 0
        keeper.put_items(
            [
                a_video(n, f"topic{n % 5}", creator_id=n % 24 + 500, published_ms=NOW - n)
                for n in range(1, VIDEOS)
            ]
        )

    def swipe(self, viewer: str, *, until: int = 8, size: int = 8) -> str:
        """Ask for a page and watch it; its id."""
        request = PageRequest(
            viewer=viewer, now_ms=self.now_ms, seed=int(self.dice.integers(1 << 40)), size=size, language="en"
        )
        page = self.keeper.page(request)
        events = []
        for served in page.served[:until]:
            long = self.dice.random() < (0.85 if (served.video_id % 24) % 2 == 0 else 0.15)
            self.now_ms += 9_000 if long else 1_000
            events.append(self.event(viewer, served.video_id, "watch", page.page_id, 11_500 if long else 900))
        self.keeper.ingest(events)
        return page.page_id

    def event(self, viewer: str, video: int, kind: str, page: str, watched_ms: int = 0) -> Event:
        self.serial += 1
        return Event(f"e{self.serial}", viewer, kind, video, self.now_ms, watched_ms, 12_000, page)  # type: ignore[arg-type]

    def live(self, viewers: int, pages: int) -> None:
        for page in range(pages):
            for viewer in range(viewers):
                self.swipe(f"p{viewer}")
            self.now_ms += 60_000 * (page + 1)


def relearned(keeper: Keeper) -> Learning:
    """What the log alone teaches."""
    learning = Learning(keeper._log.page, DEFAULT)
    learning.hear(keeper._log.replay(0))
    return learning
