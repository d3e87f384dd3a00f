"""What stands in the queue, for screens, health checks and tests."""

import msgspec
from django.db.models import Count, Min, QuerySet

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.flow.models import Job, OutboxEntry
from mutoscope.apps.flow.outbox import name_of


class JobView(msgspec.Struct, frozen=True):
    """One job as others may see it."""

    job_id: int
    task: str
    state: str
    """waiting, running, done or dead."""
    attempts: int
    progress: float
    code: str
    reason: str


class Backlog(msgspec.Struct, frozen=True):
    """How much there is to do, and how late it is."""

    jobs: dict[str, int]
    """State to number of jobs."""
    oldest_due_ms: int
    """How long the job that is due and waits longest has been due; 0: none waits."""
    facts: dict[str, int]
    """State to number of undelivered facts."""
    oldest_fact_ms: int


class Unfinished(msgspec.Struct, frozen=True):
    """Jobs of one queue that are in one state short of done."""

    queue: str
    state: str
    count: int


class DeadLetter(msgspec.Struct, frozen=True):
    """A job that was given up, or a fact that a listener would not have."""

    id: int
    what: str
    code: str
    reason: str
    ended_ms: int


def is_told(fact: Fact) -> bool:
    """Whether everyone who listens has had this fact; who gave up on it has not."""
    payload = msgspec.json.encode(fact).decode()
    return not OutboxEntry.objects.filter(fact=name_of(type(fact)), payload=payload).exists()


def unfinished() -> list[Unfinished]:
    """How many jobs wait, run and were given up, by queue; what somebody stopped was not given up."""
    rows = _not_stopped(Job.objects.filter(state__in=("waiting", "running", "dead")))
    rows = rows.values_list("queue", "state")
    return [Unfinished(*row) for row in rows.annotate(n=Count("id")).order_by("queue", "state")]


def _not_stopped(jobs: QuerySet[Job]) -> QuerySet[Job]:
    return jobs.exclude(state="dead", reason_code="cancelled")


def dead_letters(most: int) -> list[DeadLetter]:
    """The last ``most`` jobs that were given up."""
    dead = _not_stopped(Job.objects.filter(state="dead")).order_by("-finished_ms")[:most]
    return [DeadLetter(one.id, one.task, one.reason_code, one.reason, one.finished_ms) for one in dead]


def job(job_id: int) -> JobView | None:
    """The job, or None when it never was or has been cleaned away."""
    row = Job.objects.filter(id=job_id).first()
    return row and _view(row)


def _view(row: Job) -> JobView:
    return JobView(row.id, row.task, row.state, row.attempts, row.progress, row.reason_code, row.reason)


def under_way(task: str, key: str) -> JobView | None:
    """The job of the task, by its full name, that waits or runs under this ``enqueue_once`` key."""
    row = Job.objects.filter(task=task, dedupe_key=key, state__in=("waiting", "running")).first()
    return row and _view(row)


def backlog() -> Backlog:
    """The state of the queue and of the outbox."""
    at = now_ms()
    due = Job.objects.filter(state="waiting", run_after_ms__lte=at).aggregate(first=Min("run_after_ms"))[
        "first"
    ]
    fact = OutboxEntry.objects.filter(state="waiting").aggregate(first=Min("recorded_ms"))["first"]
    return Backlog(
        jobs=dict(Job.objects.values_list("state").annotate(Count("id"))),
        oldest_due_ms=at - due if due else 0,
        facts=dict(OutboxEntry.objects.values_list("state").annotate(Count("id"))),
        oldest_fact_ms=at - fact if fact else 0,
    )
