"""Whom one might like to follow: friends of friends, and creators one watched with pleasure.

Nobody's address book is asked for. Grown-ups are not suggested to the young nor the young to grown-ups, a
private account and whoever does not want it to nobody, and whoever was blocked, muted or asked already stays
away.
"""

from collections.abc import Iterable

import structlog

from mutoscope.adapters.engine import EngineDown
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.feed.contracts import Suggestion, Suggestions
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Standing
from mutoscope.core.policy.ages import may_suggest
from mutoscope.core.units import to_text

log = structlog.get_logger("mutoscope.feed")
MOST = 20
_LOOKED_AT = 60
"""Of each kind, before those fall away who may not be suggested."""
_NAMED = 2
"""How many common friends are named."""


def suggestions(viewer: Viewer) -> Suggestions:
    """People to follow for somebody with an account, the best reason first; those of one's friends first."""
    ties = relations.friends_of_friends(viewer.person_id)
    watched = _watched(viewer)
    known = dict(list(ties.items())[:_LOOKED_AT])
    people = _suggestible(viewer, [*known, *watched])
    via = accounts.people(friend for friends in known.values() for friend in friends[:_NAMED])
    order = dict.fromkeys([*known, *watched])
    found = [_suggestion(people[one], known.get(one, []), via) for one in order if one in people]
    return Suggestions(tuple(found[:MOST]))


def _watched(viewer: Viewer) -> tuple[int, ...]:
    try:
        return the_engine().favourites(viewer.key, _LOOKED_AT)
    except EngineDown as error:
        log.warning("feed.engine_down", reason=str(error))
        return ()


def _suggestible(viewer: Viewer, ids: Iterable[int]) -> dict[int, PersonCard]:
    """Cards of those of ``ids`` who may be suggested to this viewer."""
    wanted = set(ids) - {viewer.person_id}
    stands, muted = relations.standing(viewer.person_id, wanted), relations.mutes_of(viewer.person_id).people
    ages, unwilling = accounts.known_ages(wanted), accounts.unsuggested(wanted)
    cards = accounts.people(
        one
        for one in wanted
        if one not in muted | unwilling
        and may_suggest(ages.get(one, 0), viewer.age)
        and _is_stranger(stands[one])
    )
    return {one: card for one, card in cards.items() if not card.is_private}


def _is_stranger(stand: Standing) -> bool:
    return not (stand.follows or stand.requested or stand.blocked)


def _suggestion(card: PersonCard, friends: list[int], via: dict[int, PersonCard]) -> Suggestion:
    named = [via[one].name or via[one].handle for one in friends[:_NAMED] if one in via]
    return Suggestion(
        id=to_text(card.id),
        handle=card.handle,
        name=card.name,
        avatar_url=card.avatar_url,
        reason="friends" if named else "watched",
        via=tuple(named),
        more=max(0, len(friends) - len(named)) if named else 0,
    )
