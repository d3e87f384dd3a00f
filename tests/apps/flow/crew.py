"""Real workers on a database of their own, for tests and campaigns that kill them.

The test's own process belongs to the test database, so it works through a hand in the crew's world.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]


class Crew:
    """Workers of one home folder and database."""

    def __init__(self, home: Path, database: str = "", slots: int = 2) -> None:
        self.home = home
        self._environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")},
            "MUTOSCOPE_HOME": str(home),
            "MUTOSCOPE_DATABASE": database,
            "MUTOSCOPE_WORKER_SLOTS": str(slots),
            "DJANGO_SETTINGS_MODULE": "tests.apps.flow.outdoors",
            "PYTHONPATH": str(REPOSITORY),
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        self._hand = subprocess.Popen(
            [sys.executable, "-m", "tests.apps.flow.hand"],
            env=self._environ,
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ask("prepare()")

    def ask(self, expression: str) -> Any:
        """The value of an expression in the crew's world, through JSON; see ``hand``."""
        assert self._hand.stdin and self._hand.stdout
        self._hand.stdin.write(json.dumps(expression) + "\n")
        self._hand.stdin.flush()
        answer = json.loads(self._hand.stdout.readline())
        assert "fault" not in answer, answer["fault"]
        return answer["value"]

    def start(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        log = (self.home / "worker.log").open("ab")
        worker = subprocess.Popen(
            [sys.executable, "-m", "mutoscope.project.cli", "worker"],
            env=self._environ,
            cwd=REPOSITORY,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        self.workers.append(worker)
        return worker

    def log(self) -> str:
        return (self.home / "worker.log").read_text("utf-8", "replace")

    def close(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.kill()
            worker.wait()
        assert self._hand.stdin
        self._hand.stdin.close()
        self._hand.wait()


def children_of(pid: int) -> list[int]:
    """Direct children of a process that have not ended."""
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(word) for word in words]
