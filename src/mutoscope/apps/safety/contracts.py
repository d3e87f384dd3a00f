"""Decisions as the other apps see them."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.core.units import DAY_MS

TERM_MS = 184 * DAY_MS
"""How long another look may be asked for: six months at least."""


class Appealed(msgspec.Struct, frozen=True):
    """Where another look at a decision stands."""

    state: Literal["may", "late", "asked", "kept"]
    """It may be asked for, it may no more, it was, or our team has looked again and keeps the decision."""
    answer: str
    """Why our team keeps it."""


class DecisionKept(Fact, frozen=True):
    """Our team looked again at a decision and keeps it: whoever asked is told why."""

    person_id: int
    video_id: int
    comment_id: int
    """0: the decision is about the video."""
