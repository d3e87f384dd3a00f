"""Facts on their way to listeners: recorded with what made them true, delivered once that is committed.

One row per fact and listener. A listener gets its facts one at a time in the order of recording; a fact
that keeps failing steps aside after a few tries, so that it holds up nobody, and is tried now and then
until it is given up.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from functools import partial

import msgspec
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.transaction import atomic, on_commit
from django.utils.module_loading import import_string

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.flow.decisions import redelivery_delay_ms
from mutoscope.apps.flow.models import OutboxEntry
from mutoscope.apps.flow.transactions import whole

TRIES_IN_ORDER = 5
"""Tries during which later facts for the same listener wait; together about 15 seconds."""
TRIES = 16
"""Tries after which a fact is given up; together about half a day."""
AT_ONCE = 20
"""Facts that whoever recorded one delivers right after the commit; a longer queue is the worker's."""
CROWD_S = 1.0
"""So long after a thread found another one delivering, many are taken to write at once."""
RESTS = 6
OUTSIDE_LEASE_MS = 60_000
"""How long a delivery to an outside listener may take before somebody else tries it."""

log = logging.getLogger(__name__)


def record(fact: Fact) -> None:
    """Keep ``fact`` for everyone who listens, in the caller's transaction; deliver after its commit."""
    name = name_of(type(fact))
    listeners = settings.FLOW_LISTENERS.get(name, ())
    if not listeners:
        return
    payload = msgspec.json.encode(fact).decode()
    with atomic():
        OutboxEntry.objects.bulk_create(
            OutboxEntry(fact=name, payload=payload, listener=listener) for listener in listeners
        )
    for listener in listeners:
        on_commit(partial(deliver_here, listener), robust=True)


def deliver_here(listener: str) -> None:
    """Deliver right after the commit, in the process that recorded, unless it has much to do.

    One thread at a time does; whoever finds it busy leaves theirs to it, or to the worker, which looks when
    the database changes. In a crowd a delivery is followed by a rest of several times its length: under a
    storm this process answers people, and the worker delivers.
    """
    if not _here.turn.acquire(blocking=False):
        _here.crowded = time.monotonic()
        return
    try:
        began = time.monotonic()
        if began < _here.rest_until:
            return
        crowd = began - _here.crowded < CROWD_S
        deliver_to(listener, limit=1 if crowd else AT_ONCE)
        if crowd:
            ended = time.monotonic()
            _here.rest_until = ended + RESTS * (ended - began)
    finally:
        _here.turn.release()


class _Here:
    """Of this process: whose turn it is to deliver, when somebody found it taken, and a rest."""

    turn = threading.RLock()  # what listeners record is delivered too
    crowded = -60.0
    rest_until = 0.0


_here = _Here()


def name_of(fact_class: type[Fact]) -> str:
    """``videos.VideoPlayable`` for a fact of an app; the whole dotted path for any other."""
    config = apps.get_containing_app_config(fact_class.__module__)
    in_contracts = config is not None and fact_class.__module__ == f"{config.name}.contracts"
    home = config.label if config is not None and in_contracts else fact_class.__module__
    return f"{home}.{fact_class.__qualname__}"


def class_of(name: str) -> type[Fact]:
    """The class behind a name; raises ImportError or LookupError when there is none."""
    home, _, class_name = name.rpartition(".")
    module = f"{apps.get_app_config(home).name}.contracts" if "." not in home else home
    found: type[Fact] = import_string(f"{module}.{class_name}")
    return found


def due_listeners(now: int | None = None) -> list[str]:
    """Listeners for whom something could be delivered now."""
    at = now_ms() if now is None else now
    open_entries = OutboxEntry.objects.exclude(state="dead").filter(run_after_ms__lte=at)
    return list(open_entries.order_by().values_list("listener", flat=True).distinct())


def deliver_to(listener: str, *, limit: int = 200, raise_faults: bool = False, now: int | None = None) -> int:
    """Deliver up to ``limit`` due facts to ``listener``; how many it got. Stops at the first failure."""
    delivered = 0
    while delivered < limit:
        try:
            found = _deliver_one(listener, now)
        except _Failed as failure:
            _note_failure(failure)
            if raise_faults:
                raise failure.fault from None
            return delivered
        if not found:
            break
        delivered += 1
    return delivered


def deliver_again(entry_id: int) -> bool:
    """Let a fact that failed be delivered as if it were new; False: it has been delivered meanwhile."""
    return bool(
        OutboxEntry.objects.filter(id=entry_id).update(
            state="waiting", attempts=0, run_after_ms=0, lease_until_ms=0
        )
    )


class _Failed(Exception):
    def __init__(self, entry: OutboxEntry, fault: Exception) -> None:
        self.entry, self.fault = entry, fault


def _deliver_one(listener: str, now: int | None) -> bool:
    at = now_ms() if now is None else now
    with atomic():
        entry = _next(listener, at)
        if entry is None:
            return False
        try:
            act, fact = _resolve(entry)
            if not getattr(act, "acts_outside", False):
                OutboxEntry.objects.filter(id=entry.id).delete()
                with whole():
                    act(fact)
                return True
        except Exception as fault:
            raise _Failed(entry, fault) from fault
        entry.fence += 1
        entry.lease_until_ms = at + OUTSIDE_LEASE_MS
        entry.save(update_fields=["fence", "lease_until_ms"])
    try:
        act(fact)
    except Exception as fault:
        raise _Failed(entry, fault) from fault
    OutboxEntry.objects.filter(id=entry.id, fence=entry.fence).delete()
    return True


def _next(listener: str, at: int) -> OutboxEntry | None:
    """The fact whose turn it is, if it is due and nobody else is busy with this listener."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # SQLite's write lock does this by itself
            cursor.execute("SELECT pg_try_advisory_xact_lock(7101, hashtext(%s))", [listener])
            if not cursor.fetchone()[0]:
                return None
    mine = OutboxEntry.objects.filter(listener=listener)
    head = mine.filter(state="waiting").order_by("id").first()
    if head is not None and head.lease_until_ms > at:
        return None
    if head is not None and head.run_after_ms <= at:
        return head
    return mine.filter(state="parked", run_after_ms__lte=at, lease_until_ms__lte=at).order_by("id").first()


def _resolve(entry: OutboxEntry) -> tuple[Callable[[Fact], None], Fact]:
    act: Callable[[Fact], None] = import_string(entry.listener)
    return act, msgspec.json.decode(entry.payload, type=class_of(entry.fact))


def _note_failure(failure: _Failed) -> None:
    entry, at = failure.entry, now_ms()
    entry.attempts += 1
    entry.lease_until_ms = 0
    entry.run_after_ms = at + redelivery_delay_ms(entry.attempts, random.random())  # noqa: S311 - spread only
    entry.state = "waiting" if entry.attempts < TRIES_IN_ORDER else "parked"
    entry.reason = f"{type(failure.fault).__name__}: {failure.fault}"[:2000]
    if entry.attempts >= TRIES:
        entry.state = "dead"
    log.error(
        "%s could not be told %s (try %s)", entry.listener, entry.fact, entry.attempts, exc_info=failure.fault
    )
    OutboxEntry.objects.filter(id=entry.id, fence=entry.fence).update(
        attempts=entry.attempts,
        run_after_ms=entry.run_after_ms,
        lease_until_ms=0,
        state=entry.state,
        reason=entry.reason,
    )
