"""What an engine promises, whoever hosts it."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from mutoscope.core.discovery.choices import Choices, Wish
from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest, Served
from mutoscope.core.discovery.derived import Tally
from mutoscope.core.discovery.experiments.plan import Running
from mutoscope.core.discovery.experiments.report import Report
from mutoscope.core.discovery.experiments.shadows import ShadowReport
from mutoscope.core.discovery.interests import Interests
from mutoscope.core.discovery.weights import Weights

__all__ = [
    "Accepted",
    "Choices",
    "Elsewhere",
    "Engine",
    "EngineDown",
    "Event",
    "Experiments",
    "Explained",
    "Happened",
    "Health",
    "History",
    "Interests",
    "Item",
    "LogFailed",
    "Page",
    "PageRequest",
    "Parameters",
    "Part",
    "Place",
    "Served",
    "Standing",
    "Wish",
]


class EngineDown(Exception):
    """The engine can't be reached, or did not answer in time. A fault: try again later."""


class Elsewhere(EngineDown):
    """This shard does not remember that viewer; ``viewer`` is who is asked for where they are at home."""

    def __init__(self, viewer: str) -> None:
        super().__init__("the engine's shards are not as many as was thought")
        self.viewer = viewer


class LogFailed(Exception):
    """The engine's log can't be written (disk full, say): nothing of the call was taken."""


class Accepted(msgspec.Struct, frozen=True):
    """What became of a batch of events: all of it is on disk and in the next page."""

    accepted: int
    duplicates: tuple[str, ...] = ()
    """Event ids that had been taken before; sending them again changed nothing."""
    unheard: int = 0
    """Events that their viewer does not wish to be remembered: nothing is left of them."""


class Explained(msgspec.Struct, frozen=True):
    """One serving, as it was written down."""

    at_ms: int
    policy: str
    """Version of the weights that decided it."""
    served: Served


class Parameters(msgspec.Struct, frozen=True):
    """What decides pages, as it runs now."""

    policy: str
    weights: Weights
    sources: tuple[str, ...]
    plain_sources: tuple[str, ...]
    filters: tuple[str, ...]
    running: Running
    """What is tried, and who is held out."""
    stopped: tuple[str, ...] = ()
    """Labels of arms of it whose viewers have the control's feed, because they did harm."""


class Happened(msgspec.Struct, frozen=True):
    """An event as the log has it, with the trace of the page it came from."""

    event: Event
    source: str = ""
    """What proposed the video on that page; empty: no page of ours, or its trace is gone."""
    explore: bool = False


class History(msgspec.Struct, frozen=True):
    """A stretch of the log."""

    happened: tuple[Happened, ...]
    """In the order of the log."""
    up_to: int
    """Where to go on: everything up to this number has been told."""


class Archived(msgspec.Struct, frozen=True):
    """What object storage has of one engine, beyond the loss of its disk."""

    where: str
    """For people: the storage, and the folder in it."""
    snapshot_ms: int = 0
    """When the snapshot there was made; 0: there is none."""
    sequence: int = 0
    """Number of the last entry of the log that is there."""
    trouble: str = ""
    """Why what is here is not there; empty: it is, but for the last seconds."""


class Health(msgspec.Struct, frozen=True):
    videos: int
    """Videos that may be served now."""
    viewers: int
    sequence: int
    """Number of the last entry of the log."""
    policy: str
    """Version of the weights."""
    fingerprint: int
    """Of the set of videos that may be served: ``fingerprint(ids)`` of the same ids is equal."""
    state: str = ""
    """Hash of the whole state; empty unless asked for."""
    examples: int = 0
    """What the ranker learned from so far: videos that were shown, with what came of them."""
    trust: float = 0.0
    """How much of a video's value the ranker decides now, 0..1."""
    plan: str = ""
    """Version of the published plan of experiments; empty without one."""
    stopped: tuple[str, ...] = ()
    """Labels of arms that were stopped because they did harm."""
    deaf: str = ""
    """Why this shard does not hear how videos fare with the viewers of the others; empty: it does."""
    archived: tuple[Archived, ...] = ()
    """What object storage has of it, of each shard; empty where none is kept there."""


class Experiments(msgspec.Struct, frozen=True):
    """What is tried on whom, and what came of it."""

    running: Running
    reports: tuple[Report, ...]
    """Of all that runs, the hold-out first."""
    shadows: tuple[ShadowReport, ...] = ()
    refused: str = ""
    """Why the file of experiments that is there is not what runs; empty: it is."""


class Engine(Protocol):
    """One owner of feed state. Every call may raise EngineDown; those that write, LogFailed."""

    def page(self, request: PageRequest) -> Page:
        """The next page; what was ingested before the call is in it."""

    def ingest(self, events: Sequence[Event], now_ms: int = 0) -> Accepted:
        """Take events, which come in at ``now_ms``. When it returns they survive anything but the loss of the
        disk; of those their viewer wants unlearned nothing is kept."""

    def put_items(self, items: Sequence[Item]) -> int:
        """Know these videos as they are now; how many were news."""

    def withdraw(self, video_ids: Sequence[int]) -> int:
        """Serve these to nobody from now on; how many had been served."""

    def erase(self, video_ids: Sequence[int]) -> None:
        """Keep nothing of these but their numbers: at once in memory and in the log, and in the next
        snapshot. Pages that were served keep the codes with which the ranker was told of them, and it keeps
        what it learned about a number until that was not met for long (``ranker.tables``)."""

    def adopt(self, anonymous: str, person: str) -> None:
        """Give what was learned about an anonymous viewer to a person."""

    def forget(self, viewer: str, at_ms: int) -> None:
        """Forget a viewer, in memory, in the log and in the snapshot."""

    def explain(self, viewer: str, video_id: int) -> Explained | None:
        """The trace with which this viewer was last served this video; None when none was written: they were
        not, or it was in a mode that keeps none."""

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> Choices:
        """Change what a viewer chose; the choices as they are then. In the next page, and durable."""

    def choices(self, viewer: str) -> Choices:
        """What a viewer chose."""

    def restart(self, viewer: str, at_ms: int, *, keep_seen: bool) -> None:
        """Forget all that was learned of a viewer and what they chose, but whether to learn at all. With
        ``keep_seen`` what they met is not shown as new again; nothing else is left of it."""

    def forget_elsewhere(self, viewer: str, at_ms: int) -> None:
        """Have nothing left of whoever began anew where they were remembered before they joined: due after
        ``restart``, and done again until it was done."""

    def interests(self, viewer: str, now_ms: int) -> Interests:
        """What the feed believes of a viewer, with what it rests on."""

    def topics(self, most: int, age: int) -> tuple[tuple[str, int], ...]:
        """Tags of what everybody of this age may be served, with the number of its videos: those of the most
        creators first."""

    def parameters(self) -> Parameters:
        """What decides pages, as it runs now."""

    def favourites(self, viewer: str, most: int) -> tuple[int, ...]:
        """Creators whom this viewer watched with pleasure, the dearest first."""

    def parts(self) -> "tuple[Part, ...]":
        """The shards it consists of, each with a log and a catalogue of its own; one of one is itself."""

    def health(self, *, with_state: bool = False) -> Health:
        """Where the engine stands."""

    def close(self) -> None:
        """Let go of files and sockets."""


class Part(Engine, Protocol):
    """An engine that is one piece."""

    def history(self, after: int, most: int) -> History:
        """At most ``most`` events after a number of the log. Of whoever was forgotten nothing is there."""

    def experiments(self) -> Experiments:
        """What is tried, and what came of it so far."""

    def resume(self, label: str) -> bool:
        """Try an arm again that was stopped, from new figures; False when it was not."""

    def catalogue(self) -> tuple[int, ...]:
        """Ids of the videos that may be served, ascending."""


class Standing(msgspec.Struct, frozen=True):
    """What one shard's viewers count for at one moment, for those that missed how it came about."""

    epoch: str
    up_to: int
    """Number of the last entry of its log that is in it."""
    tally: Tally


class Place(msgspec.Struct, frozen=True):
    """Which shard of how many."""

    number: int
    of: int


def fingerprint(video_ids: Sequence[int]) -> int:
    """A number that tells sets of ids apart, whatever their order: equal sets, equal numbers."""
    total = 0
    for video_id in video_ids:
        mixed = (video_id ^ (video_id >> 31)) * 0x9E3779B97F4A7C15
        total += (mixed ^ (mixed >> 29)) & 0xFFFFFFFFFFFF
    return total & 0x7FFFFFFFFFFFFFFF
