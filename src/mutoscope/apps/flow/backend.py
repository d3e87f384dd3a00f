"""Django's Tasks API on the lease queue: a job is a row written in the caller's transaction."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.models import Job
from mutoscope.core.units import Refusal, from_text, to_text

_STATUS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "done": TaskResultStatus.SUCCESSFUL,
    "dead": TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseTask(Task):
    """A task with the limits of its attempts: ``@task(max_attempts=3, max_seconds=600)``."""

    max_attempts: int = 8
    """Attempts before it is dead; with the growing pauses between them, eight take about an hour."""
    max_seconds: int = 3600
    """Longest that one attempt may take before its process is killed."""


class LeaseBackend(BaseTaskBackend):
    task_class = LeaseTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        job = Job.objects.create(**columns(task, args, kwargs))
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult:
        try:
            job = Job.objects.get(id=from_text(result_id))
        except (Job.DoesNotExist, Refusal) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, import_string(job.task))


def columns(task: Task, args: Any, kwargs: Any) -> dict[str, Any]:
    """The row that stands for this call."""
    run_after = task.run_after
    return {
        "task": task.module_path,
        "args": normalize_json(list(args)),
        "kwargs": normalize_json(kwargs),
        "queue": task.queue_name,
        "priority": task.priority,
        "run_after_ms": now_ms() if run_after is None else int(run_after.timestamp() * 1000),
        "max_attempts": getattr(task, "max_attempts", LeaseTask.__dataclass_fields__["max_attempts"].default),
        "max_seconds": getattr(task, "max_seconds", LeaseTask.__dataclass_fields__["max_seconds"].default),
    }


def result_of(job: Job, task: Task) -> TaskResult:
    """The job as the Tasks API shows it."""
    errors = []
    if job.error_class:
        errors = [TaskError(exception_class_path=job.error_class, traceback=job.traceback)]
    result: TaskResult = TaskResult(
        task=replace(task, priority=job.priority, queue_name=job.queue),
        id=to_text(job.id),
        status=_STATUS[job.state],
        enqueued_at=_moment(job.enqueued_ms),
        started_at=_moment(job.started_ms),
        finished_at=_moment(job.finished_ms),
        last_attempted_at=_moment(job.attempted_ms),
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=errors,
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _moment(at_ms: int) -> datetime | None:
    return datetime.fromtimestamp(at_ms / 1000, UTC) if at_ms else None
