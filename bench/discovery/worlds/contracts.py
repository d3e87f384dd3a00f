"""What a world is to the loop, and what the loop writes down."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from bench.discovery.worlds.dice import Floats, Ints
from mutoscope.core.discovery import Item

START_MS = 1_800_000_000_000


class Outcome(msgspec.Struct, frozen=True):
    """What came of one video on one screen."""

    watched_ms: int
    long_view: bool
    """The figure everything is judged by: to its end, or 18 s of it (World A: twice its length)."""
    valid: bool
    """To its end, or 7 s of it."""
    complete: bool
    reactions: tuple[str, ...] = ()
    """Kinds of events beyond the watch."""


class Visit(msgspec.Struct, frozen=True):
    """Somebody opens the feed."""

    at_ms: int
    viewer: int
    patience: int
    """Videos after which they leave whatever comes."""


class World(Protocol):
    """Hidden truth. One instance is for one run: it remembers what its viewers have had enough of."""

    seed: int
    items: list[Item]
    """By time of publication; ``video_id`` is the place in this list plus 1."""
    viewers: int
    visits: list[Visit]
    """By time."""
    start_ms: int
    end_ms: int

    def language(self, viewer: int) -> str: ...

    def follows(self, viewer: int) -> tuple[int, ...]:
        """Creators followed before the run."""

    def meet(self, viewer: int, videos: Sequence[int], at_ms: int) -> Iterator[Outcome]:
        """What becomes of these videos (places in ``items``) one after another."""

    def hopes(self, viewer: int, videos: Ints, at_ms: int, held: Sequence[int]) -> Floats:
        """The true chance of a long view of each, after those they hold: what the oracle knows."""

    def topic(self, video: int) -> int:
        """What a viewer would say it is about."""

    def gossip(self, up_to_ms: int) -> Iterator[tuple[str, int, str, int]]:
        """(viewer key, video, kind, at_ms) of events that no page caused: what bots send."""


class Log:
    """One row per impression of a simulated person (bots are not people), as columns."""

    NAMES = (
        *("viewer", "video", "at_ms", "visit", "position", "before"),
        *("explore", "recycled", "long_view", "valid", "complete", "positive", "negative", "watched_ms"),
    )

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self.pages = 0
        self.engine_s = 0.0
        """Seconds spent inside the policy."""

    def write(self, *row: Any) -> None:
        self._rows.append(row)

    def columns(self) -> dict[str, npt.NDArray[Any]]:
        table = np.array(self._rows, np.int64).reshape(-1, len(self.NAMES))
        return {name: table[:, place] for place, name in enumerate(self.NAMES)}
