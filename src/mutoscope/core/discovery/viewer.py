"""One viewer's facts, and what was last read from them."""

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.facts import About, Refusal
from mutoscope.core.discovery.touches import Touches


class Past(msgspec.Struct, frozen=True):
    """A viewer's latest touches as columns, oldest first: what their taste is read from."""

    asked: tuple[int, int, int]
    """(touches at most, videos erased so far, videos the catalogue knew; -1 if it knew all of these)."""
    rows: npt.NDArray[np.int64]
    last_ms: npt.NDArray[np.int64]
    watched_ms: npt.NDArray[np.int64]
    permille: npt.NDArray[np.int64]
    said: npt.NDArray[np.float64]
    """(touch, 4): whether they cherished it, passed it on, followed, looked at the profile."""
    refused: npt.NDArray[np.bool_]
    loved: tuple[int, ...]
    """The latest videos they loved, newest first."""


class Viewer:
    """Everything goes by the catalogue's rows, which are for good."""

    __slots__ = ("_rows", "before", "past", "refusals", "refused", "touches")

    def __init__(self, touches: Touches | None = None) -> None:
        self.touches = touches or Touches()
        self.refusals: dict[int, dict[About, Refusal]] = {}
        """By the video they were said on."""
        self.before: dict[int, None] = {}
        """Videos met before they began anew, oldest first: not shown as new again, and that is all."""
        self.refused: set[int] = set()
        """Videos they said «not interested» in or reported: derived."""
        self.past: Past | None = None
        """As ``taste`` last wrote it down; forgotten with every change."""
        self._rows: npt.NDArray[np.uint32] | None = None

    def refuse(self, row: int, about: About, refusal: Refusal) -> None:
        """Join what was said, or taken back, about something of a video."""
        said = self.refusals.setdefault(row, {})
        said[about] = said.get(about, Refusal()).joined(refusal)

    def refused_ms(self, row: int) -> int:
        """When they last said «not interested» on this video and left it so; 0: never."""
        said = self.refusals.get(row, {})
        return max((one.said_ms for one in said.values() if one.stands), default=0)

    def changed(self, *, met: bool) -> None:
        """Touches were changed; ``met``: which videos they met, too."""
        self.past = None
        if met:
            self._rows = None

    @property
    def rows(self) -> npt.NDArray[np.uint32]:
        """What they met, in no order."""
        if self._rows is None:
            touched = self.touches.columns().rows
            before = np.fromiter(self.before, np.uint32, len(self.before))
            self._rows = np.concatenate([touched, before]) if len(before) else touched
        return self._rows

    def latest(self, ids: npt.NDArray[np.int64], most: int) -> list[int]:
        """The videos they touched last, oldest first."""
        columns = self.touches.columns()
        rows: list[int] = columns.rows[columns.latest(ids, most)].tolist()
        return rows
