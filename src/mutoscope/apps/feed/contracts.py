"""The feed as its readers see it: a page of cards, each with the trace that says why it is there."""

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


class RefusedEvent(msgspec.Struct, frozen=True):
    event_id: str
    """Empty when there was none to be read."""
    code: str
    """bad_event or unknown_video"""


class EventsTaken(msgspec.Struct, frozen=True):
    accepted: int
    duplicates: int
    refused: tuple[RefusedEvent, ...]
