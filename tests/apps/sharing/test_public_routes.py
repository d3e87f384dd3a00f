"""What leaves the house: every address outside the API, as every kind of person, against one table.

An address that is not in the table fails the first test: whoever adds one says here what it is about. What
is about a video or a person is then asked for each way in which a video can be hidden, by each persona.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.apps.sharing.world import HIDDEN, Film, follower_of, hidden, public
from tests.apps.videos.world import Person, browser_of, person

from mutoscope.apps.accounts.models import Person as Account

pytestmark = pytest.mark.django_db

ABOUT = {
    "": "nothing",
    "<path:path>": "nothing",
    "livez": "nothing",
    "readyz": "nothing",
    "api/<path:rest>": "nothing",
    "claim/<str:token>": "nothing",
    "verify/<str:key>": "nothing",
    "manifest.webmanifest": "nothing",
    "offline": "nothing",
    "share-target": "nothing",
    "v/<str:video_id>": "video",
    "@<str:handle>": "person",
}
"""Route -> what it tells of: nothing, a video, a person, or everything that is public."""
NEVER_WAS = {"video_id": "0000000000000", "handle": "nobody_ever"}


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """Every route of the program but the API's own and the administrator's, which have their own tables."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver) and one.namespace is None and one.app_name is None:
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def test_every_route_has_its_line() -> None:
    """Each address outside the API says here what it is about, and nothing here is out of date."""
    assert set(routes()) == set(ABOUT)


def address(route: str, film: Film | None) -> str:
    """``route`` filled in for a video and its maker, or for what never was."""
    names = {"video_id": film.text, "handle": film.creator.handle} if film else NEVER_WAS
    for name, value in names.items():
        route = route.replace(f"<str:{name}>", quote(value))
    return "/" + route


def personas(film: Film) -> dict[str, Client]:
    """A browser of each kind of person, as they stand to the maker of the film."""
    staff = person()
    Account.objects.filter(id=staff.id).update(is_staff=True)
    stood: dict[str, Person] = {"other": person(), "creator": film.creator, "staff": staff}
    if Account.objects.get(id=film.creator.id).is_active:
        stood["follower"] = follower_of(film.creator)
    return {"anonymous": Client()} | {name: browser_of(one).client for name, one in stood.items()}


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("route", [route for route, about in ABOUT.items() if about != "nothing"])
def test_what_is_hidden_stands_nowhere(route: str, kind: str) -> None:
    """No word, tag, key or file name of a hidden video is in any answer, whoever asks."""
    film = hidden(kind)
    for name, client in personas(film).items():
        cache.clear()
        answer = client.get(address(route, film))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = [secret for secret in film.secrets if secret.encode() in body]
        assert not told, f"{route} tells {name} {told}"


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("route", [route for route, about in ABOUT.items() if about == "video"])
def test_to_a_stranger_hidden_is_never_was(route: str, kind: str) -> None:
    """A stranger meets the same answer, to the letter, whether a video is hidden or never existed."""
    alike(route, hidden(kind))


@pytest.mark.parametrize("kind", ["private", "closed"])
@pytest.mark.parametrize("route", [route for route, about in ABOUT.items() if about == "person"])
def test_to_a_stranger_a_private_account_is_nobody(route: str, kind: str) -> None:
    """Nor does a private or closed account have a page, a feed or a preview that says more than «nobody»."""
    alike(route, hidden(kind))


def alike(route: str, film: Film) -> None:
    there, never = address(route, film), address(route, None)
    met, missing = Client().get(there), Client().get(never)
    assert met.status_code == missing.status_code == 404
    assert met.content.replace(there.encode(), b"") == missing.content.replace(never.encode(), b"")
    assert met.headers.keys() == missing.headers.keys()


@pytest.mark.parametrize("route", [route for route, about in ABOUT.items() if about in ("video", "person")])
def test_what_is_public_is_there(route: str) -> None:
    """The same addresses answer for a public video of a public account: the tests above look at something."""
    film = public("Dunes at dawn")
    answer = Client().get(address(route, film))
    assert answer.status_code == 200 and film.creator.handle.encode() in answer.content


def test_who_may_see_a_hidden_video_gets_the_page_that_plays_it() -> None:
    """A follower's browser is answered 200 and starts the client; the page itself says nothing."""
    film = hidden("followers")
    met = {name: client.get(f"/v/{film.text}").status_code for name, client in personas(film).items()}
    assert met == {"anonymous": 404, "other": 404, "creator": 200, "staff": 200, "follower": 200}


def test_a_blocked_person_reads_no_facts() -> None:
    """Whom somebody blocked is told nothing about their public videos or of them, while logged in."""
    from mutoscope.apps.relations import services as relations

    film, other = public("Dunes at dawn"), person()
    relations.block(film.creator.id, other.id)
    for path in (f"/v/{film.text}", f"/@{film.creator.handle}"):
        answer = browser_of(other).client.get(path)
        assert answer.status_code == 404 and b"Dunes" not in answer.content
