"""Decisions as the other apps see them."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import DAY_MS

About = Literal["video", "comment", "person", "message", "name", "conversation"]
"""What a report can mean; name: what a group is called."""

TERM_MS = 184 * DAY_MS
"""How long another look may be asked for: six months at least."""


class Appealed(msgspec.Struct, frozen=True):
    """Where another look at a decision stands."""

    state: Literal["may", "late", "asked", "kept"]
    """It may be asked for, it may no more, it was, or our team has looked again and keeps the decision."""
    answer: str
    """Why our team keeps it."""


class ReportAnswered(Fact, frozen=True):
    """What became of something that somebody reported is known, or has changed: they are told."""

    person_id: int


class DecisionKept(Fact, frozen=True):
    """Our team looked again at a decision and keeps it: whoever asked is told why."""

    person_id: int
    video_id: int
    comment_id: int
    """0: the decision is about the video."""
    decision_id: int = 0
    """It is about words among people, by this decision."""


class WordsTaken(Fact, frozen=True):
    """Our team took a message, or the name of a group, away from whoever said it, or gave it back."""

    person_id: int
    decision_id: int


Stands = Literal["open", "held", "removed", "closed", "fine", "gone", "ended"]
"""Where a report stands: our team has yet to look; holds the thing while it looks; has taken it down; has
closed the account; has found nothing against the rules; the thing was gone before; closed when no outcomes
were kept."""


class VideoOnReport(msgspec.Struct, frozen=True):
    """A reported video as far as its reporter may watch it now."""

    id: str
    caption: str
    poster_url: str


class ReportView(msgspec.Struct, frozen=True):
    """A report of one's own, and what became of it."""

    id: str
    about: About
    quote: str
    """What the comment, profile, message or name said when it was reported; empty: it is a video or a
    conversation, or it is not there for others (any more), or nobody knows how the report ended."""
    video: VideoOnReport | None
    """The video, or the one under which the comment stands; null: it may not be watched (any more)."""
    reason: str
    """In the reader's language."""
    details: str
    """One's own words."""
    created_ms: int
    state: Stands
    answered_ms: int
    """When that was last news; 0: never."""
    appeal: Literal["", "may", "late", "asked", "kept"]
    """Where another look at «nothing against the rules» stands, as on a notice of a decision."""
    answer: str
    """Why our team keeps to it."""


class ReportPage(msgspec.Struct, frozen=True):
    reports: tuple[ReportView, ...]
    next: str
    """Cursor of the next page; empty at the end."""


class Answered(msgspec.Struct, frozen=True):
    """What somebody last heard about their reports."""

    count: int
    """How many were answered within a day of the newest, that one included."""
    state: Literal["open", "held", "removed", "closed", "fine", "gone", "ended", "kept"]
    """Of the newest; kept: our team looked again, and found the same; open: it looks again."""
    about: About
    reason: str
    """In the reader's language."""


class TakenView(msgspec.Struct, frozen=True):
    """A decision that took words away, as whoever said them reads of it."""

    about: Literal["message", "name"]
    text: str
    """Empty: it was a video, or they are not kept any more."""
    back: bool
    """They were given back after another look."""
    look: Appealed


class Kin(msgspec.Struct, frozen=True):
    """Around one video."""

    made_of: tuple[tuple[VideoCard, str], ...] = ()
    """What is still there of what it was made of, and as what it is used (``core.policy.reuse.Role``)."""
    gone: int = 0
    """Parts whose videos were deleted."""
    holders: int = 0
    """Videos that hold a part of it."""
    made_anew: int = 0
    """Those of them whose films are made anew without it when it comes down; the others stay as they are."""
