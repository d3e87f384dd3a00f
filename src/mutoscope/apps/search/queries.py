"""Finding people, videos, tags and sounds by words, as they are typed.

1. ``index`` gives the newest entries that hold every word, and for very common words the most liked too.
2. When these are few, words that may have been meant are asked for as well.
3. ``core.search.ranking`` puts the best first.
4. Whether this viewer may see it is asked at the end: ``videos.cards`` for videos, ``people`` for people.
"""

from collections.abc import Callable, Sequence

import msgspec

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.search import index, people, shelves
from mutoscope.apps.search.contracts import Found
from mutoscope.apps.search.cursors import Newest, read_best, read_newest, this_hour_ms
from mutoscope.apps.search.index import Hit, Limits
from mutoscope.apps.search.shelves import entry_after, public_refs, sound_page, tag_page
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.search.ranking import Asked, Find, Scored, best_first, meant_by
from mutoscope.core.search.words import asked_words
from mutoscope.core.units import DAY_MS, from_text

__all__ = [
    "Question",
    "best_videos",
    "entry_after",
    "glance",
    "newest_videos",
    "people_page",
    "public_refs",
    "sound_page",
    "sounds_page",
    "tag_page",
    "tags_page",
]

SINCE_MS = {"any": 0, "day": DAY_MS, "week": 7 * DAY_MS, "month": 31 * DAY_MS, "year": 366 * DAY_MS}
LENGTHS_MS = {"any": (0, 0), "short": (0, 15_000), "medium": (15_000, 60_000), "long": (60_000, 0)}
"""At least, below; 0: without end."""
PAGE = 24
_PEOPLE_AT_A_GLANCE, _VIDEOS_AT_A_GLANCE, _TAGS_AT_A_GLANCE, _SOUNDS_AT_A_GLANCE = 6, 12, 8, 4
_VIDEOS_TRIED = 18
"""So many are asked for when twelve are wanted: some may not be for this viewer."""
_NEWEST, _LIKED, _FEW = 120, 120, 4


class Question(msgspec.Struct, frozen=True):
    text: str
    since: str = "any"
    length: str = "any"


def glance(question: Question, viewer: Viewer) -> Found:
    """The best few of every kind, for whoever is still typing."""
    asked, now_ms = _asked(question), this_hour_ms()
    found = _everything(asked, question, viewer, now_ms)
    if sum(map(len, found)) < _FEW:
        found = _everything(_guessed(asked), question, viewer, now_ms)
    who, films, tags, heard = found
    return Found(
        people=people.found([one.ref for one in who[:_PEOPLE_AT_A_GLANCE]], viewer),
        videos=_cards(films[:_VIDEOS_TRIED], viewer)[:_VIDEOS_AT_A_GLANCE],
        tags=shelves.tags_found([one.ref for one in tags[:_TAGS_AT_A_GLANCE]]),
        sounds=shelves.sounds_found([one.ref for one in heard[:_SOUNDS_AT_A_GLANCE]]),
    )


def people_page(question: Question, viewer: Viewer, cursor: str) -> Found:
    """People who fit, the best first. Refuses ``bad_cursor``."""
    page, following = _page(question, cursor, lambda asked: _people(asked, question, viewer))
    return Found(people=people.found(page, viewer), next=following)


def tags_page(question: Question, viewer: Viewer, cursor: str) -> Found:
    """Tags that fit, the best first. Refuses ``bad_cursor``."""
    page, following = _page(question, cursor, lambda asked: _tags(asked))
    return Found(tags=shelves.tags_found(page), next=following)


def sounds_page(question: Question, viewer: Viewer, cursor: str) -> Found:
    """Sounds that fit, the best first. Refuses ``bad_cursor``."""
    page, following = _page(question, cursor, lambda asked: _sounds(asked, viewer))
    return Found(sounds=shelves.sounds_found(page), next=following)


def best_videos(question: Question, viewer: Viewer, cursor: str) -> Found:
    """Videos that fit, the best first. Refuses ``bad_cursor``."""
    now_ms = read_best(cursor).now_ms
    page, following = _page(question, cursor, lambda asked: _videos(asked, question, viewer, now_ms))
    return Found(videos=_of_refs(page, viewer), next=following)


def newest_videos(question: Question, viewer: Viewer, cursor: str) -> Found:
    """Videos that fit, the newest first, to the very last. Refuses ``bad_cursor``."""
    after, asked = read_newest(cursor), _asked(question)
    limits = _limits(question, viewer, this_hour_ms(), after.below_id)
    hits = index.matching("v", _guessed(asked) if after.guessed else asked, limits, PAGE + 1)
    guessed = after.guessed
    if not cursor and len(hits) < _FEW:
        guessed, hits = True, index.matching("v", _guessed(asked), limits, PAGE + 1)
    page = hits[:PAGE]
    following = Newest(page[-1].id, guessed).text() if len(hits) > PAGE else ""
    return Found(videos=_of_refs([one.ref for one in page], viewer), next=following)


def _everything(
    asked: Sequence[Asked], question: Question, viewer: Viewer, now_ms: int
) -> tuple[list[Scored], list[Scored], list[Scored], list[Scored]]:
    return (
        _people(asked, question, viewer),
        _videos(asked, question, viewer, now_ms),
        _tags(asked),
        _sounds(asked, viewer),
    )


def _page(
    question: Question, cursor: str, rank: Callable[[Sequence[Asked]], list[Scored]]
) -> tuple[list[str], str]:
    """Refs of one page of what fits, and the cursor behind it."""
    after, asked = read_best(cursor), _asked(question)
    ranked = rank(asked)
    if len(ranked) < _FEW:
        ranked = rank(_guessed(asked))
    page, following = after.cut(ranked, PAGE)
    return [one.ref for one in page], following


def _people(asked: Sequence[Asked], question: Question, viewer: Viewer) -> list[Scored]:
    hits = _candidates("p", asked, Limits())
    return best_first(asked, _finds(people.approachable(hits, question.text, viewer)), 0)


def _videos(asked: Sequence[Asked], question: Question, viewer: Viewer, now_ms: int) -> list[Scored]:
    hits = _candidates("v", asked, _limits(question, viewer, now_ms))
    return best_first(asked, _finds(hits), now_ms)


def _tags(asked: Sequence[Asked]) -> list[Scored]:
    return best_first(asked, _finds(_candidates("t", asked, Limits())), 0)


def _sounds(asked: Sequence[Asked], viewer: Viewer) -> list[Scored]:
    apart = set(relations.blocked_with(viewer.person_id))
    hits = [hit for hit in _candidates("s", asked, Limits()) if hit.owner_id not in apart]
    return best_first(asked, _finds(hits), 0)


def _candidates(kind: str, asked: Sequence[Asked], limits: Limits) -> list[Hit]:
    hits = index.matching(kind, asked, limits, _NEWEST)
    if len(hits) < _NEWEST:
        return hits
    known = {hit.ref for hit in hits}
    return hits + [hit for hit in index.most_liked(kind, limits, _LIKED) if hit.ref not in known]


def _asked(question: Question) -> list[Asked]:
    return [Asked(word) for word in asked_words(question.text)]


def _guessed(asked: Sequence[Asked]) -> list[Asked]:
    return [meant_by(one.typed, index.near_terms(one.typed)) for one in asked]


def _limits(question: Question, viewer: Viewer, now_ms: int, below_id: int = 0) -> Limits:
    shortest_ms, longest_ms = LENGTHS_MS[question.length]
    since_ms = SINCE_MS[question.since]
    return Limits(
        open_only=not viewer.person_id,
        since_ms=now_ms - since_ms if since_ms else 0,
        shortest_ms=shortest_ms,
        longest_ms=longest_ms,
        below_id=below_id,
    )


def _finds(hits: Sequence[Hit]) -> list[Find]:
    return [Find(hit.ref, hit.words, hit.liked, hit.born_ms) for hit in hits]


def _cards(page: Sequence[Scored], viewer: Viewer) -> tuple[VideoCard, ...]:
    return _of_refs([one.ref for one in page], viewer)


def _of_refs(refs: Sequence[str], viewer: Viewer) -> tuple[VideoCard, ...]:
    """Cards of what the viewer may see and has not muted."""
    mutes = relations.mutes_of(viewer.person_id)
    cards = videos.cards([from_text(ref) for ref in refs], viewer)
    return tuple(card for card in cards if not videos.is_muted(card, mutes))
