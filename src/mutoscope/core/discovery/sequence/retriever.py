"""Serving: from what a viewer watched lately to a score of every video that was taught.

The score of a video depends on the history and on that video alone, never on what else is proposed.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.ranks import Mask
from mutoscope.core.discovery.sequence.network import Pass, Shape, sizes
from mutoscope.core.discovery.sequence.parts import Parameters, Singles
from mutoscope.core.discovery.touches import Columns
from mutoscope.core.discovery.viewer import Viewer

HALF = 500
"""Permille of a video from which it counts as watched well."""


class Numbered(Protocol):
    """Whatever knows the row of a video."""

    @property
    def rows(self) -> dict[int, int]: ...


class Retriever:
    """Trained weights, with the videos they know. Raises ValueError for weights of another shape."""

    def __init__(self, shape: Shape, weights: Parameters, videos: Sequence[int], version: str = "") -> None:
        told = {name: one.shape for name, one in weights.items()}
        if told != sizes(shape) or len(videos) != shape.items:
            raise ValueError("weights that do not fit their shape")
        if not all(np.isfinite(one).all() for one in weights.values()):
            raise ValueError("weights that are no numbers")
        self.shape, self.weights, self.version = shape, weights, version
        self.videos = np.array(videos, np.int64)
        self._place = {video: place for place, video in enumerate(self.videos.tolist())}
        if len(self._place) != shape.items:
            raise ValueError("a video that is known twice")
        self._rows = np.full(shape.items, -1, np.int64)
        self._looked_among = 0

    def scores(self, history: Sequence[int]) -> Singles | None:
        """A score of each of ``videos``: what its embedding has in common with the state after ``history``,
        oldest first. None when it knows nothing of the history."""
        known = [self._place[video] for video in history if video in self._place][-self.shape.length :]
        if not known:
            return None
        state = Pass(self.weights, self.shape, np.array([known])).hidden[0, -1]
        scores: Singles = self.weights["item"] @ state
        return scores

    def rows(self, catalogue: Numbered) -> npt.NDArray[np.int64]:
        """The catalogue's row of each of ``videos``, -1 for one it does not know yet: rows never change, so
        only those are looked for again, once it has more."""
        known = catalogue.rows
        if self._looked_among != len(known):
            missing = np.flatnonzero(self._rows < 0)
            self._rows[missing] = [known.get(one, -1) for one in self.videos[missing].tolist()]
            self._looked_among = len(known)
        return self._rows


def watched_well(touches: Columns) -> Mask:
    """What counts as watched: half of it, or said to be good; never what was refused."""
    half = touches.common["permille"] >= HALF
    well: Mask = (half | touches.cherished | touches.passed_on) & ~touches.refused
    return well


def history_of(viewer: Viewer, ids: npt.NDArray[np.int64], most: int) -> list[int]:
    """The latest videos watched well, oldest first: what is taught and what is served from. ``ids`` are the
    numbers of videos by row."""
    columns = viewer.touches.columns()
    places = columns.latest(ids, len(columns.rows))
    well: list[int] = ids[columns.rows[places[watched_well(columns)[places]][-most:]]].tolist()
    return well
