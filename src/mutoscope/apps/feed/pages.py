"""Making a page: the engine proposes, ``videos`` decides what this viewer may see, a page always comes."""

import secrets
from collections.abc import Sequence

import msgspec
import structlog
from django.db import OperationalError

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import EngineDown
from mutoscope.adapters.metrics import Counter
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import catalogue
from mutoscope.apps.feed.contracts import FeedCard, FeedPage, Mode, Trace
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.feed.tasks import mend
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Ties
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.discovery.contracts import PageRequest, Served
from mutoscope.core.units import to_text

log = structlog.get_logger("mutoscope.feed")

_NEWEST = 300
SERVED = Counter(
    "mutoscope_feed_cards_total", "Videos put on pages of the feed, by where they came from.", ("source",)
)


def next_page(viewer: Viewer, have: Sequence[int], size: int, met: Sequence[int] = ()) -> FeedPage:
    """The next ``size`` videos for ``viewer``, who holds ``have`` unseen, and whose player remembers ``met``.

    What the engine proposes and ``videos`` doesn't give this viewer falls away, is mended in the engine, and
    is made up for once. With the engine away, or not knowing any video yet, the newest videos come instead.
    """
    ties = relations.ties(viewer.person_id)
    request = PageRequest(
        viewer=viewer.key,
        now_ms=now_ms(),
        size=size,
        seed=secrets.randbits(62),
        age=viewer.age,
        language=viewer.language,
        person_id=viewer.person_id,
        follows=ties.follows,
        blocked=(*ties.blocked, *ties.mutes.people),
        muted_tags=tuple(ties.mutes.tags),
        muted_sounds=tuple(ties.mutes.sounds),
        muted_words=ties.mutes.words,
        have=tuple(have),
        met=tuple(met),
        plain=viewer.learning != "yes",
    )
    try:
        page = the_engine().page(request)
        cards = _cards(page.served, viewer, ties)
        caught_up = page.caught_up
        if len(cards) < len(page.served):
            missing = _missing(page.served, cards)
            _check(missing)
            proposed = [one.video_id for one in page.served]
            rest = msgspec.structs.replace(
                request, have=(*request.have, *proposed), size=size - len(cards), seed=secrets.randbits(62)
            )
            more = the_engine().page(rest)
            cards += _cards(more.served, viewer, ties)
            caught_up = more.caught_up
        if not page.served and catalogue.is_empty():
            _mend_soon()
            return _newest(viewer, ties, (*have, *met), size, trouble="catalogue")
    except EngineDown as error:
        log.warning("feed.engine_down", reason=str(error))
        return _newest(viewer, ties, (*have, *met), size, trouble="engine")
    mode = _mode(viewer, page.mode)
    begins = page.newcomer or mode == "unasked"
    return FeedPage(page.page_id, caught_up, tuple(cards), page.trouble, mode, begins)


def _mend_soon() -> None:
    """A page comes although nothing can be written, on a full disk for one: the next one asks again."""
    try:
        enqueue_once(mend, "feed: mend")
    except OperationalError as error:
        log.warning("feed.not_mended", reason=str(error))


def _check(missing: Sequence[int]) -> None:
    """Mend what the engine proposed and nobody may see; another shard that is away does this page no harm."""
    try:
        catalogue.check(missing)
    except EngineDown as error:
        log.warning("feed.not_mended_everywhere", reason=str(error))


def _mode(viewer: Viewer, engines: Mode) -> Mode:
    return "unasked" if viewer.learning == "unasked" else "plain" if viewer.learning == "no" else engines


def _cards(served: Sequence[Served], viewer: Viewer, ties: Ties) -> list[FeedCard]:
    by_id = {to_text(one.video_id): one for one in served}
    return [
        _traced(card, Trace(why.source, why.explore, why.source == "recycled"))
        for card in videos.cards([one.video_id for one in served], viewer, ties)
        for why in (by_id[card.id],)
    ]


def _missing(served: Sequence[Served], cards: Sequence[FeedCard]) -> list[int]:
    there = {card.id for card in cards}
    return [one.video_id for one in served if to_text(one.video_id) not in there]


def _newest(viewer: Viewer, ties: Ties, have: Sequence[int], size: int, trouble: str) -> FeedPage:
    """Without the engine: the newest videos they may see and don't hold. Nothing is known about seen ones."""
    held = set(have)
    ids = [one for one in reversed(videos.feed_item_ids()[-_NEWEST:]) if one not in held]
    cards: list[FeedCard] = []
    for start in range(0, len(ids), 2 * size):
        if len(cards) >= size:
            break
        found = videos.cards(ids[start : start + 2 * size], viewer, ties)
        cards += [
            _traced(card, Trace("newest", False, False))
            for card in found
            if not card.viewer.own and not videos.is_muted(card, ties.mutes)
        ]
    mode = _mode(viewer, "learning")
    return FeedPage(secrets.token_hex(10), not cards, tuple(cards[:size]), (trouble,), mode)


def _traced(card: VideoCard, trace: Trace) -> FeedCard:
    SERVED.add(trace.source)
    return FeedCard(*msgspec.structs.astuple(card), trace=trace)
