"""A hundred phones that stopped in the middle, and everybody else's feed.

Fifty readers asked for a film and take nothing of it; fifty uploaders announced megabytes and send nothing
more. Meanwhile viewers ask for feed pages; their 99th percentile stands beside that of the same viewers with
nobody stalling. Rounds with and without take turns, so that whatever else the machine does falls on both.
"""

import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from tests.serving import Place, place

from bench.harness import Figure, figure, quantile

_READERS = _UPLOADERS = 50
_ROUNDS, _PAGES = 4, 150

_WORLD = """
from django.contrib.auth import get_user_model
from django.conf import settings
from django.test import Client
from mutoscope.apps.accounts.services import make_person
from mutoscope.apps.videos import services
from tests.apps.videos.world import Person, nobody, video
from mutoscope.apps.videos import queries
import os
makers = [Person(make_person(f"maker{{n}}"), f"maker{{n}}") for n in range(4)]
films = [video(maker, film=os.urandom(8_000_000)) for maker in makers for _ in range(2)]
urls = [queries.card(film, nobody()).renditions[0].url for film in films]
tickets = [services.start_upload(makers[n % 4].id, 8_000_000, f"u{{n}}") for n in range({uploaders})]
sessions = []
for n in range(40):
    person = get_user_model().objects.get(id=make_person(f"viewer{{n}}"))
    browser = Client()
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    sessions.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps(dict(urls=urls, uploads=[[t.upload_url, t.token] for t in tickets], sessions=sessions)))
"""


def main() -> list[Figure]:
    calm: list[float] = []
    disturbed: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder,
        place(Path(folder) / "home") as home,
    ):
        world = home.python(_WORLD.format(uploaders=_UPLOADERS))
        home.start("engine", "web", "media")
        viewers = [_viewer(home, session) for session in world["sessions"]]
        _ask(viewers, 2 * len(viewers))
        for _ in range(_ROUNDS):
            calm += _ask(viewers, _PAGES)
            with _stalling(world):
                time.sleep(0.5)
                disturbed += _ask(viewers, _PAGES)
    note = f"{_READERS} readers and {_UPLOADERS} uploaders stand still; {_ROUNDS * _PAGES} pages each way"
    return [
        figure(
            f"feed page beside 100 stalled clients, {percent}th percentile",
            round(1000 * quantile(disturbed, percent / 100), 2),
            "ms",
            baseline=round(1000 * quantile(calm, percent / 100), 2),
            ratio_at_most=1.5 if percent == 99 else None,
            note=note,
        )
        for percent in (50, 99)
    ]


def _viewer(home: Place, session: str) -> httpx.Client:
    client = httpx.Client(
        base_url=f"http://localhost:{home.web_port}", cookies={"session": session}, timeout=30
    )
    me = client.get("/api/me").json()
    assert me["person"], "the session does not count"
    client.headers["X-CSRFToken"] = me["csrf"]
    return client


def _ask(viewers: list[httpx.Client], pages: int) -> list[float]:
    """Seconds that each of so many pages took, one after the other, the viewers taking turns."""
    took = []
    for number in range(pages):
        began = time.perf_counter()
        answer = viewers[number % len(viewers)].post("/api/feed/page", json={"have": [], "size": 8})
        took.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.text
    return took


@contextmanager
def _stalling(world: dict[str, Any]) -> Iterator[None]:
    with ExitStack() as open_wires:
        for number in range(_READERS):
            parts = urlsplit(world["urls"][number % len(world["urls"])])
            wire = open_wires.enter_context(_wire(parts.port or 80))
            wire.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        for url, token in world["uploads"]:
            parts = urlsplit(url)
            wire = open_wires.enter_context(_wire(parts.port or 80))
            head = [f"PATCH {parts.path} HTTP/1.1", f"Host: {parts.netloc}", "Tus-Resumable: 1.0.0"]
            head += [f"Authorization: Bearer {token}", "Content-Type: application/offset+octet-stream"]
            head += ["Upload-Offset: 0", "Content-Length: 8000000", "", ""]
            wire.sendall("\r\n".join(head).encode())
        yield


def _wire(port: int) -> socket.socket:
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that little fits on the way
    wire.connect(("127.0.0.1", port))
    return wire
