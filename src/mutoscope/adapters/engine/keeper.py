"""The owner of feed state: log first, then memory, then the answer.

    ingest ──> log (on disk) ──> State.apply ──> acknowledged
    page   ──> make_page(State) ──> answered ──> recorded in the log a moment later
    start  ──> snapshot, if it is whole ──> the log's tail replayed; without one, the whole log

Pages that were served are written after the answer and in groups: a crash may lose the trace of the last
fraction of a second, never an event that was acknowledged.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import structlog

from mutoscope.adapters.engine import snapshot
from mutoscope.adapters.engine.contracts import (
    Accepted,
    Explained,
    Happened,
    Health,
    History,
    LogFailed,
    Parameters,
    fingerprint,
)
from mutoscope.adapters.engine.learning import Learning, ServedPage, served_page
from mutoscope.adapters.engine.log import Entry, Log, MemoryLog, SqliteLog
from mutoscope.adapters.engine.pupil import Inline, Pupil
from mutoscope.adapters.engine.weights_file import NAME, Found
from mutoscope.core.discovery import DEFAULT, State, Weights
from mutoscope.core.discovery.choices import Choices, Wish, restarted
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest, Served
from mutoscope.core.discovery.eligible import FILTERS
from mutoscope.core.discovery.favourites import favourite_creators
from mutoscope.core.discovery.interests import Interests, interests_of
from mutoscope.core.discovery.nearest import Graph
from mutoscope.core.discovery.page import compose
from mutoscope.core.discovery.sources import PLAIN_SOURCES, SOURCES
from mutoscope.core.discovery.topics import widest_topics

log = structlog.get_logger("mutoscope.engine")
_SOON = 50_000
"""A log of no more entries is learned while the engine starts or closes; a longer one later, beside pages."""
_AT_ONCE = 500
"""Entries of the log that are read at once when it is learned again."""
_FEW = 32
"""Videos that may be put into the graph while pages wait."""
_PAGES_BACK = 50
"""Pages of a viewer that are looked through for a trace."""
_pack = msgspec.msgpack.Encoder().encode
_event = msgspec.msgpack.Decoder(Event).decode
_item = msgspec.msgpack.Decoder(Item).decode


class Steered(msgspec.Struct, frozen=True):
    viewer: str
    wish: Wish
    at_ms: int


class Restarted(msgspec.Struct, frozen=True):
    """A viewer who begins anew: all that is kept of before."""

    viewer: str
    choices: Choices
    seen: tuple[int, ...]


_steered = msgspec.msgpack.Decoder(Steered).decode
_restarted = msgspec.msgpack.Decoder(Restarted).decode


class Keeper:
    """An ``Engine`` in this process. Safe to call from many threads."""

    def __init__(
        self,
        folder: Path | None = None,
        weights: Weights = DEFAULT,
        pupil: Callable[[Floats], Pupil] = Inline,
    ) -> None:
        self._weights = weights
        self._state = State()
        self._applied = 0
        self._lock = threading.RLock()
        self._unrecorded: list[Entry] = []
        self._snapshot = folder / "snapshot.msgpack" if folder else None
        self._snapshotting = threading.Lock()
        """Taken before the log's lock and the state's, never after."""
        self._kept = 0
        """Number of the last entry that the snapshot on disk has; 0 while it may have somebody who was
        forgotten since."""
        self._relearning_owed = False
        """The ranker has learned from somebody who was forgotten, or not yet from all that the log has."""
        self._log: SqliteLog | MemoryLog
        ranker = folder / "ranker.msgpack" if folder else None
        self._learning = Learning(lambda page_id: self._log.page(page_id), weights, ranker, pupil)
        if folder:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._log = SqliteLog(folder / "log.sqlite3", self._apply)
            self._restore()
        else:
            self._log = MemoryLog(self._apply)
        self._trained = Found(folder / NAME) if folder else None
        self.look_for_weights()

    def look_for_weights(self) -> None:
        """Serve from the trained weights in the folder as they are now: other ones, or none any more."""
        if self._trained is None:
            return
        changed, retriever = self._trained.news()
        if changed:
            with self._lock:
                self._state.retriever = retriever

    def page(self, request: PageRequest) -> Page:
        with self._lock:
            made = compose(self._state, request, self._weights, self._learning.ranker)
            page = made.page
            if page.mode == "learning":  # in the others not even what was shown is kept
                served = ServedPage(request.viewer, request.now_ms, page, made.written)
                self._unrecorded.append(Entry("served", f"s:{page.page_id}", _pack(served), request.viewer))
        return page

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        entries, told = [], len(events)
        if now_ms:
            events = [_not_after(event, now_ms) for event in events]
        with self._lock:
            events = [event for event in events if self._state.hears(event, now_ms)]
        for event in events:
            duration_ms = self._state.catalogue.length_of(event.video_id)
            if duration_ms > 0:  # ours is measured, the player's is only said
                event = msgspec.structs.replace(event, duration_ms=duration_ms)
            entries.append(Entry("event", f"e:{event.viewer}:{event.event_id}", _pack(event), event.viewer))
        fresh = self._append(entries)
        return Accepted(
            accepted=sum(fresh),
            duplicates=tuple(event.event_id for event, new in zip(events, fresh, strict=True) if not new),
            unheard=told - len(events),
        )

    def put_items(self, items: Sequence[Item]) -> int:
        news = [item for item in items if not self._knows(item)]
        return sum(
            self._log.append([Entry("put", _once("put"), _pack(one), _about(one.video_id)) for one in news])
        )

    def withdraw(self, video_ids: Sequence[int]) -> int:
        known = [video_id for video_id in video_ids if self._state.catalogue.is_alive(video_id)]
        return self._say([("withdraw", _pack(video_id)) for video_id in known])

    def erase(self, video_ids: Sequence[int]) -> None:
        with self._log.locked():
            up_to = self._log.last()
            self._say([("erase", _pack(video_id)) for video_id in video_ids])
            for video_id in video_ids:
                self._log.erase(_about(video_id), up_to)

    def adopt(self, anonymous: str, person: str) -> None:
        entry = Entry("adopt", f"a:{anonymous}", _pack((anonymous, person)), person)
        self._log.append([entry])

    def forget(self, viewer: str, at_ms: int) -> None:
        self._forget_in_snapshot(self._begin_anew(viewer, at_ms, []))

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        with self._log.locked():
            state, key = self._state, self._state.key_of(viewer)
            seen = state.seen(key) if keep_seen else ()
            kept = Restarted(key, restarted(state.choices_of(key)), seen)
            up_to = self._begin_anew(key, at_ms, [Entry("restart", _once("restart"), _pack(kept), key)])
        self._forget_in_snapshot(up_to)

    def _begin_anew(self, viewer: str, at_ms: int, then: list[Entry]) -> int:
        """Forget a viewer, and say what follows; all that the log had of them before goes. The number of the
        entry which the snapshot must have, too."""
        with self._log.locked():
            self.record()
            theirs = [key for key, person in self._state.adopted.items() if person == viewer]
            up_to = self._log.last()
            # The wish itself stays in the log, so that stragglers stay forgotten too.
            wishes = [Entry("forget", _once("forget"), _pack((key, at_ms))) for key in (viewer, *theirs)]
            self._log.append([*wishes, *then])
            erased = sum(self._log.erase(key, up_to) for key in (viewer, *theirs))
            if erased:
                self._relearning_owed = True
                self._learning.hide()
            return self._log.last() if erased or not self._kept else self._kept

    def _forget_in_snapshot(self, up_to: int) -> None:
        """Have no snapshot on disk from before an entry. Of whom the log had nothing, none ever had."""
        with self._snapshotting:
            if self._kept < up_to:  # somebody else who was forgotten meanwhile may have seen to it
                self._kept = 0
                self._write_snapshot()

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        self.record()
        for body in self._log.served_to(viewer, _PAGES_BACK):
            one = served_page(body)
            for served in one.page.served:
                if served.video_id == video_id:
                    return Explained(one.at_ms, one.page.policy, served)
        return None

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> Choices:
        said = Steered(viewer, wish, at_ms)
        self._log.append([Entry("steer", _once("steer"), _pack(said), viewer)])
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
        trained = self._state.retriever is not None
        sources = tuple(name for name in SOURCES if trained or name != "sequence")
        return Parameters(self._weights.version, self._weights, sources, tuple(PLAIN_SOURCES), FILTERS)

    def favourites(self, viewer: str, most: int) -> tuple[int, ...]:
        with self._lock:
            return favourite_creators(self._state, viewer, most)

    def history(self, after: int, most: int) -> History:
        self.record()
        bodies, up_to = self._log.events(after, most)
        pages: dict[str, dict[int, Served]] = {}
        happened = []
        for body in bodies:
            event = _event(body)
            if event.page_id not in pages:
                pages[event.page_id] = self._traces(event.page_id)
            served = pages[event.page_id].get(event.video_id)
            happened.append(
                Happened(event, served.source, served.explore) if served is not None else Happened(event)
            )
        return History(tuple(happened), up_to)

    def _traces(self, page_id: str) -> dict[int, Served]:
        body = self._log.page(page_id) if page_id else None
        return {one.video_id: one for one in served_page(body).page.served} if body else {}

    def catalogue(self) -> tuple[int, ...]:
        with self._lock:
            columns = self._state.catalogue
            n = len(columns)
            return tuple(sorted(columns.ids[:n][columns.alive[:n]].tolist()))

    def health(self, *, with_state: bool = False) -> Health:
        with self._lock:
            served = self.catalogue()
            return Health(
                videos=len(served),
                viewers=len(self._state.viewers),
                sequence=self._applied,
                policy=self._weights.version,
                fingerprint=fingerprint(served),
                state=self._state.digest() if with_state else "",
                examples=self._learning.ranker.examples,
                trust=round(self._learning.trust(), 4),
            )

    def record(self) -> None:
        """Write down the pages served since the last time. Raises LogFailed; they are then kept for later."""
        self._append([])

    def _append(self, entries: list[Entry]) -> list[bool]:
        """Write entries, after the pages served before them: what came of a page follows it in the log."""
        with self._lock:
            pages, self._unrecorded = self._unrecorded, []
        if not pages and not entries:
            return []
        try:
            return self._log.append([*pages, *entries])[len(pages) :]
        except Exception:
            with self._lock:
                self._unrecorded = (pages + self._unrecorded)[-1000:]
            raise

    def tend(self) -> None:
        """Build the graph of nearest videos, when that is due: beside the pages, which look at all videos or
        use the old one meanwhile."""
        with self._lock:
            catalogue = self._state.catalogue
            if not catalogue.nearest.due(len(catalogue)):
                return
            rows = np.flatnonzero(catalogue.alive[: len(catalogue)])
            vectors = catalogue.vectors[rows]
        graph = Graph()
        while True:
            graph.put(rows, vectors)
            with self._lock:
                rows, vectors = catalogue.nearest.missing(graph, catalogue.vectors, catalogue.alive)
                if len(rows) <= _FEW:  # else pages would wait for what was put meanwhile
                    graph.put(rows, vectors)
                    catalogue.nearest.adopt(graph)
                    return

    def snapshot(self) -> None:
        """Keep the state as one file, replaced whole; only a shorter way to what the log says."""
        with self._snapshotting:
            self._write_snapshot()
        with self._log.locked():
            if not self._relearning_owed:  # rather none than one that learned from somebody forgotten
                self._learning.snapshot()

    def _write_snapshot(self) -> None:
        """The log stands still meanwhile, and so do facts; pages are made all the same. What was written is
        flushed and takes its place when the log goes on."""
        if self._snapshot is None:
            return
        draft = self._snapshot.with_suffix(".draft")
        with snapshot.draft(draft) as say, self._log.locked():
            sequence = self._applied
            say(("sequence", sequence))
            for part in self._state.dump(self._lock):
                say(part)
        draft.replace(self._snapshot)
        self._kept = sequence

    def relearn(self) -> bool:
        """Learn the whole log, where that is owed; whether it was.

        Pages are made with what was learned before until it is done; then nothing of whoever was forgotten
        is left in it.
        """
        if not self._relearning_owed:
            return False
        self._relearning_owed = False
        anew = self._learning.anew()
        while True:
            with self._log.locked():
                entries = self._log.entries(anew.sequence, _AT_ONCE)
                if not entries:
                    with self._lock:
                        before, self._learning = self._learning, anew
                    break
            anew.hear(entries)
        before.pupil.close()
        return True

    def close(self) -> None:
        self.record()
        if self._log.last() <= _SOON:
            self.relearn()
        self.snapshot()
        self._learning.pupil.close()
        self._log.close()

    def _knows(self, item: Item) -> bool:
        catalogue = self._state.catalogue
        return catalogue.is_alive(item.video_id) and catalogue.item(item.video_id) == item

    def _say(self, what: list[tuple[str, bytes]]) -> int:
        """Append entries that are news each time they are said."""
        return sum(self._log.append([Entry(kind, _once(kind), body) for kind, body in what]))

    def _apply(self, news: Sequence[tuple[int, Entry]]) -> None:
        """Called by the log with every new entry, in order."""
        with self._lock:
            for sequence, entry in news:
                apply(self._state, entry)
                self._applied = sequence
            self._learning.hear(news)

    def _restore(self) -> None:
        try:
            self._applied, self._state = self._read_snapshot()
        except snapshot.BadSnapshot as error:
            if self._log.last():
                log.warning("engine.no_snapshot", reason=str(error), consequence="reading the whole log")
        sequence = self._applied
        try:
            last = self._log.last()
            if not self._learning.restore(last) and last > _SOON:
                self._learning.sequence, self._relearning_owed = last, True
            sequence = after = min(self._applied, self._learning.sequence)
            for sequence, entry in self._log.replay(after):
                if sequence > self._applied:
                    self._apply([(sequence, entry)])
                else:
                    self._learning.hear([(sequence, entry)])
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            raise LogFailed(
                f"the engine's log is damaged after entry {sequence}: {error}."
                " Put back a backup of it, or move it away to begin with an empty one"
            ) from error

    def _read_snapshot(self) -> tuple[int, State]:
        """(number of the last entry in it, state) as last kept. Raises BadSnapshot."""
        assert self._snapshot is not None
        parts = snapshot.read(self._snapshot)
        try:
            name, sequence = next(parts)
            if name != "sequence" or not isinstance(sequence, int):
                raise snapshot.BadSnapshot("it does not say what it has")
            if sequence > self._log.last():
                raise snapshot.BadSnapshot("it knows more than the log, which must be another one")
            return sequence, State.load(parts)
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, StopIteration) as error:
            raise snapshot.BadSnapshot(f"it makes no sense: {error}") from error


def _not_after(event: Event, now_ms: int) -> Event:
    """Nobody did anything in the future, whatever their clock says."""
    return event if event.at_ms <= now_ms else msgspec.structs.replace(event, at_ms=now_ms)


def _about(video_id: int) -> str:
    """Whose an entry is that tells of a video: no viewer's key looks like this."""
    return f"v{video_id}"


def _once(kind: str) -> str:
    """The key of an entry that is news each time it is said."""
    return f"{kind}:{os.urandom(12).hex()}"


def apply(state: State, entry: Entry) -> None:
    """What one entry of the log means for the state."""
    match entry.kind:
        case "event":
            state.apply(_event(entry.body))
        case "put":
            state.put(_item(entry.body))
        case "withdraw":
            state.withdraw(msgspec.msgpack.decode(entry.body, type=int))
        case "erase":
            state.erase(msgspec.msgpack.decode(entry.body, type=int))
        case "adopt":
            state.adopt(*msgspec.msgpack.decode(entry.body, type=tuple[str, str]))
        case "forget":
            state.forget(*msgspec.msgpack.decode(entry.body, type=tuple[str, int]))
        case "steer":
            said = _steered(entry.body)
            state.steer(said.viewer, said.wish, said.at_ms)
        case "restart":
            anew = _restarted(entry.body)
            state.restart(anew.viewer, anew.choices, anew.seen)


def rebuilt(log: Log) -> State:
    """The state that the log alone describes."""
    state = State()
    for _, entry in log.replay(0):
        apply(state, entry)
    return state


def open_here(folder: Path | None = None) -> Keeper:
    """The engine in this process; without a folder it remembers nothing after ``close``."""
    return Keeper(folder)
