"""All the engine remembers: viewers' facts, the catalogue, and counts derived from both.

``apply`` and ``adopt`` are joins: events may come late, twice or shuffled and the state, and its ``digest``,
come out the same. What an item is like is told by whoever put it last. Everything a page needs beyond the
facts (tastes, qualities, heat) is computed from them when the page is made, so there is nothing to go stale.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain
from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue
from mutoscope.core.discovery.choices import NEUTRAL, Choices, Wish, chosen
from mutoscope.core.discovery.contracts import Event, Item
from mutoscope.core.discovery.counted import LOVED, NOTHING, Changes, Pseudonyms, ballots_of, counted
from mutoscope.core.discovery.covisits import Covisits
from mutoscope.core.discovery.derived import (
    FREE,
    Derived,
    Own,
    Tally,
    derive,
    other_key,
    own_of,
    tally_of,
    tally_of_all,
    videos_of,
)
from mutoscope.core.discovery.experiments.trials import Trials
from mutoscope.core.discovery.facts import REFUSALS, Touch, refusal_of
from mutoscope.core.discovery.outbox import Outbox
from mutoscope.core.discovery.packing import by_id, digest_of, packed, unpacked
from mutoscope.core.discovery.sequence.retriever import Retriever
from mutoscope.core.discovery.unproven import Unproven
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.votes import Ballot, Votes, ballot

OUTRIGHT = (*REFUSALS, "report")
"""Kinds of events that say what somebody wants, rather than what they watched: heard in every mode."""
FORMAT = 4
"""Of ``dump``; raise it when what is dumped changes its meaning: older snapshots then give way to the log."""
_VIDEOS, _VIEWERS = 500, 20
"""In one part of a dump."""
NOBODYS = Pseudonyms()
"""Where there are no other shards, no pseudonym leaves the process."""


class State:
    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.votes = Votes()
        self.unproven = Unproven()
        self.viewers: dict[str, Viewer] = {}
        self.adopted: dict[str, str] = {}
        """Anonymous key -> the person who signed up and kept what was learned."""
        self.forgotten: dict[str, int] = {}
        """Viewer -> time up to which nothing about them is remembered."""
        self.choices: dict[str, Choices] = {}
        """Viewer -> what they said about their feed; only those that differ from ``NEUTRAL``."""
        self.covisits = Covisits()
        """What is loved after what, by row: derived from touches."""
        self.outbox: Outbox | None = None
        """What other shards are to be told; None where there are none."""
        self.pseudonyms = NOBODYS
        """Under which viewers are told of to other shards, and known from them."""
        self.heard: dict[str, tuple[str, int]] = {}
        """Other shard -> (its epoch, entry of its log) up to which its viewers are counted here, too."""
        self.retriever: Retriever | None = None
        """What was trained, if anything: no fact, so it is in no dump; whoever owns the state sets it."""
        self.former: Retriever | None = None
        """The one before, while that one is on trial."""
        self.trials = Trials()
        """What is tried on whom. Told by what was served, too, so it is no part of the digest of facts."""

    def put(self, item: Item) -> bool:
        """Know ``item`` as it is now; False when that was known already."""
        if self.catalogue.is_alive(item.video_id) and self.catalogue.item(item.video_id) == item:
            return False
        row = self.catalogue.put(item)
        self.votes.lasts(row, int(self.catalogue.duration[row]))
        self._place(row)
        return True

    def withdraw(self, video_id: int) -> bool:
        """Show ``video_id`` to nobody; False when nobody saw it anyway."""
        known = self.catalogue.is_alive(video_id)
        self.catalogue.withdraw(video_id)
        if known:
            self.unproven.drop(self.catalogue.rows[video_id])
        return known

    def erase(self, video_id: int) -> None:
        """Keep of ``video_id`` only that viewers met it."""
        row = self.catalogue.erase(video_id)
        if row is not None:
            self.votes.lasts(row, None)
            self.unproven.drop(row)

    def key_of(self, viewer: str) -> str:
        """Under which ``viewer`` is remembered since they joined."""
        return self.adopted.get(viewer, viewer)

    def choices_of(self, viewer: str) -> Choices:
        return self.choices.get(self.key_of(viewer), NEUTRAL)

    def hears(self, event: Event, now_ms: int) -> bool:
        """Whether an event that comes in at ``now_ms`` is to be taken; what is said outright always is."""
        key = self.key_of(event.viewer)
        if event.at_ms <= self.forgotten.get(key, -1):
            return False
        choices = self.choices.get(key)
        if choices is None or event.kind in OUTRIGHT:
            return True
        return choices.learns(event.at_ms) and choices.learns(now_ms)

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> None:
        """Take a change of choices."""
        self._choose(self.key_of(viewer), chosen(self.choices_of(viewer), wish, at_ms))

    def apply(self, event: Event) -> None:
        """Join one event. Its ``at_ms`` must be believable already: whoever received it has a clock."""
        key = self.key_of(event.viewer)
        if event.at_ms <= self.forgotten.get(key, -1):
            return
        viewer = self.viewers.get(key)
        if viewer is None:
            viewer = self.viewers[key] = Viewer()
        row = self.catalogue.row(event.video_id)
        if event.kind in REFUSALS:
            viewer.refuse(row, *refusal_of(event))
        self._change(key, viewer, row, lambda touch: touch.join(event))
        self.trials.heard(key, event, int(self.catalogue.creator[row]))

    def adopt(self, anonymous: str, person: str) -> None:
        """Give what was learned about ``anonymous`` to ``person``, now and for events still on their way."""
        if anonymous == person or anonymous in self.adopted:
            return
        self.adopted[anonymous] = person
        theirs = self.choices.pop(anonymous, None)
        if theirs is not None and person not in self.choices:
            self.choices[person] = theirs
        old = self.viewers.pop(anonymous, None)
        if old is None:
            return
        new = self.viewers.setdefault(person, Viewer())
        for row, said in old.refusals.items():
            for about, refusal in said.items():
                new.refuse(row, about, refusal)
        theirs_then = dict(old.touches.items())
        self._unlearn(anonymous, old)
        for row in sorted(theirs_then.keys() | old.refusals.keys()):
            self._change(person, new, row, partial(Touch.merge, other=theirs_then.get(row, Touch())))
        self._meet(new, [*old.before, *new.before])

    def leave(self, anonymous: str, person: str) -> None:
        """``anonymous`` is ``person``, whom another shard remembers from now on."""
        if anonymous in self.adopted:
            return
        self.adopted[anonymous] = person
        self.choices.pop(anonymous, None)
        self.trials.forget(anonymous)
        viewer = self.viewers.pop(anonymous, None)
        if viewer:
            self._unlearn(anonymous, viewer)

    def forget(self, key: str, at_ms: int) -> None:
        """Forget a viewer: their facts, their votes, and what may still arrive from before ``at_ms``."""
        self.forgotten[key] = max(self.forgotten.get(key, 0), at_ms)
        self.adopted = {old: person for old, person in self.adopted.items() if person != key}
        self.choices.pop(key, None)
        self.trials.forget(key)
        viewer = self.viewers.pop(key, None)
        if viewer:
            self._unlearn(key, viewer)
        self.covisits.drop(other_key(self.pseudonyms.of(key)))

    def restart(self, key: str, choices: Choices, seen: Sequence[int]) -> None:
        """Begin anew for a viewer who was just forgotten, with what may be kept."""
        self._choose(key, choices)
        if seen:
            rows = [self.catalogue.row(video_id) for video_id in seen]
            self._meet(self.viewers.setdefault(key, Viewer()), rows)

    def seen(self, viewer: str) -> tuple[int, ...]:
        """Every video they met, longest ago first."""
        facts = self.viewers.get(self.key_of(viewer))
        if facts is None:
            return ()
        ids = self.catalogue.ids
        met = dict.fromkeys([*facts.before, *facts.latest(ids, len(facts.touches))])
        return tuple(ids[list(met)].tolist())

    def hear(self, changes: Changes) -> None:
        """Count what other shards' viewers did, each change once and in the order of its shard."""
        rows = np.array([self.catalogue.row(one) for one in changes["video"].tolist()], np.int64)
        was, now = changes["was"].astype(np.int64), changes["now"].astype(np.int64)
        self.votes.hear(rows, ballots_of(changes["was_ms"], was), ballots_of(changes["now_ms"], now))
        moved = np.flatnonzero((was | now) & LOVED)
        for place, row in zip(moved.tolist(), rows[moved].tolist(), strict=True):
            one = changes[place]
            key, was_ms = other_key(int(one["who"])), int(one["was_ms"])
            known = bool(one["was"] & LOVED) and self.covisits.loves(key, row, was_ms)
            loved_ms = int(one["now_ms"]) if one["now"] & LOVED else None
            self.covisits.move(key, row, was_ms if known else None, loved_ms)
        for row in np.unique(rows).tolist():
            self._place(row)

    def own(self, lock: AbstractContextManager[Any] = FREE) -> Own:
        """What the viewers remembered here did; see ``own_of``."""
        return own_of(self.catalogue, self.viewers, lock)

    def tally(self) -> Tally:
        """What they count for, to be told to another shard."""
        return tally_of(self.own(), self.pseudonyms)

    def count_again(self, others: Sequence[Tally], lock: AbstractContextManager[Any] = FREE) -> None:
        """Count anew: those remembered here, and what the ``others`` tell. Nothing may change facts
        meanwhile; ``lock`` is held for moments only, and pages are made by the old counts until it is done.
        Raises ValueError."""
        unknown = sorted(videos_of(others) - self.catalogue.rows.keys())
        for start in range(0, len(unknown), _VIDEOS):
            with lock:
                for video in unknown[start : start + _VIDEOS]:
                    self.catalogue.row(video)
        made = derive(self.catalogue, self.own(lock), others)
        with lock:
            self._take(made)

    def _take(self, made: Derived) -> None:
        self.votes, self.covisits, self.unproven = made.votes, made.covisits, made.unproven

    def _choose(self, key: str, choices: Choices) -> None:
        if choices == NEUTRAL:
            self.choices.pop(key, None)
        else:
            self.choices[key] = choices

    def _meet(self, viewer: Viewer, rows: Sequence[int]) -> None:
        viewer.before = dict.fromkeys([*rows, *viewer.before])
        viewer.changed(met=True)

    def _change(self, key: str, viewer: Viewer, row: int, change: Callable[[Touch], None]) -> None:
        """Change a touch and everything that is derived from it."""
        known = viewer.touches.get(row)
        touch = known or Touch()
        was, was_loved_ms = ballot(touch), touch.loved_ms
        told = counted(touch) if self.outbox is not None else NOTHING
        change(touch)
        touch.refused_ms = max(touch.reported_ms, viewer.refused_ms(row))
        if touch.refused_ms:
            viewer.refused.add(row)
        else:
            viewer.refused.discard(row)
        if not touch.empty:
            viewer.touches.set(row, touch)
        elif known is not None:
            viewer.touches.drop(row)
        viewer.changed(met=known is None or touch.empty)
        self._vote(row, was, ballot(touch))
        self.covisits.move(key, row, was_loved_ms, touch.loved_ms)
        if self.outbox is not None:
            self.outbox.tell(self.pseudonyms.of(key), int(self.catalogue.ids[row]), told, counted(touch))

    def _unlearn(self, key: str, viewer: Viewer) -> None:
        """Take back what somebody's touches counted for."""
        who = self.pseudonyms.of(key)
        for row, touch in viewer.touches.items():
            self._vote(row, ballot(touch), None)
            self.covisits.move(key, row, touch.loved_ms, None)
            if self.outbox is not None:
                self.outbox.tell(who, int(self.catalogue.ids[row]), counted(touch), NOTHING)

    def _vote(self, row: int, was: Ballot | None, now: Ballot | None) -> None:
        self.votes.count(row, was, now)
        self._place(row)

    def _place(self, row: int) -> None:
        if self.catalogue.alive[row]:
            self.votes.room(row + 1)
            self.unproven.place(row, int(self.votes.shown[row]), int(self.catalogue.published_ms[row]))

    def digest(self) -> str:
        """A hash of every fact and count, independent of the order they came in."""
        catalogue, totals = self.catalogue, self.votes.totals
        told = [(int(catalogue.ids[row]), totals[row].tolist()) for row in np.flatnonzero(totals.any(1))]
        return digest_of(
            chain(
                [sorted(catalogue.told()), sorted(told)],
                [sorted(self.adopted.items()), sorted(self.forgotten.items()), sorted(self.choices.items())],
                (by_id(key, viewer, catalogue.ids) for key, viewer in sorted(self.viewers.items())),
            )
        )

    def dump(self, lock: AbstractContextManager[Any] = FREE) -> Iterator[tuple[str, Any]]:
        """The facts alone, in named parts of plain values and bytes; ``load`` makes the same state of them.

        Nothing may change facts meanwhile. ``lock`` is held for moments only, so that pages can be made
        between them: those read, and settle what they read.
        """
        yield "format", FORMAT
        yield "adopted", sorted(map(list, self.adopted.items()))
        yield "forgotten", sorted(map(list, self.forgotten.items()))
        yield "choices", [[key, msgspec.to_builtins(one)] for key, one in sorted(self.choices.items())]
        yield "trials", self.trials.dump()
        for start in range(0, len(self.catalogue), _VIDEOS):
            with lock:
                part = self.catalogue.dump(start, start + _VIDEOS)
            yield "videos", part
        keys = sorted(self.viewers)
        for start in range(0, len(keys), _VIEWERS):
            with lock:
                some = [packed(key, self.viewers[key]) for key in keys[start : start + _VIEWERS]]
            yield "viewers", some
        if self.outbox is not None:
            yield "pseudonyms", self.pseudonyms.mark
            with lock:
                waiting = self.outbox.dump()
            yield "outbox", waiting
        if self.heard:
            with lock:
                tally = tally_of_all(self.catalogue, self.votes, self.covisits)
                heard = [[name, *up_to] for name, up_to in sorted(self.heard.items())]
            yield "others", {"heard": heard, "tally": tally}

    @classmethod
    def load(cls, parts: Iterable[Sequence[Any]], pseudonyms: Pseudonyms = NOBODYS) -> "State":
        """The state that ``dump`` described, without what it had of or for other shards under pseudonyms of
        another secret. Raises KeyError, TypeError or ValueError for anything else."""
        state = cls()
        state.pseudonyms = pseudonyms
        catalogue, whole = state.catalogue, dict[str, Any]()
        for name, part in parts:
            match name:
                case "videos":
                    catalogue.load(part)
                case "viewers":
                    state.viewers.update(unpacked(one) for one in part)
                case _:
                    whole[name] = part
            if whole["format"] != FORMAT:
                raise ValueError("a snapshot of another format")
        if "trials" in whole:  # not in one from before there were any
            state.trials = Trials.load(whole["trials"])
        ours = whole.get("pseudonyms") == pseudonyms.mark  # in none from before they had a secret
        if ours and "outbox" in whole:
            state.outbox = Outbox.load(whole["outbox"])
        counted_already = None
        if ours and "others" in whole:
            state.heard = {name: (epoch, up_to) for name, epoch, up_to in whole["others"]["heard"]}
            counted_already = msgspec.convert(whole["others"]["tally"], Tally)
        state._take(derive(catalogue, state.own(), whole=counted_already))
        state.adopted = dict(whole["adopted"])
        state.forgotten = dict(whole["forgotten"])
        state.choices = {key: msgspec.convert(one, Choices) for key, one in whole["choices"]}
        return state
