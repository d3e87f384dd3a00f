"""Likenesses as their people see them. Ids are their 13-letter text."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.studio.contracts import VideoLine

Act = Literal["confirm", "deny", "withdraw", "ask"]
By = Literal["", "maker", "author", "team"]


class LikenessFound(Fact, frozen=True):
    """A published video looks like a part of somebody else's earlier one, or our team says whether it is."""

    child_id: int
    person_id: int
    """Whose it is."""


class LikenessSettled(Fact, frozen=True):
    """There is nothing (more) to ask about a video."""

    child_id: int
    person_id: int


class LikenessView(msgspec.Struct, frozen=True):
    """Two videos that have something in common, for the person who made one of them."""

    id: str
    state: Literal["open", "yes", "no"]
    by: By
    """Who answered."""
    asked: bool
    """The author of the earlier one reads this, and our team has yet to look."""
    may: tuple[Act, ...]
    """What whoever reads this may do about it."""
    later: VideoLine
    earlier: VideoLine
    later_from_ms: int
    earlier_from_ms: int
    length_ms: int
    seen: bool
    heard: bool
    mirrored: bool
    found_ms: int


class LikenessPage(msgspec.Struct, frozen=True):
    likenesses: tuple[LikenessView, ...]
    """Newest first."""
    next: str
    """Cursor of the next page; empty at the end."""
