"""Our own processes on a home of their own, as an operator runs them, for benchmarks and slow tests."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from tests.waiting import free_port, wait_for


@dataclass
class Place:
    """A home with its ports; processes are started in it by name."""

    home: Path
    web_port: int
    media_port: int
    stream_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        return f"http://localhost:{self.stream_port}/api/stream"

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")}
        ports = {"MUTOSCOPE_WEB_PORT": str(self.web_port), "MUTOSCOPE_MEDIA_PORT": str(self.media_port)}
        ports |= {"MUTOSCOPE_STREAM_PORT": str(self.stream_port)}
        return {**kept, **ports, "MUTOSCOPE_HOME": str(self.home), "MUTOSCOPE_MIN_FREE_BYTES": "0"}

    def start(self, *names: str) -> None:
        """Start processes (web, media, streams, worker, engine) and wait until those with a port answer."""
        for name in names:
            log = (self.home / f"{name}.log").open("ab")
            command = [sys.executable, "-m", "mutoscope.project.cli", name]
            self.running[name] = subprocess.Popen(
                command, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )
        ports = {"web": self.web_port, "media": self.media_port, "streams": self.stream_port}
        for name, port in ports.items():
            if name in names:
                wait_for(lambda url=f"http://127.0.0.1:{port}/livez": _answers(url), 60, what=name)

    def kill(self, name: str, how: int = signal.SIGKILL) -> None:
        """End a process and all it started."""
        process = self.running.pop(name)
        os.killpg(process.pid, how)
        process.wait(20)

    def python(self, code: str) -> Any:
        """Run a few lines with Django set up in this home; what they print last, as JSON, is the answer."""
        begin = "import json, django; django.setup()\n"
        env = {**self.environ, "DJANGO_SETTINGS_MODULE": "mutoscope.project.settings"}
        done = subprocess.run(
            [sys.executable, "-c", begin + code], env=env, capture_output=True, check=True, timeout=120
        )
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def place(home: Path) -> Iterator[Place]:
    """A fresh, migrated home on free ports; everything started in it ends with it."""
    home.mkdir(parents=True, exist_ok=True)
    made = Place(home, free_port(), free_port())
    command = [sys.executable, "-m", "mutoscope.project.manage", "migrate", "-v0"]
    subprocess.run(command, env=made.environ, check=True, timeout=300)
    try:
        yield made
    finally:
        for name in list(made.running):
            made.kill(name, signal.SIGTERM)


def _answers(url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(url, timeout=2).status_code == 200
    return False
