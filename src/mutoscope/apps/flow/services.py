"""The front door of flow: record facts, run work later, hear from the worker."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import TextField
from django.db.models.functions import Cast, Concat
from django.utils.module_loading import autodiscover_modules

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import leases, outbox, running, schedules
from mutoscope.apps.flow.enqueueing import enqueue_once, hasten
from mutoscope.apps.flow.leases import cancel, hold_still, replay
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.nudges import nudge
from mutoscope.apps.flow.outbox import deliver_again, record
from mutoscope.apps.flow.running import control
from mutoscope.apps.flow.schedules import schedule
from mutoscope.apps.flow.slots import at_rest

__all__ = [
    "at_rest",
    "cancel",
    "control",
    "deliver_again",
    "drain",
    "enqueue_once",
    "forget_words",
    "hasten",
    "hold_still",
    "nudge",
    "record",
    "replay",
    "schedule",
]


def forget_words(words: Sequence[str]) -> int:
    """Forget finished and failed jobs whose arguments hold one of these words; how many."""
    gone = 0
    for word in words:
        ended = Job.objects.filter(state__in=("done", "dead")).annotate(
            told=Concat(Cast("args", TextField()), Cast("kwargs", TextField()), output_field=TextField())
        )
        gone += ended.filter(told__contains=word).delete()[0]
    return gone


def drain(*, ahead: timedelta = timedelta(0), raise_faults: bool = True, with_schedules: bool = False) -> int:
    """For tests and one-off commands: deliver and run everything due, here and now, until nothing is.

    ``ahead`` pretends that it is later, so that retries and delayed jobs are due. The first fault of a
    listener or job is raised after it has been recorded, unless ``raise_faults`` is False. How many
    facts and attempts there were.
    """
    autodiscover_modules("tasks")
    later = now_ms() + int(ahead.total_seconds() * 1000)
    if with_schedules:
        schedules.sync(later)
        schedules.fire(later)
    return sum(_steps(int(ahead.total_seconds() * 1000), raise_faults))


def _steps(ahead_ms: int, raise_faults: bool) -> Iterator[int]:
    while True:
        at = now_ms() + ahead_ms
        told = sum(
            outbox.deliver_to(listener, raise_faults=raise_faults, now=at)
            for listener in outbox.due_listeners(at)
        )
        claimed = leases.claim("drain", now=at)
        for lease in claimed:
            fault = running.run(lease)
            if fault is not None and raise_faults:
                raise fault
        if not told and not claimed:
            return
        yield told + len(claimed)
