"""A small world to search in: people of a known age, and what a browser finds."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.apps.accounts.people import Browser
from tests.apps.videos.world import Person, browser_of, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.search import listeners
from mutoscope.apps.videos.contracts import VideoPublished
from mutoscope.apps.videos.models import Video

GROWN_UP = date(1990, 4, 2)
_numbers = count(1)


def person(handle: str = "", name: str = "", born: date = GROWN_UP, **changes: Any) -> Person:
    """Somebody with an account, known to the index."""
    handle = handle or f"somebody{next(_numbers)}"
    made = Person(accounts.make_person(handle, name=name, birth_date=born), handle)
    if changes:
        accounts.change_profile(made.id, **changes)
    flow.drain()
    return made


def tell(fact: Fact) -> None:
    """The fact reaches the listener that the wiring names for videos."""
    listeners.know_video(fact)  # type: ignore[arg-type]  # facts about videos only


def film(creator: Person | None = None, caption: str = "", tags: Sequence[str] = (), **changes: Any) -> int:
    """A published video, known to the index."""
    made = video(creator or person(), caption=caption, **changes)
    Video.objects.filter(id=made).update(tags=list(tags))
    tell(VideoPublished(video_id=made))
    return made


def search(browser: Browser, q: str, **more: str) -> dict[str, Any]:
    answer = browser.get(f"/api/search?{urlencode({'q': q, **more})}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def captions(found: dict[str, Any]) -> list[str]:
    return [card["caption"] for card in found["videos"]]


def handles(found: dict[str, Any]) -> list[str]:
    return [one["handle"] for one in found["people"]]


__all__ = ["Browser", "browser_of", "captions", "film", "handles", "person", "search", "tell"]
