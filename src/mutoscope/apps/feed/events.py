"""Taking what viewers did: each event judged alone, times made believable, the rest is the engine's."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from django.core.cache import cache

from mutoscope.adapters.engine import EngineDown, LogFailed
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed.contracts import EventsTaken, RefusedEvent
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.videos import queries as videos
from mutoscope.core.discovery.contracts import Event, EventKind
from mutoscope.core.discovery.state import OUTRIGHT
from mutoscope.core.units import DAY_MS, Refusal, from_text

MOST_EVENTS = 200
OLDEST_MS = 7 * DAY_MS
"""An event from longer ago is taken as if it were this old: an offline phone, or a wrong clock."""

_Short = Annotated[str, msgspec.Meta(max_length=64)]
_Time = Annotated[int, msgspec.Meta(ge=0, le=1 << 52)]
_Length = Annotated[int, msgspec.Meta(ge=0, le=DAY_MS)]


class EventIn(msgspec.Struct, frozen=True):
    """One event as the player sends it."""

    event_id: Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[\w-]+$")]
    kind: EventKind
    video_id: Annotated[str, msgspec.Meta(min_length=13, max_length=13)]
    at_ms: _Time
    page_id: _Short = ""
    position: Annotated[int, msgspec.Meta(ge=-1, le=10_000)] = -1
    watched_ms: _Length = 0
    duration_ms: _Length = 0
    scope: Annotated[str, msgspec.Meta(pattern="^(video|creator|tag|sound)$")] = "video"
    tag: Annotated[str, msgspec.Meta(max_length=100)] = ""


def take_events(viewer: Viewer, batch: Sequence[Any], now_ms: int, country: str = "") -> EventsTaken:
    """Take a batch; what can't be used is refused one by one, and does not hold up the rest.

    Refuses ``too_many_events`` and, while the engine is away, ``feed_away``: send again later, nothing is
    lost or counted twice.
    """
    if len(batch) > MOST_EVENTS:
        raise Refusal(
            "too_many_events",
            "At most %(most)s events at once, please.",
            fields={"most": MOST_EVENTS},
            status=413,
        )
    events: list[Event] = []
    refused: list[RefusedEvent] = []
    for raw in batch:
        try:
            events.append(_event(viewer, raw, now_ms, country))
        except (msgspec.ValidationError, Refusal):
            refused.append(RefusedEvent(_id_of(raw), "bad_event"))
    makers = _makers({event.video_id for event in events})
    refused += [RefusedEvent(one.event_id, "unknown_video") for one in events if one.video_id not in makers]
    # What somebody does with a video of their own says nothing of what they like.
    events = [event for event in events if makers.get(event.video_id, viewer.person_id) != viewer.person_id]
    if viewer.learning != "yes":  # what they say is heard, what they watch is not remembered
        events = [event for event in events if event.kind in OUTRIGHT]
    if not events:
        return EventsTaken(0, 0, tuple(refused))
    try:
        taken = the_engine().ingest(events, now_ms)
    except (EngineDown, LogFailed) as error:
        raise Refusal(
            "feed_away", "The feed is taking a short break. Please try again.", status=503
        ) from error
    return EventsTaken(taken.accepted, len(taken.duplicates), tuple(refused))


def _event(viewer: Viewer, raw: Any, now_ms: int, country: str) -> Event:
    sent = msgspec.convert(raw, EventIn)
    return Event(
        event_id=sent.event_id,
        viewer=viewer.key,
        kind=sent.kind,
        video_id=from_text(sent.video_id),
        at_ms=min(max(sent.at_ms, now_ms - OLDEST_MS), now_ms),
        watched_ms=sent.watched_ms,
        duration_ms=sent.duration_ms,
        page_id=sent.page_id,
        position=sent.position,
        scope=sent.scope,  # type: ignore[arg-type]  # the pattern above says the same
        tag=sent.tag.lstrip("#").casefold(),
        country=country if sent.kind == "impression" else "",
    )


def _id_of(raw: Any) -> str:
    """The id of an event that can't be used, as far as it has one."""
    found = raw.get("event_id") if isinstance(raw, dict) else None
    return found[:64] if isinstance(found, str) else ""


def _makers(ids: set[int]) -> dict[int, int]:
    """Who made those of ``ids`` that are videos of the feed; remembered, because players speak of the same
    ones."""
    names = {f"feed:maker:{one}": one for one in ids}
    known = {names[name]: maker for name, maker in cache.get_many(names).items()}
    found = {item.video_id: item.creator_id for item in videos.feed_items(sorted(ids - set(known)))}
    if found:
        cache.set_many({f"feed:maker:{one}": maker for one, maker in found.items()}, 600)
    return known | found
