"""What a viewer did with each video, kept so that the order and repetition of events cannot matter.

Every field of a ``Touch`` only ever grows by min, max or «or»; joining the same events in any order, any
number of times, gives the same touch. So nothing here needs a watermark or a window for late events: an
event from an offline phone two days later lands exactly where it would have landed in time.
"""

import msgspec

from mutoscope.core.discovery.contracts import Event

_LATEST = (
    *("last_ms", "watched_ms", "permille", "liked_ms", "unliked_ms", "reported_ms"),
    *("saved_ms", "unsaved_ms", "reposted_ms", "unreposted_ms"),
)
NEVER = 1 << 62
"""First time of what did not happen: later than anything."""
_LATEST_MS = (1 << 42) - 1
_LONGEST_MS = (1 << 32) - 1
"""Bounds of what is believed of a time and of a watch, whoever says it."""


class Touch(msgspec.Struct):
    """Everything one viewer did with one video. A touched video is a seen one."""

    first_ms: int = NEVER
    last_ms: int = 0
    """First and last time of all but «not interested»: that can be taken back, and leaves no trace then."""
    shown: bool = False
    """Was on the screen: an impression or a watch."""
    watched_ms: int = 0
    """The longest watch."""
    permille: int = -1
    """The longest watch as thousandths of the video, loops included; -1 while unknown."""
    liked_ms: int = 0
    unliked_ms: int = 0
    """The later of the two says whether it is liked."""
    shared: bool = False
    followed: bool = False
    profile: bool = False
    reported_ms: int = 0
    refused_ms: int = 0
    """When they last reported it or said «not interested» without taking it back; 0: never. Derived."""
    saved_ms: int = 0
    unsaved_ms: int = 0
    reposted_ms: int = 0
    unreposted_ms: int = 0
    """As with likes."""
    commented: bool = False

    @property
    def empty(self) -> bool:
        """Nothing is left of it: «not interested» was all, and was taken back."""
        return self.first_ms == NEVER and not self.refused_ms

    @property
    def recent_ms(self) -> int:
        """The last time of anything that still holds."""
        return max(self.last_ms, self.refused_ms)

    @property
    def liked(self) -> bool:
        return self.liked_ms > self.unliked_ms

    @property
    def cherished(self) -> bool:
        """Liked or kept: said to be good, and it still is."""
        return self.liked or self.saved_ms > self.unsaved_ms

    @property
    def passed_on(self) -> bool:
        """Shared or reposted, or good enough to talk about."""
        return self.shared or self.reposted_ms > self.unreposted_ms or self.commented

    @property
    def loved(self) -> bool:
        """Cherished, passed on or watched to its end, and not refused: what leads to other videos."""
        return (self.cherished or self.passed_on or self.permille >= 850) and not self.refused_ms

    @property
    def loved_ms(self) -> int | None:
        """When they first met it, if it is loved: its place in the sequence of what they loved."""
        return self.first_ms if self.loved else None

    def join(self, event: Event) -> None:
        """Take in one event; refusals are the viewer's to keep (``Viewer.refuse``)."""
        if event.kind in REFUSALS:
            return
        at_ms = believed(event.at_ms)
        self.first_ms = min(self.first_ms, at_ms)
        self.last_ms = max(self.last_ms, at_ms)
        match event.kind:
            case "impression":
                self.shown = True
            case "watch":
                self.shown = True
                watched_ms = min(max(event.watched_ms, 0), _LONGEST_MS)
                self.watched_ms = max(self.watched_ms, watched_ms)
                if event.duration_ms > 0:
                    permille = min(watched_ms * 1000 // event.duration_ms, 5000)
                    self.permille = max(self.permille, permille)
            case "like":
                self.liked_ms = max(self.liked_ms, at_ms)
            case "unlike":
                self.unliked_ms = max(self.unliked_ms, at_ms)
            case "save":
                self.saved_ms = max(self.saved_ms, at_ms)
            case "unsave":
                self.unsaved_ms = max(self.unsaved_ms, at_ms)
            case "repost":
                self.reposted_ms = max(self.reposted_ms, at_ms)
            case "unrepost":
                self.unreposted_ms = max(self.unreposted_ms, at_ms)
            case "comment":
                self.commented = True
            case "share":
                self.shared = True
            case "follow":
                self.followed = True
            case "profile":
                self.profile = True
            case "report":
                self.reported_ms = max(self.reported_ms, at_ms)

    def merge(self, other: "Touch") -> None:
        """Join what the same person did under another key."""
        self.first_ms = min(self.first_ms, other.first_ms)
        for name in _LATEST:
            setattr(self, name, max(getattr(self, name), getattr(other, name)))
        for name in ("shown", "shared", "followed", "profile", "commented"):
            setattr(self, name, getattr(self, name) or getattr(other, name))


REFUSALS = ("not_interested", "undo_not_interested")


class Refusal(msgspec.Struct, frozen=True):
    """«Not interested» in one thing, which was met on one video. The later of the two times holds."""

    said_ms: int = 0
    undone_ms: int = 0

    @property
    def stands(self) -> bool:
        return self.said_ms > self.undone_ms

    def joined(self, other: "Refusal") -> "Refusal":
        return Refusal(max(self.said_ms, other.said_ms), max(self.undone_ms, other.undone_ms))


About = tuple[str, str]
"""(scope, tag): what «not interested» was said about."""


def refusal_of(event: Event) -> tuple[About, Refusal]:
    """What an event of the kinds ``REFUSALS`` says about what."""
    about = (event.scope, event.tag if event.scope == "tag" else "")
    undone = event.kind == "undo_not_interested"
    at_ms = believed(event.at_ms)
    return about, Refusal(undone_ms=at_ms) if undone else Refusal(said_ms=at_ms)


def believed(at_ms: int) -> int:
    """``at_ms`` if it is a time at all, else the nearest that is."""
    return min(max(at_ms, 0), _LATEST_MS)
