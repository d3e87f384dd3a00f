"""Notices as the web client sees them. Ids are their 13-letter text."""

from typing import Literal

import msgspec

Digest = Literal["off", "daily", "weekly"]
"""How often news come by mail."""


class PersonOnNotice(msgspec.Struct, frozen=True):
    id: str
    handle: str
    name: str
    avatar_url: str
    follows: bool
    """The reader follows them, or has asked to."""


class VideoOnNotice(msgspec.Struct, frozen=True):
    id: str
    caption: str
    poster_url: str
    """Empty: there is no picture to show (a video that was stopped)."""
    creator_handle: str


class CommentOnNotice(msgspec.Struct, frozen=True):
    id: str
    text: str
    """Its beginning."""


class WhyStopped(msgspec.Struct, frozen=True):
    state: str
    """Of a video held, failed or removed; of a comment held, gone, waiting or shown (again); of what one
    reported as ``safety.contracts.Answered`` says it; of one's words among people message, name,
    message_back or name_back."""
    message: str
    appeal: Literal["", "may", "late", "asked", "kept"] = ""
    """Where another look at it stands: it may be asked for, it is too late for that, it was asked for, or our
    team has looked and kept its decision; empty: this is no decision of theirs."""
    answer: str = ""
    """Why our team keeps it."""


class NoticeOut(msgspec.Struct, frozen=True):
    id: str
    kind: str
    """One of ``core.policy.notices.KINDS``."""
    people: tuple[PersonOnNotice, ...]
    """The newest first, three at most; empty when the house says it."""
    count: int
    """How many people there are altogether; of reports how many were answered in a day."""
    video: VideoOnNotice | None
    comment: CommentOnNotice | None
    reason: WhyStopped | None
    at_ms: int
    unread: bool
    words: str = ""
    """One's own that were taken away: of a message, or the name of a group."""
    decision: str = ""
    """Id of the decision that took them; empty: the notice is about something else."""


class NoticePage(msgspec.Struct, frozen=True):
    notices: tuple[NoticeOut, ...]
    next: str
    """Cursor of the next page; empty at the end."""


class Unread(msgspec.Struct, frozen=True):
    unread: int
    """As far as the program counts: ``UNREAD_MOST`` means that many or more."""


class MannerOut(msgspec.Struct, frozen=True):
    """How somebody is told away from the page."""

    push_key: str
    """What a browser subscribes to; empty: there is no push here."""
    here: bool
    """Whether this device is rung."""
    devices: int
    """How many devices are."""
    time_zone: str
    quiet_from: int
    """Minutes since midnight; the same as ``quiet_until``: no quiet hours."""
    quiet_until: int
    details: bool
    """Whether a lock screen may show who did what."""
    digest: Digest
    digest_hour: int
    digest_day: int
    """Of a weekly one; 0: Monday."""
    mailable: bool
    """There is an address that was shown to be theirs."""
    night_from: int
    """Minutes since midnight between which this person is never rung, whatever they choose."""
    night_until: int


class ChoicesOut(msgspec.Struct, frozen=True):
    """What somebody wants to be told."""

    kinds: tuple[str, ...]
    """All there are, in the order shown."""
    off: tuple[str, ...]
