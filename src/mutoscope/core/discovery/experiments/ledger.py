"""What came of each arm, told by unit, so that whoever is forgotten takes their figures along.

A row is opened when somebody is first shown a page of the arm; from then on everything they do counts for it,
whichever page it came from (as they were assigned, not as they were treated: nothing an arm does can choose
who is counted).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.contracts import Event
from mutoscope.core.units import DAY_MS

FIGURES = (
    "pages",
    "watches",
    "long_views",
    "skips",
    "hides",
    "reports",
    "sessions",
    "returned",
    "trouble",
    "took_us",
)
"""What is counted of each unit; ``returned``: 1 for whoever opened the feed again on a later day."""
_AT = {name: place for place, name in enumerate(FIGURES, 4)}
_PAGES, _SESSIONS, _RETURNED = _AT["pages"], _AT["sessions"], _AT["returned"]
_TROUBLE, _TOOK_US = _AT["trouble"], _AT["took_us"]
_WATCHES, _LONG, _SKIPS = _AT["watches"], _AT["long_views"], _AT["skips"]
SESSION_MS = 30 * 60_000
"""A page later than this after the one before begins another session."""
_ENOUGH_MS, _SKIP_MS = 18_000, 2_000
_LONGEST_US = 10_000_000


Counts = npt.NDArray[np.int64]


def is_long(event: Event) -> bool:
    """Whether a watch was a long view: 85 % of the video, or 18 s."""
    return event.duration_ms > 0 and event.watched_ms >= min(0.85 * event.duration_ms, _ENOUGH_MS)


class Ledger:
    """Rows of one experiment."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}
        """Unit -> [arm, phase, first and last page in ms, figures ...]"""
        self.phases: list[list[float]] = []
        """Shares of the arms, whenever they changed: who was first shown a page when, knows how likely that
        was."""
        self.creators: list[dict[int, list[int]]] = []
        """By arm: creator -> [videos watched, long views]."""
        self.began_ms = 0
        """When the first page went out."""

    def phase(self, shares: tuple[float, ...]) -> None:
        """Go on with these shares."""
        if not self.phases or self.phases[-1] != list(shares):
            self.phases.append(list(shares))
            self.creators += [{} for _ in range(len(shares) - len(self.creators))]

    def shown(self, unit: str, arm: int, at_ms: int, took_us: int, trouble: bool) -> None:
        """A page went out."""
        row = self.rows.get(unit)
        self.began_ms = self.began_ms or at_ms
        if row is None:
            row = self.rows[unit] = [arm, len(self.phases) - 1, at_ms, 0, *[0] * len(FIGURES)]
        if at_ms - row[3] > SESSION_MS:
            row[_SESSIONS] += 1
            row[_RETURNED] |= int(at_ms // DAY_MS > row[2] // DAY_MS)
        row[3] = max(row[3], at_ms)
        row[_PAGES] += 1
        row[_TOOK_US] += min(max(took_us, 0), _LONGEST_US)
        row[_TROUBLE] += trouble

    def heard(self, unit: str, event: Event, creator_id: int) -> None:
        """Something was done by somebody, who counts if they were shown a page before."""
        row = self.rows.get(unit)
        if row is None or event.at_ms < row[2]:
            return
        if event.kind == "watch":
            ratio = event.watched_ms / event.duration_ms if event.duration_ms > 0 else 0.0
            long = is_long(event)
            row[_WATCHES] += 1
            row[_LONG] += long
            row[_SKIPS] += event.watched_ms < _SKIP_MS and ratio < 0.3
            theirs = self.creators[row[0]].setdefault(creator_id, [0, 0])
            theirs[0] += 1
            theirs[1] += long
        elif event.kind == "not_interested":
            row[_AT["hides"]] += 1
        elif event.kind == "report":
            row[_AT["reports"]] += 1

    def forget(self, unit: str) -> None:
        self.rows.pop(unit, None)

    def columns(self) -> tuple[Counts, Counts]:
        """((unit, arm and phase), (unit, figure))."""
        table = np.array(list(self.rows.values()), np.int64).reshape(len(self.rows), 4 + len(FIGURES))
        return table[:, :2], table[:, 4:]

    def expected(self, heads: Counts) -> npt.NDArray[np.float64]:
        """How many units each arm should have, of as many as there are."""
        phases = np.array(self.phases or [[1.0]])
        each = phases[heads[:, 1]]
        told: npt.NDArray[np.float64] = (each / each.sum(1, keepdims=True)).sum(0)
        return told

    def dump(self) -> list[Any]:
        creators = [[[one, *counts] for one, counts in theirs.items()] for theirs in self.creators]
        return [[[unit, *row] for unit, row in self.rows.items()], self.phases, creators, self.began_ms]

    @classmethod
    def load(cls, told: list[Any]) -> "Ledger":
        """What ``dump`` told. Raises TypeError or ValueError."""
        ledger = cls()
        rows, ledger.phases, creators, ledger.began_ms = told
        ledger.rows = {unit: row for unit, *row in rows}
        if any(len(row) != 4 + len(FIGURES) for row in ledger.rows.values()):
            raise ValueError("a ledger of other figures")
        ledger.creators = [{one: counts for one, *counts in theirs} for theirs in creators]
        return ledger
