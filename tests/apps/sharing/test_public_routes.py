"""What leaves the house: every address outside the API, as every kind of person, against one table.

An address that is not in the table fails the first test: whoever adds one says here what it is about. What
is about a video or a person is then asked for each way in which a video can be hidden, by each persona.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.apps.sharing.world import HIDDEN, Film, follower_of, hidden, public
from tests.apps.videos.world import Person, browser_of, person

from mutoscope.apps.accounts.models import Person as Account

pytestmark = pytest.mark.django_db

NOTHING: list[tuple[str, str]] = []
ORIGIN = "http://localhost:8000"
ABOUT: dict[str, list[tuple[str, str]]] = {
    "": NOTHING,
    "<path:path>": NOTHING,
    "livez": NOTHING,
    "readyz": NOTHING,
    "metrics": NOTHING,
    "admin/status/": NOTHING,
    "api/<path:rest>": NOTHING,
    "claim/<str:token>": NOTHING,
    "verify/<str:key>": NOTHING,
    "keep/<str:token>": NOTHING,
    "digest/stop/<str:token>": NOTHING,
    "manifest.webmanifest": NOTHING,
    "offline": NOTHING,
    "share-target": NOTHING,
    "robots.txt": NOTHING,
    "v/<str:video_id>": [("video", "v/{video_id}")],
    "embed/<str:video_id>": [("video", "embed/{video_id}")],
    "oembed": [
        ("video", f"oembed?url={ORIGIN}/v/{{video_id}}"),
        ("video", f"oembed?format=xml&url={ORIGIN}/embed/{{video_id}}"),
        ("person", f"oembed?url={ORIGIN}/@{{handle}}"),
    ],
    "@<str:handle>": [("person", "@{handle}")],
    "@<str:handle>/feed.<str:form>": [("person", "@{handle}/feed.atom"), ("person", "@{handle}/feed.rss")],
    "tag/<str:tag>": [("tag", "tag/{tag}")],
    "tag/<str:tag>/feed.<str:form>": [("tag", "tag/{tag}/feed.atom"), ("tag", "tag/{tag}/feed.rss")],
    "sound/<str:sound_id>": [("video", "sound/{sound_id}")],
    "sitemap.xml": [("all", "sitemap.xml")],
    "sitemap/<str:kind>-<str:first>.xml": [
        ("all", "sitemap/videos-0000000000000.xml"),
        ("all", "sitemap/people-0000000000000.xml"),
        ("all", "sitemap/tags-0000000000000.xml"),
        ("all", "sitemap/sounds-0000000000000.xml"),
    ],
}
"""Route -> what it tells of (a video, a person, or all that is public), and how it is asked."""
ASKED = [asked for ways in ABOUT.values() for asked in ways]
NEVER_WAS = {
    "video_id": "0000000000000",
    "handle": "nobody_ever",
    "tag": "nothing_ever",
    "sound_id": "0" * 13,
}


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


def address(way: str, film: Film | None) -> str:
    """A way of asking, filled in for a video and its maker, or for what never was."""
    if film is None:
        return "/" + way.format_map(NEVER_WAS)
    names = {"video_id": film.text, "handle": film.creator.handle, "tag": film.tag, "sound_id": film.sound}
    return "/" + way.format_map(names)


def personas(film: Film) -> dict[str, Client]:
    """A browser of each kind of person, as they stand to the maker of the film."""
    staff = person()
    Account.objects.filter(id=staff.id).update(is_staff=True)
    stood: dict[str, Person] = {"other": person(), "creator": film.creator, "staff": staff}
    if Account.objects.get(id=film.creator.id).is_active:
        stood["follower"] = follower_of(film.creator)
    return {"anonymous": Client()} | {name: browser_of(one).client for name, one in stood.items()}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_is_hidden_stands_nowhere(kind: str) -> None:
    """No word, tag, key or file name of a hidden video is in any answer, whoever asks."""
    film = hidden(kind)
    for name, client in personas(film).items():
        for about, way in ASKED:
            cache.clear()
            answer = client.get(address(way, film))
            secrets = (*film.secrets, film.text) if about == "all" else film.secrets
            told = [secret for secret in secrets if secret.encode() in answer.content]
            assert not told, f"{way} tells {name} {told}"
            assert answer.status_code in (200, 404)


@pytest.mark.parametrize("kind", HIDDEN)
def test_to_a_stranger_hidden_is_never_was(kind: str) -> None:
    """A stranger meets the same answer, to the letter, whether a video is hidden or never existed."""
    film = hidden(kind)
    alike("video", film)
    alike("tag", film)


@pytest.mark.parametrize("kind", ["private", "closed"])
def test_to_a_stranger_a_private_account_is_nobody(kind: str) -> None:
    """Nor does a private or closed account have a page, a feed or a preview that says more than «nobody»."""
    film = hidden(kind)
    alike("person", film)
    for about, way in ASKED:
        if about == "all":
            assert film.creator.handle.encode() not in Client().get(address(way, film)).content


def alike(kind: str, film: Film) -> None:
    for way in (way for about, way in ASKED if about == kind):
        met, missing = Client().get(address(way, film)), Client().get(address(way, None))
        assert met.status_code == missing.status_code == 404, way
        assert met.content == missing.content and met.headers.keys() == missing.headers.keys(), way


def test_what_is_public_is_there() -> None:
    """The same addresses answer for a public video of a public account: the tests above look at something."""
    film = public("Dunes at dawn")
    for way in (way for _, way in ASKED if way != "sitemap.xml"):
        answer = Client().get(address(way, film))
        names = (film.creator.handle, film.text, film.tag, film.sound)
        named = any(name.encode() in answer.content for name in names)
        assert answer.status_code == 200 and named, way


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
