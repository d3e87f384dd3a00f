"""How people stand to each other, and what became true between them."""

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.core.policy.mutes import Kind, Mutes

__all__ = [
    "Blocked",
    "Counts",
    "FollowRequestEnded",
    "FollowRequested",
    "Followed",
    "Kind",
    "Muted",
    "Mutes",
    "Standing",
    "Unblocked",
    "Unfollowed",
]


class Standing(msgspec.Struct, frozen=True):
    """How somebody else stands to a viewer."""

    follows: bool = False
    """The viewer follows them."""
    requested: bool = False
    """The viewer asked to follow them, and waits."""
    followed_by: bool = False
    """They follow the viewer."""
    blocked: bool = False
    """One of the two blocked the other: neither sees the other."""
    blocked_by_me: bool = False
    """The viewer did it, and can undo it."""


class Ties(msgspec.Struct, frozen=True):
    """Everybody to whom somebody stands in a way that decides what they are shown."""

    follows: tuple[int, ...] = ()
    """The newest first."""
    blocked: tuple[int, ...] = ()
    """In either direction."""
    mutes: Mutes = Mutes()
    """What they don't want to meet."""


class Counts(msgspec.Struct, frozen=True):
    followers: int
    following: int


class Muted(msgspec.Struct, frozen=True):
    """One line of somebody's list of what they muted."""

    id: int
    kind: Kind
    person_id: int
    """0 unless of kind person."""
    sound_id: int
    """0 unless of kind sound."""
    text: str
    """The word or tag as written, or what the sound was called; empty for a person."""


class Followed(Fact, frozen=True):
    """``follower_id`` follows ``followed_id`` from now on."""

    follower_id: int
    followed_id: int
    asked: bool = False
    """They had asked, and were let in."""


class Unfollowed(Fact, frozen=True):
    follower_id: int
    followed_id: int


class FollowRequested(Fact, frozen=True):
    """``follower_id`` would like to follow ``followed_id``, whose account is private."""

    follower_id: int
    followed_id: int


class FollowRequestEnded(Fact, frozen=True):
    """The request was declined or taken back; one that was granted is ``Followed``."""

    follower_id: int
    followed_id: int


class Blocked(Fact, frozen=True):
    """``blocker_id`` and ``blocked_id`` don't see each other any more; no follow is left between them."""

    blocker_id: int
    blocked_id: int


class Unblocked(Fact, frozen=True):
    blocker_id: int
    blocked_id: int
