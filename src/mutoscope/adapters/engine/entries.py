"""What the log says: how each kind of entry is written, and what it means for the state.

    entries.put(item) ──> Entry("put", ...) ──> log ──> apply(state, entry) ──> state.put(item)

A function that makes an entry is called after its kind. The state is what its entries mean, one after the
other, and nothing else; ``learning`` reads the same entries for the ranker.
"""

import os
from typing import Any

import msgspec

from mutoscope.adapters.engine.log import Entry, Log
from mutoscope.core.discovery import State
from mutoscope.core.discovery.choices import Choices, Wish
from mutoscope.core.discovery.contracts import Event, Item, Page
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.experiments.plan import Running
from mutoscope.core.discovery.experiments.shadows import Shadowed
from mutoscope.core.discovery.experiments.trials import Head
from mutoscope.core.discovery.ranking import Written

_pack = msgspec.msgpack.Encoder().encode


class Steered(msgspec.Struct, frozen=True):
    viewer: str
    wish: Wish
    at_ms: int


class Restarted(msgspec.Struct, frozen=True):
    """A viewer who begins anew: all that is kept of before."""

    viewer: str
    choices: Choices
    seen: tuple[int, ...]


class ServedPage(msgspec.Struct, frozen=True):
    """A page as the log keeps it."""

    viewer: str
    at_ms: int
    page: Page
    written: Written | None = None
    """What the ranker was told of its videos."""
    arms: tuple[str, ...] = ()
    """By whose terms it was made: labels of arms."""
    took_us: int = 0
    """Microseconds of the processor."""
    shadows: tuple[Shadowed, ...] = ()
    """What candidates say of it that decide nothing."""


read_event = msgspec.msgpack.Decoder(Event).decode
read_served = msgspec.msgpack.Decoder(ServedPage).decode
read_adopt = msgspec.msgpack.Decoder(tuple[str, str]).decode
"""(anonymous viewer, person)."""
read_forget = msgspec.msgpack.Decoder(tuple[str, int]).decode
"""(viewer, when in ms)."""
_read_head = msgspec.msgpack.Decoder(Head).decode
_read_running = msgspec.msgpack.Decoder(Running).decode
read_stop = msgspec.msgpack.Decoder(Stop).decode
read_label = msgspec.msgpack.Decoder(str).decode
read_brought = msgspec.msgpack.Decoder(Entry).decode
"""What another shard's log said of a viewer."""
_read_item = msgspec.msgpack.Decoder(Item).decode
_read_video_id = msgspec.msgpack.Decoder(int).decode
read_steered = msgspec.msgpack.Decoder(Steered).decode
read_restarted = msgspec.msgpack.Decoder(Restarted).decode


def served(one: ServedPage) -> Entry:
    return Entry("served", f"s:{one.page.page_id}", _pack(one), one.viewer)


def event(one: Event) -> Entry:
    return Entry("event", f"e:{one.viewer}:{one.event_id}", _pack(one), one.viewer)


def put(item: Item) -> Entry:
    return _news("put", item, about(item.video_id))


def withdraw(video_id: int) -> Entry:
    return _news("withdraw", video_id)


def erase(video_id: int) -> Entry:
    return _news("erase", video_id)


def adopt(anonymous: str, person: str) -> Entry:
    return Entry("adopt", f"a:{anonymous}", _pack((anonymous, person)), person)


def leave(anonymous: str, person: str) -> Entry:
    """The person's, so that nothing says who they were before once they are forgotten."""
    return Entry("leave", f"l:{anonymous}", _pack((anonymous, person)), person)


def brought(one: Entry) -> Entry:
    """What the log of the shard where somebody was before said of them. An event stays one of that log, or it
    would be counted twice."""
    return Entry("brought", f"b:{one.key}", _pack(one), one.viewer) if one.kind == "event" else one


def forget(viewer: str, at_ms: int) -> Entry:
    """Nobody's, so that it stays when what is theirs is erased from the log."""
    return _news("forget", (viewer, at_ms))


def steer(viewer: str, wish: Wish, at_ms: int) -> Entry:
    return _news("steer", Steered(viewer, wish, at_ms), viewer)


def restart(viewer: str, choices: Choices, seen: tuple[int, ...]) -> Entry:
    return _news("restart", Restarted(viewer, choices, seen), viewer)


def running(one: Running) -> Entry:
    return _news("running", one)


def stop(one: Stop) -> Entry:
    """Said once, unless the arm was tried again since."""
    return Entry("stop", f"stop:{one.label}:{one.number}", _pack(one))


def proved(key: str) -> Entry:
    return Entry("proved", f"proved:{key}", _pack(key))


def resume(label: str) -> Entry:
    return _news("resume", label)


def about(video_id: int) -> str:
    """Whose an entry is that tells of a video: no viewer's key looks like this."""
    return f"v{video_id}"


def _news(kind: str, what: Any, viewer: str = "") -> Entry:
    """An entry that is news each time it is said."""
    return Entry(kind, f"{kind}:{os.urandom(12).hex()}", _pack(what), viewer)


def apply(state: State, entry: Entry, number: int) -> None:
    """What the entry of the log with this number means for the state."""
    match entry.kind:
        case "event":
            state.apply(read_event(entry.body))
        case "put":
            state.put(_read_item(entry.body))
        case "withdraw":
            state.withdraw(_read_video_id(entry.body))
        case "erase":
            state.erase(_read_video_id(entry.body))
        case "adopt":
            state.adopt(*read_adopt(entry.body))
        case "leave":
            state.leave(*read_adopt(entry.body))
        case "brought":
            apply(state, read_brought(entry.body), number)
        case "forget":
            state.forget(*read_forget(entry.body))
        case "steer":
            said = read_steered(entry.body)
            state.steer(said.viewer, said.wish, said.at_ms)
        case "restart":
            anew = read_restarted(entry.body)
            state.restart(anew.viewer, anew.choices, anew.seen)
        case "served":
            head = _read_head(entry.body)
            if head.arms or head.shadows:
                state.trials.served(state.key_of(head.viewer), head, number)
        case "running":
            state.trials.run(_read_running(entry.body))
        case "stop":
            state.trials.stop(read_stop(entry.body))
        case "proved":
            state.trials.prove(read_label(entry.body))
        case "resume":
            state.trials.resume(read_label(entry.body))


def rebuilt(log: Log) -> State:
    """The state that the log alone describes."""
    state = State()
    for number, entry in log.replay(0):
        apply(state, entry, number)
    return state
