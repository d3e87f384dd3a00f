"""The streams process as it really runs: who is let in, what they are told, and when it ends."""

import json
from collections.abc import Iterator

import httpx
import pytest
from tests.serving import Place, place

pytestmark = pytest.mark.slow

LOG_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib import auth
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.services import make_person
person = Person.objects.get(id=make_person("{handle}"))
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[auth.SESSION_KEY] = str(person.pk)
session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[auth.HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
print(json.dumps([person.pk, session.session_key]))
"""
NUDGE = """
from mutoscope.apps.flow.services import nudge
nudge({people}, "messages", "{about}")
print("0")
"""
END = """
from importlib import import_module
from django.conf import settings
import_module(settings.SESSION_ENGINE).SessionStore().delete("{key}")
print("0")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("home")) as made:
        made.start("streams")
        yield made


@pytest.fixture(scope="module")
def ana(home: Place) -> tuple[int, str]:
    person_id, key = home.python(LOG_IN.format(handle="ana"))
    return person_id, key


def ask(home: Place, key: str = "", **headers: str) -> httpx.Response:
    """What the door says to somebody it does not let in."""
    cookies = {"session": key} if key else {}
    return httpx.get(home.stream, cookies=cookies, headers=headers, timeout=10)


class Listening:
    """One open stream."""

    def __init__(self, home: Place, key: str, origin: str = "") -> None:
        headers = {"Origin": origin} if origin else {}
        self._client = httpx.Client(timeout=40, cookies={"session": key})
        self._open = self._client.stream("GET", home.stream, headers=headers)
        self.answer = self._open.__enter__()
        assert self.answer.status_code == 200
        self._lines = self.answer.iter_lines()

    def event(self) -> tuple[str, dict[str, str]]:
        """The next event, with what it says; («», {}) when the stream is over."""
        name = ""
        for line in self._lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))
        return "", {}

    def close(self) -> None:
        self._open.__exit__(None, None, None)
        self._client.close()


def test_only_whoever_is_logged_in_and_comes_from_our_pages(home: Place, ana: tuple[int, str]) -> None:
    """No session, a made-up one, another site's page, another host's name, another method: no stream."""
    _, key = ana
    assert ask(home).status_code == 401
    assert ask(home, "a" * 32).status_code == 401
    assert ask(home, "../../secret").status_code == 401
    assert ask(home, key, Origin="https://elsewhere.example").status_code == 403
    assert ask(home, key, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ask(home, key, Host="elsewhere.example").status_code == 403
    assert httpx.post(home.stream, cookies={"session": key}).status_code == 405
    assert httpx.get(home.stream.replace("/stream", "/feed")).status_code == 404


def test_news_reach_whom_they_are_for(home: Place, ana: tuple[int, str]) -> None:
    """Hello first, then what is committed; nothing of anybody else; our own pages may read it."""
    person_id, key = ana
    origin = f"http://localhost:{home.web_port}"
    line = Listening(home, key, origin)
    assert line.answer.headers["access-control-allow-origin"] == origin
    assert line.answer.headers["access-control-allow-credentials"] == "true"
    assert line.answer.headers["content-type"] == "text/event-stream"
    assert line.event()[0] == "hello"
    home.python(NUDGE.format(people=[person_id + 1], about="others"))
    home.python(NUDGE.format(people=[person_id], about="mine"))
    assert line.event() == ("news", {"kind": "messages", "about": "mine"})
    line.close()


def test_a_stream_ends_with_its_session(home: Place) -> None:
    """Logged out from afar: the stream is over soon, and there is no other."""
    _, key = home.python(LOG_IN.format(handle="leo"))
    line = Listening(home, key)
    assert line.event()[0] == "hello"
    home.python(END.format(key=key))
    assert line.event() == ("", {})
    line.close()
    assert ask(home, key).status_code == 401


def test_one_person_has_a_few_streams(home: Place, ana: tuple[int, str]) -> None:
    """One page more than that ends the oldest; the others go on."""
    person_id, key = ana
    open_lines = [Listening(home, key) for _ in range(9)]
    assert [line.event()[0] for line in open_lines[1:]] == ["hello"] * 8
    assert open_lines[0].event()[0] in ("hello", "")
    assert open_lines[0].event() == ("", {})
    home.python(NUDGE.format(people=[person_id], about="all"))
    assert [line.event()[1]["about"] for line in open_lines[1:]] == ["all"] * 8
    for line in open_lines:
        line.close()


def test_killed_it_starts_again_with_nothing_lost(home: Place, ana: tuple[int, str]) -> None:
    """It keeps nothing: the next one lets the same people in and tells what is new."""
    person_id, key = ana
    home.kill("streams")
    home.start("streams")
    line = Listening(home, key)
    assert line.event()[0] == "hello"
    home.python(NUDGE.format(people=[person_id], about="again"))
    assert line.event()[1]["about"] == "again"
    line.close()
