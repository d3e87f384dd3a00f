"""Which videos are loved after which, counted from the order in which each viewer loved them.

A viewer's *sequence* holds what they loved, by when they first met it. In a sequence

    ... a  b  i  c  d ...          c is one place after i, b one place before, d and a two

video ``i`` leads to ``c`` by 1, to ``d`` by 0.8, back to ``b`` by 0.6, to ``a`` by 0.6 x 0.8, and so on for
ten places each way. Summed over the latest fans of ``i`` this is its *row* of counts, and

    strength(i -> j) = count(i, j) / (fans_i^0.5 x fans_j^0.3),      the best 50 of each row

so that what everybody loves anyway follows from nothing in particular (Sarwar et al., 2001; directions and
steps as in sequential neighbourhood methods: Ludewig and Jannach, 2018).

Nothing is remembered but sequences and fans, which are facts: whoever loves, unloves or moves a video in any
order, any number of times, ends with the same counts (whole numbers, so their sums have no order either). A
row is counted when first asked for; from then on each change adds and takes only what lies within ten places
of it. Rows asked for least lately are let go, so memory is bounded, and no answer depends on which are kept.

A video's number is packed with times, which leaves room for 4 million (``fans.BITS``). What is numbered
beyond leads nowhere and follows from nothing; every other source still finds it.
"""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.fans import BITS, Fans

Videos = npt.NDArray[np.int64]
Strengths = npt.NDArray[np.float64]
Sequenced: TypeAlias = "array[int]"
"""First met, packed with the video, ascending."""

_VIDEO = (1 << BITS) - 1
_UNIT = 1 << 20
"""A whole pair, so that halves of halves are whole numbers too."""
_NONE: tuple[Videos, Strengths] = (np.zeros(0, np.int64), np.zeros(0))


class Rule(msgspec.Struct, frozen=True):
    """How pairs count. The values were chosen on validation parts of public data (bench/discovery)."""

    window: int = 10
    """Places in a sequence within which two videos are a pair."""
    decay: float = 0.8
    """Each further place counts so much less."""
    back: float = 0.6
    """From the later to the earlier, beside the other way."""
    fans: int = 200
    """The latest so many fans of a video are asked: bounds its row, and lets it follow the times."""
    own: float = 0.5
    other: float = 0.3
    """Powers of the popularity of the two videos by which a count is divided."""
    listed: int = 50
    """Successors of a video that are told, the strongest."""
    last: int = 20
    """Videos of a viewer that speak for others, the latest loudest."""
    fade: float = 0.7
    """Each earlier one speaks so much less."""
    kept: int = 1_000_000
    """Counts held in memory, of all rows together."""


class _Row:
    """Counts of one video by successor. Those that fell to nothing keep their slot."""

    def __init__(self, videos: Videos, counts: Videos) -> None:
        self.slots = {video: slot for slot, video in enumerate(videos.tolist())}
        self.videos, self.counts = videos, counts

    def add(self, video: int, amount: int) -> int:
        """Change one count; how many slots that took."""
        slot = self.slots.get(video)
        if slot is None:
            slot = self.slots[video] = len(self.slots)
            if slot == len(self.videos):
                self.videos = np.concatenate([self.videos, np.zeros(slot + 16, np.int64)])
                self.counts = np.concatenate([self.counts, np.zeros(slot + 16, np.int64)])
            self.videos[slot] = video
            self.counts[slot] = amount
            return 1
        self.counts[slot] += amount
        return 0


class Covisits:
    """Videos are small whole numbers (rows of the catalogue); viewers are any keys."""

    def __init__(self, rule: Rule | None = None) -> None:
        self.rule = rule or Rule()
        steps = self.rule.decay ** np.arange(self.rule.window)
        self._forward = np.rint(_UNIT * steps).astype(np.int64)
        self._back = np.rint(_UNIT * self.rule.back * steps).astype(np.int64)
        self._steps = list(zip(self._forward.tolist(), self._back.tolist(), strict=True))
        self.sequences: dict[str, Sequenced] = {}
        self.fans = Fans()
        self._share = np.zeros(256)
        """What one count of a video weighs: fans^-other; 0 without fans."""
        self._rows: OrderedDict[int, _Row] = OrderedDict()
        self.held = 0
        """Counts in memory, of all rows kept."""

    def move(self, viewer: str, video: int, was_ms: int | None, now_ms: int | None) -> None:
        """``viewer`` loved ``video`` since ``was_ms`` as far as we knew, and since ``now_ms`` as we know now;
        None: does not love it. A video beyond the room is passed over."""
        if was_ms == now_ms or video > _VIDEO:
            return
        if was_ms is not None:
            self._take(viewer, video, was_ms)
        if now_ms is not None:
            self._give(viewer, video, now_ms)

    def loves(self, viewer: str, video: int, since_ms: int) -> bool:
        """Whether ``viewer`` is known to love ``video`` since then."""
        code, theirs = since_ms << BITS | video, self.sequences.get(viewer)
        if theirs is None:
            return False
        place = bisect_left(theirs, code)
        return place < len(theirs) and theirs[place] == code

    def drop(self, viewer: str) -> None:
        """Let go of all that ``viewer`` loves."""
        for code in list(self.sequences.get(viewer, ())):
            self._take(viewer, code & _VIDEO, code >> BITS)

    def told(self, viewer: str) -> tuple[Videos, Videos]:
        """(videos, when they were first met) of what ``viewer`` loves, in that order."""
        codes = np.array(self.sequences.get(viewer, ()), np.int64)
        return codes & _VIDEO, codes >> BITS

    def successors(self, video: int) -> tuple[Videos, Strengths]:
        """The best ``listed`` videos to follow ``video`` and their strengths, best first."""
        videos, strengths = self._listed(video)
        best = np.lexsort((videos, -strengths))
        best = best[strengths[best] > 0.0]
        return videos[best], strengths[best]

    def suggest(self, loved: Sequence[int]) -> tuple[Videos, Strengths]:
        """What follows from videos loved in this order, oldest first: every successor once, ascending by
        number, with the sum of its strengths, the latest loved counting most."""
        told = [self._listed(video) for video in reversed(loved[-self.rule.last :])]
        if not told:
            return _NONE
        faded = [strengths * self.rule.fade**ago for ago, (_, strengths) in enumerate(told)]
        found, places = np.unique(np.concatenate([videos for videos, _ in told]), return_inverse=True)
        sums = np.bincount(places, np.concatenate(faded)).astype(np.float64, copy=False)
        left = sums > 0.0
        return found.astype(np.int64)[left], sums[left]

    def _listed(self, video: int) -> tuple[Videos, Strengths]:
        """As ``successors``, in no order, and with some that were taken back, of strength 0."""
        if video not in self.fans:
            return _NONE
        row = self._row(video)
        used, most = len(row.slots), self.rule.listed
        asked = min(self.fans.count(video), self.rule.fans)
        videos = row.videos[:used]
        strengths = row.counts[:used] * self._share[videos] * (asked**-self.rule.own / _UNIT)
        if used > most:
            good = strengths >= np.partition(strengths, -most)[-most]
            videos, strengths = videos[good], strengths[good]
            if len(videos) > most:  # equals at the edge: the lower number first
                best = np.lexsort((videos, -strengths))[:most]
                videos, strengths = videos[best], strengths[best]
        return videos, strengths

    def fill(self, loves: Iterable[tuple[str, npt.NDArray[np.uint32], npt.NDArray[np.int64]]]) -> None:
        """All at once: (viewer, videos they love, when they met each), of nobody known yet. Videos beyond the
        room are passed over."""
        fit = ((key, videos, met, videos <= _VIDEO) for key, videos, met in loves)
        known = [(key, videos[room], met[room]) for key, videos, met, room in fit if room.any()]
        for key, videos, met in known:
            self.sequences[key] = array("Q", _codes(videos, met).tobytes())
        self.fans.fill(known)
        for video in self.fans:
            self._weigh(video)

    def _give(self, viewer: str, video: int, at_ms: int) -> None:
        sequence = self.sequences.setdefault(viewer, array("Q"))
        code = at_ms << BITS | video
        place = bisect_left(sequence, code)
        if place == len(sequence):  # nearly always: the rows of those before only gain
            self._tell_before(viewer, sequence, video)
            sequence.append(code)
        else:
            self._tell_around(viewer, sequence, place, None, -1)
            sequence.insert(place, code)
            self._tell_around(viewer, sequence, place, place, 1)
        self.fans.add(video, at_ms, viewer)
        self._weigh(video)
        self._tell_own(viewer, sequence, place, 1)

    def _take(self, viewer: str, video: int, at_ms: int) -> None:
        sequence = self.sequences[viewer]
        place = bisect_left(sequence, at_ms << BITS | video)
        self._tell_own(viewer, sequence, place, -1)
        self.fans.drop(video, at_ms, viewer)
        self._weigh(video)
        self._tell_around(viewer, sequence, place, place, -1)
        del sequence[place]
        self._tell_around(viewer, sequence, place, None, 1)
        if not sequence:
            del self.sequences[viewer]
            self.fans.forget(viewer)

    def _asks(self, code: int, viewer: str) -> _Row | None:
        """The row that this viewer's sequence adds to for one of its videos: if kept, and they are among the
        latest fans."""
        at_ms, video = code >> BITS, code & _VIDEO
        row = self._rows.get(video)
        if row is None or not self.fans.is_latest(video, at_ms, viewer, self.rule.fans):
            return None
        return row

    def _tell_own(self, viewer: str, sequence: Sequenced, place: int, sign: int) -> None:
        """Change the row of the video at ``place``, whose fan comes or goes; one makes room, or fills in."""
        row = self._asks(sequence[place], viewer)
        if row is None:
            return
        self._tell(row, sequence, place, sign)
        video = sequence[place] & _VIDEO
        other = self.fans.next_latest(video, self.rule.fans)
        if other is not None:
            at_ms, key = other
            theirs = self.sequences[key]
            self._tell(row, theirs, bisect_left(theirs, at_ms << BITS | video), -sign)

    def _tell_before(self, viewer: str, sequence: Sequenced, video: int) -> None:
        """Add to the rows of the latest videos of a sequence that ``video`` comes next."""
        lately = sequence[-self.rule.window :]
        for code, (forward, _) in zip(reversed(lately), self._steps, strict=False):
            row = self._asks(code, viewer)
            if row is not None:
                self.held += row.add(video, forward)

    def _tell_around(self, viewer: str, sequence: Sequenced, place: int, but: int | None, sign: int) -> None:
        """Add to, or take from, the rows of the videos around ``place`` all that this sequence says; ``but``
        is the place of the video that comes or goes, None while it is not there."""
        after = place + self.rule.window + (but is not None)
        for other in range(max(0, place - self.rule.window), min(len(sequence), after)):
            row = self._asks(sequence[other], viewer) if other != but else None
            if row is not None:
                self._tell(row, sequence, other, sign)

    def _tell(self, row: _Row, sequence: Sequenced, place: int, sign: int) -> None:
        """Add to a row, or take from it, what one sequence says about the video at ``place``."""
        last = len(sequence) - 1
        for step, (forward, back) in enumerate(self._steps, 1):
            if place + step <= last:
                self.held += row.add(sequence[place + step] & _VIDEO, sign * forward)
            if place >= step:
                self.held += row.add(sequence[place - step] & _VIDEO, sign * back)

    def _row(self, video: int) -> _Row:
        row = self._rows.get(video)
        if row is not None and len(row.slots) <= 4 * self.rule.fans * self.rule.window:
            self._rows.move_to_end(video)
            return row
        if row is not None:  # mostly slots of what has passed
            self._let_go(video)
        row = self._rows[video] = self._counted(video)
        self.held += len(row.slots)
        while self.held > self.rule.kept and len(self._rows) > 1:
            self._let_go(next(iter(self._rows)))
        return row

    def _let_go(self, video: int) -> None:
        self.held -= len(self._rows.pop(video).slots)

    def _counted(self, video: int) -> _Row:
        window = self.rule.window
        others, weights = [], []
        for at_ms, viewer in self.fans.latest(video, self.rule.fans):
            sequence = self.sequences[viewer]
            place = bisect_left(sequence, at_ms << BITS | video)
            before, after = sequence[max(0, place - window) : place], sequence[place + 1 : place + 1 + window]
            others += [np.asarray(before), np.asarray(after)]
            weights += [self._back[: len(before)][::-1], self._forward[: len(after)]]
        codes = np.concatenate(others) & np.uint64(_VIDEO)
        found, places = np.unique(codes.astype(np.int64), return_inverse=True)
        counts = np.zeros(len(found), np.int64)
        np.add.at(counts, places, np.concatenate(weights))
        return _Row(found, counts)

    def _weigh(self, video: int) -> None:
        """Keep ``_share`` in step with the fans of ``video``."""
        if video >= len(self._share):
            grown = np.zeros(max(2 * len(self._share), video + 1))
            grown[: len(self._share)] = self._share
            self._share = grown
        fans = self.fans.count(video)
        self._share[video] = fans**-self.rule.other if fans else 0.0


def sequence_of(videos: npt.NDArray[np.uint32], met: npt.NDArray[np.int64]) -> tuple[Videos, Videos]:
    """(videos, when each was first met) in the order in which ``Covisits`` keeps them, within its room."""
    room = videos <= _VIDEO
    codes = _codes(videos[room], met[room]).astype(np.int64)
    return codes & _VIDEO, codes >> BITS


def _codes(videos: npt.NDArray[np.uint32], met: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    return np.sort(met.astype(np.uint64) << np.uint64(BITS) | videos.astype(np.uint64))
