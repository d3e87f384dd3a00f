"""The kill campaign: jobs whose workers are killed at random while they run, on SQLite and PostgreSQL.

Each job works for a while, then writes one row and records one fact; a listener writes another row. Whatever
is killed, every row must be there exactly once, and nothing may be left over.

    bin/soak jobs                                  1,000 jobs, 50 kills, 2 zombies, on each database
    MUTOSCOPE_SOAK_SEED=7 bin/soak jobs            the same kills again
"""

import os
import random
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.apps.flow.crew import Crew, children_of
from tests.databases import start_postgres

from bench.harness import Figure, figure

WORKERS, SLOTS = 2, 2
LEASE_MS = 30_000
"""As in flow.leases, which cannot be imported before Django is set up."""
LONGEST_S = 900.0


@dataclass
class Outcome:
    """What a campaign found."""

    seed: int
    jobs: int
    seconds: float = 0.0
    kills: dict[str, int] = field(default_factory=dict)
    """Kind of process to number of kills: worker, slot, upkeep."""
    attempts: int = 0
    done: int = 0
    effects: int = 0
    doubled: int = 0
    told: int = 0
    told_twice: int = 0
    left: int = 0
    """Jobs and facts that came to no end."""
    frozen: int = 0
    """Workers stopped with all their processes until their leases had lapsed, then woken: zombies."""
    quarantined: int = 0
    """Jobs that two kills happened to hit, taken for poison, and replayed by hand as an operator would."""

    @property
    def broken(self) -> int:
        """Promises broken: effects missing or doubled, facts lost or told twice, jobs left over."""
        missing = 2 * self.jobs - self.effects - self.told
        return missing + self.doubled + self.told_twice + self.left


def campaign(jobs: int, kills: int, database: str, seed: int, freezes: int = 0) -> Outcome:
    """Run so many jobs through so many kills and freezes; the outcome says what became of them."""
    dice = random.Random(seed)
    outcome = Outcome(seed, jobs)
    with tempfile.TemporaryDirectory(prefix="mutoscope-soak-") as folder:
        crew = Crew(Path(folder), database, SLOTS)
        try:
            _work(crew, dice, kills, freezes, outcome, Path(folder) / "attempts")
        finally:
            crew.close()
    return outcome


def _work(crew: Crew, dice: random.Random, kills: int, freezes: int, outcome: Outcome, log: Path) -> None:
    log.touch()
    crew.ask(f"toil({outcome.jobs}, 0.06, {str(log)!r})")
    begin = time.monotonic()
    # kills fall while the first nine tenths of the jobs come to their end
    moments = sorted(dice.uniform(0, 0.9 * outcome.jobs) for _ in range(kills))
    cold = [(place + 0.5) * outcome.jobs / (freezes + 1) for place in range(freezes)]
    ice = Ice()
    while time.monotonic() - begin < LONGEST_S:
        running = [worker for worker in crew.workers if worker.poll() is None]
        for _ in range(WORKERS - len(running)):
            crew.start()
        standing = crew.ask("standing()")
        if moments and standing["effects"] >= moments[0] and _kill_one(crew, dice, outcome, ice):
            moments.pop(0)
        if cold and standing["effects"] >= cold[0] and ice.take(crew, dice):
            cold.pop(0)
            outcome.frozen += 1
        ice.melt()
        for job, code, _ in standing["dead"]:
            outcome.quarantined += code == "killed_its_worker"
            crew.ask(f"services.replay({job})")
        if not moments and not ice.family and not _open(standing):
            break
        time.sleep(dice.uniform(0.02, 0.1))
    outcome.seconds = time.monotonic() - begin
    standing = crew.ask("standing()")
    outcome.left = _open(standing)
    outcome.done = standing["jobs"].get("done", 0)
    for name in ("effects", "doubled", "told", "told_twice"):
        setattr(outcome, name, standing[name])
    outcome.attempts = len(log.read_text().split())


def _open(standing: dict) -> int:
    ended = standing["jobs"].get("done", 0)
    return sum(standing["jobs"].values()) - ended + sum(standing["facts"].values())


class Ice:
    """One worker at a time, stopped with all its processes for longer than a lease lasts."""

    def __init__(self) -> None:
        self.family: list[int] = []
        self._until = 0.0

    def take(self, crew: Crew, dice: random.Random) -> bool:
        """Freeze a worker that is up; False: one is frozen already, or none is up."""
        up = [worker.pid for worker in crew.workers if worker.poll() is None]
        up = [pid for pid in up if len(children_of(pid)) > SLOTS]
        if self.family or not up:
            return False
        chosen = dice.choice(up)
        self.family = [chosen, *children_of(chosen)]
        self._until = time.monotonic() + LEASE_MS / 1000 + 5
        for pid in self.family:
            os.kill(pid, signal.SIGSTOP)
        return True

    def melt(self) -> None:
        if self.family and time.monotonic() > self._until:
            for pid in self.family:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)
            self.family = []


def _kill_one(crew: Crew, dice: random.Random, outcome: Outcome, ice: Ice) -> bool:
    """kill -9 for a worker or one of its children, whichever the dice say; False: none is up yet."""
    targets = []
    for worker in crew.workers:
        children = children_of(worker.pid) if worker.poll() is None else []
        if len(children) > SLOTS and worker.pid not in ice.family:
            targets.append(("worker", worker.pid))
            targets += [(_name_of(child), child) for child in children]
    if not targets:
        return False
    kind, pid = dice.choice(targets)
    os.kill(pid, signal.SIGKILL)
    outcome.kills[kind] = outcome.kills.get(kind, 0) + 1
    return True


def _name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip().removeprefix("flow-")
    except OSError:
        return "slot"


def main() -> list[Figure]:
    """The whole campaign on both databases."""
    seed = int(os.environ.get("MUTOSCOPE_SOAK_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"seed {seed}", flush=True)
    server = start_postgres()
    try:
        return [
            *figures("SQLite", campaign(1000, 50, "", seed, freezes=2)),
            *figures("PostgreSQL", campaign(1000, 50, server.create_database(), seed, freezes=2)),
        ]
    finally:
        server.stop()


def figures(database: str, outcome: Outcome) -> list[Figure]:
    """What is published of a campaign."""
    kills = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.kills.items()))
    note = f"{outcome.jobs} jobs, {outcome.attempts} attempts, kills: {kills}; {outcome.frozen} frozen; "
    note += f"seed {outcome.seed}"
    print(database, outcome, flush=True)
    return [
        figure(f"{database}: promises broken", outcome.broken, "promises", at_most=0, note=note),
        figure(f"{database}: effects, each once", outcome.effects, "effects", at_least=outcome.jobs),
        figure(f"{database}: jobs and facts left over", outcome.left, "rows", at_most=0),
        figure(f"{database}: kills", sum(outcome.kills.values()), "kills", at_least=50),
        figure(f"{database}: taken for poison and replayed", outcome.quarantined, "jobs"),
        figure(f"{database}: duration", round(outcome.seconds, 1), "s"),
    ]
