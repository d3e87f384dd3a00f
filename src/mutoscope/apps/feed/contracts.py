"""The feed as its readers see it: a page of cards, each with the trace that says why it is there."""

from typing import Literal

import msgspec

from mutoscope.apps.videos.contracts import VideoCard


class Trace(msgspec.Struct, frozen=True):
    source: str
    """What proposed it: long, session, neighbours, follows, trending, fresh, random, catalogue, recycled;
    newest when the engine is away."""
    explore: bool
    """Shown to find out, not because it scored best."""
    recycled: bool
    """Met before; everything else has been seen."""


class FeedCard(VideoCard, frozen=True, kw_only=True):
    trace: Trace


class FeedPage(msgspec.Struct, frozen=True):
    page_id: str
    caught_up: bool
    """Nothing unseen is left after this page's cards that are not recycled."""
    cards: tuple[FeedCard, ...]
    trouble: tuple[str, ...] = ()
    """Parts that failed while the page was made: names of sources, or «engine»."""


class Suggestion(msgspec.Struct, frozen=True):
    """Somebody to follow, and why they are named."""

    id: str
    handle: str
    name: str
    avatar_url: str
    reason: Literal["friends", "watched"]
    """friends: followed by those one follows; watched: their videos were watched to the end, or liked."""
    via: tuple[str, ...] = ()
    """Names of some of those friends."""
    more: int = 0
    """How many more of them there are."""


class Suggestions(msgspec.Struct, frozen=True):
    people: tuple[Suggestion, ...]


class RefusedEvent(msgspec.Struct, frozen=True):
    event_id: str
    """Empty when there was none to be read."""
    code: str
    """bad_event or unknown_video"""


class EventsTaken(msgspec.Struct, frozen=True):
    accepted: int
    duplicates: int
    refused: tuple[RefusedEvent, ...]
