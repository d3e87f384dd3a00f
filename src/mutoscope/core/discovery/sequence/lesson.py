"""From viewers' facts to what is taught, what decides when to stop, and what judges the outcome.

    time ───────────── 80 % ─────── 90 % ────────>
         taught             chooses      judges, once, training and co-visitation alike

The line is drawn by time over everybody, so nothing that is taught happened after what it is judged by.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.ranks import Mask
from mutoscope.core.discovery.sequence.judging import Trial
from mutoscope.core.discovery.sequence.parts import Items
from mutoscope.core.discovery.sequence.retriever import watched_well
from mutoscope.core.discovery.viewer import Viewer

TAUGHT, CHOSEN = 0.8, 0.9
MOST_TRIALS = 5_000
SEEN_BY = 3
"""Viewers below which a video tells too little to be taught."""

Watched = list[list[tuple[int, int]]]
"""For each viewer (time in ms, video), ascending."""


class Rowed(Protocol):
    """Videos by row."""

    @property
    def ids(self) -> npt.NDArray[np.int64]: ...

    @property
    def alive(self) -> Mask: ...


class TooLittle(Exception):
    """There is not enough to learn from. The message says what was there."""


class Lesson(msgspec.Struct, frozen=True):
    videos: tuple[int, ...]
    """The number of a video is its place here."""
    rows: list[Items]
    """What each viewer watched, in numbers: what is taught."""
    counted: Watched
    """The same with times, for whoever counts."""
    choosing: list[Trial]
    judging: list[Trial]
    new: float
    """Share of what was watched in the judging time that was not taught: no part of the judgement."""


def watched(viewers: Mapping[str, Viewer], catalogue: Rowed) -> Watched:
    """What each viewer watched well, of videos alive; whoever watched nothing well is left out."""
    found = []
    for _, viewer in sorted(viewers.items()):
        columns = viewer.touches.columns()
        places = columns.latest(catalogue.ids, len(columns.rows))
        places = places[(watched_well(columns) & catalogue.alive[columns.rows])[places]]
        times, videos = columns.recent_ms[places], catalogue.ids[columns.rows[places]]
        found.append(list(zip(times.tolist(), videos.tolist(), strict=True)))
    return [one for one in found if one]


def lesson(everything: Watched, least_trials: int = 50) -> Lesson:
    """The three parts. Raises TooLittle."""
    times = np.sort([at_ms for one in everything for at_ms, _ in one])
    if len(times) < 10 * least_trials:
        raise TooLittle(f"{len(times)} videos were watched well; {10 * least_trials} are needed")
    first, second = (int(times[int(share * len(times))]) for share in (TAUGHT, CHOSEN))
    taught = [[pair for pair in one if pair[0] < first] for one in everything]
    videos = vocabulary(taught)
    place = {video: index for index, video in enumerate(videos)}
    choosing, _ = _trials(everything, place, first, second)
    judging, new = _trials(everything, place, second, int(times[-1]) + 1)
    if min(len(choosing), len(judging)) < least_trials:
        raise TooLittle(f"{len(judging)} videos to judge by at the end of the log; {least_trials} are needed")
    counted = [[(at_ms, place[video]) for at_ms, video in one if video in place] for one in taught]
    return Lesson(videos, rows_of(taught, place), counted, choosing, judging, new)


def vocabulary(taught: Watched) -> tuple[int, ...]:
    """Videos that enough viewers watched, ascending."""
    viewers = Counter(video for one in taught for _, video in one)
    return tuple(sorted(video for video, count in viewers.items() if count >= SEEN_BY))


def rows_of(taught: Watched, place: Mapping[int, int]) -> list[Items]:
    """What each viewer watched, in numbers; only rows in which something follows something."""
    rows = (np.array([place[video] for _, video in one if video in place], np.int64) for one in taught)
    return [row for row in rows if len(row) > 1]


def _trials(
    everything: Watched, place: Mapping[int, int], since_ms: int, until_ms: int
) -> tuple[list[Trial], float]:
    """(each video watched in the time, after all that came before it; share of what is not known)."""
    found, unknown = [], 0
    for one in everything:
        known = [(at_ms, place[video]) for at_ms, video in one if video in place]
        unknown += sum(since_ms <= at_ms < until_ms and video not in place for at_ms, video in one)
        history = np.array([item for _, item in known], np.int64)
        found += [
            Trial(history[:index], item)
            for index, (at_ms, item) in enumerate(known)
            if index and since_ms <= at_ms < until_ms
        ]
    new = unknown / max(unknown + len(found), 1)
    return _spread(found), new


def _spread(trials: Sequence[Trial]) -> list[Trial]:
    """At most ``MOST_TRIALS`` of them, evenly."""
    step = -(-len(trials) // MOST_TRIALS) or 1
    return list(trials[::step])
