"""Counting what viewers did with videos: from events to numbers, each event once and at constant cost.

    event --part of the feed it was shown in--> the video's tallies: all, and that part
          \\--------------------day-----------> the day's tallies: of the video, and of its creator

One *visit* is one showing to one viewer. A player may report a visit several times, each time all of it; the
longest report counts, so a tally can take back what a shorter one gave.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from mutoscope.core.insights.sketch import Sketch

Part = Literal["audition", "for_you", "follows", "again", "elsewhere"]
PARTS: tuple[Part, ...] = Part.__args__  # type: ignore[attr-defined]  # a Literal lists its values there
BINS = 20
"""Parts of a video's length in the retention curve: 5 % each; a 21st bin holds who saw all of it."""
FINISHED = 900
"""Thousandths of a video's length that count as all of it: the last tenth may be missing."""
FEWEST = 10
"""People below whom nothing is said of a group: a number must not point at anybody."""


def part_of(source: str, *, explore: bool) -> Part:
    """Where in the product a showing happened, by the feed's trace; empty: it was not the feed's doing."""
    if explore or source in ("fresh", "random"):
        return "audition"
    if source in ("follows", "recycled"):
        return "follows" if source == "follows" else "again"
    return "for_you" if source else "elsewhere"


class Tally(msgspec.Struct):
    """Numbers that grow. ``sketch`` says how many different people."""

    impressions: int = 0
    visits: int = 0
    finished: int = 0
    permille: int = 0
    """Sum over visits of thousandths of the length that were watched, at most 1000 each."""
    watched_ms: int = 0
    likes: int = 0
    shares: int = 0
    follows: int = 0
    bins: list[int] = msgspec.field(default_factory=lambda: [0] * (BINS + 1))
    sketch: Sketch = msgspec.field(default_factory=Sketch)

    def show(self, person: int) -> None:
        self.impressions += 1
        self.sketch.add(person)

    def watch(self, before: "Watched | None", now: "Watched") -> None:
        """A visit is known to be ``now``, having been known as ``before``."""
        if before is None:
            self.visits += 1
        else:
            self.bins[before.permille * BINS // 1000] -= 1
        was = before or Watched(0, 0)
        self.bins[now.permille * BINS // 1000] += 1
        self.permille += now.permille - was.permille
        self.watched_ms += now.watched_ms - was.watched_ms
        self.finished += (now.permille >= FINISHED) - (was.permille >= FINISHED)

    def join(self, other: "Tally") -> None:
        for name in (
            "impressions",
            "visits",
            "finished",
            "permille",
            "watched_ms",
            "likes",
            "shares",
            "follows",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.bins = [mine + theirs for mine, theirs in zip(self.bins, other.bins, strict=True)]
        self.sketch.join(other.sketch)


class Watched(msgspec.Struct, frozen=True):
    """How much of a video one visit saw."""

    permille: int
    watched_ms: int
    """Loops included."""

    @staticmethod
    def of(watched_ms: int, duration_ms: int) -> "Watched":
        return Watched(min(1000, watched_ms * 1000 // duration_ms), watched_ms)


def retention(bins: list[int]) -> tuple[float, ...]:
    """Which share of visits went on at 0 %, 5 %, ... 100 % of the length. Never rises; () without visits."""
    total = sum(bins)
    if not total:
        return ()
    left, curve = total, [1.0]
    for many in bins[:-1]:
        left -= many
        curve.append(left / total)
    return tuple(curve)


def average_share(tally: Tally) -> float:
    """Of its length, how much a visit saw on average; 0 without visits."""
    return tally.permille / tally.visits / 1000 if tally.visits else 0.0


def finished_share(tally: Tally) -> float:
    return tally.finished / tally.visits if tally.visits else 0.0


def large_enough(people: Mapping[str, int]) -> dict[str, int]:
    """Groups of at least ``FEWEST`` people, the largest first."""
    kept = {name: n for name, n in people.items() if n >= FEWEST}
    return dict(sorted(kept.items(), key=lambda pair: (-pair[1], pair[0])))


def beyond_subtraction(people: Mapping[str, int]) -> dict[str, int]:
    """The same, of groups that say something about people, such as where they live.

    If only one had to be left out, whoever knows the whole could subtract: then the smallest of the others
    goes too.
    """
    kept = large_enough(people)
    if sum(0 < n < FEWEST for n in people.values()) == 1 and len(kept) > 1:
        kept.popitem()
    return kept
