"""Feeds without a mind of their own: the newest of those one follows, and the newest in one's language.

Nothing about what anybody watched is read for them, and the engine is not asked. What was muted or blocked
stays away here too.
"""

from collections.abc import Callable

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Mutes
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CardPage, VideoCard

_ROUNDS = 5
"""How often a page that came out short is filled up from further down, before it is given as it is."""


def following(viewer: Viewer, cursor: str, size: int) -> CardPage:
    """The newest videos of those whom ``viewer`` follows; refuses ``bad_cursor``."""
    ties = relations.ties(viewer.person_id)
    people = [one for one in ties.follows if one not in ties.mutes.people]
    return _filled(lambda at, room: videos.by_creators(people, viewer, at, room), ties.mutes, cursor, size)


def newest(viewer: Viewer, cursor: str, size: int) -> CardPage:
    """The newest videos in the language of ``viewer``; refuses ``bad_cursor``."""
    mutes = relations.mutes_of(viewer.person_id)
    return _filled(
        lambda at, room: videos.in_language(viewer.language, viewer, at, room), mutes, cursor, size
    )


def _filled(fetch: Callable[[str, int], CardPage], mutes: Mutes, cursor: str, size: int) -> CardPage:
    cards: list[VideoCard] = []
    for _ in range(_ROUNDS):
        page = fetch(cursor, size - len(cards))
        cards += [card for card in page.cards if not videos.is_muted(card, mutes)]
        cursor = page.next
        if not cursor or len(cards) >= size:
            break
    return CardPage(cards=tuple(cards), next=cursor)
