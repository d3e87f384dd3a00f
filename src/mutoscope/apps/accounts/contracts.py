"""People as the other apps see them: who is watching, cards, quotas, and what became true of somebody."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.core.policy.reuse import Reuse


class Viewer(msgspec.Struct, frozen=True):
    """Who asks: somebody with an account, or a browser that nobody has told us about."""

    key: str
    """``p<id>`` of a person or ``a<token>`` of a browser: under which the feed remembers."""
    person_id: int
    """0: no account."""
    age: int
    """Years that the viewer surely has, as coarse as an age band; 0: unknown, the youngest rules."""
    language: str
    is_staff: bool = False
    judges: bool = False
    """Of our team, with its decisions about comments open to them now; known only where that is asked."""
    learning: Literal["yes", "no", "unasked"] = "yes"
    """Whether what they watch may be remembered. Without an account that is by their leave; with one it goes
    without saying here, and the feed knows who chose otherwise."""


class PersonCard(msgspec.Struct, frozen=True):
    """What anybody may see of somebody."""

    id: int
    handle: str
    name: str
    avatar_url: str
    """Empty: none."""
    is_private: bool


class Listed(msgspec.Struct, frozen=True):
    """Somebody as a directory knows them."""

    id: int
    handle: str
    name: str
    is_private: bool
    shown_videos: int


class Reach(msgspec.Struct, frozen=True):
    """How far somebody and what they make may be met."""

    is_private: bool
    comments_for: str
    """Who may comment on their new videos: everyone, followers or nobody."""
    allow_downloads: bool
    allows: tuple[Reuse, ...]
    """What others may make of their new videos."""
    suggested: bool
    """Others are led to them who don't know them."""
    indexed: bool
    """Search engines may keep their public pages."""


class Quota(msgspec.Struct, frozen=True):
    """Room for originals, in bytes."""

    used: int
    limit: int


class PersonJoined(Fact, frozen=True):
    """Somebody has a new account."""

    person_id: int
    anonymous_key: str
    """The key under which the feed knew their browser, if they asked to keep what it learned; else empty."""
    unlearned: bool = False
    """They had said that nothing they watch may be remembered."""


class PersonLeft(Fact, frozen=True):
    """An account is gone."""

    person_id: int


class AccountClosed(Fact, frozen=True):
    """An account is out of sight, everything of it included: its owner is leaving, or our team closed it, or
    both, one after the other."""

    person_id: int
    by_person_id: int = 0
    """Who of our team; 0: its owner."""


class AccountOpened(Fact, frozen=True):
    """A closed account is back; or our team lets somebody who is leaving have theirs back."""

    person_id: int
    by_person_id: int = 0
    """Who of our team; 0: its owner."""


class Leaver(msgspec.Struct, frozen=True):
    """Somebody whose account was just erased, for the receipt."""

    person_id: int
    handle: str
    email: str
    language: str
    asked_ms: int


class ProfileChanged(Fact, frozen=True):
    """Somebody's handle, name, or whether their account is private, is another one now."""

    person_id: int


class AvatarDrawn(Fact, frozen=True):
    """Bytes are about to be put into the object store, to become somebody's avatar."""

    object_key: str


class AvatarDropped(Fact, frozen=True):
    """Somebody's avatar is not theirs any more."""

    object_key: str


class WentPublic(Fact, frozen=True):
    """A private account became public."""

    person_id: int


class DeviceLeft(Fact, frozen=True):
    """Somebody logged out on a device, or was logged out there."""

    person_id: int
    device_id: int


class NewDevice(Fact, frozen=True):
    """Somebody with an account logged in on a device that they never used before."""

    person_id: int
    name: str
    """Coarse, such as «Firefox, Android»; empty when unknown."""
