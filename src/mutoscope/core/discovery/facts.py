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

MUTES = ("creator", "tag", "sound")


class Touch(msgspec.Struct):
    """Everything one viewer did with one video. A touched video is a seen one."""

    first_ms: int
    last_ms: int
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
    refused_ms: int = 0
    """When they last said «not interested» in this video, or reported it; 0: never."""

    @property
    def liked(self) -> bool:
        return self.liked_ms > self.unliked_ms

    @property
    def loved(self) -> bool:
        """Liked, shared or watched to its end, and not refused: what neighbours are found by."""
        return (self.liked or self.shared or self.permille >= 850) and not self.refused_ms

    def join(self, event: Event) -> None:
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
            case "share":
                self.shared = True
            case "follow":
                self.followed = True
            case "profile":
                self.profile = True
            case "not_interested" | "report":
                self.refused_ms = max(self.refused_ms, event.at_ms)

    def merge(self, other: "Touch") -> None:
        """Join what the same person did under another key."""
        self.first_ms = min(self.first_ms, other.first_ms)
        for name in ("last_ms", "watched_ms", "permille", "liked_ms", "unliked_ms", "refused_ms"):
            setattr(self, name, max(getattr(self, name), getattr(other, name)))
        for name in ("shown", "shared", "followed", "profile"):
            setattr(self, name, getattr(self, name) or getattr(other, name))


Mute = tuple[str, int, str]
"""(scope, video, tag): what «not interested» was said about, and on which video."""


class Past(msgspec.Struct, frozen=True):
    """A viewer's latest touches as columns, oldest first: what their taste is read from."""

    asked: tuple[int, int]
    """(touches at most, videos the catalogue knew) when this was made."""
    rows: npt.NDArray[np.int64]
    last_ms: npt.NDArray[np.int64]
    watched_ms: npt.NDArray[np.int64]
    permille: npt.NDArray[np.int64]
    said: npt.NDArray[np.float64]
    """(touch, 4): whether they liked, shared, followed, looked at the profile."""
    refused: npt.NDArray[np.bool_]
    loved: tuple[int, ...]
    """The latest videos they loved, newest first."""


_LATELY = 12


class Viewer:
    """One viewer's facts, with the order in which videos were last touched kept beside them."""

    def __init__(self) -> None:
        self.touches: dict[int, Touch] = {}
        self.mutes: dict[Mute, int] = {}
        """When each was last said."""
        self.recent: list[tuple[int, int]] = []
        """(last_ms, video), ascending: derived from touches."""
        self.rows: list[int] = []
        """Catalogue rows of the touched videos: derived, no order."""
        self.refused: set[int] = set()
        """Videos they said «not interested» in or reported: derived."""
        self.past: Past | None = None
        """As ``taste`` last wrote it down; ``moved`` forgets it."""
        self._loved: tuple[int, ...] | None = None

    def moved(self, video_id: int, before_ms: int | None, after_ms: int) -> None:
        """Keep everything derived in step with a touch that changed in any way."""
        self.past = self._loved = None
        if self.touches[video_id].refused_ms:
            self.refused.add(video_id)
        if before_ms == after_ms:
            return
        if before_ms is not None:
            del self.recent[bisect_left(self.recent, (before_ms, video_id))]
        insort(self.recent, (after_ms, video_id))

    def loved_lately(self) -> tuple[int, ...]:
        """Those of the last dozen videos that they loved, oldest first."""
        if self._loved is None:
            lately = [video for _, video in self.recent[-_LATELY:]]
            self._loved = tuple(video for video in lately if self.touches[video].loved)
        return self._loved
