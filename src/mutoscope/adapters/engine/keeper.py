"""The owner of feed state: log first, then memory, then the answer.

    ingest ──> log (on disk) ──> State.apply ──> acknowledged
    page   ──> make_page(State) ──> answered ──> recorded in the log a moment later
    start  ──> snapshot, if it is whole ──> the log's tail replayed; without one, the whole log

Pages that were served are written after the answer and in groups: a crash may lose the trace of the last
fraction of a second, never an event that was acknowledged.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import structlog
from msgspec.structs import replace

from mutoscope.adapters.engine import entries, layout, recall, snapshot
from mutoscope.adapters.engine.contracts import (
    Accepted,
    Archived,
    Experiments,
    Explained,
    Health,
    History,
    LogFailed,
    Parameters,
    Part,
)
from mutoscope.adapters.engine.entries import ServedPage
from mutoscope.adapters.engine.learning import Learning
from mutoscope.adapters.engine.log import WAY_OUT, Entry, MemoryLog, SqliteLog
from mutoscope.adapters.engine.pupil import Inline, Pupil, has_learned
from mutoscope.adapters.engine.snapshot import BadSnapshot, StateFile
from mutoscope.adapters.engine.tending import tend
from mutoscope.adapters.engine.told import health_of, parameters_of
from mutoscope.adapters.engine.trying import Beside, Pages
from mutoscope.core.discovery import DEFAULT, State, Weights
from mutoscope.core.discovery.choices import Choices, Wish, restarted
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest
from mutoscope.core.discovery.counted import Pseudonyms
from mutoscope.core.discovery.experiments.report import reports, shadows
from mutoscope.core.discovery.favourites import favourite_creators
from mutoscope.core.discovery.interests import Interests, interests_of
from mutoscope.core.discovery.state import NOBODYS
from mutoscope.core.discovery.topics import widest_topics

log = structlog.get_logger("mutoscope.engine")
_SOON = 50_000
"""A log of no more entries is learned while the engine starts or closes; a longer one later, beside pages."""
_AT_ONCE = 500
"""Entries of the log that are read at once when it is learned again."""
_CLOSING_S = 60.0
"""So long at most the log is learned again while the engine closes; it is then owed at the next start."""


class Keeper:
    """An ``Engine`` in this process. Safe to call from many threads."""

    def __init__(
        self,
        folder: Path | None = None,
        weights: Weights = DEFAULT,
        pupil: Callable[[Floats], Pupil] = Inline,
        pseudonyms: Pseudonyms = NOBODYS,
    ) -> None:
        """``pseudonyms``: under which other shards hear of viewers, where there are any."""
        self._weights, self._pages = weights, Pages(weights)
        self._state = State()
        self._state.pseudonyms = pseudonyms
        self._applied = 0
        self._lock = threading.RLock()
        self._unrecorded: list[Entry] = []
        self._file = StateFile(
            folder / snapshot.NAME if folder else None,
            lambda: self._log.locked(),
            lambda: (self._applied, self._state.dump(self._lock)),
        )
        self._forgot = 0
        """So many wishes to be forgotten were heard."""
        self._owed = 0
        """Number of an entry, where the ranker has learned from somebody who was forgotten there, or not yet
        from all that the log had then; 0: it need not learn the log again."""
        self._relearning = threading.Lock()
        """Taken before all others."""
        self._log: SqliteLog | MemoryLog
        ranker = folder / "ranker.msgpack" if folder else None
        self._learning = Learning(lambda page_id: self._log.page(page_id), weights, ranker, pupil)
        if folder:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._log = SqliteLog(folder / "log.sqlite3", self._apply)
            layout.tidy(folder)
            self._restore()
        else:
            self._log = MemoryLog(self._apply)
        self._beside = Beside(folder, weights)
        self.archived: Archived | None = None
        """What object storage has of it; set by whoever sends it there."""
        self.look_around()

    def look_around(self) -> None:
        """Serve by the plan and the trained weights in the folder as they are now: other ones, or none any
        more. Say in the log what is tried, and what was stopped."""
        if told := self._beside.look(self._state, self._lock):
            self._append(lambda: told)

    def page(self, request: PageRequest) -> Page:
        with self._lock:
            ranker = self._learning.ranker
            made, terms, took_us = self._pages.make(self._state, request, ranker)
            page = made.page
            if page.mode == "learning":  # in the others not even what was shown is kept
                said = self._pages.shadowed(self._state, request, terms, ranker, page)
                tried = (terms.arms, took_us, said)
                served = ServedPage(request.viewer, request.now_ms, page, made.written, *tried)
                self._unrecorded.append(entries.served(served))
        return page

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        # Nobody did anything in the future, whatever their clock says.
        told = [replace(one, at_ms=min(one.at_ms, now_ms)) for one in events] if now_ms else events
        heard: list[Event] = []

        def said() -> list[Entry]:
            """Asked when it is their turn: who paused, left or was forgotten meanwhile is not heard."""
            with self._lock:
                for viewer in {event.viewer for event in told}:
                    self.at_home(viewer)
                heard[:] = [self._measured(event) for event in told if self._state.hears(event, now_ms)]
            return [entries.event(event) for event in heard]

        fresh = self._append(said)
        return Accepted(
            accepted=sum(fresh),
            duplicates=tuple(event.event_id for event, new in zip(heard, fresh, strict=True) if not new),
            unheard=len(told) - len(heard),
        )

    def at_home(self, viewer: str) -> str:
        """The same, if remembered here, as everybody is by one engine. Else raises Elsewhere."""
        return viewer

    def put_items(self, items: Sequence[Item]) -> int:
        return sum(self._log.append([entries.put(item) for item in items if not self._knows(item)]))

    def withdraw(self, video_ids: Sequence[int]) -> int:
        known = [video_id for video_id in video_ids if self._state.catalogue.is_alive(video_id)]
        return sum(self._log.append([entries.withdraw(video_id) for video_id in known]))

    def erase(self, video_ids: Sequence[int]) -> None:
        with self._log.locked():
            self._log.append([entries.erase(video_id) for video_id in video_ids], turning=True)
            up_to = self._log.last()
            for video_id in video_ids:
                self._log.erase(entries.about(video_id), up_to)

    def adopt(self, anonymous: str, person: str) -> None:
        self._log.append([entries.adopt(anonymous, person)], turning=True)

    def forget(self, viewer: str, at_ms: int) -> None:
        self._file.catch_up(self._begin_anew(viewer, at_ms, []))

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        with self._log.locked():
            with self._lock:  # a page of theirs packs their touches as it reads them
                state, key = self._state, self._state.key_of(viewer)
                seen = state.seen(key) if keep_seen else ()
                kept = entries.restart(key, restarted(state.choices_of(key)), seen)
            up_to = self._begin_anew(key, at_ms, [kept])
        self._file.catch_up(up_to)

    def forget_elsewhere(self, viewer: str, at_ms: int) -> None:
        """There is nowhere else."""

    def _begin_anew(self, viewer: str, at_ms: int, then: list[Entry]) -> int:
        """Forget a viewer, and say what follows; all that the log had of them before goes, also what only
        waited to be written. The number of the entry which the snapshot must have, too."""
        with self._log.locked():
            keys = [viewer, *(key for key, person in self._state.adopted.items() if person == viewer)]
            # The wish itself stays in the log, so that stragglers stay forgotten too.
            self._log.append([*(entries.forget(key, at_ms) for key in keys), *then], turning=True)
            last = self._log.last()
            for key in keys:
                self._forget_in_log(key, last - len(then))
            kept = self._file.kept
            return kept if kept and kept >= self._owed else last

    def _forget_in_log(self, key: str, up_to: int) -> None:
        """Erase what the log has of a viewer up to an entry. Where it had something, or fails so that nobody
        knows, the ranker and the snapshot from before must not stay."""
        had = True
        try:
            had = self._log.erase(key, up_to) > 0
        finally:
            if had:
                self._owed = self._log.last()
                self._learning.hide()

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        self.record()
        return recall.explained(self._log, viewer, video_id)

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> Choices:
        self._log.append(lambda: [entries.steer(self.at_home(viewer), wish, at_ms)], turning=True)
        return self.choices(viewer)

    def choices(self, viewer: str) -> Choices:
        with self._lock:
            return self._state.choices_of(viewer)

    def interests(self, viewer: str, now_ms: int) -> Interests:
        with self._lock:
            return interests_of(self._state, viewer, now_ms, self._weights)

    def topics(self, most: int, age: int) -> tuple[tuple[str, int], ...]:
        with self._lock:
            return widest_topics(self._state.catalogue, most, age)

    def parameters(self) -> Parameters:
        return parameters_of(self._state, self._weights)

    def favourites(self, viewer: str, most: int) -> tuple[int, ...]:
        with self._lock:
            return favourite_creators(self._state, viewer, most)

    def parts(self) -> tuple[Part, ...]:
        return (self,)

    def history(self, after: int, most: int) -> History:
        self.record()
        return recall.history(self._log, after, most)

    def catalogue(self) -> tuple[int, ...]:
        with self._lock:
            columns = self._state.catalogue
            n = len(columns)
            return tuple(sorted(columns.ids[:n][columns.alive[:n]].tolist()))

    def health(self, *, with_state: bool = False) -> Health:
        with self._lock:
            served, learned = self.catalogue(), (self._learning.ranker.examples, self._learning.trust())
            health = health_of(self._state, self._weights, served, learned, with_state=with_state)
            return replace(health, sequence=self._applied, archived=(self.archived,) if self.archived else ())

    def experiments(self) -> Experiments:
        with self._lock:
            trials = self._state.trials
            return Experiments(trials.running, reports(trials), shadows(trials), self._beside.refused)

    def resume(self, label: str) -> bool:
        known = label in self._state.trials.stopped
        if known:
            self._append(lambda: [entries.resume(label)])
        return known

    def own_log(self) -> SqliteLog:
        """Its log on disk, for whoever keeps it elsewhere, too."""
        assert isinstance(self._log, SqliteLog), "there is nothing on disk"
        return self._log

    def record(self) -> None:
        """Write down the pages served since the last time. Raises LogFailed; they are then kept for later."""
        if self._unrecorded:
            self._append(list)

    def _append(self, said: Callable[[], list[Entry]]) -> list[bool]:
        """Write entries, after the pages served before them: what came of a page follows it in the log."""
        pages: list[Entry] = []
        forgot = 0

        def whole() -> list[Entry]:
            nonlocal forgot
            with self._lock:
                pages[:], self._unrecorded, forgot = self._unrecorded, [], self._forgot
                return [*pages, *said()]

        try:
            return self._log.append(whole)[len(pages) :]
        except Exception:
            with self._lock:
                if forgot == self._forgot:  # else one may be of whoever was forgotten meanwhile
                    self._unrecorded = (pages + self._unrecorded)[-1000:]
            raise

    def tend(self) -> None:
        """Look after what makes pages quick and takes its time."""
        tend(self._state.catalogue, self._lock)

    def snapshot(self) -> None:
        """Keep the state as one file, replaced whole; only a shorter way to what the log says."""
        self._file.write()
        with self._log.locked():
            if not self._owed:  # rather none than one that learned from somebody forgotten
                self._learning.snapshot()

    def relearn(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Learn the whole log, where that is owed; whether it was done. It is given up when ``stopped``, and
        then still owed.

        Pages are made with what was learned before until it is done; then nothing of whoever was forgotten
        is left in it, unless somebody was meanwhile: then it is owed again.
        """
        with self._relearning:
            owed = self._owed
            if not owed:
                return False
            before, anew = self._learning, self._learning.anew()
            done = False
            try:
                done = self._learn_again(anew, owed, stopped)
            finally:
                (before if done else anew).pupil.close()
            return done

    def _learn_again(self, anew: Learning, owed: int, stopped: Callable[[], bool]) -> bool:
        """Have ``anew`` learn the log, and serve from it then; whether it came to that."""
        trained = False
        while not stopped():
            with self._log.locked():
                more = self._log.entries(anew.sequence, _AT_ONCE)
                if trained and not more:
                    with self._lock:
                        self._learning = anew
                    if self._owed == owed:  # else somebody was forgotten whom it may have met
                        self._owed = 0
                    return True
            if more:
                anew.hear(more)
            else:
                trained = has_learned(anew.pupil, stopped)
        return False

    def close(self) -> None:
        self.record()
        if self._log.last() <= _SOON:
            give_up = time.monotonic() + _CLOSING_S
            self.relearn(lambda: time.monotonic() > give_up)
        self.snapshot()
        self._learning.pupil.close()
        self._log.close()

    def _knows(self, item: Item) -> bool:
        catalogue = self._state.catalogue
        return catalogue.is_alive(item.video_id) and catalogue.item(item.video_id) == item

    def _measured(self, event: Event) -> Event:
        """With the length of its video as we measured it, where we did: the player's is only said."""
        duration_ms = self._state.catalogue.length_of(event.video_id)
        return replace(event, duration_ms=duration_ms) if duration_ms > 0 else event

    def _apply(self, news: Sequence[tuple[int, Entry]]) -> None:
        """Called by the log with every new entry, in order."""
        with self._lock:
            for sequence, entry in news:
                if self._state.outbox is not None:
                    self._state.outbox.at = sequence
                entries.apply(self._state, entry, sequence)
                self._applied = sequence
                if entry.kind == "forget":
                    self._forget_unrecorded(entries.read_forget(entry.body)[0])
            self._learning.hear(news)

    def _forget_unrecorded(self, viewer: str) -> None:
        """Write down none of the pages that a viewer was served before: they tell what came before those."""
        self._forgot += 1
        self._unrecorded = [page for page in self._unrecorded if page.viewer != viewer]

    def _restore(self) -> None:
        try:
            self._applied, self._state = self._file.read(self._log.last(), self._state.pseudonyms)
        except BadSnapshot as error:
            if self._log.last():
                log.warning("engine.no_snapshot", reason=str(error), consequence="reading the whole log")
        sequence = self._applied
        try:
            last = self._log.last()
            if not self._learning.restore(last) and last > _SOON:
                self._learning.sequence = self._owed = last
            known = self._learning.sequence
            sequence = after = min(self._applied, known)
            for sequence, entry in self._log.replay(after):
                if entry.kind == "forget" and 0 < known < sequence:
                    self._owed = sequence  # the snapshot of the ranker may have learned from them
                    self._learning.hide()
                if sequence > self._applied:
                    self._apply([(sequence, entry)])
                else:
                    self._learning.hear([(sequence, entry)])
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            said = f"the engine's log is damaged after entry {sequence}: {error}. {WAY_OUT}"
            raise LogFailed(said) from error


def open_here(folder: Path | None = None) -> Keeper:
    """The engine in this process; without a folder it remembers nothing after ``close``."""
    return Keeper(folder)
