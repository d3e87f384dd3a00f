"""Who may do what: every route of the API, as every kind of person, against one table.

A route that is not in the table fails the first test: whoever adds one says here who may use it.

The act is always aimed at one other person (``{handle}``) and their things. The columns are

    anonymous  nobody is logged in
    owner      the person at whom the act is aimed, or whose thing it is
    other      somebody else with an account, for whom the other's account is public
    stranger   somebody whom a private account has not let in; the act is aimed at the private account
    blocked    somebody whom the other person blocked
    staff      an administrator

and the cells  ok = done,  login = 401,  no = 403,  gone = 404,  bad = understood and refused (400 to 429).
"""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from tests.apps.accounts.people import PASSWORD, Browser, wish
from tests.apps.videos.world import Person, video

from mutoscope.apps.accounts.services import claim_link, make_person
from mutoscope.apps.relations import services as relations
from mutoscope.core.units import to_text
from mutoscope.project.api import api

COLUMNS = ("anonymous", "owner", "other", "stranger", "blocked", "staff")

TABLE = """
                                          anonymous owner  other  stranger blocked staff
GET    /me                                ok        ok     ok     ok       ok      ok
PATCH  /me                                login     ok     ok     ok       ok      ok
PUT    /me/avatar                         login     bad    bad    bad      bad     bad
DELETE /me/avatar                         login     ok     ok     ok       ok      ok
GET    /avatars/{key}                     gone      gone   gone   gone     gone    gone
POST   /join                              ok        bad    bad    bad      bad     bad
POST   /claim                             no        no     no     no       no      no
POST   /login                             ok        ok     ok     ok       ok      ok
POST   /logout                            ok        ok     ok     ok       ok      ok
POST   /password/forgot                   ok        ok     ok     ok       ok      ok
POST   /password/reset                    bad       bad    bad    bad      bad     bad
GET    /people/{handle}                   ok        ok     ok     ok       gone    ok
PUT    /people/{handle}/follow            login     bad    ok     ok       gone    ok
DELETE /people/{handle}/follow            login     ok     ok     ok       gone    ok
PUT    /people/{handle}/block             login     bad    ok     ok       ok      ok
DELETE /people/{handle}/block             login     ok     ok     ok       gone    ok
GET    /blocks                            login     ok     ok     ok       ok      ok
GET    /follow-requests                   login     ok     ok     ok       ok      ok
POST   /follow-requests/{handle}/accept   login     gone   gone   gone     gone    gone
POST   /follow-requests/{handle}/decline  login     gone   gone   gone     gone    gone
POST   /uploads                           login     ok     ok     ok       ok      ok
GET    /drafts                            login     ok     ok     ok       ok      ok
GET    /people/{handle}/videos            ok        ok     ok     ok       gone    ok
GET    /videos/{video_id}                 ok        ok     ok     gone     gone    ok
GET    /videos/{video_id}/status          login     ok     gone   gone     gone    gone
GET    /videos/{video_id}/frames          login     ok     gone   gone     gone    gone
POST   /videos/{video_id}/submit          login     ok     gone   gone     gone    gone
PATCH  /videos/{video_id}                 login     ok     gone   gone     gone    gone
DELETE /videos/{video_id}                 login     ok     gone   gone     gone    gone
PUT    /videos/{video_id}/like            login     ok     ok     gone     gone    ok
DELETE /videos/{video_id}/like            login     ok     ok     gone     gone    ok
POST   /videos/{video_id}/report          login     ok     ok     gone     gone    ok
GET    /report-reasons                    ok        ok     ok     ok       ok      ok
"""

BODIES: dict[str, Any] = {
    "PATCH /me": {"name": "A name"},
    "PUT /me/avatar": {"not": "a picture"},
    "POST /join": wish("newcomer"),
    "POST /claim": {k: v for k, v in wish("newcomer").items() if k != "keep_learned"} | {"token": "made up"},
    "POST /login": {"login": "somebody", "password": PASSWORD},
    "POST /password/forgot": {"email": "nobody@example.org"},
    "POST /password/reset": {"key": "made-up", "password": PASSWORD},
    "POST /uploads": {"size": 1000, "client_id": "one"},
    "POST /videos/{video_id}/report": {"reason": "spam"},
}
"""What is sent where something must be; everything else is sent an empty object."""

CODES = {200: "ok", 201: "ok", 202: "ok", 204: "ok", 401: "login", 403: "no", 404: "gone"}
CODES |= dict.fromkeys((400, 409, 413, 415, 422, 429), "bad")
METHODS = ("get", "post", "put", "patch", "delete")
LINES = {
    f"{method} {path}": dict(zip(COLUMNS, cells, strict=True))
    for method, path, *cells in (line.split() for line in TABLE.strip().splitlines()[1:])
}


def routes() -> set[str]:
    """Every operation of the API, as the table writes it."""
    paths = api.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} {path.removeprefix('/api')}"
        for path, operations in paths.items()
        for method in operations
        if method in METHODS
    }


def test_every_route_has_its_line() -> None:
    """Each route of the API says here who may use it, and nothing here is out of date."""
    assert routes() == set(LINES)


@pytest.fixture
def personas(db: None) -> dict[str, tuple[Browser, dict[str, str]]]:
    """A browser for each column, and the handle and the video at which its acts are aimed."""
    people = get_user_model().objects
    ids = {name: make_person(name) for name in ("somebody", "recluse", *COLUMNS[2:])}
    people.filter(id=ids["recluse"]).update(is_private=True)
    people.filter(id=ids["staff"]).update(is_staff=True, is_superuser=True)
    somebody = people.get(id=ids["somebody"])
    somebody.password = "md5$salt$" + _md5("salt" + PASSWORD)
    somebody.save()
    relations.block(ids["somebody"], ids["blocked"])
    assert claim_link() is None
    browsers = {name: Browser() for name in COLUMNS}
    for name, browser in browsers.items():
        if name != "anonymous":
            browser.client.force_login(people.get(id=ids["somebody" if name == "owner" else name]))
    aims = {
        handle: {"handle": handle, "video_id": to_text(video(Person(ids[handle], handle))), "key": "0" * 64}
        for handle in ("somebody", "recluse")
    }
    return {
        name: (browser, aims["recluse" if name == "stranger" else "somebody"])
        for name, browser in browsers.items()
    }


@pytest.fixture(autouse=True)
def hurried_hashing(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("route", sorted(LINES))
def test_who_may(route: str, personas: dict[str, tuple[Browser, dict[str, str]]]) -> None:
    """Each kind of person meets the answer that the table promises."""
    method, path = route.split()
    met = {}
    for name, (browser, aim) in personas.items():
        address = "/api" + path.format(**aim)
        cache.clear()  # nobody waits because others asked before
        browser.me()
        with transaction.atomic():  # what one person did is undone before the next one tries
            answer = (
                browser.send(method, address, BODIES.get(route)) if method != "GET" else browser.get(address)
            )
            transaction.set_rollback(True)
        met[name] = CODES.get(answer.status_code, str(answer.status_code))
    assert met == LINES[route]


def _md5(text: str) -> str:
    import hashlib

    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
