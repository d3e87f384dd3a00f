"""A whole Mutoscope of its own for journeys and benchmarks: real processes, a home that vanishes, real films.

Nothing here reaches into the program: people join and publish over HTTP, as everybody does.
"""

import itertools
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import imageio_ffmpeg
from tests.waiting import free_port, wait_for

REPOSITORY = Path(__file__).resolve().parents[2]
logging.getLogger("httpx").setLevel(logging.WARNING)  # waiting asks often, and says so each time
PASSWORD = "a long walk at night"
T = TypeVar("T")
_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody with an account, as a browser would know them."""

    handle: str
    http: httpx.Client

    @property
    def email(self) -> str:
        return f"{self.handle}@here.example"

    def call(self, method: str, path: str, **how: Any) -> Any:
        """One call of the API with the token; the JSON of the answer, or an error that shows the refusal."""
        if method != "GET":
            token = self.http.cookies.get("csrftoken") or self.http.get("/api/me").json()["csrf"]
            how["headers"] = {"X-CSRFToken": token, **how.get("headers", {})}
        answer = self.http.request(method, path, **how)
        assert answer.status_code < 400, f"{method} {path}: {answer.status_code} {answer.text[:400]}"
        return answer.json() if answer.content else None

    def publish(self, film: Path, caption: str = "", **wish: Any) -> str:
        """Upload and publish a film; returns its id once it is out, and fails with the reason otherwise."""
        video_id = self.send(film, caption, **wish)
        self.wait_published(video_id)
        return video_id

    def send(self, film: Path, caption: str = "", **wish: Any) -> str:
        """Upload a film and ask for its publication, without waiting for it; returns its id."""
        announced = {"size": film.stat().st_size, "name": film.name, "type": "video/mp4"}
        ticket = self.call(
            "POST", "/api/uploads", json={**announced, "client_id": f"c{next(_numbers)}-{time.time_ns()}"}
        )
        hand_over(ticket, film.read_bytes())
        video_id: str = ticket["video_id"]
        self.call("POST", f"/api/videos/{video_id}/submit", json={"caption": caption, **wish})
        return video_id

    def wait_published(self, video_id: str) -> None:
        status = wait_for(lambda: self._settled(video_id), seconds=240, what=f"video {video_id}")
        assert status["state"] in ("published", "optimised"), status

    def _settled(self, video_id: str) -> Any:
        status = self.call("GET", f"/api/videos/{video_id}/status")
        return status if status["state"] in ("published", "optimised", "held", "failed", "removed") else None


def hand_over(ticket: dict[str, Any], data: bytes) -> None:
    """Send all of a file to where its ticket says."""
    sent = httpx.patch(
        ticket["upload_url"],
        content=data,
        headers={
            "Authorization": f"Bearer {ticket['token']}",
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": "0",
            "Content-Type": "application/offset+octet-stream",
        },
        timeout=60,
    )
    assert sent.status_code == 204, f"upload: {sent.status_code} {sent.text[:400]}"


@dataclass
class Site:
    """A running Mutoscope."""

    url: str
    media_url: str
    home: Path
    log: Path
    process: subprocess.Popen[bytes] | None
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, handle: str, born: str = "1990-04-02") -> Person:
        """Somebody with this handle; joins when they are not here yet, or logs in when the site is older."""
        if handle not in self.people:
            number = len(self.people) + 1
            home = {"X-Forwarded-For": f"10.7.{number >> 8}.{number & 255}"}
            person = Person(handle, httpx.Client(base_url=self.url, timeout=30, headers=home))
            if person.http.get(f"/api/people/{handle}").status_code == 200:
                person.call("POST", "/api/login", json={"login": handle, "password": PASSWORD})
                self.people[handle] = person
                return person
            wish = {"handle": handle, "email": person.email, "password": PASSWORD, "birth_date": born}
            person.call("POST", "/api/join", json={**wish, "language": "en", "keep_learned": False})
            self.people[handle] = person
        return self.people[handle]

    def video(self, creator: str, words: str) -> str:
        """The id of the video of this creator whose caption begins with these words."""
        cards = self.person(creator).call("GET", f"/api/people/{creator}/videos")["cards"]
        found: str = next(card["id"] for card in cards if card["caption"].startswith(words))
        return found

    def administrator(self) -> Person:
        """Who opened the link that serve printed, by its form."""
        if "keeper" not in self.people:
            link = re.search(r"/claim/\S+", self.log.read_text("utf-8", "replace"))
            assert link, "needs a site of its own, whose log has the link"
            person = Person("keeper", httpx.Client(base_url=self.url, timeout=30, follow_redirects=True))
            person.http.get(link.group())
            form = {"handle": "keeper", "email": person.email, "password": PASSWORD}
            form |= {"birth_date": "1980-01-01", "csrfmiddlewaretoken": person.http.cookies["csrftoken"]}
            assert person.http.post(link.group(), data=form, headers={"Referer": self.url}).status_code == 200
            self.people["keeper"] = person
        return self.people["keeper"]

    def last_words(self) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-40:])


@contextmanager
def running(**settings: str) -> Iterator[Site]:
    """A Mutoscope on free ports with an empty home and no demo world; stopped and removed at the end."""
    subprocess.run([REPOSITORY / "bin/build-web"], check=True)
    home = Path(tempfile.mkdtemp(prefix="mutoscope-journey-"))
    web, media = free_port(), free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")}
    environ |= {
        "MUTOSCOPE_HOME": str(home),
        "MUTOSCOPE_WEB_PORT": str(web),
        "MUTOSCOPE_MEDIA_PORT": str(media),
        "MUTOSCOPE_STREAM_PORT": str(free_port()),
        "MUTOSCOPE_DEMO": "false",
        "MUTOSCOPE_TRUSTED_PROXIES": "1",  # everybody has an address of their own, and its own limits
        **settings,
    }
    log = home / "journey.log"
    with log.open("wb") as words:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("mutoscope"), "serve"], env=environ, stdout=words, stderr=words
        )
    site = Site(f"http://localhost:{web}", f"http://localhost:{media}", home, log, process)
    try:
        wait_for(lambda: _ready(site), seconds=150, what="the server", words=site.last_words)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


def film(
    path: Path, *, seconds: float = 4, colours: Sequence[str] = ("#ff7a59", "#3b1d5a"), size: str = "270x480"
) -> Path:
    """A small real film: two colours flowing into each other, and a note that goes with them."""
    number = next(_numbers)
    drawing = f"gradients=s={size}:c0={colours[0]}:c1={colours[1]}:n=2:speed=0.03:seed={number}:rate=30"
    tone = f"sine=frequency={180 + 40 * (number % 12)}:sample_rate=48000"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"]
    command += ["-f", "lavfi", "-i", drawing, "-f", "lavfi", "-i", tone, "-t", str(seconds)]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "30"]
    command += ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
    command += ["-c:a", "aac", "-ac", "2", "-movflags", "+faststart", str(path)]
    subprocess.run(command, check=True)
    return path


def _ready(site: Site) -> bool:
    assert site.process is None or site.process.poll() is None, f"the server stopped\n{site.last_words()}"
    try:
        return httpx.get(f"{site.url}/readyz", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
