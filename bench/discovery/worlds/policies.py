"""Who fills a page: baselines that know what anybody could, ours through the engine's API, the oracle."""

from collections.abc import Sequence
from typing import Protocol

import msgspec
import numpy as np

from bench.discovery.worlds.contracts import World
from bench.discovery.worlds.dice import Floats, Ints
from mutoscope.adapters.engine.keeper import Keeper
from mutoscope.core.discovery import DEFAULT, Event, Item, Page, PageRequest, Served, Weights


class Policy(Protocol):
    def put(self, items: Sequence[Item]) -> None:
        """These were published."""

    def page(self, request: PageRequest) -> Page:
        """What comes next for a viewer."""

    def ingest(self, events: Sequence[Event], now_ms: int) -> None:
        """What viewers did; some of it late, some of it twice."""


class Ours:
    """The engine, in this process, by the calls that every host of it answers."""

    def __init__(self, weights: Weights = DEFAULT) -> None:
        self.engine = Keeper(weights=weights)

    def put(self, items: Sequence[Item]) -> None:
        self.engine.put_items(items)

    def page(self, request: PageRequest) -> Page:
        return self.engine.page(request)

    def ingest(self, events: Sequence[Event], now_ms: int) -> None:
        self.engine.record()  # as every host does a moment after a page: the ranker learns from that
        self.engine.ingest(events, now_ms)


class _Ranked:
    """A baseline: remembers who met what, and shows the unmet ones of highest score."""

    def __init__(self, world: World) -> None:
        self.world = world
        n = len(world.items)
        self.known = np.zeros(n, np.bool_)
        codes = {"": 0}
        self.language = np.array([codes.setdefault(one.language, len(codes)) for one in world.items])
        self.codes = codes
        self.published_ms = np.array([item.published_ms for item in world.items], np.int64)
        self.duration_ms = np.array([item.duration_ms for item in world.items], np.int64)
        self.creator = np.array([item.creator_id for item in world.items], np.int64)
        self._met: dict[str, np.ndarray] = {}
        self._taken: set[str] = set()

    def put(self, items: Sequence[Item]) -> None:
        self.known[[item.video_id - 1 for item in items]] = True

    def page(self, request: PageRequest) -> Page:
        met = self._met.get(request.viewer, np.zeros(len(self.known), np.bool_))
        unmet = self.known & ~met
        unmet[[video - 1 for video in (*request.have, *request.met)]] = False
        rows = np.flatnonzero(unmet)
        source = "baseline"
        if not len(rows):
            rows, source = np.flatnonzero(self.known), "recycled"
        best = self.choose(request, rows)
        return Page("", tuple(Served(video_id=int(row) + 1, source=source) for row in best))

    def choose(self, request: PageRequest, rows: Ints) -> Ints:
        score = self.score(request, rows)
        return rows[np.lexsort((rows, -score))[: request.size]]

    def score(self, request: PageRequest, rows: Ints) -> Floats:
        raise NotImplementedError

    def ingest(self, events: Sequence[Event], now_ms: int) -> None:
        for event in events:
            met = self._met.setdefault(event.viewer, np.zeros(len(self.known), np.bool_))
            met[event.video_id - 1] = True
            if event.event_id not in self._taken:
                self._taken.add(event.event_id)
                self.count(event)

    def count(self, event: Event) -> None:
        pass


class Random(_Ranked):
    def score(self, request: PageRequest, rows: Ints) -> Floats:
        return np.random.default_rng([request.seed, request.now_ms]).random(len(rows))


class Newest(_Ranked):
    def score(self, request: PageRequest, rows: Ints) -> Floats:
        return self.published_ms[rows].astype(np.float64)


class Following(_Ranked):
    """Newest of those they follow, then newest of all."""

    def score(self, request: PageRequest, rows: Ints) -> Floats:
        return self.published_ms[rows] + 1e13 * np.isin(self.creator[rows], request.follows)


class Popular(_Ranked):
    """The share of long views, with a prior of six looks, among those in the viewer's language first; a
    like or share counts as one more."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.looks, self.held = np.zeros(len(self.known)), np.zeros(len(self.known))

    def count(self, event: Event) -> None:
        row = event.video_id - 1
        if event.kind == "watch":
            self.looks[row] += 1
            self.held[row] += event.watched_ms >= min(18_000, self.duration_ms[row])
        elif event.kind in ("like", "share"):
            self.held[row] += 1

    def score(self, request: PageRequest, rows: Ints) -> Floats:
        rate: Floats = (self.held[rows] + 0.6) / (self.looks[rows] + 6.0)
        return rate + 10.0 * (self.language[rows] == self.codes.get(request.language, 0))


class Oracle(_Ranked):
    """Knows the true chance of a long view of everything, now and after what is on the page already, and
    takes the best each time. It does not look ahead: what is best kept for tomorrow it shows today."""

    def choose(self, request: PageRequest, rows: Ints) -> Ints:
        viewer, held = int(request.viewer[1:]), [video - 1 for video in request.have]
        hopes = self.world.hopes(viewer, rows, request.now_ms, held)
        rows = rows[np.argsort(-hopes, kind="stable")[:200]]
        for _ in range(min(request.size, len(rows))):
            hopes = self.world.hopes(viewer, rows, request.now_ms, held)
            hopes[np.isin(rows, held)] = -1.0
            held.append(int(rows[hopes.argmax()]))
        return np.array(held[len(request.have) :], np.int64)


HOUSE = ("random", "newest", "following", "popular", "unexploring", "ours", "oracle")
UNEXPLORING = {"explore_most": 0.0, "explore_least": 0.0, "explore_newcomer": 0.0}


def policy(name: str, world: World, weights: Weights = DEFAULT) -> Policy:
    """One of ``HOUSE``."""
    match name:
        case "ours":
            return Ours(weights)
        case "unexploring":
            return Ours(msgspec.structs.replace(weights, **UNEXPLORING))
    kinds = {"random": Random, "newest": Newest, "following": Following, "popular": Popular, "oracle": Oracle}
    return kinds[name](world)
