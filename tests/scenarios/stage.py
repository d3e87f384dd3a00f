"""A whole Mutoscope that may be killed: real processes on a home that outlives them, and people who insist.

People act over HTTP as everybody does. What only an operator sees (processes, files, jobs) is looked at from
outside, and the database is only read.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
from tests.journeys.worlds import PASSWORD, Person
from tests.waiting import free_port, wait_for

T = TypeVar("T")
PATIENCE_S = 240.0
"""How long anything may take on a machine that has other work; on an idle one all of it takes seconds."""
TUS = {"Tus-Resumable": "1.0.0"}


@dataclass
class Stage:
    """A home with its ports; ``start`` and ``kill`` as often as you like."""

    home: Path
    web: int
    media: int
    settings: dict[str, str] = field(default_factory=dict)
    stream: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    people: dict[str, Person] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)
    """Every process ever seen to work here: its id and when it started, by which it is known for sure."""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.web}"

    @property
    def log(self) -> Path:
        return self.home.with_suffix(".log")

    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        ours = {
            "HOME": str(self.home),
            "WEB_PORT": str(self.web),
            "MEDIA_PORT": str(self.media),
            "STREAM_PORT": str(self.stream),
            "DEMO": "false",
            "MIN_FREE_BYTES": "0",
            "LIKENESS_AFTER_MINUTES": "0",  # else nothing is at rest for five minutes
            **self.settings,
        }
        return kept | {f"MUTOSCOPE_{name}": value for name, value in ours.items()}

    def start(self) -> None:
        """Run ``mutoscope serve`` and wait until it can do its work."""
        with self.log.open("ab") as words:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mutoscope.project.cli", "serve"],
                env=self.environ(),
                stdout=words,
                stderr=words,
            )
        self.until_ready()

    def until_ready(self) -> None:
        self.until(self._ready, "the server")

    def _ready(self) -> bool:
        assert self.process is not None and self.process.poll() is None, f"it stopped\n{self.last_words()}"
        with contextlib.suppress(httpx.HTTPError):
            ready = httpx.get(f"{self.url}/readyz", timeout=20).status_code == 200
            return ready and httpx.get(f"http://localhost:{self.media}/livez", timeout=20).status_code == 200
        return False

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
            self.process.kill()
            self.process.wait()

    def kill(self, name: str) -> None:
        """kill -9 of one process by its verb; of ``serve`` itself, and start it again. Back when ready."""
        assert self.process is not None
        before = self.remember()
        if name == "serve":
            self.process.kill()
            self.process.wait()
            self.until(lambda: not self.alive(before), "the end of all after serve was killed")
            self.start()
            return
        victim = self.pid_of(name)
        below = {pid: since for pid, since in before.items() if pid == victim or victim in ancestors(pid)}
        os.kill(victim, signal.SIGKILL)
        self.until(lambda: not self.alive(below), f"the end of all below {name}")
        self.until(lambda: self.pid_of(name), f"a new {name}")
        self.until_ready()

    def pid_of(self, name: str) -> int:
        """The child of serve that runs this verb; 0 when there is none."""
        assert self.process is not None
        for pid in children(self.process.pid):
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
                if words[-1] == name.encode():
                    return pid
        return 0

    def remember(self) -> dict[int, str]:
        """Everything below serve now; kept, so that the end of the story can ask whether it is gone."""
        assert self.process is not None
        family = {pid: started(pid) for pid in [self.process.pid, *offspring(self.process.pid)]}
        self.seen |= family
        return family

    def alive(self, family: dict[int, str]) -> list[int]:
        return [pid for pid, since in family.items() if since and started(pid) == since]

    def orphans(self) -> list[int]:
        """Processes seen here once that still run and are not below today's serve."""
        ours = self.remember() if self.process and self.process.poll() is None else {}
        return [pid for pid in self.alive(self.seen) if pid not in ours]

    def person(self, handle: str) -> Person:
        if handle not in self.people:
            person = Person(handle, httpx.Client(base_url=self.url, timeout=60))
            wish = {"handle": handle, "email": person.email, "password": PASSWORD, "birth_date": "1990-04-02"}
            person.call("POST", "/api/join", json={**wish, "language": "en", "keep_learned": False})
            self.people[handle] = person
        return self.people[handle]

    def administrator(self) -> Person:
        """Who opened the link that serve printed, by its form."""
        link = self.until(lambda: re.search(r"/claim/\S+", self.log.read_text()), "the claim link").group()
        person = Person("keeper", httpx.Client(base_url=self.url, timeout=60, follow_redirects=True))
        person.http.get(link)
        form = {"handle": "keeper", "email": person.email, "password": PASSWORD, "birth_date": "1980-01-01"}
        form["csrfmiddlewaretoken"] = person.http.cookies["csrftoken"]
        assert person.http.post(link, data=form, headers={"Referer": self.url}).status_code == 200
        return person

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database says, read only."""
        path = self.home / "mutoscope.sqlite3"
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as reader:
            return reader.execute(query, parameters).fetchall()

    def at_rest(self) -> bool:
        """Nothing waits, runs or is on its way, apart from what the schedules fire."""
        jobs = "SELECT count(*) FROM flow_job WHERE state IN ('waiting', 'running') AND task NOT IN"
        jobs += " (SELECT task FROM flow_job WHERE task LIKE '%.watch' OR task LIKE '%.sweep'"
        jobs += " OR task LIKE '%feed.tasks%' OR task LIKE '%.clear%')"
        return self.rows(jobs) == [(0,)] and self.rows("SELECT count(*) FROM flow_outboxentry") == [(0,)]

    def python(self, code: str) -> str:
        """Lines with Django set up in this home, as an operator's shell would run them; what they print."""
        env = {**self.environ(), "DJANGO_SETTINGS_MODULE": "mutoscope.project.settings"}
        code = f"import django; django.setup()\n{code}"
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def until(self, ask: Callable[[], T | None], what: str) -> T:
        """Asks twice a second at most: who asks for pages more often is told to slow down."""
        return wait_for(ask, PATIENCE_S, what=what, words=self.last_words, pause_s=0.5)

    def last_words(self) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-40:])


class Sending:
    """One file on its way by tus, spoken by hand."""

    def __init__(self, stage: Stage, person: Person, film: Path) -> None:
        self.stage, self.person, self.film, self.data = stage, person, film, film.read_bytes()
        announced = {"size": len(self.data), "name": film.name, "type": "video/mp4", "client_id": film.name}
        self.ticket = person.call("POST", "/api/uploads", json=announced)
        self.video_id: str = self.ticket["video_id"]
        self.headers = {**TUS, "Authorization": f"Bearer {self.ticket['token']}"}

    def offset(self) -> int:
        """What the server says has arrived; asked again while it is not there."""

        def ask() -> httpx.Response | None:
            with contextlib.suppress(httpx.TransportError):
                answer = httpx.head(self.ticket["upload_url"], headers=self.headers, timeout=60)
                return answer if answer.status_code < 500 else None
            return None

        answer = self.stage.until(ask, "an answer about an upload")
        assert answer.status_code == 200, answer.headers
        return int(answer.headers["upload-offset"])

    def send(self, start: int, end: int | None = None) -> httpx.Response:
        """One chunk; 204 says that it is on the disk."""
        headers = {"Upload-Offset": str(start), "Content-Type": "application/offset+octet-stream"}
        content = self.data[start:end]
        return httpx.patch(
            self.ticket["upload_url"], content=content, headers=self.headers | headers, timeout=120
        )

    def begin(self, start: int, end: int) -> socket.socket:
        """Say that the rest comes, send as far as ``end`` and fall silent: the open connection."""
        where = urlsplit(self.ticket["upload_url"])
        assert where.hostname and where.port
        line = socket.create_connection((where.hostname, where.port), 60)
        head = {
            **self.headers,
            "Host": where.netloc,
            "Upload-Offset": str(start),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(len(self.data) - start),
        }
        said = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        line.sendall(f"PATCH {where.path} HTTP/1.1\r\n{said}\r\n".encode() + self.data[start:end])
        return line

    def finish(self) -> None:
        """Send what is missing, from where the server is, however often it takes."""

        def go_on() -> bool:
            at = self.offset()
            if at < len(self.data):
                with contextlib.suppress(httpx.TransportError):
                    answer = self.send(at)
                    assert answer.status_code in (204, 409, 423), answer.text  # 423: its last writer holds it
            return self.offset() == len(self.data)

        self.stage.until(go_on, "the rest of an upload")

    def submit(self, caption: str = "", audience: str = "everyone") -> None:
        wish = {"caption": caption, "audience": audience}
        self.person.call("POST", f"/api/videos/{self.video_id}/submit", json=wish)

    def status(self) -> Any:
        return self.person.call("GET", f"/api/videos/{self.video_id}/status")

    def until_out(self) -> None:
        """Wait until it is published; fails with the reason when it ends otherwise."""

        def settled() -> Any:
            status = self.status()
            return status if status["state"] in ("published", "optimised", "held", "failed", "removed") else 0

        status = self.stage.until(settled, f"the publication of {self.film.name}")
        assert status["state"] in ("published", "optimised"), status


def event(kind: str, card: dict[str, Any], **more: object) -> dict[str, object]:
    """What the player says about a card of a page."""
    now = time.time_ns() // 1_000_000
    return {"event_id": f"{kind}-{card['id']}", "kind": kind, "video_id": card["id"], "at_ms": now, **more}


def watched(card: dict[str, Any]) -> dict[str, object]:
    length = card["duration_ms"]
    return event("watch", card, watched_ms=length, duration_ms=length)


def addresses(card: dict[str, Any]) -> list[str]:
    """Every address of media that a card gives away."""
    return [card["poster_url"], *(one["url"] for one in card["renditions"])]


def insist(act: Callable[[], T]) -> T:
    """Do it again while the connection fails, as browsers do with kept connections that went stale."""
    for again in range(5):
        try:
            return act()
        except httpx.TransportError:
            if again == 4:
                raise
            time.sleep(0.3)
    raise AssertionError


@contextmanager
def stage(home: Path | None = None, **settings: str) -> Iterator[Stage]:
    """A running, empty Mutoscope; at the end nothing of it is left, and nothing may be left running."""
    folder = Path(tempfile.mkdtemp(prefix="mutoscope-scenario-"))
    made = Stage(home or folder / "home", free_port(), free_port(), settings)
    try:
        made.start()
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.remember()
        made.stop()
        left = made.alive(made.seen)
        shutil.rmtree(folder, ignore_errors=True)
        assert not left, f"still running after the stop: {left}"


def started(pid: int) -> str:
    """When a process started, in the kernel's ticks; empty when it is gone or only a zombie."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[0] == "Z" else words[19]


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def ancestors(pid: int) -> list[int]:
    found = []
    while (pid := parent(pid)) > 1:
        found.append(pid)
    return found


def children(pid: int) -> list[int]:
    return [one for one in _everybody() if parent(one) == pid]


def offspring(pid: int) -> list[int]:
    return [one for one in _everybody() if pid in ancestors(one)]


def _everybody() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
