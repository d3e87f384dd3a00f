"""Several web processes as they really run: one killed, some clients stuck, and numbers that add up."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from tests.serving import Place, place
from tests.waiting import wait_for

from mutoscope.project import sizing

pytestmark = pytest.mark.slow
SECRET = "open sesame"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path / "home") as made:
        settings = f'web_processes = 2\nweb_threads = 2\nmetrics_token = "{SECRET}"\n'
        (made.home / "mutoscope.toml").write_text(settings)
        made.start("web")
        yield made


def processes(here: Place) -> list[int]:
    """The two below the one that watches them."""
    watcher = here.running["web"].pid
    return [int(one) for one in Path(f"/proc/{watcher}/task/{watcher}/children").read_text().split()]


def answered(here: Place) -> int:
    """How often the numbers say that /api/me was answered."""
    answer = ask(here, "/metrics", Authorization=f"Bearer {SECRET}")
    found = re.search(r'_count\{method="GET",route="/api/me",status="200"\} (\d+)', answer.text)
    return int(found.group(1)) if found else 0


def ask(here: Place, path: str, **headers: str) -> httpx.Response:
    """On a connection of its own, so that any of the processes may answer."""
    return httpx.get(f"http://127.0.0.1:{here.web_port}{path}", headers=headers, timeout=30)


def test_one_of_two_is_killed_and_nothing_is_lost(here: Place) -> None:
    """Another takes its place, the rest goes on, and what was counted together never falls."""
    wait_for(lambda: len(processes(here)) == 2)
    for _ in range(20):
        assert ask(here, "/api/me").status_code == 200
    wait_for(lambda: answered(here) == 20, what="both processes' numbers")
    for _ in range(2):
        before = processes(here)
        os.kill(before[0], signal.SIGKILL)
        wait_for(lambda before=before: len(set(processes(here)) - set(before)) == 1, what="another process")
        wait_for(lambda: _lives(here), what="an answer")
        assert answered(here) >= 20
        wait_for(lambda: len(_listeners(here)) == 2, 60, what="two that listen")
    assert "Unexpected exit from worker" in (here.home / "web.log").read_text()
    here.running["web"].terminate()
    assert here.running.pop("web").wait(30) == 0


def test_who_sends_slowly_or_never_holds_up_nobody(here: Place) -> None:
    """Twenty clients for each turn there is announce a body and don't send it; everybody else is answered."""
    with ExitStack() as lines:
        for path in ("/api/login", "/api/nothing-here") * 40:
            line = lines.enter_context(socket.create_connection(("127.0.0.1", here.web_port), 20))
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            line.sendall(head.encode() + b"Content-Length: 100000\r\n\r\n{")
        for _ in range(20):
            assert ask(here, "/api/me").status_code == 200


def test_a_large_body_arrives_whole_where_one_is_wanted(here: Place) -> None:
    """What is too large for memory comes by way of a file, and is the same; elsewhere it is refused."""
    body = b'{"events": [' + b" " * 200_000 + b"]}"
    with httpx.Client(base_url=f"http://127.0.0.1:{here.web_port}", timeout=30) as browser:
        csrf = browser.get("/api/me").json()["csrf"]
        browser.headers.update({"X-CSRFToken": csrf, "Content-Type": "application/json"})
        assert browser.post("/api/feed/events", content=body).status_code == 200
        assert browser.post("/api/feed/events", content=body[:-1]).status_code in (400, 422)
        refused = browser.post("/api/login", content=body)
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
        assert browser.get("/api/me").status_code == 200


@pytest.mark.parametrize(
    ("cores", "gib", "processes"), [(1, 8, 1), (2, 4, 2), (8, 2, 2), (64, 256, 4), (4, 0.5, 1)]
)
def test_a_machine_gets_as_many_as_it_bears(cores: int, gib: float, processes: int) -> None:
    """One for each core and each GiB, at most four, always one."""
    assert sizing.web_processes(cores, int(gib * (1 << 30))) == processes


def _lives(here: Place) -> bool:
    try:
        return ask(here, "/livez").status_code == 200
    except httpx.HTTPError:
        return False


def _listeners(here: Place) -> set[str]:
    """Sockets that listen on the web's port."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return {row[9] for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == here.web_port}
