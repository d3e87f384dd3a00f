"""What candidates would have done with pages that were made without them.

A shadow tells of each page it was asked about: which share of the ranked videos it would have put on it, too
(*agreement*), and with which probability its exploring slot would have shown what was shown. The latter,
beside the probability with which it was shown, says what the candidate's exploring would have earned
(``offpolicy``); the reward is a long view. Of the ranked part nothing like that can be told: it was no lot.
"""

from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.contracts import Event
from mutoscope.core.discovery.experiments.ledger import is_long
from mutoscope.core.discovery.offpolicy import Decisions, Estimate, TooFewDecisions, estimates

_MOST, _WAITING = 20_000, 2_000
"""Latest decisions that are kept, and those whose outcome is waited for."""
_Z95 = 1.959964


class Shadowed(msgspec.Struct, frozen=True, array_like=True):
    """What one candidate says of one page."""

    key: str
    agreement: float
    """-1: nothing of the page was ranked."""
    video: int = 0
    """What the first exploring slot showed; 0: no slot explored."""
    propensity: float = 1.0
    target: float = 0.0
    """The probability with which the candidate would have shown it there."""


class ShadowReport(msgspec.Struct, frozen=True):
    key: str
    pages: int
    agreement: float
    low: float
    high: float
    decisions: int
    """Exploring slots whose outcome is known."""
    served: float
    """Share of them that were watched long, as served ..."""
    estimates: tuple[Estimate, ...]
    """... and as the candidate would have explored; none where the decisions tell too little of it."""


class ShadowBook:
    """What one candidate said so far."""

    def __init__(self) -> None:
        self.sums = [0.0, 0.0, 0.0]
        """Pages, their agreement, its square."""
        self.waiting: dict[tuple[str, int], tuple[float, float]] = {}
        """(viewer, video) -> (propensity, target)"""
        self.decided: list[tuple[float, float, float]] = []
        """(propensity, target, reward)"""

    def said(self, unit: str, one: Shadowed) -> None:
        if one.agreement >= 0.0:
            self.sums = [
                a + b for a, b in zip(self.sums, (1.0, one.agreement, one.agreement**2), strict=True)
            ]
        if one.video:
            self.waiting[(unit, one.video)] = (one.propensity, one.target)
            if len(self.waiting) > _WAITING:
                del self.waiting[next(iter(self.waiting))]

    def heard(self, unit: str, event: Event) -> None:
        if event.kind == "watch" and (lot := self.waiting.pop((unit, event.video_id), None)):
            self.decided.append((*lot, float(is_long(event))))
            if len(self.decided) > _MOST:
                del self.decided[: _MOST // 10]

    def forget(self, unit: str) -> None:
        self.waiting = {key: lot for key, lot in self.waiting.items() if key[0] != unit}

    def report(self, key: str) -> ShadowReport:
        pages, total, squares = self.sums
        mean = total / pages if pages else 0.0
        half = _Z95 * (max(squares / pages - mean**2, 0.0) / pages) ** 0.5 if pages else 0.0
        columns = np.array(self.decided, np.float64).reshape(-1, 3)
        told: tuple[Estimate, ...] = ()
        if len(columns) > 1:
            try:
                told = estimates(Decisions(columns[:, 0], columns[:, 1], columns[:, 2]))
            except TooFewDecisions:
                told = ()
        served = float(columns[:, 2].mean()) if len(columns) else 0.0
        return ShadowReport(key, int(pages), mean, mean - half, mean + half, len(columns), served, told)

    def dump(self) -> list[Any]:
        return [
            self.sums,
            [[*key, *lot] for key, lot in self.waiting.items()],
            [list(one) for one in self.decided],
        ]

    @classmethod
    def load(cls, told: list[Any]) -> "ShadowBook":
        book = cls()
        book.sums, waiting, decided = told
        book.waiting = {(unit, video): (p, q) for unit, video, p, q in waiting}
        book.decided = [(p, q, reward) for p, q, reward in decided]
        return book
