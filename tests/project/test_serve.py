"""``mutoscope`` as an operator meets it: one command that runs everything, and clear words when it can't."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.waiting import free_port, wait_for

MUTOSCOPE = [sys.executable, "-m", "mutoscope.project.cli"]


def _env(home: Path, **settings: object) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    wanted = {f"MUTOSCOPE_{name.upper()}": str(value) for name, value in settings.items()}
    return {**clean, "MUTOSCOPE_HOME": str(home), **wanted}


def _run(home: Path, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    env = _env(home, **settings)
    return subprocess.run(
        [*MUTOSCOPE, *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"wep_port": 1}, "did you mean web_port"),
        ({"worker_slots": "many"}, "worker_slots"),
        ({"config": "/no/such.toml"}, "no such file"),
        ({"mail": "pigeon://loft"}, "mail must be"),
        ({"database": "mysql://x"}, "database must be"),
    ],
)
def test_impossible_settings_stop_every_verb_with_a_sentence(
    tmp_path: Path, settings: dict[str, object], words: str
) -> None:
    """Status 78 and the setting's name, never a traceback."""
    done = _run(tmp_path / "home", "prepare", **settings)
    assert done.returncode == 78, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_named_with_its_holder(tmp_path: Path) -> None:
    """Nothing starts on a port in use; the sentence says which setting, who has it, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _run(tmp_path, "serve", web_port=port, media_port=free_port())
    assert done.returncode == 1
    assert f"Port {port} (web_port) is already in use by" in done.stderr
    assert f"process {os.getpid()}" in done.stderr and "--port" in done.stderr


def test_a_foreign_address_is_refused(tmp_path: Path) -> None:
    """A host that is not this machine's is a sentence about the setting host."""
    done = _run(tmp_path, "serve", host="203.0.113.5")
    assert done.returncode == 1 and "setting host" in done.stderr


def test_an_unknown_verb_shows_the_verbs(tmp_path: Path) -> None:
    """A misspelt verb gets the list of those there are."""
    done = _run(tmp_path, "sreve")
    assert done.returncode == 2 and "serve" in done.stderr


class Serving:
    """A running `mutoscope serve`, its log in a file."""

    def __init__(self, home: Path) -> None:
        self.home, self.web, self.media, self.stream = home, free_port(), free_port(), free_port()
        self.log = home.with_suffix(".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*MUTOSCOPE, "serve"],
                env=_env(
                    home, web_port=self.web, media_port=self.media, stream_port=self.stream, demo="false"
                ),
                stdout=log,
                stderr=log,
            )

    def get(self, path: str) -> tuple[int, str]:
        call = http.client.HTTPConnection("127.0.0.1", self.web, timeout=10)
        call.request("GET", path, headers={"Host": "localhost"})
        answer = call.getresponse()
        return answer.status, answer.read().decode()

    def ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def family(self) -> dict[int, str]:
        """Every process that works on this home, however it came to be: id to command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environ = (folder / "environ").read_bytes()
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if f"MUTOSCOPE_HOME={self.home}\0".encode() in environ and words:
                found[int(folder.name)] = words
        return found


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    running = Serving(tmp_path / "home")
    try:
        _until(running.ready, running)
        yield running
    finally:
        running.process.kill()
        running.process.wait()


def _until(true: Callable[[], bool], running: Serving, seconds: float = 120) -> None:
    wait_for(true, seconds, words=running.log.read_text)


@pytest.mark.slow
def test_one_command_serves_everything_and_leaves_nothing(serving: Serving) -> None:
    """It says where it is and how to become administrator, mends itself, refuses a twin, stops clean."""
    _until(lambda: "Mutoscope is running at" in serving.log.read_text(), serving)
    said = serving.log.read_text()
    assert f"http://localhost:{serving.web}" in said
    link = re.search(rf"http://localhost:{serving.web}(/claim/\S+)", said)
    assert link and serving.get(link.group(1))[0] == 200

    twin = _run(serving.home, "serve")
    assert twin.returncode == 1 and "already running" in twin.stderr

    for name in ("web", "engine", "worker", "media", "streams"):
        pids = [pid for pid, words in serving.family().items() if words.rstrip().endswith(f" {name}")]
        assert pids, f"{name} runs: {serving.family()}"
        os.kill(min(pids), signal.SIGKILL)
        _until(lambda name=name: f"{name} ended by signal 9" in serving.log.read_text(), serving)
        _until(serving.ready, serving)

    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(30) == 0, serving.log.read_text()
    assert serving.family() == {}
    for line in serving.log.read_text().splitlines():
        if line.startswith("{"):
            assert {"timestamp", "level", "process", "event"} <= json.loads(line).keys()


@pytest.mark.slow
def test_nothing_outlives_a_killed_serve(serving: Serving) -> None:
    """kill -9 of the one process ends all, and the next start works at once."""
    serving.process.kill()
    serving.process.wait()
    _until(lambda: serving.family() == {}, serving, 10)
    again = Serving(serving.home)
    try:
        _until(again.ready, again)
        assert "FAIL" not in _run(serving.home, "check", web_port=again.web, media_port=again.media).stdout
    finally:
        again.process.send_signal(signal.SIGTERM)
        assert again.process.wait(30) == 0
