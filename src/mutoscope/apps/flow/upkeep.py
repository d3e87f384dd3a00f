"""The worker's other duty: deliver facts, fire schedules, clear away what is over, keep SQLite's log short.

It runs in a process of its own beside the slots, so facts travel while every slot is busy, and a listener
that hangs or crashes hurts no job.
"""

import logging
import time

from django.db import DatabaseError, close_old_connections, connection, connections

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import nudges, outbox, schedules
from mutoscope.apps.flow.changes import Changes
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.slots import Ears
from mutoscope.core.units import DAY_MS

DONE_KEPT_MS = DAY_MS
DEAD_KEPT_MS = 90 * DAY_MS
CLEAN_EVERY_S = 600.0
CHECKPOINT_EVERY_S = 2.0
"""Often, because nobody writes meanwhile: a small log is folded in less time than a person notices."""
MOMENT_S = 0.25
"""One listener is told for so long before the next one's turn, however many facts wait for it."""
AT_LEAST_EVERY_S = 1.0
"""A look happens this often even when nothing changed: retries and schedules come due by the clock alone."""

log = logging.getLogger(__name__)


def keep_up(ears: Ears) -> None:
    """The life of the upkeep process."""
    changes = Changes()
    looked = cleaned = checkpointed = 0.0
    while not ears.stopping.wait(changes.pause_s()):
        try:
            by_the_clock = time.monotonic() - looked >= AT_LEAST_EVERY_S
            if by_the_clock:
                looked = time.monotonic()
                schedules.fire()
                close_old_connections()
            if (changes.any() or by_the_clock) and deliver():
                changes.found()
            if time.monotonic() - cleaned >= CLEAN_EVERY_S:
                cleaned = time.monotonic()
                clear_away()
                nudges.clear_away()
            if time.monotonic() - checkpointed >= CHECKPOINT_EVERY_S:
                checkpointed = time.monotonic()
                checkpoint()
        except DatabaseError:
            log.exception("upkeep goes on in a moment")
            connections.close_all()
            ears.stopping.wait(1.0)
        ears.round_done()


def deliver() -> bool:
    """One look: tell everyone what can be told in a moment; whether there was anything."""
    return sum(outbox.deliver_to(one, seconds=MOMENT_S) for one in outbox.due_listeners()) > 0


def clear_away(now: int | None = None) -> int:
    """Forget jobs done a day ago and dead for three months; how many."""
    at = now_ms() if now is None else now
    gone = 0
    for state, kept_ms in (("done", DONE_KEPT_MS), ("dead", DEAD_KEPT_MS)):
        old = Job.objects.filter(state=state, finished_ms__lt=at - kept_ms).order_by("finished_ms")
        while ids := list(old.values_list("id", flat=True)[:500]):  # in bites: nobody waits long
            gone += Job.objects.filter(id__in=ids).delete()[0]
    return gone


def checkpoint() -> None:
    """Fold SQLite's write-ahead log into the database when it has grown; see ``project.sqlite``."""
    fold = getattr(connection, "fold_log_when_large", None)
    if fold is not None:
        connection.ensure_connection()
        fold()
