"""Clearing away, and how staff see the queue."""

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.flow import world

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import outbox, upkeep
from mutoscope.apps.flow.models import Job, OutboxEntry
from mutoscope.apps.flow.services import drain, record

HERE = "tests.apps.flow.world"

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return staff_client("ada")


def test_what_is_over_is_forgotten_in_time(effects):
    """Done jobs go after a day, dead ones after three months, others never."""
    world.add.enqueue(1, 1)
    world.surrender.enqueue()
    drain(raise_faults=False)
    world.add.enqueue(2, 2)
    assert upkeep.clear_away() == 0
    assert upkeep.clear_away(now_ms() + upkeep.DONE_KEPT_MS + 1000) == 1
    assert upkeep.clear_away(now_ms() + upkeep.DEAD_KEPT_MS + 1000) == 1
    assert Job.objects.get().state == "waiting"


def test_staff_see_why_a_job_died_and_let_it_try_again(staff, effects):
    """The dead letters carry their sentence; an action sends them back into the queue."""
    world.surrender.enqueue()
    drain(raise_faults=False)
    page = staff.get("/admin/flow/job/?state=dead").content.decode()
    assert "Nobody could do this." in page and "hopeless" in page
    job = Job.objects.get()
    staff.post("/admin/flow/job/", {"action": "replay", "_selected_action": [job.id]})
    assert Job.objects.get().state == "waiting"
    staff.post("/admin/flow/job/", {"action": "cancel", "_selected_action": [job.id]})
    job = Job.objects.get()
    assert (job.state, job.reason_code) == ("dead", "cancelled")


def test_nobody_edits_the_queue_by_hand(staff, effects):
    """Rows of the queue can be looked at, not changed, added or deleted."""
    job = Job.objects.create(task=f"{HERE}.add")
    assert staff.get(f"/admin/flow/job/{job.id}/change/").status_code == 200
    assert staff.post(f"/admin/flow/job/{job.id}/change/", {"state": "done"}).status_code == 403
    assert staff.get("/admin/flow/job/add/").status_code == 403
    assert staff.post(f"/admin/flow/job/{job.id}/delete/", {"post": "yes"}).status_code == 403


def test_staff_deliver_a_stuck_fact_again(staff, settings, effects):
    """A fact that was given up is delivered when somebody says so."""
    settings.FLOW_LISTENERS = {f"{HERE}.Happened": (f"{HERE}.hear",)}
    record(world.Happened(number=1))
    OutboxEntry.objects.update(state="dead", attempts=outbox.TRIES, reason="OSError: no")
    assert drain() == 0
    assert "OSError: no" in staff.get("/admin/flow/outboxentry/").content.decode()
    entry = OutboxEntry.objects.get()
    staff.post("/admin/flow/outboxentry/", {"action": "deliver_again", "_selected_action": [entry.id]})
    assert drain() == 1
    assert world.told == [world.Happened(number=1)]
    assert staff.get("/admin/flow/schedule/").status_code == 200
