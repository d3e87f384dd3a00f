"""Counting what is new in the engine's log.

Place and numbers move in one transaction: each event counts once, whenever the worker dies. What they will be
is worked out before it, because nobody else can write to SQLite meanwhile; when the place has not moved until
then, neither have the numbers.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.conf import settings
from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import EngineDown, Happened, LogFailed, Part
from mutoscope.apps.feed import queries as feed
from mutoscope.apps.insights.models import Day, Progress, Reach, Visit
from mutoscope.apps.videos import queries as videos
from mutoscope.core.insights.sketch import Sketch
from mutoscope.core.insights.tallies import Tally, Watched, part_of
from mutoscope.core.units import DAY_MS

AT_ONCE = 500
"""Events counted in one transaction."""
KEPT_MS = 3 * DAY_MS
"""How long a visit may be reported again: players that were offline send within days."""
_NUMBERS = tuple(name for name in Tally.__struct_fields__ if name != "sketch")
_REACH, _DAY = ("video_id", "part"), ("creator_id", "video_id", "day")
"""What tells one row from the others."""
Row = TypeVar("Row", Reach, Day)


def count_new() -> int:
    """Count everything that is new; how many events. Raises EngineDown or LogFailed, when the other
    shards are counted."""
    counted = 0
    failed: EngineDown | LogFailed | None = None
    for number, part in enumerate(feed.histories(), 1):
        try:
            while (step := _count_some(number, part)) is not None:
                counted += step
        except (EngineDown, LogFailed) as error:  # its served pages can't be written
            failed = error
    if failed is not None:
        raise failed
    Visit.objects.filter(told_ms__lt=now_ms() - KEPT_MS).delete()
    return counted


def count_again() -> int:
    """Forget all numbers and count the whole log; how many events."""
    with atomic():
        for model in (Reach, Day, Visit):
            model.objects.all().delete()
        Progress.objects.update(sequence=0)
    return count_new()


def forget_video(video_id: int) -> None:
    Reach.objects.filter(video_id=video_id).delete()
    Day.objects.filter(video_id=video_id).delete()


def forget_creator(person_id: int) -> None:
    Day.objects.filter(creator_id=person_id).delete()


def _count_some(number: int, part: Part) -> int | None:
    """One stretch of a log; None at its end, or when another worker counts."""
    place, _ = Progress.objects.get_or_create(id=number)
    told = part.history(place.sequence, AT_ONCE)
    if told.up_to == place.sequence:
        Progress.objects.filter(id=number).update(counted_ms=now_ms())
        return None
    if told.up_to < place.sequence:  # another log: a new one, or that of an older backup
        Progress.objects.filter(id=number, sequence=place.sequence).update(sequence=told.up_to)
        return None  # what it has already may be counted: better a minute missing than a year twice
    counted = _Count(told.happened)
    with atomic():
        mine = Progress.objects.filter(id=number, sequence=place.sequence)
        if not mine.update(sequence=told.up_to, counted_ms=now_ms()):
            return None
        counted.write()
    return len(told.happened)


class _Count:
    """What a stretch of the log makes of the numbers, ready to be written."""

    def __init__(self, happened: Iterable[Happened]) -> None:
        happened = list(happened)
        self.creators = videos.creators_of(one.event.video_id for one in happened)
        self.reach: defaultdict[tuple[int, str], Tally] = defaultdict(Tally)
        self.days: defaultdict[tuple[int, int, int], Tally] = defaultdict(Tally)
        self.visits = _Visits(happened)
        for one in happened:
            creator_id = self.creators.get(one.event.video_id)
            if creator_id and one.event.viewer != f"p{creator_id}":
                self.take(one, creator_id)
        self.rows = self.sums()

    def take(self, one: Happened, creator_id: int) -> None:
        event, day = one.event, one.event.at_ms // DAY_MS
        part = part_of(one.source, explore=one.explore)
        days = (self.days[creator_id, 0, day], self.days[creator_id, event.video_id, day])
        parts = (self.reach[event.video_id, ""], self.reach[event.video_id, part])
        match event.kind:
            case "impression":
                person = int.from_bytes(_hash(event.viewer)[:8], "big")
                places = (self.reach[event.video_id, f"c:{event.country}"],) if event.country else ()
                for tally in (*parts, *places, *days):
                    tally.show(person)
            case "watch" if event.duration_ms > 0:
                before, now = self.visits.report(one)
                if before is None or now.watched_ms > before.watched_ms:
                    for tally in (*parts, *days):
                        tally.watch(before, now)
            case "like" | "unlike":
                for tally in days:
                    tally.likes += 1 if event.kind == "like" else -1
            case "share":
                for tally in (parts[0], *days):
                    tally.shares += 1
            case "follow" if event.viewer.startswith("p") and self.visits.is_first(
                f"f|{event.viewer}|{creator_id}"
            ):
                for tally in (parts[0], *days):
                    tally.follows += 1

    def sums(self) -> tuple[list[Reach], list[Day]]:
        """The rows as they will be."""
        reach = Reach.objects.filter(video_id__in={video_id for video_id, _ in self.reach})
        parts = {(row.video_id, row.part): row for row in reach}
        days = Day.objects.filter(
            creator_id__in={key[0] for key in self.days},
            video_id__in={key[1] for key in self.days},
            day__in={key[2] for key in self.days},
        )
        known = {(row.creator_id, row.video_id, row.day): row for row in days}
        return _add(Reach, parts, self.reach, _REACH), _add(Day, known, self.days, _DAY)

    def write(self) -> None:
        """In the transaction that moves the place; without videos that were erased meanwhile."""
        there = videos.creators_of(self.creators)
        reach, days = self.rows
        _put(Reach, [row for row in reach if row.video_id in there], _REACH)
        makers = set(there.values())
        _put(Day, [row for row in days if row.creator_id in makers and row.video_id in {0, *there}], _DAY)
        self.visits.write()


class _Visits:
    """What is known of the visits that a stretch of the log reports."""

    def __init__(self, happened: Iterable[Happened]) -> None:
        keys = {_key(_visit(one)) for one in happened if one.event.kind == "watch"}
        rows = Visit.objects.filter(key__in=keys)
        self.known = {row.key: Watched(row.permille, row.watched_ms) for row in rows}
        self.changed: dict[str, Watched] = {}

    def report(self, one: Happened) -> tuple[Watched | None, Watched]:
        """(what was known of this visit, what it reports now)"""
        key, now = _key(_visit(one)), Watched.of(one.event.watched_ms, one.event.duration_ms)
        before = self.known.get(key)
        if before is None or now.watched_ms > before.watched_ms:
            self.known[key] = self.changed[key] = now
        return before, now

    def is_first(self, what: str) -> bool:
        """Whether this has not been said in the last days."""
        key = _key(what)
        if key in self.known or Visit.objects.filter(key=key).exists():
            return False
        self.known[key] = self.changed[key] = Watched(0, 0)
        return True

    def write(self) -> None:
        at_ms = now_ms()
        rows = [
            Visit(key=key, permille=one.permille, watched_ms=one.watched_ms, told_ms=at_ms)
            for key, one in self.changed.items()
        ]
        Visit.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["permille", "watched_ms", "told_ms"],
        )


def tally_of(row: Reach | Day) -> Tally:
    """The numbers of a row."""
    return Tally(**{name: getattr(row, name) for name in _NUMBERS}, sketch=Sketch(bytes(row.sketch)))


def _add(
    model: type[Row],
    known: Mapping[tuple[int | str, ...], Row],
    new: Mapping[tuple[int | str, ...], Tally],
    names: tuple[str, ...],
) -> list[Row]:
    """The rows of these keys, which may not be there yet, with the tallies added."""
    rows = []
    for key, tally in new.items():
        row = known.get(key)
        if row is None:
            row = model(**dict(zip(names, key, strict=True)))
        else:
            tally.join(tally_of(row))
            row.pk = None  # written by its key, as those that are new
        for name in _NUMBERS:
            setattr(row, name, getattr(tally, name))
        row.sketch = tally.sketch.packed()
        rows.append(row)
    return rows


def _put(model: type[Row], rows: list[Row], names: tuple[str, ...]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=names, update_fields=[*_NUMBERS, "sketch"]
    )


def _visit(one: Happened) -> str:
    """One showing to one viewer; outside of pages, one viewer's day with a video."""
    event = one.event
    where = f"{event.page_id}|{event.position}" if event.page_id else str(event.at_ms // DAY_MS)
    return f"v|{event.viewer}|{event.video_id}|{where}"


def _key(what: str) -> str:
    return _hash(what).hex()


def _hash(what: str) -> bytes:
    """Keyed, so that whoever has the numbers alone can't test who is in them."""
    return hmac.digest(f"insights:{settings.SECRET_KEY}".encode(), what.encode(), hashlib.sha256)[:16]
