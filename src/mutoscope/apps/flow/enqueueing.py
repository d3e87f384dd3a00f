"""Enqueueing a task so that it waits at most once, and calling off its waiting."""

from typing import Any

from django.db import connection
from django.db.transaction import atomic
from django_tasks.base import Task, TaskResult

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.backend import columns, result_of
from mutoscope.apps.flow.models import Job

MEETINGS = 100
"""So often a job may be claimed between our looking for it and our adding it; more is a fault."""


def enqueue_once(task: Task, key: str, *args: Any, **kwargs: Any) -> TaskResult:
    """Enqueue ``task`` unless it already waits under ``key``; the job that waits, either way.

    A job found waiting starts only after the caller's transaction has ended, so it sees what the caller
    wrote. The same key must mean the same work.
    """
    assert key, "a key that says what the work is about"
    task.get_backend().validate_task(task)
    with atomic():
        for _ in range(MEETINGS):
            waiting = Job.objects.filter(task=task.module_path, dedupe_key=key, state="waiting")
            if connection.vendor == "postgresql":
                waiting = waiting.select_for_update()  # no worker claims it before we commit
            if (job := waiting.first()) is not None:
                return result_of(job, task)
            fresh = Job(dedupe_key=key, **columns(task, args, kwargs))
            if Job.objects.bulk_create([fresh], ignore_conflicts=True) and _exists(fresh):
                return result_of(fresh, task)
    raise RuntimeError(f"{task.module_path} could neither be found waiting nor enqueued under {key!r}")


def hasten(task: Task, starting: str) -> int:
    """Let what waits under keys that begin so, and was never tried, run now and not later; how many.

    What failed already keeps its pause.
    """
    waiting = Job.objects.filter(task=task.module_path, dedupe_key__startswith=starting, state="waiting")
    now = now_ms()
    return int(waiting.filter(attempts=0, run_after_ms__gt=now).update(run_after_ms=now))


def _exists(job: Job) -> bool:
    """Whether the row is there: with conflicts ignored the database does not say."""
    return Job.objects.filter(id=job.id).exists()
