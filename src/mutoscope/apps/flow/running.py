"""One attempt of one job: call the task, then end the job together with its effects."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from traceback import format_exception
from typing import Any

from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskContext
from django_tasks.utils import normalize_json

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import leases
from mutoscope.apps.flow.backend import result_of
from mutoscope.apps.flow.contracts import JobControl, Stopped
from mutoscope.apps.flow.leases import Lease, LeaseLost
from mutoscope.apps.flow.models import Job
from mutoscope.core.units import Refusal

PROGRESS_EVERY_MS = 1000

log = logging.getLogger(__name__)
_control: ContextVar[JobControl | None] = ContextVar("mutoscope_job_control", default=None)


class Control:
    """The worker's side of JobControl: flags set from outside, progress written now and then."""

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._told_ms = 0
        self.pause = threading.Event()
        self.stop = threading.Event()

    def progress(self, fraction: float) -> None:
        at = now_ms()
        if at - self._told_ms < PROGRESS_EVERY_MS:
            return
        self._told_ms = at
        if not leases.note_progress(self._lease, min(max(fraction, 0.0), 1.0)):
            self.stop.set()

    def must_pause(self) -> bool:
        return self.pause.is_set() and not self.stop.is_set()

    def must_stop(self) -> bool:
        return self.stop.is_set()


class _NoJob:
    """Outside a job nobody asks for anything: the same code runs in a shell or a test."""

    def progress(self, fraction: float) -> None:
        pass

    def must_pause(self) -> bool:
        return False

    def must_stop(self) -> bool:
        return False


def control() -> JobControl:
    """The control of the job running here; outside a job, one that never asks for anything."""
    return _control.get() or _NoJob()


@contextmanager
def _controlled(by: JobControl) -> Iterator[None]:
    token = _control.set(by)
    try:
        yield
    finally:
        _control.reset(token)


def run(lease: Lease, job_control: Control | None = None) -> BaseException | None:
    """Run one attempt to its recorded end; the fault that ended it, None when it went well.

    A fault of the database while recording rises: the lease lapses and somebody tries again.
    """
    mine = job_control or Control(lease)
    try:
        with _controlled(mine):
            value = _call(lease)
        if callable(value):
            leases.acknowledge(lease, value)
        else:
            leases.acknowledge(lease, None, normalize_json(value))
    except LeaseLost as lost:
        log.warning("job %s was taken away while it ran: its effects are rolled back", lease.job_id)
        return lost
    except Refusal as refusal:
        leases.give_up(lease, refusal.code, str(refusal).partition(": ")[2])
        return refusal
    except (Exception, SystemExit) as fault:
        if isinstance(fault, Stopped) or mine.must_stop():
            leases.release(lease)
        else:
            _note(lease, fault)
        return fault
    return None


def _call(lease: Lease) -> Any:
    task: Task = import_string(lease.task)
    if not task.takes_context:
        return task.call(*lease.args, **lease.kwargs)
    context = TaskContext(task_result=result_of(Job.objects.get(id=lease.job_id), task))
    return task.call(context, *lease.args, **lease.kwargs)


def _note(lease: Lease, fault: BaseException) -> None:
    log.error("job %s (%s) failed, attempt %s", lease.job_id, lease.task, lease.attempt, exc_info=fault)
    leases.fail(
        lease,
        "failed",
        f"{type(fault).__name__}: {fault}"[:2000],
        error_class=f"{type(fault).__module__}.{type(fault).__qualname__}",
        traceback="".join(format_exception(fault))[-20_000:],
    )
