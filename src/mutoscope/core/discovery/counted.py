"""What somebody's touch of a video counts for, as shards tell each other.

    Touch ──> Counted (when they first met it, bits) ──> ballot for the votes, place in the sequence of loves

A *change* says of one viewer and one video what was counted and what is now; ``who`` is the viewer's
pseudonym, the same in every process. Changes are kept and sent as arrays of ``CHANGE``.
"""

import hashlib
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.facts import NEVER, Touch
from mutoscope.core.discovery.heat import PERIOD_MS
from mutoscope.core.discovery.votes import BINS, Ballots, ballot
from mutoscope.core.units import DAY_MS

Counted = tuple[int, int]
"""(first met in ms, bits): refused, passed on, cherished, shown, four for the bin of the watch, loved."""
NOTHING: Counted = (0, 0)
CHANGE = np.dtype(
    [
        ("entry", "<u8"),
        ("video", "<i8"),
        ("who", "<u8"),
        ("was_ms", "<i8"),
        ("was", "<u2"),
        ("now_ms", "<i8"),
        ("now", "<u2"),
    ]
)
"""``entry``: number of the log's entry that brought it about; ``was`` and ``now`` are the bits."""
Changes = npt.NDArray[Any]
LOVED = 1 << 8
_LATEST_MS = (1 << 42) - 1


def counted(touch: Touch) -> Counted:
    """What ``touch`` counts for; ``NOTHING`` if nothing."""
    _, _, choice, shown, cherished, passed_on, refused = ballot(touch)
    bits = (choice + 1) << 4 | shown << 3 | cherished << 2 | passed_on << 1 | refused
    bits |= LOVED * touch.loved
    return (touch.first_ms, bits) if bits else NOTHING


class Pseudonyms(msgspec.Struct, frozen=True):
    """Numbers that stand for viewers in what leaves a process. Whoever has not the ``secret`` can't tell
    whose they are, also by trying out all keys that viewers may have."""

    secret: bytes = b""

    def of(self, viewer: str) -> int:
        """The same in every process with this secret, 1..2^64-1."""
        return int.from_bytes(self._hash(viewer.encode(), b"viewer"), "big") or 1

    @property
    def mark(self) -> str:
        """Tells pseudonyms of one secret from those of another, and nothing of the secret."""
        return self._hash(b"", b"mark").hex()

    def _hash(self, what: bytes, purpose: bytes) -> bytes:
        return hashlib.blake2b(what, digest_size=8, key=self.secret, person=purpose).digest()


def ballots_of(at_ms: npt.NDArray[np.int64], bits: npt.NDArray[np.int64]) -> Ballots:
    """The ballots of many, as ``votes.ballot`` makes them."""
    said = [bits >> place & 1 for place in (3, 2, 1, 0)]
    return np.column_stack([at_ms // PERIOD_MS, at_ms // DAY_MS, (bits >> 4 & 15) - 1, *said])


def are_sound(changes: Changes) -> bool:
    """Whether all of these can be what a shard told: nothing out of the range of its kind."""
    for side in ("was", "now"):
        bits, at_ms = changes[side].astype(np.int64), changes[f"{side}_ms"]
        timed = (bits >> 4 > 0) | (bits & 8 > 0)  # bin of a watch, a love or a showing: has a real time
        if (bits >= 2 * LOVED).any() or ((bits >> 4 & 15) > BINS).any():
            return False
        if (at_ms < 0).any() or (at_ms > NEVER).any() or (at_ms[timed] > _LATEST_MS).any():
            return False
    return not (changes["video"] <= 0).any() and not (changes["who"] == 0).any()


def believable(changes: Changes, until_ms: int) -> Changes:
    """The same without what was met after ``until_ms``: some clock is wrong, and heat would follow it."""
    told = changes.copy()
    for side in ("was", "now"):
        later = (told[f"{side}_ms"] > until_ms) & (told[f"{side}_ms"] < NEVER)
        told[side][later], told[f"{side}_ms"][later] = 0, 0
    return told
