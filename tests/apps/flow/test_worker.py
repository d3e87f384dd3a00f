"""A real worker and its processes: what they survive."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.flow.crew import Crew, children_of
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def crew(tmp_path_factory) -> Iterator[Crew]:
    crew = Crew(tmp_path_factory.mktemp("crew"))
    yield crew
    crew.close()


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log"
    path.touch()
    return path


def words(path) -> list[str]:
    return path.read_text().split()


def living(family: list[int]) -> list[int]:
    return [pid for pid in family if Path(f"/proc/{pid}").exists()]


@pytest.fixture(scope="module")
def worker(crew):
    worker = crew.start()
    wait_for(lambda: len(children_of(worker.pid)) == 3, what="two slots and upkeep")
    return worker


def state_of(crew, job) -> list[str]:
    return crew.ask(f"(lambda j: [j.state, j.reason_code])(Job.objects.get(id=from_text('{job}')))")


def test_a_job_is_done_at_once_and_its_fact_told(crew, worker):
    """From the commit to the effect and the listener it takes a moment, without a busy loop."""
    crew.ask("world.toil.enqueue(501, 0.0).id")
    wait_for(lambda: 501 in crew.ask("world.effects('kept')"), 3.0)


def test_a_crash_takes_nobody_along_and_is_held_to_be_poison(crew, worker, log):
    """A segfault ends one slot; the second one quarantines the job; the neighbour finishes."""
    neighbour = crew.ask("world.toil.enqueue(502, 3.0).id")
    job = crew.ask(f"world.crash.enqueue({str(log)!r}).id")
    wait_for(lambda: state_of(crew, job) == ["dead", "killed_its_worker"], 20)
    assert words(log) == ["crash", "crash"]
    wait_for(lambda: state_of(crew, neighbour) == ["done", ""])
    assert worker.poll() is None


def test_a_job_that_takes_too_long_is_ended(crew, worker):
    """A task's limit is kept by its worker, not by its good will."""
    job = crew.ask("world.dawdle.enqueue().id")
    wait_for(lambda: state_of(crew, job) == ["dead", "took_too_long"], 10)


def test_urgent_work_pauses_background_work(crew, worker, log):
    """With every slot busy in the background, an urgent job starts at once, and the others go on after it."""
    for _ in range(2):
        crew.ask(f"world.potter.enqueue(1.5, {str(log)!r}).id")
    wait_for(lambda: crew.ask("Job.objects.filter(state='running').count()") == 2)
    crew.ask(f"world.hasten.enqueue({str(log)!r}).id")
    wait_for(lambda: words(log).count("finished") == 2, 10)
    said = words(log)
    assert "urgent" in said and "paused" in said
    assert said.index("urgent") < said.index("finished")
    assert said.count("goes") == said.count("paused")


@pytest.mark.slow
def test_a_cancelled_job_hears_it(crew, worker, log):
    """Work that looks at must_stop ends soon after it was cancelled."""
    job = crew.ask(f"world.potter.enqueue(60, {str(log)!r}).id")
    wait_for(lambda: state_of(crew, job)[0] == "running")
    assert crew.ask(f"services.cancel(from_text('{job}'), 'Not wanted.')")
    wait_for(lambda: words(log) == ["stopped"], 20)
    assert state_of(crew, job) == ["dead", "cancelled"]


def test_a_worker_asked_to_end_hands_back_what_it_has(crew, worker, log):
    """SIGTERM: jobs stop, cost no attempt, wait again, and no process stays behind."""
    job = crew.ask(f"world.potter.enqueue(60, {str(log)!r}).id")
    wait_for(lambda: state_of(crew, job)[0] == "running")
    family = children_of(worker.pid)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert words(log) == ["stopped"]
    assert state_of(crew, job)[0] == "waiting"
    assert crew.ask(f"Job.objects.get(id=from_text('{job}')).attempts") == 0
    assert not living(family)
    [end] = [line for line in crew.log().splitlines() if "upkeep ended" in line][-1:]
    assert '"info"' in end, "what we end ourselves is no error"
    crew.ask("Job.objects.all().delete()[0]")


@pytest.mark.slow
def test_a_killed_worker_leaves_nothing_behind(crew, log):
    """kill -9: its children end by themselves, and the next worker on this machine takes over at once."""
    first = crew.start()
    wait_for(lambda: len(children_of(first.pid)) == 3)
    job = crew.ask(f"world.potter.enqueue(0.3, {str(log)!r}).id")
    wait_for(lambda: state_of(crew, job)[0] == "running")
    family = children_of(first.pid)
    first.kill()
    first.wait()
    wait_for(lambda: not living(family), 3)
    crew.start()
    wait_for(lambda: state_of(crew, job) == ["done", ""], 20)
    assert words(log) == ["finished"]
