"""What a viewer did with each video, kept so that the order and repetition of events cannot matter.

Every field of a ``Touch`` only ever grows by min, max or «or»; joining the same events in any order, any
number of times, gives the same touch. So nothing here needs a watermark or a window for late events: an
event from an offline phone two days later lands exactly where it would have landed in time.
"""

from bisect import bisect_left, insort

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.contracts import Event

_LATEST = (
    *("last_ms", "watched_ms", "permille", "liked_ms", "unliked_ms", "reported_ms"),
    *("saved_ms", "unsaved_ms", "reposted_ms", "unreposted_ms"),
)
NEVER = 1 << 62
"""First time of what did not happen: later than anything."""


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
        """Cherished, passed on or watched to its end, and not refused: what neighbours are found by."""
        return (self.cherished or self.passed_on or self.permille >= 850) and not self.refused_ms

    def join(self, event: Event) -> None:
        """Take in one event; refusals are the viewer's to keep (``Viewer.refuse``)."""
        if event.kind in REFUSALS:
            return
        self.first_ms = min(self.first_ms, event.at_ms)
        self.last_ms = max(self.last_ms, event.at_ms)
        match event.kind:
            case "impression":
                self.shown = True
            case "watch":
                self.shown = True
                self.watched_ms = max(self.watched_ms, event.watched_ms)
                if event.duration_ms > 0:
                    permille = min(event.watched_ms * 1000 // event.duration_ms, 5000)
                    self.permille = max(self.permille, permille)
            case "like":
                self.liked_ms = max(self.liked_ms, event.at_ms)
            case "unlike":
                self.unliked_ms = max(self.unliked_ms, event.at_ms)
            case "save":
                self.saved_ms = max(self.saved_ms, event.at_ms)
            case "unsave":
                self.unsaved_ms = max(self.unsaved_ms, event.at_ms)
            case "repost":
                self.reposted_ms = max(self.reposted_ms, event.at_ms)
            case "unrepost":
                self.unreposted_ms = max(self.unreposted_ms, event.at_ms)
            case "comment":
                self.commented = True
            case "share":
                self.shared = True
            case "follow":
                self.followed = True
            case "profile":
                self.profile = True
            case "report":
                self.reported_ms = max(self.reported_ms, event.at_ms)

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


_LATELY = 12


class Viewer:
    """One viewer's facts, with the order in which videos were last touched kept beside them."""

    def __init__(self) -> None:
        self.touches: dict[int, Touch] = {}
        self.refusals: dict[int, dict[About, Refusal]] = {}
        """By the video they were said on."""
        self.recent: list[tuple[int, int]] = []
        """(recent_ms, video), ascending: derived from touches."""
        self.before: dict[int, None] = {}
        """Videos met before they began anew, oldest first: not shown as new again, and that is all."""
        self.rows: list[int] = []
        """Catalogue rows of the touched videos and of ``before``: derived, no order."""
        self.refused: set[int] = set()
        """Videos they said «not interested» in or reported: derived."""
        self.past: Past | None = None
        """As ``taste`` last wrote it down; ``keep`` forgets it."""
        self._loved: tuple[int, ...] | None = None

    def refuse(self, video_id: int, about: About, refusal: Refusal) -> None:
        """Join what was said, or taken back, about something of a video."""
        said = self.refusals.setdefault(video_id, {})
        said[about] = said.get(about, Refusal()).joined(refusal)

    def refused_ms(self, video_id: int) -> int:
        """When they last said «not interested» on this video and left it so; 0: never."""
        said = self.refusals.get(video_id, {})
        return max((one.said_ms for one in said.values() if one.stands), default=0)

    def keep(self, video_id: int, row: int, touch: Touch, before_ms: int | None) -> None:
        """Hold a touch that is new (``before_ms`` None) or changed; let go of one come to nothing."""
        self.past = self._loved = None
        if before_ms is not None:
            del self.recent[bisect_left(self.recent, (before_ms, video_id))]
        elif not touch.empty:
            self.rows.append(row)
        if touch.refused_ms:
            self.refused.add(video_id)
        else:
            self.refused.discard(video_id)
        if not touch.empty:
            self.touches[video_id] = touch
            insort(self.recent, (touch.recent_ms, video_id))
        elif before_ms is not None:
            del self.touches[video_id]
            self.rows.remove(row)

    def loved_lately(self) -> tuple[int, ...]:
        """Those of the last dozen videos that they loved, oldest first."""
        if self._loved is None:
            lately = [video for _, video in self.recent[-_LATELY:]]
            self._loved = tuple(video for video in lately if self.touches[video].loved)
        return self._loved


def refusal_of(event: Event) -> tuple[About, Refusal]:
    """What an event of the kinds ``REFUSALS`` says about what."""
    about = (event.scope, event.tag if event.scope == "tag" else "")
    undone = event.kind == "undo_not_interested"
    return about, Refusal(undone_ms=event.at_ms) if undone else Refusal(said_ms=event.at_ms)
