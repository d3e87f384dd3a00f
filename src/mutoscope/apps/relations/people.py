"""Who a handle in an address means, for this viewer."""

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard
from mutoscope.apps.relations import queries
from mutoscope.apps.relations.services import nobody


def anybody(handle: str) -> PersonCard:
    """Whoever has this handle; refuses no_such_person."""
    person = accounts.by_handle(handle)
    if person is None:
        raise nobody()
    return person


def somebody(handle: str, viewer_person_id: int) -> PersonCard:
    """As ``anybody``, for acts whose answer would tell that somebody who blocked the viewer is there."""
    person = anybody(handle)
    if queries.hides_from(person.id, viewer_person_id):
        raise nobody()
    return person
