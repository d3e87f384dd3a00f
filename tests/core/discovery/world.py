"""A small world for feed tests: videos by topic, and viewers with tastes that watch pages for real."""

import itertools
import random
from collections.abc import Callable, Iterable

from mutoscope.core.discovery import Event, Item, Page, PageRequest, State, Weights, make_page
from mutoscope.core.discovery.choices import NEUTRAL
from mutoscope.core.discovery.eligible import eligible
from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.scene import Scene, look
from mutoscope.core.discovery.taste import taste
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.weights import DEFAULT

NOW = 1_800_000_000_000
HOUR, DAY = 3_600_000, 86_400_000
_serial = itertools.count(1)


def a_video(video_id: int, topic: str = "cooking", **changes: object) -> Item:
    """One video of a topic; its creator makes nothing else unless told."""
    fields: dict[str, object] = {
        "video_id": video_id,
        "creator_id": 1_000_000 + video_id,
        "duration_ms": 12_000,
        "published_ms": NOW - 20 * DAY,
        "tags": (topic,),
        "words": (f"{topic}{video_id % 7}", f"take{video_id % 11}"),
        "language": "en",
    }
    return Item(**(fields | changes))  # type: ignore[arg-type]


def a_catalogue(topics: Iterable[str], each: int, per_creator: int = 4) -> list[Item]:
    """``each`` videos of every topic, with a creator for every few of them."""
    items = []
    for number, topic in enumerate(topics):
        for index in range(each):
            video_id = 1 + number * each + index
            creator = 1_000_000 + number * 1_000 + index // per_creator
            items.append(a_video(video_id, topic, creator_id=creator, published_ms=NOW - (1 + index) * HOUR))
    return items


def a_state(items: Iterable[Item]) -> State:
    state = State()
    for item in items:
        state.put(item)
    return state


def an_event(viewer: str, video_id: int, kind: str = "watch", **changes: object) -> Event:
    fields: dict[str, object] = {
        "event_id": f"e{next(_serial)}",
        "viewer": viewer,
        "kind": kind,
        "video_id": video_id,
        "at_ms": NOW,
        "duration_ms": 12_000,
    }
    return Event(**(fields | changes))  # type: ignore[arg-type]


def touch_of(state: State, viewer: str, video_id: int) -> Touch | None:
    """What a viewer did with a video."""
    return state.viewers[viewer].touches.get(state.catalogue.rows[video_id])


def a_scene(
    state: State, viewer: str = "aone", seed: int = 1, now_ms: int = NOW, weights: Weights = DEFAULT
) -> Scene:
    """What sources and scores of a viewer's next page look at."""
    request = PageRequest(viewer=viewer, now_ms=now_ms, seed=seed, language="en")
    facts = state.viewers.get(viewer, Viewer())
    unseen = eligible(state.catalogue, facts, NEUTRAL, request, weights)
    unseen[facts.rows] = False
    return look(state, request, weights, taste(state, facts, now_ms, weights), NEUTRAL, unseen)


class Persona:
    """A viewer who swipes through pages: how much of a video they watch follows from its topic."""

    def __init__(
        self,
        state: State,
        key: str,
        watches: Callable[[Item], float],
        seed: int = 1,
        weights: Weights = DEFAULT,
    ) -> None:
        self.state, self.key, self.watches, self.weights = state, key, watches, weights
        self.now_ms = NOW
        self.dice = random.Random(seed)
        self.met: list[int] = []

    def page(self, size: int = 8, **changes: object) -> Page:
        """The next page, not watched yet."""
        request = PageRequest(
            viewer=self.key,
            now_ms=self.now_ms,
            size=size,
            seed=self.dice.randrange(1 << 60),
            language="en",
            **changes,  # type: ignore[arg-type]
        )
        return make_page(self.state, request, self.weights)

    def watch(self, page: Page) -> list[Item]:
        """Watch a page from top to bottom; the items of it."""
        items = []
        for served in page.served:
            item = self.state.catalogue.item(served.video_id)
            assert item is not None
            watched = int(item.duration_ms * self.watches(item))
            self.now_ms += max(watched, 300)
            self.state.apply(
                an_event(
                    self.key,
                    item.video_id,
                    at_ms=self.now_ms,
                    watched_ms=watched,
                    duration_ms=item.duration_ms,
                    page_id=page.page_id,
                )
            )
            self.met.append(item.video_id)
            items.append(item)
        return items

    def swipe(self, pages: int, **changes: object) -> list[Item]:
        """Watch several pages."""
        return [item for _ in range(pages) for item in self.watch(self.page(**changes))]


def share(items: Iterable[Item], topic: str) -> float:
    """Share of a topic among items."""
    listed = list(items)
    return sum(topic in item.tags for item in listed) / max(len(listed), 1)
