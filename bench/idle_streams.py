"""Thousands of open pages that wait for news: what they cost while nothing happens, and how soon they hear.

The baseline of memory and CPU is the same process with one page open.
"""

import os
import selectors
import socket
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.scenarios.stage import offspring
from tests.serving import Place, place

from bench.harness import Figure, figure, quantile

_PAGES, _PEOPLE = 4_000, 1_000
_IDLE_S = 20.0
_NEWS = 40

_WORLD = """
from importlib import import_module
from django.conf import settings
from django.contrib import auth
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.services import make_person
found = []
for n in range({people}):
    person = Person.objects.get(id=make_person(f"reader{{n}}"))
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = str(person.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    found.append([person.pk, session.session_key])
print(json.dumps(found))
"""
_TELL = """
import time
from mutoscope.apps.flow.services import nudge
people, told = {people}, []
for n, person in enumerate(people):
    nudge([person], "messages", str(n))
    told.append(time.time())
    time.sleep(0.13)
print(json.dumps(told))
"""


def main() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder,
        place(Path(folder) / "home") as home,
    ):
        world = home.python(_WORLD.format(people=_PEOPLE))
        home.start("streams")
        pages = [_open(home, world[0][1])]
        one = _rests(home)
        pages += [_open(home, world[number % _PEOPLE][1]) for number in range(1, _PAGES)]
        many = _rests(home)
        waits = _hear(home, world, pages)
    note = f"{_PAGES} pages of {_PEOPLE} people"
    return [
        figure(
            "idle streams: memory of each",
            round((many[0] - one[0]) / (_PAGES - 1) / 1024, 1),
            "KiB",
            at_most=40,
            note=note,
        ),
        figure(
            "idle streams: CPU of the process",
            round(100 * many[1] / _IDLE_S, 1),
            "% of a core",
            baseline=round(100 * one[1] / _IDLE_S, 1),
            at_most=10,
            note=note,
        ),
        figure(
            "from commit to page, 95th percentile",
            round(1000 * quantile(waits, 0.95)),
            "ms",
            at_most=500,
            note=f"{note}, {_NEWS} news one after the other",
        ),
    ]


def _open(home: Place, session: str) -> socket.socket:
    wire = socket.create_connection(("127.0.0.1", home.stream_port), timeout=30)
    head = ["GET /api/stream HTTP/1.1", f"Host: localhost:{home.stream_port}", f"Cookie: session={session}"]
    wire.sendall("\r\n".join([*head, "", ""]).encode())
    said = b""
    while b"hello" not in said:
        some = wire.recv(4096)
        assert some, said
        said += some
    return wire


def _rests(home: Place) -> tuple[float, float]:
    """(bytes of memory, CPU seconds) of the process while it rests for a while."""
    time.sleep(3)
    before = _cpu_s(home)
    time.sleep(_IDLE_S)
    return _memory(home), _cpu_s(home) - before


def _hear(home: Place, world: list[Any], pages: list[socket.socket]) -> list[float]:
    """Seconds between a commit and a page's hearing of it, for people all over the world."""
    step = _PEOPLE // _NEWS
    people = [world[number * step] for number in range(_NEWS)]
    ears = selectors.DefaultSelector()
    for number in range(_NEWS):
        pages[number * step].setblocking(False)
        ears.register(pages[number * step], selectors.EVENT_READ, number)
    heard: dict[int, float] = {}
    with ThreadPoolExecutor(1) as teller:
        telling = teller.submit(home.python, _TELL.format(people=[person for person, _ in people]))
        give_up = time.monotonic() + 60
        while len(heard) < _NEWS and time.monotonic() < give_up:
            for key, _ in ears.select(0.2):
                if b"event: news" in key.fileobj.recv(4096):  # type: ignore[union-attr]  # our sockets
                    heard.setdefault(key.data, time.time())
        told = telling.result()
    assert len(heard) == _NEWS, f"{_NEWS - len(heard)} pages heard nothing"
    return [heard[number] - at for number, at in enumerate(told)]


def _memory(home: Place) -> float:
    return sum(_pages_of(pid) * os.sysconf("SC_PAGE_SIZE") for pid in _pids(home))


def _pages_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])


def _cpu_s(home: Place) -> float:
    ticks = os.sysconf("SC_CLK_TCK")
    stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in _pids(home))
    return sum((int(stat[11]) + int(stat[12])) / ticks for stat in stats)


def _pids(home: Place) -> list[int]:
    watcher = home.running["streams"].pid
    return [watcher, *offspring(watcher)]
