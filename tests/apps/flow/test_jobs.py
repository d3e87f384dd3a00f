"""Jobs through the front door: enqueue, run, fail, give up."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from tests.apps.flow import world

from mutoscope.apps.flow import leases, queries, running
from mutoscope.apps.flow.services import cancel, drain, enqueue_once, replay
from mutoscope.core.units import from_text

pytestmark = pytest.mark.django_db


def test_a_job_runs_once_and_its_result_can_be_read():
    """What a task returns is kept with its job."""
    result = world.add.enqueue(2, second=3)
    assert result.status == TaskResultStatus.READY
    assert drain() == 1
    assert drain() == 0
    assert world.add.get_result(result.id).return_value == 5


def test_a_job_of_a_transaction_that_failed_never_was(effects):
    """Enqueueing belongs to the caller's transaction."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        world.stamp.enqueue(1)
        raise ZeroDivisionError
    assert drain() == 0
    assert effects() == []


def test_urgent_work_comes_first_and_later_work_waits(effects):
    """Order is priority, then age; nothing runs before its time."""
    world.stamp_late.enqueue(3)
    world.stamp.enqueue(2)
    world.stamp_soon.enqueue(1)
    tomorrow = timezone.now() + timedelta(days=1)
    world.stamp.using(run_after=tomorrow).enqueue(4)
    order = [lease.args[0] for _ in range(4) for lease in leases.claim("me")]
    assert order == [1, 2, 3]
    assert drain(ahead=timedelta(days=1, seconds=1)) == 1
    assert effects() == [4]


def test_a_fault_is_tried_again_later_and_buried_in_the_end():
    """Attempts are spaced out; after the last one the job is dead and says why."""
    result = world.stumble.enqueue()
    with pytest.raises(OSError, match="sulking"):
        drain()
    assert drain(raise_faults=False) == 0, "the second attempt waits"
    assert drain(raise_faults=False, ahead=timedelta(hours=1)) == 2
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is OSError
    dead = queries.job(from_text(result.id))
    assert (dead.state, dead.code) == ("dead", "failed")
    assert dead.reason == "It failed 3 times; the last time: OSError: the disk is sulking"


@pytest.mark.parametrize(
    ("task", "code", "sentence"),
    [
        (world.refuse, "too_odd", "This is too odd for us."),
        (world.surrender, "hopeless", "Nobody could do this."),
    ],
)
def test_a_refusal_is_final(task, code, sentence):
    """Trying again what the domain refuses is useless: dead at once, with its sentence."""
    result = task.enqueue()
    drain(raise_faults=False)
    job = queries.job(from_text(result.id))
    assert (job.state, job.code, job.reason, job.attempts) == ("dead", code, sentence, 1)


def test_a_zombie_cannot_acknowledge(effects):
    """Whoever lost the lease ends nothing, and the effects of the lost attempt roll back."""
    world.stamp.enqueue(7)
    [stale] = leases.claim("slow", now=1_000_000_000_000_000)
    assert leases.reap(now=2_000_000_000_000_000) == 1
    [fresh] = leases.claim("quick", now=2_000_000_000_000_000)
    assert fresh.fence > stale.fence
    assert isinstance(running.run(stale), leases.LeaseLost)
    assert effects() == []
    assert running.run(fresh) is None
    assert effects() == [7]


def test_effects_that_fail_take_the_acknowledgement_with_them(effects):
    """Effect and acknowledgement commit together or not at all."""
    result = world.stamp.enqueue("not a number at all")
    with transaction.atomic():
        [lease] = leases.claim("me")

    def half_done():
        world.write(1)
        raise OSError("cut off")

    with pytest.raises(OSError, match="cut off"):
        leases.acknowledge(lease, half_done)
    assert effects() == []
    assert queries.job(from_text(result.id)).state == "running"


def test_the_same_work_waits_once(effects):
    """enqueue_once adds nothing while its twin waits, and adds again once that one runs."""
    first = enqueue_once(world.stamp, "video 5", 5)
    assert enqueue_once(world.stamp, "video 5", 5).id == first.id
    assert enqueue_once(world.stamp, "video 6", 6).id != first.id
    [lease, _] = leases.claim("me", 2)
    second = enqueue_once(world.stamp, "video 5", 5)
    assert second.id != first.id
    leases.release(lease)
    assert drain() == 1, "the one handed back makes room for the newer"
    assert effects() == [5]


def test_two_dead_workers_make_poison():
    """A job whose process died twice is quarantined, and can be replayed by hand."""
    result = world.add.enqueue(1, 1)
    for _ in range(2):
        [lease] = leases.claim("me", now=3_000_000_000_000_000)
        leases.strike(lease, "crashed", "signal 11")
    job = queries.job(from_text(result.id))
    assert (job.state, job.code) == ("dead", "killed_its_worker")
    assert replay(from_text(result.id))
    assert drain() == 1
    assert queries.job(from_text(result.id)).state == "done"


def test_a_cancelled_job_is_over(effects):
    """Cancelling takes the lease away: a running attempt can no longer count."""
    result = world.stamp.enqueue(1)
    [lease] = leases.claim("me")
    assert cancel(from_text(result.id), "Not wanted any more.")
    assert not cancel(from_text(result.id), "Twice.")
    assert leases.beat([lease]) == set()
    running.run(lease)
    assert effects() == []


def test_an_address_of_a_job_that_never_was():
    """An unknown or garbled id is answered as the Tasks API says."""
    for wrong in ("0000000000000", "x", "../../etc/passwd"):
        with pytest.raises(TaskResultDoesNotExist):
            world.add.get_result(wrong)


def test_arguments_that_cannot_be_kept_are_refused_at_once():
    """What does not fit into JSON fails where it is enqueued, not in the worker."""
    with pytest.raises(TypeError):
        world.add.enqueue(object(), 1)
