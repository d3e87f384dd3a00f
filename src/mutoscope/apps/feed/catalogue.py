"""Keeping the engine's catalogue equal to the videos there are: told of changes, compared now and then."""

from collections.abc import Sequence

import structlog
from django.core.cache import cache

from mutoscope.adapters.engine import Engine, EngineDown, LogFailed, Part
from mutoscope.adapters.engine.contracts import fingerprint
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.videos import queries as videos

log = structlog.get_logger("mutoscope.feed")
_CHUNK = 500
_LEFT_OUT = "feed:left_out"


def check(video_ids: Sequence[int]) -> None:
    """Tell the engine how these videos stand now: what may be served is put, the rest withdrawn, and that
    first."""
    items = videos.feed_items(video_ids)
    gone = set(video_ids) - {item.video_id for item in items}
    the_engine().withdraw(sorted(gone))
    the_engine().put_items(items)


def reconcile() -> int:
    """Compare the sets of videos, mend what differs; how many differed. Cheap when they are equal.

    This is also how an engine that lost its folder gets its catalogue back. Of shards each is looked at, also
    when one is away or can't write; EngineDown or LogFailed is raised then.
    """
    ours = set(videos.feed_item_ids()) - set(cache.get(_LEFT_OUT, ()))
    mended = 0
    failed: EngineDown | LogFailed | None = None
    for part in the_engine().parts():
        try:
            mended += _mend(part, ours)
        except (EngineDown, LogFailed) as error:
            failed = error
    if failed is not None:
        raise failed
    return mended


def _mend(part: Part, ours: set[int]) -> int:
    if part.health().fingerprint == fingerprint(list(ours)):
        return 0
    theirs = set(part.catalogue())
    part.withdraw(sorted(theirs - ours))
    left_out = _put(part, sorted(ours - theirs))
    if left_out:
        cache.set(_LEFT_OUT, [*cache.get(_LEFT_OUT, ()), *left_out], 600)
    log.info("feed.catalogue_mended", missing=len(ours - theirs), superfluous=len(theirs - ours))
    return len(ours ^ theirs) - len(left_out)


def retell() -> None:
    """Tell the engine every video anew, so that details which changed without a fact are right again."""
    reconcile()
    _put(the_engine(), videos.feed_item_ids())


def is_empty() -> bool:
    """True while the engine has no video at all although there are some."""
    return not the_engine().health().videos and bool(videos.feed_item_ids())


def _put(engine: Engine, ids: Sequence[int]) -> list[int]:
    """Tell an engine these videos; those that ``videos`` leaves out (of closed accounts, say)."""
    told: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        items = videos.feed_items(ids[start : start + _CHUNK])
        engine.put_items(items)
        told |= {item.video_id for item in items}
    return [one for one in ids if one not in told]
