"""The supervisor: the dead come back, a stop is orderly, and nothing outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.waiting import wait_for

SCRIPT = """
import os, sys
from mutoscope.project.processes import follow_supervisor
from mutoscope.project.supervisor import Program, Supervisor

folder = sys.argv[1]
child = [sys.executable, "-c", '''
import os, sys, time
from mutoscope.project.processes import follow_supervisor
follow_supervisor()
open(sys.argv[1] + "/" + sys.argv[2] + ".pid", "a").write(str(os.getpid()) + chr(10))
exec(os.environ["ACT_" + sys.argv[2]])
''']
names = [name.removeprefix("ACT_") for name in os.environ if name.startswith("ACT_")]
programs = [
    Program(n, [*child, folder, n], stage=int(os.environ.get("STAGE_" + n, 0)), grace_s=1.0) for n in names
]
sys.exit(Supervisor(programs, lambda name, line: print(name + ": " + line, flush=True)).run())
"""
SLEEP = "print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEP

Start = Callable[..., "Run"]


class Run:
    """One supervisor over named children, each a line of Python."""

    def __init__(self, folder: Path, stages: dict[str, int], acts: dict[str, str]) -> None:
        self.folder = folder
        env = {**os.environ, **{f"ACT_{n}": act for n, act in acts.items()}}
        env |= {f"STAGE_{n}": str(stage) for n, stage in stages.items()}
        self.log = folder / "said"
        with self.log.open("w") as log:
            self.process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)], stdout=log, env=env)

    def pids(self, name: str) -> list[int]:
        """Every process id that ``name`` has had."""
        path = self.folder / f"{name}.pid"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def wait_for(self, name: str, starts: int = 1) -> list[int]:
        wait_for(lambda: len(self.pids(name)) >= starts)
        return self.pids(name)

    def wait_to_hear(self, words: str) -> None:
        wait_for(lambda: words in self.log.read_text())

    def finish(self) -> tuple[int, str]:
        return self.process.wait(timeout=15), self.log.read_text()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    runs: list[Run] = []

    def make(stages: dict[str, int] | None = None, **acts: str) -> Run:
        runs.append(Run(tmp_path, stages or {}, acts))
        return runs[-1]

    yield make
    for run in runs:
        run.process.kill()
        run.process.wait()


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_dead_are_started_again(start: Start) -> None:
    """A child killed with -9 runs again shortly after, and the log says what happened."""
    run = start(a=SLEEP)
    [first] = run.wait_for("a")
    os.kill(first, signal.SIGKILL)
    assert len(run.wait_for("a", 2)) == 2
    run.process.send_signal(signal.SIGTERM)
    status, said = run.finish()
    assert status == 0 and "a ended by signal 9; starting it again in 0.5 s." in said and "a: up" in said


def test_pauses_grow_for_one_that_keeps_dying(start: Start) -> None:
    """A child that dies at once is tried again after 0.5 s, then 1 s, so that it can't eat the machine."""
    run = start(a="sys.exit(3)")
    run.wait_for("a", 3)
    run.process.send_signal(signal.SIGINT)
    _, said = run.finish()
    assert "with status 3; starting it again in 0.5 s" in said and "again in 1 s" in said


def test_a_hopeless_child_stops_everything(start: Start) -> None:
    """Status 78, settings that can't be used, is not retried: all stop and the status is passed on."""
    run = start(a="time.sleep(0.5); print('no such folder', flush=True); sys.exit(78)", b=SLEEP)
    status, said = run.finish()
    assert status == 78
    assert "a: no such folder" in said and "can't run with these settings" in said
    assert not any(map(_alive, run.pids("b")))


def test_stages_stop_one_after_the_other(start: Start) -> None:
    """What others need is asked to stop only when those others are gone."""
    slow = (
        "import signal; signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.4), print('done', flush=True),"
        " sys.exit(0))); " + SLEEP
    )
    run = start({"late": 1}, early=slow, late=slow)
    run.wait_to_hear("early: up")
    run.wait_to_hear("late: up")
    run.process.send_signal(signal.SIGTERM)
    status, said = run.finish()
    assert status == 0
    assert said.index("early: done") < said.index("late: done")


def test_one_that_will_not_stop_is_killed(start: Start) -> None:
    """After its grace a stubborn child is killed, and the stop still ends well."""
    run = start(a=STUBBORN)
    run.wait_to_hear("a: up")
    run.process.send_signal(signal.SIGTERM)
    status, said = run.finish()
    assert status == 0 and "a did not stop in time and was killed" in said
    assert not any(map(_alive, run.pids("a")))


def test_nothing_outlives_a_killed_supervisor(start: Start) -> None:
    """Even kill -9 of the supervisor leaves no child behind, stubborn ones included."""
    run = start(a=STUBBORN, b=SLEEP)
    pids = run.wait_for("a") + run.wait_for("b")
    run.process.kill()
    wait_for(lambda: not any(map(_alive, pids)), seconds=5)


def test_leftovers_of_a_dead_child_are_killed(start: Start) -> None:
    """What a child had started and left behind ends before the child is started again."""
    orphan = "import subprocess; p = subprocess.Popen(['sleep', '60']); "
    orphan += "open(sys.argv[1] + '/orphan.pid', 'a').write(str(p.pid) + chr(10)); os._exit(1)"
    run = start(a=orphan)
    run.wait_for("a", 2)
    first = run.pids("orphan")[0]
    wait_for(lambda: not _alive(first), seconds=5)


def test_a_flood_without_line_ends_is_passed_on(start: Start) -> None:
    """A child that writes megabytes without a line's end neither blocks nor fills the memory."""
    run = start(a="sys.stdout.write('x' * 3_000_000); print('end', flush=True); time.sleep(60)")
    run.wait_to_hear("end")
    run.process.send_signal(signal.SIGTERM)
    status, said = run.finish()
    assert status == 0 and said.count("x") >= 3_000_000
