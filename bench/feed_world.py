"""A running instance with many made-up videos, for benchmarks of the feed: web, engine, worker, all real."""

import http.client
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.waiting import free_port, wait_for

TOPICS = ("cooking", "cars", "cats", "music", "travel", "football", "art", "garden", "dance", "code")


@dataclass
class Instance:
    home: Path
    port: int
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *argv: str) -> None:
        self.processes[name] = subprocess.Popen([sys.executable, *argv])

    def cpu_s(self, *names: str) -> float:
        """CPU time so far of these processes and everything below them."""
        return sum(_cpu_of_tree(self.processes[name].pid) for name in names)


@contextmanager
def instance(
    videos: int, people: int, *, worker: bool = False, fill: Callable[[Path], None] | None = None
) -> Iterator[Instance]:
    """An instance in a folder of its own; its database is also this process's, so Django works here too.

    ``fill`` makes the world in another way, in the database at the path it is told.
    """
    home = Path(tempfile.mkdtemp(prefix="mutoscope-bench-"))
    port = free_port()
    os.environ |= {
        "MUTOSCOPE_HOME": str(home),
        "MUTOSCOPE_WEB_PORT": str(port),
        "MUTOSCOPE_DEMO": "false",
        "DJANGO_SETTINGS_MODULE": "mutoscope.project.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    if fill:
        fill(home / "mutoscope.sqlite3")
    call_command("migrate", verbosity=0)
    if not fill:
        _fill(videos, people)
    site = Instance(home, port)
    try:
        for name in ("engine", "web", *(["worker"] if worker else [])):
            site.start(name, "-m", "mutoscope.project.cli", name)
        wait_for(lambda: _ready(site), 90)
        yield site
    finally:
        for process in site.processes.values():
            process.terminate()
        for process in site.processes.values():
            process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


class Player:
    """A logged-in viewer's client: pages in, events out, over one kept connection."""

    def __init__(self, site: Instance, person_id: int) -> None:
        from django.conf import settings
        from django.test import Client

        from mutoscope.apps.accounts.models import Person

        client = Client()
        client.force_login(Person.objects.get(id=person_id), backend=settings.AUTHENTICATION_BACKENDS[0])
        token = secrets.token_hex(16)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}",
            "X-CSRFToken": token,
        }
        self.channel = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)

    def get(self, path: str) -> bytes:
        return self._exchange("GET", path, None)

    def post(self, path: str, body: Any) -> bytes:
        return self._exchange("POST", path, json.dumps(body))

    def _exchange(self, method: str, path: str, body: str | None) -> bytes:
        try:
            self.channel.request(method, path, body, self.headers)
            answer = self.channel.getresponse()
        except (OSError, http.client.HTTPException):  # kept for too long: the server has let go of it
            self.channel.close()
            self.channel.request(method, path, body, self.headers)
            answer = self.channel.getresponse()
        read = answer.read()
        assert answer.status == 200, (answer.status, read[:300])
        return read

    def page(self, have: list[str] | None = None, size: int = 8) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.post("/api/feed/page", {"have": have or [], "size": size}))
        return found

    def watched(self, *watches: tuple[str, int]) -> None:
        """Tell how long each video was on the screen."""
        events = [
            {
                "event_id": str(uuid.uuid4()),
                "kind": "watch",
                "video_id": video_id,
                "at_ms": time.time_ns() // 1_000_000,
                "watched_ms": watched_ms,
            }
            for video_id, watched_ms in watches
        ]
        self.post("/api/feed/events", {"events": events})


def people() -> list[int]:
    from mutoscope.apps.accounts.models import Person

    return list(Person.objects.order_by("id").values_list("id", flat=True))


def add_video(creator_id: int, topic: str, number: int, published_ms: int) -> Any:
    """A video that stands published, unsaved, with one rendition that nobody will fetch."""
    from mutoscope.apps.videos.models import Rendition, Video

    video = Video(
        creator_id=creator_id,
        state="optimised",
        submitted=True,
        caption=f"#{topic} take {number} of {number % 97}",
        tags=[topic, f"side{number % 200}"],
        language="en",
        duration_ms=(5_000, 12_000, 40_000)[number % 3],
        width=720,
        height=1280,
        published_ms=published_ms,
    )
    name = "quick-1.mp4"
    shape = {"codecs": "avc1.64001f,mp4a.40.2", "width": 720, "height": 1280, "kbps": 900, "size": 900_000}
    rendition = Rendition(
        video=video,
        role="quick",
        name=name,
        object_key="0" * 64,
        mime="video/mp4",
        head_bytes=200_000,
        **shape,
    )
    video.renditions_json = json.dumps([{"name": name, **shape, "head_bytes": 200_000}])
    return video, rendition


def _fill(videos: int, people_: int) -> None:
    from django.db import transaction

    from mutoscope.apps.accounts.services import make_person
    from mutoscope.apps.videos.models import Rendition, Video

    now = time.time_ns() // 1_000_000
    with transaction.atomic():
        ids = [make_person(f"maker{number}") for number in range(people_)]
        pairs = [
            add_video(ids[number % people_], TOPICS[number % len(TOPICS)], number, now - number * 60_000)
            for number in range(videos)
        ]
        Video.objects.bulk_create([video for video, _ in pairs], batch_size=500)
        Rendition.objects.bulk_create([rendition for _, rendition in pairs], batch_size=500)


def _ready(site: Instance) -> bool:
    for name, process in site.processes.items():
        assert process.poll() is None, f"{name} ended with {process.returncode}"
    from mutoscope.adapters.engine import EngineDown, connect

    try:
        connect(site.home / "engine.sock").health()
        with socket.create_connection(("127.0.0.1", site.port), 1):
            return True
    except (OSError, EngineDown):
        return False


def _cpu_of_tree(root: int) -> float:
    parents, ticks = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        ticks[int(folder.name)] = int(fields[11]) + int(fields[12])
    total = 0
    for pid in ticks:
        up = pid
        while up not in (0, root):
            up = parents.get(up, 0)
        total += ticks[pid] if up == root else 0
    return total / os.sysconf("SC_CLK_TCK")
