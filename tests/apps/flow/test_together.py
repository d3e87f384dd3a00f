"""Several at once: claims, schedules and keys, on whichever database the suite runs."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from tests.apps.flow import world

from mutoscope.apps.flow import leases, outbox, schedules
from mutoscope.apps.flow.models import Job, OutboxEntry
from mutoscope.apps.flow.services import enqueue_once, record

HERE = "tests.apps.flow.world"
NOON = 1_800_000_000_000

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What so many threads got from ``act(number)``, all started together."""
    gate, results = threading.Barrier(count), [None] * count

    def work(number: int) -> None:
        try:
            gate.wait()
            results[number] = act(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_no_job_is_claimed_twice():
    """Workers that claim at the same time share the jobs out among them."""
    for number in range(40):
        world.stamp.enqueue(number)

    def claim(number: int) -> list[int]:
        mine: list[int] = []
        while claimed := leases.claim(f"worker {number}", 3):
            mine += [lease.job_id for lease in claimed]
        return mine

    claimed = [job for jobs in at_once(4, claim) for job in jobs]
    assert len(claimed) == len(set(claimed)) == 40


def test_a_lost_job_is_taken_back_once():
    """However many notice that a worker is gone."""
    world.stamp.enqueue(1)
    leases.claim("gone", now=NOON)
    assert sum(at_once(4, lambda _: leases.reap(now=NOON + leases.LEASE_MS + 1))) == 1
    assert Job.objects.get().attempts == 1


def test_several_workers_fire_a_due_time_once(monkeypatch):
    """Each due time belongs to whoever moves the schedule on."""
    monkeypatch.setattr(schedules, "_declared", {})
    schedules.schedule("sweep", timedelta(minutes=1), world.stumble)
    schedules.sync(NOON)
    assert sum(at_once(4, lambda _: schedules.fire(NOON))) == 1
    assert sum(at_once(4, lambda _: schedules.fire(NOON + 60_000))) == 1


def test_the_same_work_asked_for_at_once_waits_once():
    """Callers that meet get the same job."""
    results = at_once(4, lambda _: enqueue_once(world.stamp, "video 1", 1).id)
    assert len(set(results)) == 1
    assert Job.objects.count() == 1


def test_work_that_waits_sees_what_its_last_caller_wrote():
    """A job found waiting is not claimed before the caller that counts on it has committed."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: nobody can claim while a caller has a transaction open")
    first = enqueue_once(world.stamp, "video 1", 1).id
    with transaction.atomic():
        assert enqueue_once(world.stamp, "video 1", 1).id == first
        assert at_once(1, lambda _: leases.claim("eager")) == [[]]
    assert len(leases.claim("eager")) == 1


@pytest.mark.parametrize("time", range(6))
def test_a_fact_is_told_once_however_many_tell(time, settings, effects):
    """Deliveries that meet take turns for each listener; the order is kept, and nobody gives way to somebody
    who gives way."""
    outbox._told_here.clear()  # as if these processes had just started: each try is counted first
    settings.FLOW_LISTENERS = {f"{HERE}.Happened": (f"{HERE}.hear",)}
    with transaction.atomic():
        for number in range(10):
            record(world.Happened(number=number))
    assert sum(at_once(4, lambda _: outbox.deliver_to(f"{HERE}.hear"))) == 10
    assert [fact.number for fact in world.told] == list(range(10))
    assert not OutboxEntry.objects.exists()
