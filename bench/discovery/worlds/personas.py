"""Somebody who watches by a simple rule, in an engine that a World B has warmed: what controls do to them.

Of a few topics they watch videos to the end, of the others a little. What is measured is what the feed shows
them, in the slots that do not explore unless said otherwise.
"""

from collections.abc import Callable

import numpy as np

from bench.discovery.worlds.dice import Floats
from bench.discovery.worlds.policies import Ours
from bench.discovery.worlds.village import Village
from mutoscope.core.discovery import Event, Page, PageRequest
from mutoscope.core.units import DAY_MS


class Guest:
    """A viewer with a rule: the share of a video that they watch, by its place in ``world.items``."""

    def __init__(self, world: Village, ours: Ours, key: str, watches: Callable[[int], float]) -> None:
        self.world, self.ours, self.key, self.watches = world, ours, key, watches
        self.now_ms = world.end_ms + DAY_MS
        self.topics: list[int] = []
        """Of every video met, in order."""
        self.explored: list[bool] = []
        self._serial = 0

    def page(self) -> Page:
        self._serial += 1
        request = PageRequest(
            viewer=self.key,
            now_ms=self.now_ms,
            seed=self.world.seed * 7919 + self._serial + sum(self.key.encode()) * 104_729,
            age=18,
            language="en",
        )
        return self.ours.page(request)

    def swipe(self, pages: int) -> None:
        """Ask for pages and watch them from top to bottom."""
        for _ in range(pages):
            page = self.page()
            for served in page.served:
                video = served.video_id - 1
                length = self.world.items[video].duration_ms
                watched = int(self.watches(video) * length)
                self.now_ms += max(watched, 400)
                self.tell("watch", video, watched, page.page_id)
                self.topics.append(self.world.topic(video))
                self.explored.append(served.explore)

    def tell(self, kind: str, video: int, watched_ms: int = 0, page_id: str = "") -> None:
        self._serial += 1
        event = Event(
            event_id=f"{self.key}{self._serial}",
            viewer=self.key,
            kind=kind,  # type: ignore[arg-type]
            video_id=video + 1,
            at_ms=self.now_ms,
            watched_ms=watched_ms,
            duration_ms=self.world.items[video].duration_ms,
            page_id=page_id,
        )
        self.ours.ingest([event], self.now_ms)

    def share(self, topics: set[int], last: int) -> float:
        """Share of these topics among the last videos that were met without exploring."""
        met = [
            topic
            for topic, explored in zip(self.topics[-last:], self.explored[-last:], strict=True)
            if not explored
        ]
        return sum(topic in topics for topic in met) / max(len(met), 1)


def loves(world: Village, topics: set[int], else_: float = 0.12) -> Callable[[int], float]:
    """Watches these topics to the end."""
    return lambda video: 1.0 if world.topic(video) in topics else else_


def refusal(world: Village, ours: Ours, number: int) -> dict[str, float]:
    """Share of a loved topic after «not interested» in three of its videos, in per cent of before."""
    dice = np.random.default_rng([world.seed, number, 1])
    topics = [int(one) for one in dice.choice(world_topics(world), 3, replace=False)]
    guest = Guest(world, ours, f"arefuses{number}", loves(world, set(topics)))
    guest.swipe(8)
    disliked = max(topics, key=lambda topic: guest.topics[-40:].count(topic))
    before = guest.share({disliked}, 40)
    if before < 0.1:
        return {}
    loved = set(topics) - {disliked}
    guest.watches = loves(world, loved)
    met = [video for video, topic in enumerate(world_topic_of(world)) if topic == disliked][:3]
    for video in met:
        guest.tell("not_interested", video)
    told = {}
    guest.swipe(1)
    told["next"] = guest.share({disliked}, 8)
    guest.swipe(1)
    told["10"] = guest.share({disliked}, 12)
    guest.swipe(10)
    told["100"] = guest.share({disliked}, 40)
    guest.now_ms += 7 * DAY_MS
    guest.swipe(3)
    told["7 days"] = guest.share({disliked}, 24)
    return {name: 100.0 * share / before for name, share in told.items()}


def reset(world: Village, ours: Ours, number: int) -> tuple[Floats, Floats]:
    """Scores of first pages: of somebody who began anew, and of an account nobody ever saw."""
    dice = np.random.default_rng([world.seed, number, 2])
    topics = {int(one) for one in dice.choice(world_topics(world), 2, replace=False)}
    guest = Guest(world, ours, f"aanew{number}", loves(world, topics))
    guest.swipe(6)
    ours.engine.restart(guest.key, guest.now_ms, keep_seen=False)
    guest.now_ms += 60_000
    other = Guest(world, ours, f"anever{number}", loves(world, topics))
    other.now_ms = guest.now_ms
    mine = [served.score for _ in range(3) for served in guest.page().served]
    theirs = [served.score for _ in range(3) for served in other.page().served]
    return np.array(mine), np.array(theirs)


def drift(world: Village, ours: Ours, number: int) -> float:
    """Videos until a new love fills half of what does not explore, once the old one is left; 200 at most."""
    dice = np.random.default_rng([world.seed, number, 3])
    old, new = (int(one) for one in dice.choice(world_topics(world), 2, replace=False))
    guest = Guest(world, ours, f"adrifts{number}", loves(world, {old}))
    guest.swipe(8)
    guest.watches = loves(world, {new})
    for pages in range(1, 26):
        guest.swipe(1)
        if guest.share({new}, 16) >= 0.5:
            return 8.0 * pages
    return 200.0


def reaction(world: Village, ours: Ours, number: int) -> float:
    """Rise of a topic's share on the next page after one like of it, in percentage points, over two pages."""
    dice = np.random.default_rng([world.seed, number, 4])
    topic = int(dice.choice(world_topics(world)))
    shares = []
    for liked in (False, True):
        guest = Guest(world, ours, f"areacts{number}{liked}", lambda video: 0.35)
        guest.swipe(3)
        video = next(v for v, one in enumerate(world_topic_of(world)) if one == topic)
        guest.tell("watch", video, world.items[video].duration_ms)
        if liked:
            guest.tell("like", video)
        page = guest.page()
        shares.append(float(np.mean([world.topic(one.video_id - 1) == topic for one in page.served])))
    return 100.0 * (shares[1] - shares[0])


def world_topic_of(world: Village) -> list[int]:
    return [world.topic(video) for video in range(len(world.items))]


def world_topics(world: Village) -> list[int]:
    """Topics of which there are enough videos to fill a feed: forty, or the three largest where few have so
    many."""
    counts = np.bincount(np.array(world_topic_of(world)))
    least = min(40, int(np.sort(counts)[-3]))
    return np.flatnonzero(counts >= least).tolist()


def kolmogorov(mine: Floats, theirs: Floats) -> float:
    """The p-value of the two-sample Kolmogorov-Smirnov test (asymptotic)."""
    both = np.sort(np.concatenate([mine, theirs]))
    gap = np.abs(
        np.searchsorted(np.sort(mine), both, "right") / len(mine)
        - np.searchsorted(np.sort(theirs), both, "right") / len(theirs)
    ).max()
    n = (len(mine) * len(theirs) / (len(mine) + len(theirs))) ** 0.5
    x = (n + 0.12 + 0.11 / n) * gap
    if x < 0.2:
        return 1.0
    terms = np.arange(1, 101)
    p = 2.0 * float((np.where(terms % 2 == 1, 1.0, -1.0) * np.exp(-2.0 * (terms * x) ** 2)).sum())
    return min(max(p, 0.0), 1.0)
