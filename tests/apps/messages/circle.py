"""People who talk, as stories about messages need them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.apps.accounts.people import Browser
from tests.apps.videos.world import Person

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.messages import queries, services
from mutoscope.apps.relations import services as relations

_numbers = count(1)
CHILD_BORN = date(datetime.now(UTC).year - 14, 1, 1)


def grown(handle: str = "") -> Person:
    """Somebody who is surely an adult."""
    handle = handle or f"grown{next(_numbers)}"
    return Person(accounts.make_person(handle, birth_date=date(1990, 4, 2)), handle)


def young(handle: str = "") -> Person:
    """Somebody of 13 or 14."""
    handle = handle or f"young{next(_numbers)}"
    return Person(accounts.make_person(handle, birth_date=CHILD_BORN), handle)


def befriend(*people: Person) -> None:
    """Everybody follows everybody."""
    for one in people:
        for other in people:
            if one != other:
                relations.follow(one.id, other.id)


def name() -> str:
    return f"story-{next(_numbers):06}"


def write(who: Person, to: Person, text: str = "Hello", **more: Any) -> int:
    """Somebody writes to somebody; the conversation's id."""
    return services.write_to(who.viewer, to.id, text, client_id=more.pop("client_id", name()), **more)[0]


def say(who: Person, talk: int, text: str = "Well", **more: Any) -> int:
    return services.say(who.viewer, talk, text, client_id=more.pop("client_id", name()), **more)


def texts(who: Person, talk: int, **where: int) -> list[str]:
    """What somebody reads in a conversation."""
    return [one.text for one in queries.messages(talk, who.viewer, **where).messages]


def listed(who: Person, *, requests: bool = False) -> list[str]:
    return [one.id for one in queries.conversations(who.viewer, requests=requests).conversations]


def post(browser: Browser, path: str, **body: Any) -> Any:
    """A message over HTTP; the answer."""
    return browser.post(f"/api/{path}/messages", {"client_id": name()} | body)
