"""Schedules fire once for each due time."""

from datetime import timedelta

import pytest
from tests.apps.flow import world

from mutoscope.apps.flow import schedules
from mutoscope.apps.flow.models import Job

MINUTE = 60_000
NOON = 1_800_000_000_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_minute(monkeypatch):
    monkeypatch.setattr(schedules, "_declared", {})
    schedules.schedule("sweep", timedelta(minutes=1), world.stumble)
    schedules.sync(NOON)


def test_a_schedule_fires_once_for_each_due_time(every_minute):
    """Asked twice at the same time, it fires once; a minute later again."""
    assert [schedules.fire(NOON), schedules.fire(NOON), schedules.fire(NOON + 59_999)] == [1, 0, 0]
    assert Job.objects.count() == 1
    assert schedules.next_ms() == NOON + MINUTE
    Job.objects.update(state="running")
    assert schedules.fire(NOON + MINUTE) == 1
    assert Job.objects.count() == 2


def test_an_outage_is_made_up_for_once(every_minute):
    """After an hour without workers there is one firing, and the rhythm is kept."""
    assert schedules.fire(NOON + 60 * MINUTE + 5) == 1
    assert schedules.next_ms() == NOON + 61 * MINUTE


def test_a_slow_task_does_not_pile_up(every_minute):
    """While the last firing still waits, no second job is added."""
    for minute in range(5):
        schedules.fire(NOON + minute * MINUTE)
    assert Job.objects.count() == 1
