"""Which people a viewer may be led to, and what is said of them.

Who blocked whom never meet. Somebody below 16 is found by people under 18, by those who have to do with them,
and by whoever types their whole handle: not by adults who try names.
"""

from collections.abc import Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.search.contracts import PersonFound
from mutoscope.apps.search.index import Hit
from mutoscope.core.policy.handles import fold
from mutoscope.core.units import from_text, to_text


def approachable(hits: Sequence[Hit], typed: str, viewer: Viewer) -> list[Hit]:
    """Those of ``hits`` that this viewer may be led to by what they typed."""
    apart = set(relations.blocked_with(viewer.person_id))
    near = [hit for hit in hits if hit.owner_id not in apart]
    if viewer.is_staff or 13 <= viewer.age < 18:
        return near
    young = accounts.young([hit.owner_id for hit in near])
    hidden = young - _known_to(viewer, young) - {_by_handle(typed)}
    return [hit for hit in near if hit.owner_id not in hidden]


def found(refs: Sequence[str], viewer: Viewer) -> tuple[PersonFound, ...]:
    """What is said of these people, in the order given; closed accounts are left out."""
    ids = [from_text(ref) for ref in refs]
    cards, standings = accounts.people(ids), relations.standing(viewer.person_id, ids)
    videos = {one.id: one.shown_videos for one in accounts.listed(ids)}
    return tuple(
        PersonFound(
            id=to_text(card.id),
            handle=card.handle,
            name=card.name,
            avatar_url=card.avatar_url,
            is_private=card.is_private,
            videos=videos.get(card.id, 0),
            follows=standings[card.id].follows,
        )
        for one in ids
        if (card := cards.get(one)) is not None
    )


def _known_to(viewer: Viewer, others: set[int]) -> set[int]:
    """Those who follow the viewer or are followed by them, and the viewer."""
    standings = relations.standing(viewer.person_id, others)
    return {
        other
        for other, stand in standings.items()
        if stand.follows or stand.followed_by or other == viewer.person_id
    }


def _by_handle(typed: str) -> int:
    """Whose handle was typed in full; 0: nobody's."""
    return accounts.ids_of_handles([typed]).get(fold(typed), 0)
