"""From what was served and what was then done to lessons: each video shown becomes one example, once.

An example opens with the first event about a video of a page, and closes when its viewer has left it and
moved on to another, or ten minutes after it opened. A «like», share, comment, follow or the like that comes
later, within a day, does not make a second example: it corrects the first, by the slope that takes its
negative back and puts a positive in its place (as «fake negatives» are corrected: Ktena et al., 2019).

Time is that of the pages served, in the order of the log: the same log always gives the same lessons. A
video of a page that never came onto the screen is no example.
"""

from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import DURATION_EDGES_MS, DURATIONS
from mutoscope.core.discovery.contracts import Event
from mutoscope.core.discovery.examples import Example, Find, lesson_of
from mutoscope.core.discovery.ranker.schema import HEADS, WATCHED, Lesson
from mutoscope.core.discovery.ranking import Written
from mutoscope.core.discovery.silences import Silences
from mutoscope.core.discovery.votes import BINS, RATIO_EDGES, mid_ranks
from mutoscope.core.units import DAY_MS

SIZE = 64
"""Examples of a lesson."""
OPEN_MS = 10 * 60_000
LATE_MS = DAY_MS
MOST_A_DAY = 1_500
"""Examples of one viewer that count, a day: somebody who does nothing else for four hours."""
_PAGES, _CLOSED = 2_000, 200_000
_SAYING = {
    "like": "like",
    "save": "like",
    "share": "share",
    "repost": "share",
    "comment": "comment",
    "follow": "follow",
    "profile": "profile",
    "not_interested": "negative",
    "report": "negative",
}
_BIT = {name: 1 << place for place, name in enumerate(HEADS)}

Key = tuple[str, str, int]
"""(viewer, page, video)"""


class Outcome(msgspec.Struct):
    opened_ms: int
    watched_ms: int = -1
    duration_ms: int = 0
    said: int = 0
    """Bits of the heads that came true."""


class Joiner:
    def __init__(self, find: Find) -> None:
        self._find = find
        self.clock_ms = 0
        self.joined: dict[str, str] = {}
        """Anonymous key -> the person they became."""
        self.open: dict[Key, Outcome] = {}
        self.current: dict[str, Key] = {}
        """By viewer: what they were last seen with."""
        self.closed: dict[Key, tuple[int, int]] = {}
        """(time, bits of the heads that came true) of examples that may still be corrected."""
        self.ready: list[Example] = []
        self.today: dict[str, int] = {}
        self.counts = np.zeros((DURATIONS, BINS), np.int64)
        """Watches by duration bucket and bin, of which a watch gets its quantile."""
        self.pages: dict[str, tuple[str, int, Written]] = {}
        """The latest pages; older ones are found in the log."""
        self.latest: dict[str, list[str]] = {}
        """By viewer: their last pages."""
        self.silences = Silences()

    def served(self, page: str, viewer: str, at_ms: int, written: Written) -> None:
        """A page went out."""
        viewer = self.joined.get(viewer, viewer)
        self.pages[page] = (viewer, at_ms, written)
        if len(self.pages) > _PAGES:
            del self.pages[next(iter(self.pages))]
        self.latest[viewer] = [*self.latest.pop(viewer, [])[-2:], page]
        if len(self.latest) > _PAGES:
            del self.latest[next(iter(self.latest))]
        if at_ms > self.clock_ms:
            if at_ms // DAY_MS != self.clock_ms // DAY_MS:
                self.today.clear()
            self.clock_ms = at_ms
            self._sweep()

    def heard(self, event: Event) -> None:
        """Something was done."""
        viewer = self.joined.get(event.viewer, event.viewer)
        if self.silences.covers(viewer, event.at_ms):
            return  # said outright in a pause: heeded, and no lesson
        page = event.page_id or self._page_with(viewer, event.video_id)
        if not page:
            return
        key = (viewer, page, event.video_id)
        before = self.current.get(viewer)
        if before is not None and before != key:
            moved_on = self.open.get(before)
            if moved_on is not None and moved_on.watched_ms >= 0:
                self._close(before)
        if key in self.closed:
            self._correct(key, event)
            return
        outcome = self.open.get(key)
        if outcome is None:
            if not self._belongs(key):
                return
            outcome = self.open[key] = Outcome(self.clock_ms)
        self.current[viewer] = key
        if event.kind == "watch":
            outcome.watched_ms = max(outcome.watched_ms, event.watched_ms)
            outcome.duration_ms = max(outcome.duration_ms, event.duration_ms)
        elif event.kind in _SAYING:
            outcome.said |= _BIT[_SAYING[event.kind]]

    def adopt(self, anonymous: str, person: str) -> None:
        """What is open of ``anonymous`` is no example: half of it would be told under another name. What was
        closed is ``person``'s from now on, and not made again."""
        if anonymous == person or anonymous in self.joined:
            return
        self.closed = {
            (person if viewer == anonymous else viewer, page, video): one
            for (viewer, page, video), one in self.closed.items()
        }
        self.ready = [
            msgspec.structs.replace(one, viewer=person) if one.viewer == anonymous else one
            for one in self.ready
        ]
        if anonymous in self.today:
            self.today[person] = self.today.get(person, 0) + self.today.pop(anonymous)
        self.silences.adopt(anonymous, person)
        self.forget(anonymous)
        self.joined[anonymous] = person

    def forget(self, viewer: str) -> None:
        """Keep nothing of a viewer."""
        self.joined = {old: person for old, person in self.joined.items() if person != viewer}
        for kept in (self.open, self.closed):
            for key in [key for key in kept if key[0] == viewer]:
                del kept[key]
        for table in (self.current, self.today, self.latest):
            table.pop(viewer, None)
        self.pages = {page: one for page, one in self.pages.items() if one[0] != viewer}
        self.ready = [one for one in self.ready if one.viewer != viewer]
        self.silences.forget(viewer)

    def lesson(self) -> Lesson | None:
        """The next full lesson; None until there are enough examples."""
        if len(self.ready) < SIZE:
            return None
        examples, self.ready = self.ready[:SIZE], self.ready[SIZE:]
        return lesson_of(examples, self._known)

    def _page_with(self, viewer: str, video: int) -> str:
        for page in reversed(self.latest.get(viewer, [])):
            known = self._known(page)
            if known is not None and video in known[2].videos:
                return page
        return ""

    def _known(self, page: str) -> tuple[str, int, Written] | None:
        """A page, in memory or not: which it is must make no difference."""
        return self.pages.get(page) or self._find(page)

    def _belongs(self, key: Key) -> bool:
        """Whether this page was theirs and had this video on it."""
        viewer, page, video = key
        known = self._known(page)
        theirs = known is not None and self.joined.get(known[0], known[0]) == viewer
        return (
            known is not None and theirs and video in known[2].videos and known[1] >= self.clock_ms - LATE_MS
        )

    def _sweep(self) -> None:
        while self.open:
            key = next(iter(self.open))
            if self.open[key].opened_ms + OPEN_MS > self.clock_ms:
                break
            self._close(key)
        while self.closed:
            key = next(iter(self.closed))
            if self.closed[key][0] + LATE_MS > self.clock_ms and len(self.closed) <= _CLOSED:
                break
            del self.closed[key]

    def _close(self, key: Key) -> None:
        outcome = self.open.pop(key)
        viewer = key[0]
        if self.current.get(viewer) == key:
            del self.current[viewer]
        self.closed[key] = (self.clock_ms, outcome.said)
        self.today[viewer] = self.today.get(viewer, 0) + 1
        if self.today[viewer] <= MOST_A_DAY:
            self.ready.append(Example(viewer, key[1], key[2], *self._labels(outcome)))

    def _labels(self, outcome: Outcome) -> tuple[tuple[float, ...], tuple[bool, ...]]:
        labels = {name: float(bool(outcome.said & bit)) for name, bit in _BIT.items()}
        watched = outcome.watched_ms >= 0 and outcome.duration_ms > 0
        if watched:
            permille = min(outcome.watched_ms * 1000 // outcome.duration_ms, 5000)
            enough = min(outcome.duration_ms * 85 // 100, 18_000)
            labels["skip"] = float(outcome.watched_ms < 2000 and permille < 300)
            labels["long_view"] = float(outcome.watched_ms >= enough)
            labels["finish"] = float(permille >= 950)
            labels["rewatch"] = float(permille >= 1500)
            labels["watch"] = self._quantile(outcome.duration_ms, permille)
        told = tuple(watched or name not in WATCHED for name in HEADS)
        return tuple(labels[name] for name in HEADS), told

    def _quantile(self, duration_ms: int, permille: int) -> float:
        """Mid-rank of a watch among those of videos about as long that came before it."""
        bucket = int(np.searchsorted(DURATION_EDGES_MS, duration_ms))
        place = int(np.searchsorted(RATIO_EDGES, permille, "right"))
        quantile = float(mid_ranks(self.counts[bucket])[place])
        self.counts[bucket, place] += 1
        return quantile

    def _correct(self, key: Key, event: Event) -> None:
        name = _SAYING.get(event.kind)
        at_ms, said = self.closed[key]
        if name is None or said & _BIT[name]:
            return
        self.closed[key] = (at_ms, said | _BIT[name])
        mine = tuple(one == name for one in HEADS)
        self.ready.append(Example(*key, tuple(map(float, mine)), mine, late=True))

    def dump(self) -> dict[str, Any]:
        """What is open, as plain values; the pages themselves are in the log."""
        return {
            "clock": self.clock_ms,
            "joined": list(map(list, self.joined.items())),
            "open": [[*key, *msgspec.structs.astuple(one)] for key, one in self.open.items()],
            "current": [[viewer, *key] for viewer, key in self.current.items()],
            "closed": [[*key, *one] for key, one in self.closed.items()],
            "ready": msgspec.to_builtins(self.ready),
            "today": list(map(list, self.today.items())),
            "counts": self.counts.tolist(),
            "latest": list(map(list, self.latest.items())),
            "silences": self.silences.dump(),
        }

    def load(self, whole: dict[str, Any]) -> None:
        """Become what ``dump`` described. Raises KeyError, TypeError or ValueError."""
        self.clock_ms, self.joined = int(whole["clock"]), dict(whole["joined"])
        self.open = {(viewer, page, video): Outcome(*rest) for viewer, page, video, *rest in whole["open"]}
        self.current = {name: (viewer, page, video) for name, viewer, page, video in whole["current"]}
        self.closed = {(viewer, page, video): (at, said) for viewer, page, video, at, said in whole["closed"]}
        self.ready = msgspec.convert(whole["ready"], list[Example])
        self.today = dict(whole["today"])
        self.counts = np.array(whole["counts"], np.int64).reshape(DURATIONS, BINS)
        self.latest = {viewer: list(pages) for viewer, pages in whole["latest"]}
        self.silences.load(whole["silences"])
