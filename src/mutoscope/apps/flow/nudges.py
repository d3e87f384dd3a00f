"""Nudges: a word to the open pages of some people that they should look at something again.

A nudge says where to look and never what is there, is committed together with what it is about, and may be
lost: whoever opens a page looks anyway. One process reads the nudges of everybody and passes them on.
"""

import time
from collections.abc import Iterable

import msgspec
from django.db import connection

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.models import Nudge

KEPT_MS = 10 * 60_000
LATE_S = 5.0
"""PostgreSQL commits rows out of the order of their numbers: so long after one was read, smaller ones may
still appear."""
AT_ONCE = 20_000


class Nudged(msgspec.Struct, frozen=True):
    people: tuple[int, ...]
    kind: str
    about: str


def nudge(person_ids: Iterable[int], kind: str, about: str = "") -> None:
    """Let open pages of these people look at ``kind`` (of ``about``) again, once the transaction is kept."""
    people = sorted(set(person_ids))
    if not people:
        return
    with connection.cursor() as cursor:  # by hand: whatever is told comes by here
        cursor.execute(
            "INSERT INTO flow_nudge (people, kind, about, at_ms) VALUES (%s, %s, %s, %s)",
            [msgspec.json.encode(people).decode(), kind, about, now_ms()],
        )


def clear_away() -> int:
    """Forget what every page has heard long ago; how many."""
    old, gone = Nudge.objects.filter(at_ms__lt=now_ms() - KEPT_MS).order_by("id"), 0
    while ids := list(old.values_list("id", flat=True)[:500]):  # in bites: nobody waits long
        gone += Nudge.objects.filter(id__in=ids).delete()[0]
    return gone


class NudgeReader:
    """Reads every nudge that is committed from now on, each once. One question at a time."""

    def __init__(self) -> None:
        self._late_s = 0.0 if connection.vendor == "sqlite" else LATE_S
        newest = Nudge.objects.order_by("-id").values_list("id", flat=True).first()
        self._settled = newest or 0
        self._read: dict[int, float] = {}

    def fresh(self) -> list[Nudged]:
        """What was not read before."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, people, kind, about FROM flow_nudge WHERE id > %s ORDER BY id LIMIT %s",
                [self._settled, AT_ONCE],
            )
            rows = [row for row in cursor.fetchall() if row[0] not in self._read]
        now = time.monotonic()
        self._read.update((row[0], now) for row in rows)
        self._settle(now - self._late_s)
        return [Nudged(_people(people), kind, about) for _, people, kind, about in rows]

    def _settle(self, before: float) -> None:
        settled = [an_id for an_id, at in self._read.items() if at <= before]
        if settled:
            self._settled = max(settled)
            self._read = {an_id: at for an_id, at in self._read.items() if an_id > self._settled}


def _people(written: object) -> tuple[int, ...]:
    """SQLite gives a JSON column as text."""
    return tuple(msgspec.json.decode(written)) if isinstance(written, str) else tuple(written)  # type: ignore[call-overload, arg-type]  # a list
