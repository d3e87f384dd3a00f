"""What the log remembers of pages that were served and of what came of them."""

import msgspec

from mutoscope.adapters.engine.contracts import Explained, Happened, History
from mutoscope.adapters.engine.entries import read_event, read_served
from mutoscope.adapters.engine.log import Log
from mutoscope.core.discovery.contracts import Served

_PAGES_BACK = 50
"""Pages of a viewer that are looked through for a trace."""
_RENAMED = {"neighbours": "covisited"}
"""Sources and groups that were written down under another name, and what they are called now."""


def explained(log: Log, viewer: str, video_id: int) -> Explained | None:
    """The trace with which ``viewer`` was last served the video."""
    for body in log.served_to(viewer, _PAGES_BACK):
        one = read_served(body)
        for served in one.page.served:
            if served.video_id == video_id:
                return Explained(one.at_ms, one.page.policy, _as_called_now(served))
    return None


def history(log: Log, after: int, most: int) -> History:
    """At most ``most`` events after a number of the log, each with the trace it came from."""
    bodies, up_to = log.events(after, most)
    pages: dict[str, dict[int, Served]] = {}
    happened = []
    for body in bodies:
        event = read_event(body)
        if event.page_id not in pages:
            pages[event.page_id] = _traces(log, event.page_id)
        served = pages[event.page_id].get(event.video_id)
        happened.append(
            Happened(event, served.source, served.explore) if served is not None else Happened(event)
        )
    return History(tuple(happened), up_to)


def _traces(log: Log, page_id: str) -> dict[int, Served]:
    body = log.page(page_id) if page_id else None
    return {one.video_id: _as_called_now(one) for one in read_served(body).page.served} if body else {}


def _as_called_now(served: Served) -> Served:
    return msgspec.structs.replace(
        served,
        source=_RENAMED.get(served.source, served.source),
        groups=tuple((_RENAMED.get(group, group), share) for group, share in served.groups),
    )
