"""What somebody finds in their inbox."""

from typing import Any

from tests.apps.videos.world import Person, browser_of, person

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow import outbox


def deliver() -> None:
    """Every fact reaches its listeners. Jobs wait: these films have nothing to encode."""
    while names := outbox.due_listeners():
        for name in names:
            outbox.deliver_to(name, raise_faults=True)


def adult() -> Person:
    """Somebody whose age is known."""
    who = person()
    Account.objects.filter(id=who.id).update(birth_date="1990-05-17")
    return who


def told(who: Person) -> list[dict[str, Any]]:
    """What the first page tells somebody."""
    deliver()
    return browser_of(who).get("/api/notices").json()["notices"]


def unread(who: Person) -> int:
    deliver()
    return browser_of(who).get("/api/notices/unread").json()["unread"]


def kinds(who: Person) -> list[str]:
    return [notice["kind"] for notice in told(who)]


def handles(notice: dict[str, Any]) -> list[str]:
    return [one["handle"] for one in notice["people"]]
