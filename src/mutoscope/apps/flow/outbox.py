"""Facts on their way to listeners: recorded with what made them true, delivered by the worker once it is so.

One row per fact and listener. A listener gets its facts one at a time in the order of recording; a fact
that keeps failing steps aside after a few tries, so that it holds up nobody, and is tried now and then
until it is given up.

A fact can also end the process that tells it, with all that was told in the same transaction. So a process
that is new to a listener tells it its first facts one by one, and counts each try before it: such a fact
takes nothing from others, and steps aside like any that fails.

Whoever records a fact waits for no listener. The worker delivers several of one listener in one transaction,
and keeps that short: on SQLite everybody who wants to write waits meanwhile.
"""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import takewhile
from typing import NamedTuple

import msgspec
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import atomic
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
TOGETHER = 20
"""Most facts of one delivery."""
HOLD_S = 0.01
"""A transaction that delivers ends after the fact that takes it beyond this."""
OUTSIDE_S = 1.0
"""The same for a delivery to an outside listener, which holds up only later facts of its own."""
OUTSIDE_LEASE_MS = 60_000
"""How long a delivery to an outside listener may take before somebody else tries it."""

_NEW = "(%s, %s, %s, %s, 'waiting', 0, 0, 0, 0, '')"

_told_here: Counter[str] = Counter()
"""Facts that this process has told each listener."""

log = logging.getLogger(__name__)


def record(*facts: Fact) -> None:
    """Keep facts for everyone who listens, in the caller's transaction; hundreds at once are one write."""
    at = now_ms()
    rows = [
        (name, msgspec.json.encode(fact).decode(), listener, at)
        for fact in facts
        for name in (name_of(type(fact)),)
        for listener in settings.FLOW_LISTENERS.get(name, ())
    ]
    if not rows:
        return
    with connection.cursor() as cursor:  # by hand: whoever likes or comments holds the database meanwhile
        cursor.execute(
            "INSERT INTO flow_outboxentry (fact, payload, listener, recorded_ms,"  # noqa: S608 - only marks
            " state, attempts, run_after_ms, fence, lease_until_ms, reason)"
            f" VALUES {', '.join([_NEW] * len(rows))}",
            [value for row in rows for value in row],
        )


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


def deliver_to(
    listener: str,
    *,
    limit: int = 200,
    seconds: float = float("inf"),
    raise_faults: bool = False,
    now: int | None = None,
) -> int:
    """Deliver due facts to ``listener``, ``limit`` of them at most; how many it got. Stops at the first
    failure, and takes no more when ``seconds`` have passed."""
    delivered, began = 0, time.monotonic()
    while delivered < limit and time.monotonic() - began < seconds:
        delivery = _deliver_some(listener, min(TOGETHER, limit - delivered), now)
        delivered += delivery.told
        if delivery.failure is not None:
            _note_failure(delivery.failure)
            if raise_faults:
                raise delivery.failure.fault
        if delivery.failure is not None or not delivery.more:
            break
    return delivered


def deliver_again(entry_id: int) -> bool:
    """Let a fact that failed be delivered as if it were new; False: it has been delivered meanwhile."""
    return bool(
        OutboxEntry.objects.filter(id=entry_id).update(
            state="waiting", attempts=0, run_after_ms=0, lease_until_ms=0
        )
    )


class _Failed(NamedTuple):
    entry: OutboxEntry
    fault: Exception


class _Delivery(NamedTuple):
    told: int
    more: bool
    """Others may wait behind these."""
    failure: _Failed | None
    """What the fact behind the last one that was told failed with."""


def _deliver_some(listener: str, most: int, now: int | None) -> _Delivery:
    """Deliver the next facts to ``listener``."""
    at = now_ms() if now is None else now
    careful = _told_here[listener] < TOGETHER
    tried = _count_try(listener, at) if careful else None
    with atomic():
        entries = _still(tried) if careful else _next(listener, most, at)
        if not entries:
            return _Delivery(0, more=False, failure=None)
        outside = _acts_outside(listener)
        if outside:
            _lease(entries, at + OUTSIDE_LEASE_MS)
        else:
            told, failure = _tell(entries, whole, HOLD_S)
            _forget(entries[:told])
    if outside:
        told, failure = _tell(entries, nullcontext, OUTSIDE_S)
        with atomic():
            _forget(entries[:told])
            _let_go(entries[told + (failure is not None) :])
    if failure is not None and careful:
        failure.entry.attempts -= 1  # this try is counted already
    _told_here[listener] += told
    more = careful or told < len(entries) or len(entries) == most
    return _Delivery(told, more=more, failure=failure)


def _acts_outside(listener: str) -> bool:
    try:
        return getattr(import_string(listener), "acts_outside", False)
    except ImportError:
        return False  # it fails when it is told


def _tell(
    entries: Sequence[OutboxEntry], each: Callable[[], AbstractContextManager[None]], seconds: float
) -> tuple[int, _Failed | None]:
    """Tell one fact after the other, each inside ``each``, until one fails or time is up."""
    until = time.monotonic() + seconds
    for told, entry in enumerate(entries, start=1):
        try:
            act, fact = _resolve(entry)
            with each():
                act(fact)
        except Exception as fault:
            return told - 1, _Failed(entry, fault)
        if time.monotonic() >= until:
            break
    return told, None


def _next(listener: str, most: int, at: int) -> list[OutboxEntry]:
    """The facts whose turn it is, if they are due and nobody else is busy with this listener."""
    if not _take_turn(listener):
        return []
    mine = OutboxEntry.objects.filter(listener=listener).order_by("id")
    waiting = list(mine.filter(state="waiting")[:most])
    if waiting and waiting[0].lease_until_ms > at:
        return []
    due = list(takewhile(lambda one: max(one.run_after_ms, one.lease_until_ms) <= at, waiting))
    return due or list(mine.filter(state="parked", run_after_ms__lte=at, lease_until_ms__lte=at)[:1])


def _take_turn(listener: str, *, wait: bool = False) -> bool:
    """Keep others from telling this listener until the transaction ends; False: somebody else does."""
    if connection.vendor != "postgresql":
        return True  # SQLite's write lock does this by itself
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(7101, hashtext(%s))", [listener])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(7101, hashtext(%s))", [listener])
        return bool(cursor.fetchone()[0])


def _count_try(listener: str, at: int) -> OutboxEntry | None:
    """The next fact, as failed as it is if this process ends while telling it."""
    with atomic():
        entries = _next(listener, 1, at)
        if entries:
            _write_try(entries[0], "The process that told it ended.")
        return entries[0] if entries else None


def _still(tried: OutboxEntry | None) -> list[OutboxEntry]:
    """The fact, unless somebody else has had it since its try was counted. Whoever looks just then finds that
    it is not due and goes: given way to, they would leave it untold until its next try."""
    if tried is None or not _take_turn(tried.listener, wait=True):
        return []
    return list(OutboxEntry.objects.filter(id=tried.id, attempts=tried.attempts, fence=tried.fence))


def _lease(entries: Sequence[OutboxEntry], until_ms: int) -> None:
    """Nobody else tells these until then, and whoever was about to has lost them."""
    fence = 1 + max(entry.fence for entry in entries)
    _rows(entries).update(fence=fence, lease_until_ms=until_ms)
    for entry in entries:
        entry.fence = fence


def _let_go(entries: Sequence[OutboxEntry]) -> None:
    if entries:
        _rows(entries).update(lease_until_ms=0)


def _forget(entries: Sequence[OutboxEntry]) -> None:
    if entries:
        _rows(entries).delete()


def _rows(entries: Sequence[OutboxEntry]) -> QuerySet[OutboxEntry]:
    """These in the database, without those that somebody took over."""
    newest = max(entry.fence for entry in entries)
    return OutboxEntry.objects.filter(id__in=[entry.id for entry in entries], fence__lte=newest)


def _resolve(entry: OutboxEntry) -> tuple[Callable[[Fact], None], Fact]:
    act: Callable[[Fact], None] = import_string(entry.listener)
    return act, msgspec.json.decode(entry.payload, type=class_of(entry.fact))


def _note_failure(failure: _Failed) -> None:
    entry = failure.entry
    _write_try(entry, f"{type(failure.fault).__name__}: {failure.fault}"[:2000])
    log.error(
        "%s could not be told %s (try %s)", entry.listener, entry.fact, entry.attempts, exc_info=failure.fault
    )


def _write_try(entry: OutboxEntry, reason: str) -> None:
    """Count a failed try and say when the next one is."""
    entry.attempts += 1
    entry.lease_until_ms = 0
    entry.run_after_ms = now_ms() + redelivery_delay_ms(entry.attempts, random.random())  # noqa: S311 - spread only
    entry.state = "waiting" if entry.attempts < TRIES_IN_ORDER else "parked"
    entry.reason = reason
    if entry.attempts >= TRIES:
        entry.state = "dead"
    OutboxEntry.objects.filter(id=entry.id, fence=entry.fence).update(
        attempts=entry.attempts,
        run_after_ms=entry.run_after_ms,
        lease_until_ms=0,
        state=entry.state,
        reason=entry.reason,
    )
