"""Jobs, undelivered facts and schedules. Times are milliseconds since 1970.

waiting --claim--> running --ack--> done
   ^                  |
   +---- retry -------+---- no attempts left, refused, cancelled, poison --> dead --replay--> waiting
"""

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms


class Job(models.Model):
    """One call of a task that must happen; only the holder of its newest ``fence`` may end it."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=64, default="default")
    priority = models.SmallIntegerField(default=0)
    dedupe_key = models.CharField(max_length=200, blank=True)
    """Among waiting jobs of a task, one per key; empty: no such rule."""
    state = models.CharField(
        max_length=8,
        default="waiting",
        choices=[(state, state) for state in ("waiting", "running", "done", "dead")],
    )
    enqueued_ms = models.BigIntegerField(default=now_ms)
    run_after_ms = models.BigIntegerField(default=now_ms)
    started_ms = models.BigIntegerField(default=0)
    """Start of the first attempt; 0: none yet."""
    attempted_ms = models.BigIntegerField(default=0)
    finished_ms = models.BigIntegerField(default=0)
    attempts = models.SmallIntegerField(default=0)
    max_attempts = models.SmallIntegerField(default=8)
    max_seconds = models.IntegerField(default=3600)
    """Longest that one attempt may take; then its process is killed and the attempt failed."""
    strikes = models.SmallIntegerField(default=0)
    """How often it was running when the process that ran it died: two make it poison."""
    worker = models.CharField(max_length=64, blank=True)
    fence = models.BigIntegerField(default=0)
    """Rises with every claim: writes of an earlier holder no longer match."""
    lease_until_ms = models.BigIntegerField(default=0)
    progress = models.FloatField(default=0.0)
    result = models.JSONField(null=True)
    reason_code = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    """One sentence: why it is dead, or why the last attempt failed."""
    traceback = models.TextField(blank=True)
    error_class = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                models.F("priority").desc(),
                models.F("run_after_ms"),
                models.F("id"),
                name="flow_job_next",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["lease_until_ms"], name="flow_job_lease", condition=models.Q(state="running")
            ),
            models.Index(fields=["state", "finished_ms"], name="flow_job_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "dedupe_key"],
                condition=models.Q(state="waiting") & ~models.Q(dedupe_key=""),
                name="flow_job_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task.rpartition('.')[2]} {self.id}"


class OutboxEntry(models.Model):
    """A fact on its way to one listener; the row goes when the listener has it."""

    id = models.BigAutoField(primary_key=True)
    fact = models.CharField(max_length=200)
    payload = models.TextField()
    listener = models.CharField(max_length=200)
    state = models.CharField(
        max_length=8,
        default="waiting",
        choices=[(state, state) for state in ("waiting", "parked", "dead")],
    )
    """waiting: in order; parked: failed often, stepped aside and tried now and then; dead: given up."""
    recorded_ms = models.BigIntegerField(default=now_ms)
    attempts = models.SmallIntegerField(default=0)
    run_after_ms = models.BigIntegerField(default=0)
    fence = models.BigIntegerField(default=0)
    lease_until_ms = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "outbox entries"
        indexes = [models.Index(fields=["state", "listener", "id"], name="flow_outbox_next")]

    def __str__(self) -> str:
        return f"{self.fact} for {self.listener}"


class Schedule(models.Model):
    """When a scheduled task fires next; declared in code, kept here so that one worker fires it."""

    name = models.CharField(max_length=100, primary_key=True)
    every_ms = models.BigIntegerField()
    next_ms = models.BigIntegerField()
    fired_ms = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Nudge(models.Model):
    """Open pages of some people should look at something again; see ``nudges``."""

    id = models.BigAutoField(primary_key=True)
    people = models.JSONField()
    """Their ids."""
    kind = models.CharField(max_length=24)
    about = models.CharField(max_length=20, blank=True)
    at_ms = models.BigIntegerField(default=now_ms)
