"""The loop: visits open the feed, pages are watched, and what was done comes back, mostly at once.

The player asks for eight when two are left, so two of what is watched were chosen before the latest reactions
(prefetch). One delivery in twenty waits for hours; one in thirty comes twice; likes may come long after.
"""

import heapq
import itertools
import time

import msgspec
import numpy as np

from bench.discovery.worlds.contracts import Log, Outcome, Visit, World
from bench.discovery.worlds.dice import chances
from bench.discovery.worlds.policies import Policy
from mutoscope.core.discovery import Event, PageRequest, Served
from mutoscope.core.units import HOUR_MS

PAGE, PREFETCHED = 8, 2
_LEAVE = 1 / 40
"""Chance to leave after any video, before what it was like is counted."""


class _Guest(msgspec.Struct):
    """A visit under way."""

    visit: Visit
    number: int
    held: list[tuple[str, Served]] = []
    """(page it came on, video), in order."""
    watched: int = 0
    dull: int = 0


class Loop:
    """One run of one policy in one world."""

    def __init__(self, world: World, policy: Policy) -> None:
        self.world, self.policy, self.log = world, policy, Log()
        self._due: list[tuple[int, int, object]] = []
        self._order = itertools.count()
        self._published = 0
        self._before = [0] * world.viewers
        self._serial = itertools.count(1)
        self._untold: list[dict[int, None]] = [{} for _ in range(world.viewers)]
        """Watched, and the policy has not heard of it yet: the player knows, and says so (``met``)."""
        self.follows = [set(world.follows(viewer)) for viewer in range(world.viewers)]

    def run(self) -> Log:
        for number, visit in enumerate(self.world.visits):
            self._plan(visit.at_ms, _Guest(visit, number))
        while self._due:
            now_ms, _, what = heapq.heappop(self._due)
            self._publish(now_ms)
            if isinstance(what, _Guest):
                self._page(what, now_ms)
            else:
                self._tell(what, now_ms)  # type: ignore[arg-type]
        return self.log

    def _plan(self, at_ms: int, what: object) -> None:
        heapq.heappush(self._due, (at_ms, next(self._order), what))

    def _publish(self, now_ms: int) -> None:
        items, first = self.world.items, self._published
        while self._published < len(items) and items[self._published].published_ms <= now_ms:
            self._published += 1
        if self._published > first:
            self.policy.put(items[first : self._published])
        bots = [
            self._event(viewer, video, kind, at_ms, items[video].duration_ms)
            for viewer, video, kind, at_ms in self.world.gossip(now_ms)
        ]
        if bots:
            self._tell(bots, now_ms)

    def _page(self, guest: _Guest, now_ms: int) -> None:
        """Ask for a page, watch until two are left or the viewer has had enough, and plan the next."""
        viewer = guest.visit.viewer
        request = PageRequest(
            viewer=f"p{viewer}",
            now_ms=now_ms,
            size=PAGE,
            seed=self.world.seed * 1_000_003 + guest.number,
            age=18,
            language=self.world.language(viewer),
            person_id=0,
            follows=tuple(sorted(self.follows[viewer])),
            have=tuple(one.video_id for _, one in guest.held),
            met=tuple(self._untold[viewer]),
        )
        start = time.perf_counter()
        page = self.policy.page(request)
        self.log.engine_s += time.perf_counter() - start
        self.log.pages += 1
        guest.held.extend((page.page_id, one) for one in page.served)
        if not guest.held:
            return
        stay, then_ms, events = self._watch(guest, now_ms)
        self._deliver(guest, events, then_ms)
        if stay:
            self._plan(then_ms + 1, guest)

    def _watch(self, guest: _Guest, now_ms: int) -> tuple[bool, int, list[Event]]:
        world, viewer = self.world, guest.visit.viewer
        videos = [one.video_id - 1 for _, one in guest.held[: max(len(guest.held) - PREFETCHED, 1)]]
        luck = chances(world.seed + 77, viewer, np.array(videos), 1)[:, 0].tolist()
        events: list[Event] = []
        for place, outcome in enumerate(world.meet(viewer, videos, now_ms)):
            page_id, served = guest.held.pop(0)
            now_ms += max(outcome.watched_ms, 400) + 300
            self._note(guest, served, outcome, now_ms)
            events += self._events(viewer, videos[place], outcome, now_ms, page_id)
            guest.watched += 1
            guest.dull = 0 if outcome.valid else guest.dull + 1
            leave = _LEAVE * (2.0 if guest.dull >= 6 else 0.5 if outcome.long_view else 1.0)
            if guest.watched >= guest.visit.patience or luck[place] < leave:
                return False, now_ms, events
        return True, now_ms, events

    def _note(self, guest: _Guest, served: Served, outcome: Outcome, now_ms: int) -> None:
        viewer = guest.visit.viewer
        negative = "not_interested" in outcome.reactions or "report" in outcome.reactions
        self.log.write(
            *(viewer, served.video_id - 1, now_ms, guest.number, guest.watched, self._before[viewer]),
            *(served.explore, served.source == "recycled"),
            *(outcome.long_view, outcome.valid, outcome.complete),
            *(bool(outcome.reactions) and not negative, negative, outcome.watched_ms),
        )
        self._before[viewer] += 1
        self._untold[viewer][served.video_id] = None

    def _events(self, viewer: int, video: int, outcome: Outcome, now_ms: int, page_id: str) -> list[Event]:
        item = self.world.items[video]
        key = f"p{viewer}"
        told = [self._event(key, video, "watch", now_ms, outcome.watched_ms, page_id)]
        for kind in outcome.reactions:
            told.append(self._event(key, video, kind, now_ms, 0, page_id))
            if kind == "follow":
                self.follows[viewer].add(item.creator_id)
        return told

    def _event(
        self, viewer: str, video: int, kind: str, at_ms: int, watched_ms: int, page_id: str = ""
    ) -> Event:
        return Event(
            event_id=f"e{next(self._serial)}",
            viewer=viewer,
            kind=kind,  # type: ignore[arg-type]
            video_id=video + 1,
            at_ms=at_ms,
            watched_ms=watched_ms,
            page_id=page_id,
            duration_ms=self.world.items[video].duration_ms,
        )

    def _deliver(self, guest: _Guest, events: list[Event], now_ms: int) -> None:
        """Most deliveries come at once; some hours later, some twice, some likes the next day."""
        key = guest.number * 64 + guest.watched % 64
        late, twice, later = chances(self.world.seed + 5, guest.visit.viewer, np.array([key]), 3)[0].tolist()
        if late < 0.05:
            self._plan(now_ms + int(HOUR_MS * (0.2 + 8 * later)), events)
            return
        likes = [one for one in events if one.kind == "like" and later < 0.1]
        self._tell([one for one in events if one not in likes], now_ms)
        if likes:
            self._plan(now_ms + 20 * HOUR_MS, likes)
        if twice < 0.03:
            self._plan(now_ms + HOUR_MS, events)

    def _tell(self, events: list[Event], now_ms: int) -> None:
        start = time.perf_counter()
        self.policy.ingest(events, now_ms)
        for event in events:
            if event.viewer[0] == "p":
                self._untold[int(event.viewer[1:])].pop(event.video_id, None)
        self.log.engine_s += time.perf_counter() - start
