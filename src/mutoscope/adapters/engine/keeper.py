"""The owner of feed state: log first, then memory, then the answer.

    ingest ──> log (on disk) ──> State.apply ──> acknowledged
    page   ──> make_page(State) ──> answered ──> recorded in the log a moment later
    start  ──> snapshot, if it is whole ──> the log's tail replayed; without one, the whole log

Pages that were served are written after the answer and in groups: a crash may lose the trace of the last
fraction of a second, never an event that was acknowledged.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from mutoscope.adapters.engine.contracts import (
    Accepted,
    Explained,
    Happened,
    Health,
    History,
    Parameters,
    fingerprint,
)
from mutoscope.adapters.engine.log import Entry, Log, MemoryLog, SqliteLog
from mutoscope.core.discovery import DEFAULT, State, Weights, make_page
from mutoscope.core.discovery.choices import Choices, Wish, restarted
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest, Served
from mutoscope.core.discovery.eligible import FILTERS
from mutoscope.core.discovery.favourites import favourite_creators
from mutoscope.core.discovery.interests import Interests, interests_of
from mutoscope.core.discovery.sources import PLAIN_SOURCES, SOURCES
from mutoscope.core.discovery.topics import widest_topics

_PAGES_BACK = 50
"""Pages of a viewer that are looked through for a trace."""
_pack = msgspec.msgpack.Encoder().encode
_event = msgspec.msgpack.Decoder(Event).decode
_item = msgspec.msgpack.Decoder(Item).decode


class ServedPage(msgspec.Struct, frozen=True):
    """A page as the log keeps it."""

    viewer: str
    at_ms: int
    page: Page


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
_served_page = msgspec.msgpack.Decoder(ServedPage).decode


class Keeper:
    """An ``Engine`` in this process. Safe to call from many threads."""

    def __init__(self, folder: Path | None = None, weights: Weights = DEFAULT) -> None:
        self._weights = weights
        self._state = State()
        self._applied = 0
        self._lock = threading.RLock()
        self._unrecorded: list[Entry] = []
        self._snapshot = folder / "snapshot.msgpack" if folder else None
        self._snapshot_owed = True  # the one on disk may have somebody who was forgotten since
        self._log: SqliteLog | MemoryLog
        if folder:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._log = SqliteLog(folder / "log.sqlite3", self._apply)
            self._restore()
        else:
            self._log = MemoryLog(self._apply)

    def page(self, request: PageRequest) -> Page:
        with self._lock:
            page = make_page(self._state, request, self._weights)
            if page.mode == "learning":  # in the others not even what was shown is kept
                served = ServedPage(request.viewer, request.now_ms, page)
                self._unrecorded.append(Entry("served", f"s:{page.page_id}", _pack(served), request.viewer))
        return page

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        entries, told = [], len(events)
        with self._lock:
            events = [event for event in events if self._state.hears(event, now_ms)]
        for event in events:
            item = self._state.catalogue.item(event.video_id)
            if item is not None and item.duration_ms > 0:  # ours is measured, the player's is only said
                event = msgspec.structs.replace(event, duration_ms=item.duration_ms)
            entries.append(Entry("event", f"e:{event.viewer}:{event.event_id}", _pack(event), event.viewer))
        fresh = self._log.append(entries)
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
        self._begin_anew(viewer, at_ms, [])

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        with self._log.locked():
            state, key = self._state, self._state.key_of(viewer)
            seen = state.seen(key) if keep_seen else ()
            kept = Restarted(key, restarted(state.choices_of(key)), seen)
            self._begin_anew(key, at_ms, [Entry("restart", _once("restart"), _pack(kept), key)])

    def _begin_anew(self, viewer: str, at_ms: int, then: list[Entry]) -> None:
        """Forget a viewer, and say what follows; all that the log had of them before goes."""
        with self._log.locked():
            self.record()
            theirs = [key for key, person in self._state.adopted.items() if person == viewer]
            up_to = self._log.last()
            # The wish itself stays in the log, so that stragglers stay forgotten too.
            wishes = [Entry("forget", _once("forget"), _pack((key, at_ms))) for key in (viewer, *theirs)]
            self._log.append([*wishes, *then])
            for key in (viewer, *theirs):
                if self._log.erase(key, up_to):
                    self._snapshot_owed = True
            if self._snapshot_owed:  # of whom the log had nothing, no snapshot ever had
                self.snapshot()
                self._snapshot_owed = False

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        self.record()
        for body in self._log.served_to(viewer, _PAGES_BACK):
            one = _served_page(body)
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
        return Parameters(self._weights.version, self._weights, tuple(SOURCES), tuple(PLAIN_SOURCES), FILTERS)

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
        return {one.video_id: one for one in _served_page(body).page.served} if body else {}

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
            )

    def record(self) -> None:
        """Write down the pages served since the last time. Raises LogFailed; they are then kept for later."""
        with self._lock:
            pages, self._unrecorded = self._unrecorded, []
        if pages:
            try:
                self._log.append(pages)
            except Exception:
                with self._lock:
                    self._unrecorded = (pages + self._unrecorded)[-1000:]
                raise

    def snapshot(self) -> None:
        """Keep the state as one file, replaced whole; only a shorter way to what the log says."""
        if self._snapshot is None:
            return
        with self._log.locked(), self._lock:
            body = _pack({"sequence": self._applied, "state": self._state.dump()})
        draft = self._snapshot.with_suffix(".draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._snapshot)

    def close(self) -> None:
        self.record()
        self.snapshot()
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

    def _restore(self) -> None:
        kept = self._read_snapshot()
        if kept is not None:
            self._applied, self._state = kept
        for sequence, entry in self._log.replay(self._applied):
            self._apply([(sequence, entry)])

    def _read_snapshot(self) -> tuple[int, State] | None:
        """The state as last kept; None when there is none that can be trusted."""
        assert self._snapshot is not None
        try:
            whole = self._snapshot.read_bytes()
        except OSError:
            return None
        checksum, body = whole[:32], whole[32:]
        if hashlib.sha256(body).digest() != checksum:
            return None
        try:
            kept: dict[str, Any] = msgspec.msgpack.decode(body)
            sequence, state = int(kept["sequence"]), State.load(kept["state"])
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
            return None
        return (sequence, state) if sequence <= self._log.last() else None


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
