"""What the web process takes of what is sent to it, before anybody has logged in."""

import io
import resource
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from mutoscope.project import bodies


def request(path: str, body: bytes) -> dict[str, Any]:
    return {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}


def outcome(environ: dict[str, Any]) -> tuple[int, bytes]:
    """Why it was not taken, or 0; and what whoever answers could read."""
    with bodies.heard(environ):
        return environ.get(bodies.UNHEARD, 0), environ["wsgi.input"].read()


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/api/login", 64 * 1024, 0),
        ("/api/login", 64 * 1024 + 1, 413),
        ("/nowhere", 1 << 20, 413),
        ("/api/feed/events", 256 * 1024, 0),
        ("/api/feed/events", 256 * 1024 + 1, 413),
        ("/api/me/avatar", 8 << 20, 0),
        ("/api/me/avatar", 11 << 20, 413),
        ("/api/studio/projects/0123456789abc", 2 << 20, 0),
        ("/api/studio/projects/0123456789abc", (2 << 20) + 1, 413),
    ],
)
def test_large_bodies_are_taken_only_where_a_route_wants_them(path: str, size: int, status: int) -> None:
    """What is taken arrives whole; of what is not, nobody reads a byte."""
    environ = request(path, b"\x01" * size)
    given = environ["wsgi.input"]
    with bodies.heard(environ):
        assert environ.get(bodies.UNHEARD, 0) == status
        if status:
            assert given.tell() == 0
        else:
            assert environ["wsgi.input"].read() == b"\x01" * size


def test_few_large_bodies_are_kept_at_a_time() -> None:
    """One more than there is room for is asked to come back; small ones always are taken."""
    with ExitStack() as answering:
        for _ in range(bodies.MOST_LARGE):
            one = request("/api/me/avatar", b"a" * 100_000)
            answering.enter_context(bodies.heard(one))
            assert bodies.UNHEARD not in one
        assert outcome(request("/api/me/avatar", b"a" * 100_000))[0] == 503
        assert outcome(request("/api/login", b"{}")) == (0, b"{}")
    assert outcome(request("/api/me/avatar", b"a" * 100_000)) == (0, b"a" * 100_000)


def test_a_full_disk_is_said_as_that() -> None:
    """Not as a body that was cut; and there is room again for the next one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        for _ in range(bodies.MOST_LARGE + 1):
            environ = request("/api/me/avatar", b"a" * 300_000)
            with bodies.heard(environ):
                assert environ[bodies.UNHEARD] == 507
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class _Gone(io.RawIOBase):
    """Whoever sent the first bytes is gone."""

    def __init__(self) -> None:
        self._first = True

    def read(self, size: int = -1) -> bytes:
        if not self._first:
            raise ConnectionResetError
        self._first = False
        return b'{"a'


def test_a_sender_who_is_gone_leaves_a_short_body() -> None:
    """That is for whoever reads it to refuse."""
    environ: dict[str, Any] = {"PATH_INFO": "/api/login", "CONTENT_LENGTH": "200", "wsgi.input": _Gone()}
    assert outcome(environ) == (0, b'{"a')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "code", "words"),
    [(413, "too_large", "trop"), (503, "busy", "instant"), (507, "disk_full", "place")],
)
def test_why_a_body_was_not_taken_is_said(status: int, code: str, words: str) -> None:
    """As every other refusal is: JSON under /api, a sentence elsewhere, in the reader's language."""
    client = Client(headers={"Accept-Language": "fr"})
    told: dict[str, Any] = {bodies.UNHEARD: status}
    answer = client.post("/api/login", b"{}", "application/json", **told)
    assert (answer.status_code, answer.json()["code"], answer.json()["fields"]) == (status, code, {})
    assert words in answer.json()["message"]
    page = client.post("/join", **told)
    assert page.status_code == status and words in page.content.decode()
