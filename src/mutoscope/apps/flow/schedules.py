"""Schedules: declared in code, fired by whichever worker comes first, once for each due time."""

from datetime import timedelta

from django.db.models import F
from django.db.transaction import atomic
from django_tasks.base import Task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.enqueueing import enqueue_once
from mutoscope.apps.flow.models import Schedule

_declared: dict[str, tuple[int, Task]] = {}


def schedule(name: str, every: timedelta, task: Task) -> None:
    """Run ``task`` (no arguments) every so often; called at import of an app's ``tasks``.

    After an outage it fires once, not once for each time missed; while its last job still waits, no
    second one is added.
    """
    every_ms = int(every.total_seconds() * 1000)
    assert every_ms > 0, f"schedule {name} needs a time above zero"
    known = _declared.get(name)
    assert known is None or known[1].module_path == task.module_path, f"two schedules are called {name}"
    _declared[name] = (every_ms, task)


def sync(now: int | None = None) -> None:
    """Write what is declared into the database; a new schedule is due at once."""
    at = now_ms() if now is None else now
    for name, (every_ms, _) in _declared.items():
        row, new = Schedule.objects.get_or_create(name=name, defaults={"every_ms": every_ms, "next_ms": at})
        if not new and row.every_ms != every_ms:
            Schedule.objects.filter(name=name).update(every_ms=every_ms, next_ms=at)


def fire(now: int | None = None) -> int:
    """Enqueue what is due; how many. The row's ``next_ms`` moves in the same transaction as the job
    appears, so several workers fire each due time once."""
    at = now_ms() if now is None else now
    fired = 0
    for row in Schedule.objects.filter(name__in=list(_declared), next_ms__lte=at):
        missed = (at - row.next_ms) // row.every_ms
        with atomic():
            moved = Schedule.objects.filter(name=row.name, next_ms=row.next_ms).update(
                next_ms=F("next_ms") + F("every_ms") * (missed + 1), fired_ms=at
            )
            if moved:
                enqueue_once(_declared[row.name][1], f"schedule:{row.name}")
                fired += 1
    return fired


def next_ms() -> int | None:
    """When the next schedule is due; None: there is none."""
    rows = Schedule.objects.filter(name__in=list(_declared)).order_by("next_ms")
    first: int | None = rows.values_list("next_ms", flat=True).first()
    return first
