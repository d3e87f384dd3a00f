"""What is tried, on whom, and what came of it: a part of the engine's state, made of the log alone.

    running   ──> what is tried from now on
    served    ──> who was shown a page of which arms      ┐
    event     ──> what they did                           ├─> ledgers ──> an arm that does harm is stopped
    forget    ──> their figures go                        ┘
    stop      ──> the same, pinned: it stays so, whoever is forgotten later and takes their figures along

Guards are asked at fixed places of the log, so the same log stops the same arm at the same entry. The stop
counts from that entry on; the engine then says so in the log.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from mutoscope.core.discovery.contracts import Event
from mutoscope.core.discovery.experiments.buckets import NO_ARM
from mutoscope.core.discovery.experiments.guard import Stop, breaches
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import NOTHING, Experiment, Running
from mutoscope.core.discovery.experiments.shadows import ShadowBook, Shadowed
from mutoscope.core.units import DAY_MS

PROVED_MS = 7 * DAY_MS
"""So long a trained source is on trial; then it is everybody's, unless it was stopped."""
_ASK_EVERY = 256
"""Pages between two looks of a guard; where many viewers are counted, a quarter of their number."""


class Head(msgspec.Struct, frozen=True):
    """What is read here of a page that was served."""

    viewer: str
    at_ms: int
    page: "HeadPage"
    arms: tuple[str, ...] = ()
    took_us: int = 0
    shadows: tuple[Shadowed, ...] = ()


class HeadPage(msgspec.Struct, frozen=True):
    trouble: tuple[str, ...] = ()


class Trials:
    def __init__(self) -> None:
        self.running = NOTHING
        self.ledgers: dict[str, Ledger] = {}
        """By the key of the experiment."""
        self.stopped: dict[str, Stop] = {}
        """By the label of the arm."""
        self.books: dict[str, ShadowBook] = {}
        """What shadows said, by their key."""
        self.pinned: set[str] = set()
        """Labels of those whose stop is in the log."""
        self.proved: dict[str, bool] = {}
        """Key of the trial of a trained source that lasted long enough -> whether the log says so."""
        self._places: dict[str, tuple[Experiment, int]] = {}
        """Label -> (experiment, arm) of all that run."""
        self._pages: dict[str, list[int]] = {}
        """Key -> [pages, pages at which its guard is asked next]"""
        self.run(NOTHING)

    @property
    def all(self) -> tuple[Experiment, ...]:
        return (self.running.hold_out, *self.running.experiments)

    def run(self, running: Running) -> None:
        """Try this from now on. What ran before and does no more leaves its figures, and so does what is
        divided otherwise now."""
        self.running = running
        keys = {one.key for one in self.all}
        self.ledgers = {key: ledger for key, ledger in self.ledgers.items() if key in keys}
        self._pages = {key: pages for key, pages in self._pages.items() if key in keys}
        for one in self.all:
            if one.key not in self.ledgers or not self.ledgers[one.key].fits(one.shares):
                self._begin(one)
        self.books = {one.key: self.books.get(one.key) or ShadowBook() for one in running.shadows}
        self._places = {one.label(arm): (one, arm) for one in self.all for arm in range(len(one.arms))}

    def arms_of(self, unit: str) -> tuple[tuple[Experiment, int], ...]:
        """The arms of a viewer, those that were stopped too. Whoever is held out is in nothing else."""
        hold_out = self.running.hold_out
        held = hold_out.arm_of(unit)
        if held == 0:
            return ((hold_out, held),)
        found = [(one, arm) for one in self.running.experiments if (arm := one.arm_of(unit)) != NO_ARM]
        return ((hold_out, held), *found) if held != NO_ARM else tuple(found)

    def served(self, unit: str, head: Head, number: int) -> None:
        """A page of some arms went out; ``number`` is that of its entry in the log."""
        for said in head.shadows:
            if said.key in self.books:
                self.books[said.key].said(unit, said)
        for label in head.arms:
            place = self._places.get(label)
            if place is None or label in self.stopped:
                continue
            one, arm = place
            ledger, pages = self.ledgers[one.key], self._pages[one.key]
            ledger.shown(unit, arm, head.at_ms, head.took_us, bool(head.page.trouble))
            pages[0] += 1
            if one.arms[0].former and head.at_ms - ledger.began_ms >= PROVED_MS and not self._harmed(one.key):
                self.proved.setdefault(one.key, False)
            if pages[0] >= pages[1]:
                pages[1] = pages[0] + max(_ASK_EVERY, len(ledger) // 4)
                self._guard(one, ledger, number)

    def heard(self, unit: str, event: Event, creator_id: int) -> None:
        for book in self.books.values():
            book.heard(unit, event)
        for one in self.all:
            ledger = self.ledgers[one.key]
            arm = ledger.arm_of(unit)
            if arm != NO_ARM and one.label(arm) not in self.stopped:
                ledger.heard(unit, event, creator_id)

    def forget(self, unit: str) -> None:
        for book in self.books.values():
            book.forget(unit)
        for ledger in self.ledgers.values():
            ledger.forget(unit)

    def stop(self, stop: Stop) -> None:
        """What the log says was stopped."""
        self.stopped.setdefault(stop.label, stop)
        self.pinned.add(stop.label)

    def prove(self, key: str) -> None:
        """What the log says came through its trial."""
        self.proved[key] = True

    @property
    def stopped_now(self) -> tuple[str, ...]:
        """Labels of the arms that would run, were they not stopped. Others stay stopped, too, should a later
        plan bring them back."""
        return tuple(label for label in self.stopped if label in self._places)

    def may_stop(self, label: str) -> bool:
        """Whether this is an arm that runs and could be stopped: no control, and not stopped yet."""
        return self._places.get(label, (None, 0))[1] > 0 and label not in self.stopped

    def came_through(self, key: str) -> bool:
        """Whether a trained source is everybody's: its trial is over, and none of its arms was stopped."""
        return key in self.proved and not self._harmed(key)

    def resume(self, label: str) -> None:
        """Try a stopped arm again, from new figures."""
        self.stopped.pop(label, None)
        self.pinned.discard(label)
        one, _ = self._places.get(label, (None, 0))
        if one is not None:
            self._begin(one)
            self.proved.pop(one.key, None)

    def unpinned(self) -> Sequence[Stop]:
        """What was stopped and is not in the log yet."""
        return [stop for label, stop in self.stopped.items() if label not in self.pinned]

    def _begin(self, one: Experiment) -> None:
        """Count from new figures."""
        self.ledgers[one.key] = Ledger(one.shares)
        self._pages[one.key] = [0, _ASK_EVERY]

    def _harmed(self, key: str) -> bool:
        return any(label.startswith(f"{key}:") for label in self.stopped)

    def _guard(self, one: Experiment, ledger: Ledger, number: int) -> None:
        for arm, stop in breaches(ledger, one.bounds).items():
            label = one.label(arm)
            self.stopped.setdefault(label, msgspec.structs.replace(stop, label=label, number=number))

    def dump(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "running": msgspec.to_builtins(self.running),
            "ledgers": [[key, ledger.dump()] for key, ledger in self.ledgers.items()],
            "books": [[key, book.dump()] for key, book in self.books.items()],
            "stopped": [msgspec.to_builtins(stop) for stop in self.stopped.values()],
            "pinned": sorted(self.pinned),
            "proved": sorted(map(list, self.proved.items())),
            "pages": [[key, *pages] for key, pages in self._pages.items()],
        }

    @classmethod
    def load(cls, told: dict[str, Any]) -> "Trials":
        """What ``dump`` told. Raises KeyError, TypeError or ValueError."""
        trials = cls()
        trials.ledgers = {key: Ledger.load(one) for key, one in told["ledgers"]}
        trials.books = {key: ShadowBook.load(one) for key, one in told["books"]}
        trials._pages = {key: pages for key, *pages in told["pages"]}
        trials.run(msgspec.convert(told["running"], Running))
        stops = msgspec.convert(told["stopped"], list[Stop])
        trials.stopped = {stop.label: stop for stop in stops}
        trials.pinned = set(told["pinned"])
        trials.proved = dict(told["proved"])
        return trials
