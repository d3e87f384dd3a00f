"""Comments, as stories about them write them."""

from itertools import count
from typing import Any

from tests.apps.accounts.people import Browser
from tests.apps.videos.world import Person

from mutoscope.apps.social import queries, services
from mutoscope.core.units import from_text

_numbers = count(1)


def say(who: Person, film: int, text: str = "Well seen", *, to: int = 0) -> int:
    """Somebody comments, or answers the comment ``to``; its id."""
    place = services.comment(who.viewer, film, text, parent_id=to, client_id=f"story-{next(_numbers):06}")
    return from_text((place.reply or place.root).id)


def post(browser: Browser, film: str, text: Any = "Well seen", to: str = "", client_id: str = "") -> Any:
    """The same over HTTP; the answer."""
    body = {"text": text, "client_id": client_id or f"story-{next(_numbers):06}"}
    return browser.post(f"/api/videos/{film}/comments", body | ({"parent_id": to} if to else {}))


def texts(film: int, by: Person, sort: Any = "newest") -> list[str]:
    """What somebody reads under a video, page after page."""
    read: list[str] = []
    cursor = ""
    while True:
        page = queries.comments(film, by.viewer, sort, cursor)
        read += [comment.text for comment in page.comments]
        cursor = page.next
        if not cursor:
            return read


def answers(root: int, by: Person) -> list[str]:
    return [comment.text for comment in queries.replies(root, by.viewer).comments]


def total(film: int, by: Person) -> int:
    return queries.comments(film, by.viewer).total
