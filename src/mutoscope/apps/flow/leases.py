"""The lease queue: claim, beat, acknowledge, fail, release, reap. Each is one short transaction.

A claim raises the job's ``fence`` and gives a lease. Whoever holds the newest fence may end the job; a
zombie's writes match no row. SQLite takes turns by its one write lock, PostgreSQL by SKIP LOCKED.
"""

import json
import logging
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Q
from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import outbox
from mutoscope.apps.flow.contracts import Effects, JobDied
from mutoscope.apps.flow.decisions import POISON_STRIKES, retry_delay_ms
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.transactions import whole

LEASE_MS = 30_000
"""A worker that has not been heard of for this long has lost its jobs."""

log = logging.getLogger(__name__)


class Lease(msgspec.Struct, frozen=True):
    """The right to run one attempt of a job, and to end it while ``fence`` is the newest."""

    job_id: int
    fence: int
    task: str
    args: list[Any]
    kwargs: dict[str, Any]
    priority: int
    attempt: int
    max_attempts: int
    max_seconds: int


class LeaseLost(Exception):
    """Somebody else holds the job now, or it was cancelled: whatever we did must not count."""


def claim(
    worker: str,
    count: int = 1,
    *,
    queues: Sequence[str] = (),
    above: int = -101,
    oldest_first: bool = False,
    now: int | None = None,
    lease_ms: int = LEASE_MS,
) -> list[Lease]:
    """Up to ``count`` due jobs with a priority over ``above``, most urgent first."""
    at = now_ms() if now is None else now
    with atomic(), connection.cursor() as cursor:
        cursor.execute(
            _claim_sql(len(queues), oldest_first),
            [at + lease_ms, worker, at, at, *queues, at, above, count],
        )
        rows = cursor.fetchall()
    leases = [Lease(row[0], row[1], row[2], _json(row[3]), _json(row[4]), *row[5:]) for row in rows]
    return sorted(leases, key=lambda lease: (-lease.priority, lease.job_id))


def _claim_sql(queues: int, oldest_first: bool) -> str:
    order = "run_after_ms, id" if oldest_first else "priority DESC, run_after_ms, id"
    which = f"AND queue IN ({', '.join(['%s'] * queues)})" if queues else ""
    postgres = connection.vendor == "postgresql"
    # ARRAY(...) is evaluated once; a plain sub-select may be run again by the planner and take too many
    before, after = ("= ANY(ARRAY(", "FOR UPDATE SKIP LOCKED))") if postgres else ("IN (", ")")
    return (
        "UPDATE flow_job SET state = 'running', fence = fence + 1, attempts = attempts + 1, "  # noqa: S608
        "lease_until_ms = %s, worker = %s, attempted_ms = %s, progress = 0, "
        "started_ms = CASE WHEN started_ms = 0 THEN %s ELSE started_ms END "
        f"WHERE id {before} SELECT id FROM flow_job WHERE state = 'waiting' {which} "
        f"AND run_after_ms <= %s AND priority > %s ORDER BY {order} LIMIT %s {after} "
        "RETURNING id, fence, task, args, kwargs, priority, attempts, max_attempts, max_seconds"
    )


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def held(lease: Lease) -> Any:
    """The job's row as long as ``lease`` is good."""
    return Job.objects.filter(id=lease.job_id, fence=lease.fence, state="running")


def beat(leases: Iterable[Lease], lease_ms: int = LEASE_MS) -> set[int]:
    """Extend leases; the ids of those that are still ours."""
    until = now_ms() + lease_ms
    return {lease.job_id for lease in leases if held(lease).update(lease_until_ms=until)}


def acknowledge(lease: Lease, effects: Effects | None, result: Any = None) -> None:
    """End the job well and let its effects happen, both in one transaction, or raise LeaseLost."""
    with whole():
        ended = held(lease).update(
            state="done", finished_ms=now_ms(), progress=1.0, result=result, reason="", reason_code=""
        )
        if not ended:
            raise LeaseLost(lease.job_id)
        if effects is not None:
            effects()


def fail(lease: Lease, code: str, reason: str, *, error_class: str = "", traceback: str = "") -> None:
    """This attempt failed: again later, or dead when it was the last one."""
    with atomic():
        job = _mine(lease)
        if job is None:
            return
        job.error_class, job.traceback = error_class, traceback
        if job.attempts >= job.max_attempts:
            _bury(job, code, f"It failed {job.attempts} times; the last time: {reason}")
        else:
            _wait(job, now_ms() + retry_delay_ms(job.attempts, random.random()), code, reason)  # noqa: S311


def give_up(lease: Lease, code: str, reason: str) -> None:
    """Dead at once: the task says that trying again is useless."""
    with atomic():
        if (job := _mine(lease)) is not None:
            _bury(job, code, reason)


def release(lease: Lease) -> None:
    """Hand the job back untouched, because the worker is going away; costs no attempt."""
    with atomic():
        if (job := _mine(lease)) is not None:
            job.attempts -= 1
            _wait(job, now_ms(), job.reason_code, job.reason)


def strike(lease: Lease, code: str, reason: str) -> None:
    """The process that ran this job died under it. The second time the job is held to be poison."""
    with atomic():
        job = _mine(lease)
        if job is None:
            return
        job.strikes += 1
        if job.strikes >= POISON_STRIKES:
            _bury(job, "killed_its_worker", f"The process that ran it died {job.strikes} times: {reason}")
        elif job.attempts >= job.max_attempts:
            _bury(job, code, reason)
        else:
            _wait(job, now_ms() + retry_delay_ms(job.attempts, random.random()), code, reason)  # noqa: S311


def reap(now: int | None = None, gone: Callable[[str], bool] = lambda worker: False) -> int:
    """Take back jobs whose worker has not been heard of, or is known to be ``gone``; how many.

    Says nothing about the jobs' guilt: the machine may have lost its power.
    """
    at = now_ms() if now is None else now
    running = Job.objects.filter(state="running")
    workers = [worker for worker in running.values_list("worker", flat=True).distinct() if gone(worker)]
    late = running.filter(Q(lease_until_ms__lt=at) | Q(worker__in=workers))
    taken = 0
    for job_id in list(late.values_list("id", flat=True)):
        with atomic():
            job = _lock(late.filter(id=job_id)).first()
            if job is None:
                continue  # its worker came back, or another one reaped it
            taken += 1
            log.warning("job %s lost its worker %s", job.id, job.worker)
            if job.attempts >= job.max_attempts:
                _bury(job, "worker_lost", f"The machine that ran it was lost {job.attempts} times.")
            else:
                _wait(job, at, "worker_lost", "The machine that ran it was lost.")
    return taken


def cancel(job_id: int, reason: str) -> bool:
    """End a job that has not ended yet; a running one hears it from ``must_stop``. False: it had ended."""
    with atomic():
        job = _lock(Job.objects.filter(id=job_id, state__in=("waiting", "running"))).first()
        if job is not None:
            _bury(job, "cancelled", reason)
    return job is not None


def hold_still(job_id: int) -> None:
    """Lock a job's row until the transaction ends. Its end locks it first and then what its effects change:
    whoever changes the same and then cancels it begins with this."""
    list(_lock(Job.objects.filter(id=job_id)).values_list("id"))


def replay(job_id: int) -> bool:
    """Let a dead job try again from the start; False: it was not dead."""
    with atomic():
        job = _lock(Job.objects.filter(id=job_id, state="dead")).first()
        if job is not None:
            job.attempts = job.strikes = job.finished_ms = 0
            _wait(job, now_ms(), job.reason_code, job.reason)
    return job is not None


def _mine(lease: Lease) -> Job | None:
    job: Job | None = _lock(held(lease)).first()
    return job


def _lock(jobs: Any) -> Any:
    return jobs.select_for_update() if _postgres() else jobs


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def _wait(job: Job, run_after_ms: int, code: str, reason: str) -> None:
    """Back to waiting; when the same work already waits under the same key, that one stands for both."""
    twin = Job.objects.filter(task=job.task, dedupe_key=job.dedupe_key, state="waiting")
    if job.dedupe_key and twin.exists():
        job.state, job.finished_ms, job.reason_code = "done", now_ms(), "superseded"
        job.reason = "The same work was asked for again and waits as another job."
    else:
        job.state, job.run_after_ms = "waiting", run_after_ms
        job.reason_code, job.reason = code, reason
    job.save()


def _bury(job: Job, code: str, reason: str) -> None:
    job.state, job.finished_ms, job.reason_code, job.reason = "dead", now_ms(), code, reason
    job.save()
    level = logging.INFO if code == "cancelled" else logging.ERROR
    log.log(level, "job %s (%s) is dead: %s: %s", job.id, job.task, code, reason)
    outbox.record(
        JobDied(job_id=job.id, task=job.task, args=job.args, kwargs=job.kwargs, code=code, sentence=reason)
    )


def note_progress(lease: Lease, fraction: float) -> bool:
    """Show how far the work is; False when the lease is lost."""
    return bool(held(lease).update(progress=fraction))


def most_urgent(queues: Sequence[str] = ()) -> int | None:
    """The highest priority among jobs that are due; None: none is."""
    due = Job.objects.filter(state="waiting", run_after_ms__lte=now_ms())
    if queues:
        due = due.filter(queue__in=queues)
    first: int | None = due.order_by("-priority").values_list("priority", flat=True).first()
    return first
