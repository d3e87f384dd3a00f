"""Keeps in object storage what the loss of a disk would take: every few seconds what the log has more, and
each snapshot.

    erased from the log ──> segments that had it are written anew ──┐
    the log's newest entries ──> the last segment, until it is full ─┴──> snapshot ──> older ones go

In this order: as soon as somebody's wish to be forgotten is in the storage, what the log had of them is not.
The log on the disk stays the one that counts; nobody waits for the storage, which may be away.
"""

import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from pathlib import Path

import structlog

from mutoscope.adapters.engine.archive import FULL, Archive, Segment, Torn
from mutoscope.adapters.engine.contracts import Archived
from mutoscope.adapters.engine.log import Entry, SqliteLog
from mutoscope.adapters.engine.states import States
from mutoscope.adapters.objects import ShelfFailed

SEND_EVERY_S = 5.0
"""At most about so long what was acknowledged is on one disk alone."""
PAUSE_S = 60.0
"""Between two snapshots: whoever is forgotten makes the engine write one."""
_LAST_S = 3.0
"""So long at most the end waits for the storage: what is here is not lost by it."""
_AT_ONCE = 500
_ERASING = ("forget", "erase")
"""Kinds of entries with which others are erased."""
log = structlog.get_logger("mutoscope.engine")


class OtherHistory(Exception):
    """What the storage has is not what this log began with; the sentence says what to do."""


class Archiver:
    def __init__(
        self,
        own: SqliteLog,
        folder: Path,
        archive: Archive,
        where: str,
        pause_s: float = PAUSE_S,
        clock_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        """Of the engine with the log ``own`` and its snapshot in ``folder``; ``where`` is said to people."""
        self._log, self._archive, self._where = own, archive, where
        self.states = States(folder, archive, pause_s, clock_ms)
        self._erased: set[int] = set()
        """Numbers of entries that the storage may have and the log has not."""
        self._lock = threading.Lock()
        """Guards those; nothing else is taken under it."""
        self._begins: list[int] = []
        """After which entries segments begin."""
        self._sent = 0
        """Up to this entry the storage has the log."""
        self._known = False
        """Whether it is known what the storage has."""
        self._trouble = ""
        self._sending = threading.Lock()
        own.erasing = self._note

    def run(self, stopping: threading.Event, stands: Callable[[Archived], None]) -> None:
        """Send until ``stopping``; say after every time how it stands."""
        while not stopping.wait(SEND_EVERY_S):
            self._try(stopping.is_set)
            stands(self.standing())

    def send_last(self) -> None:
        """Send what the log has more, if the storage takes it soon."""
        last = threading.Thread(target=self._try, args=(lambda: False, False), daemon=True)
        last.start()
        last.join(_LAST_S)

    def _try(self, stopped: Callable[[], bool], states: bool = True) -> None:
        try:
            with self._sending:
                self.send(stopped, states=states)
            self._say(self.states.stuck)
        except (ShelfFailed, OtherHistory, OSError) as error:
            self._say(str(error))
        except Exception as error:
            log.exception("engine.cannot_archive")
            self._trouble = type(error).__name__

    def standing(self) -> Archived:
        return Archived(self._where, self.states.made_ms, self._sent, self._trouble)

    def send(self, stopped: Callable[[], bool] = lambda: False, *, states: bool = True) -> None:
        """Have in the storage what is here by now, or as much until ``stopped``; without ``states`` the log
        alone, which is all that matters. Raises ShelfFailed or OtherHistory."""
        newest = self.states.hold() if states else 0
        target = self._log.last()  # whoever was forgotten up to there is in ``_erased``, too
        if not self._known:
            self._look(target)
        self.states.drop()  # a full storage gives room so
        self._mend()
        while self._sent < target and not stopped():
            self._send_next(target)
        if newest and self._sent >= newest and self.states.send(newest):
            self._miss()
        self.states.let_go()

    def _note(self, numbers: Sequence[int]) -> None:
        """Called by the log with what it erased, before the log goes on."""
        with self._lock:
            self._erased.update(numbers)

    def _look(self, target: int) -> None:
        """Find out what the storage has, and whether it is ours."""
        self._begins = self._archive.segments()
        self._sent = self._ours(target)
        if self._begins and any(one.kind in _ERASING for _, one in self._read(self._sent, target)):
            self._doubt()
        self._begins = _with_missing(self._begins)
        self._miss()
        self.states.look(target)
        self._known = True

    def _ours(self, target: int) -> int:
        """Up to which entry the storage has this log. What was erased here, or is torn there, says nothing of
        whose it is: then the segment before is asked. Raises OtherHistory."""
        sent = self._begins[-1] if self._begins else 0
        for after in reversed(self._begins):
            try:
                there = self._archive.segment(after)
            except Torn:
                self._note([after + 1])
                continue
            sent = max(sent, there.up_to)
            here = dict(self._read(after, there.up_to))
            same = [here[number] == entry for number, entry in there.entries if number in here]
            if not all(same):
                raise self._other(sent, target)
            if same:
                break
        if sent > target:
            raise self._other(sent, target)
        return sent

    def _other(self, there: int, here: int) -> OtherHistory:
        return OtherHistory(
            f"{self._where} has the log of another history, up to entry {there}; the one here has {here}."
            " Nothing is written there. Remove what is there; or stop the engine and move the folder here"
            " away, then it is fetched"
        )

    def _doubt(self) -> None:
        """We were stopped after somebody was forgotten and before the storage heard of it: find what it has
        that the log has not."""
        for after in self._begins:
            try:
                there = self._archive.segment(after)
            except Torn:
                self._note([after + 1])
                continue
            here = {number for number, _ in self._read(after, there.up_to)}
            self._note([number for number, _ in there.entries if number not in here])

    def _miss(self) -> None:
        """Have segments that the storage lost, written anew with the next ones."""
        lost = sorted(set(self._begins) - set(self._archive.segments()))
        if lost:
            log.warning("engine.archive_incomplete", after=lost, consequence="what is lost is sent again")
            self._note([after + 1 for after in lost])

    def _mend(self) -> None:
        """Write anew what has something that was erased, or is lost."""
        with self._lock:
            due, self._erased = self._erased, set()
        left = {self._begin_of(number) for number in due if number <= self._sent}
        try:
            for after in sorted(left):
                place = bisect_left(self._begins, after) + 1
                self._put(after, self._begins[place] if place < len(self._begins) else self._sent)
                left.discard(after)
        except BaseException:
            self._note([number for number in due if self._begin_of(number) in left])
            raise

    def _begin_of(self, number: int) -> int:
        return self._begins[bisect_left(self._begins, number) - 1] if self._begins else 0

    def _send_next(self, target: int) -> None:
        if not self._begins or self._sent - self._begins[-1] >= FULL:
            self._begins.append(self._sent)
        after = self._begins[-1]
        up_to = min(target, after + FULL)
        self._put(after, up_to)
        self._sent = up_to

    def _put(self, after: int, up_to: int) -> None:
        entries = list(self._read(after, up_to))
        for number, entry in entries:
            if entry.kind in _ERASING:
                self.states.forgot(number)
        self._archive.put_segment(Segment(after, up_to, entries))

    def _read(self, after: int, up_to: int) -> Sequence[tuple[int, Entry]]:
        found: list[tuple[int, Entry]] = []
        while some := self._log.entries(found[-1][0] if found else after, _AT_ONCE):
            found += [one for one in some if one[0] <= up_to]
            if some[-1][0] >= up_to:
                break
        return found

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            if trouble:
                log.error("engine.archive_behind", reason=trouble, where=self._where)
            else:
                log.info("engine.archive_whole_again", where=self._where)


def _with_missing(begins: list[int]) -> list[int]:
    """After which entries segments begin, those that should be between them as well."""
    full = [range(after, then, FULL) for after, then in pairwise([0, *begins])]
    return sorted({*begins, *chain.from_iterable(full)})
