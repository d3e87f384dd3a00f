"""All the engine remembers: viewers' facts, the catalogue, and counts derived from both.

``apply`` and ``adopt`` are joins: events may come late, twice or shuffled and the state, and its ``digest``,
come out the same. What an item is like is told by whoever put it last. Everything a page needs beyond the
facts (tastes, qualities, heat) is computed from them when the page is made, so there is nothing to go stale.
"""

import hashlib
import zlib
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from mutoscope.core.discovery.catalogue import Catalogue
from mutoscope.core.discovery.choices import NEUTRAL, Choices, Wish, chosen
from mutoscope.core.discovery.contracts import Event, Item
from mutoscope.core.discovery.facts import REFUSALS, Refusal, Touch, Viewer, refusal_of
from mutoscope.core.discovery.unproven import Unproven
from mutoscope.core.discovery.votes import Ballot, Votes, ballot

OUTRIGHT = (*REFUSALS, "report")
"""Kinds of events that say what somebody wants, rather than what they watched: heard in every mode."""
FORMAT = 3
"""Of ``dump``; raise it when what is dumped changes its meaning: older snapshots then give way to the log."""


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
        self.fans: dict[int, list[tuple[int, str]]] = {}
        """Video -> viewers who loved it, in the order of a checksum of their keys: derived from touches."""

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
        if event.kind in REFUSALS:
            viewer.refuse(event.video_id, *refusal_of(event))
        self._change(key, viewer, event.video_id, lambda touch: touch.join(event))

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
        for video_id, said in old.refusals.items():
            for about, refusal in said.items():
                new.refuse(video_id, about, refusal)
        for video_id in sorted(old.touches.keys() | old.refusals.keys()):
            touch = old.touches.get(video_id, Touch())
            self._vote(self.catalogue.row(video_id), ballot(touch), None)
            self._fan(anonymous, video_id, touch.loved, False)
            self._change(person, new, video_id, partial(Touch.merge, other=touch))
        self._meet(new, [*old.before, *new.before])

    def forget(self, key: str, at_ms: int) -> None:
        """Forget a viewer: their facts, their votes, and what may still arrive from before ``at_ms``."""
        self.forgotten[key] = max(self.forgotten.get(key, 0), at_ms)
        self.adopted = {old: person for old, person in self.adopted.items() if person != key}
        self.choices.pop(key, None)
        viewer = self.viewers.pop(key, None)
        for video_id, touch in viewer.touches.items() if viewer else ():
            self._vote(self.catalogue.row(video_id), ballot(touch), None)
            self._fan(key, video_id, touch.loved, False)

    def restart(self, key: str, choices: Choices, seen: Sequence[int]) -> None:
        """Begin anew for a viewer who was just forgotten, with what may be kept."""
        self._choose(key, choices)
        if seen:
            self._meet(self.viewers.setdefault(key, Viewer()), seen)

    def seen(self, viewer: str) -> tuple[int, ...]:
        """Every video they met, longest ago first."""
        facts = self.viewers.get(self.key_of(viewer))
        if facts is None:
            return ()
        return tuple(dict.fromkeys([*facts.before, *(video for _, video in facts.recent)]))

    def _choose(self, key: str, choices: Choices) -> None:
        if choices == NEUTRAL:
            self.choices.pop(key, None)
        else:
            self.choices[key] = choices

    def _meet(self, viewer: Viewer, videos: Sequence[int]) -> None:
        for video_id in videos:
            if video_id not in viewer.before:
                viewer.rows.append(self.catalogue.row(video_id))
        viewer.before = dict.fromkeys([*videos, *viewer.before])

    def _change(self, key: str, viewer: Viewer, video_id: int, change: Callable[[Touch], None]) -> None:
        """Change a touch and everything that is derived from it."""
        row = self.catalogue.row(video_id)
        known = viewer.touches.get(video_id)
        touch = known or Touch()
        was, was_loved = ballot(touch), touch.loved
        was_ms = None if known is None else known.recent_ms
        change(touch)
        touch.refused_ms = max(touch.reported_ms, viewer.refused_ms(video_id))
        viewer.keep(video_id, row, touch, was_ms)
        self._vote(row, was, ballot(touch))
        self._fan(key, video_id, was_loved, touch.loved)

    def _vote(self, row: int, was: Ballot | None, now: Ballot | None) -> None:
        self.votes.count(row, was, now)
        self._place(row)

    def _place(self, row: int) -> None:
        if self.catalogue.alive[row]:
            self.votes.room(row + 1)
            self.unproven.place(row, int(self.votes.shown[row]), int(self.catalogue.published_ms[row]))

    def _fan(self, key: str, video_id: int, was: bool, now: bool) -> None:
        if was == now:
            return
        fans = self.fans.setdefault(video_id, [])
        entry = (zlib.crc32(key.encode()), key)
        if now:
            insort(fans, entry)
        else:
            del fans[bisect_left(fans, entry)]

    def digest(self) -> str:
        """A hash of every fact and count, independent of the order they came in."""
        whole = self.dump()
        whole["votes"] = sorted(
            [video_id, self.votes.totals[row].tolist()]
            for video_id, row in self.catalogue.rows.items()
            if row < len(self.votes.totals) and self.votes.totals[row].any()
        )
        del whole["rows"]  # the order in which videos were first heard of
        whole["items"] = sorted(whole["items"], key=lambda pair: pair[0]["video_id"])
        return hashlib.sha256(msgspec.msgpack.encode(whole, order="sorted")).hexdigest()

    def dump(self) -> dict[str, Any]:
        """The facts alone, as plain values in a fixed order; ``load`` makes the same state of them."""
        catalogue = self.catalogue
        return {
            "format": FORMAT,
            "rows": [int(video_id) for video_id in catalogue.ids[: len(catalogue)]],
            "items": catalogue.dump(),
            "viewers": [
                [
                    key,
                    sorted(
                        [video, *msgspec.structs.astuple(touch)] for video, touch in viewer.touches.items()
                    ),
                    sorted(
                        [video, *about, one.said_ms, one.undone_ms]
                        for video, said in viewer.refusals.items()
                        for about, one in said.items()
                    ),
                    list(viewer.before),
                ]
                for key, viewer in sorted(self.viewers.items())
            ],
            "adopted": sorted(map(list, self.adopted.items())),
            "forgotten": sorted(map(list, self.forgotten.items())),
            "choices": [[key, msgspec.to_builtins(one)] for key, one in sorted(self.choices.items())],
        }

    @classmethod
    def load(cls, whole: dict[str, Any]) -> "State":
        """The state that ``dump`` described. Raises KeyError, TypeError or ValueError for anything else."""
        if whole["format"] != FORMAT:
            raise ValueError("a snapshot of another format")
        state = cls()
        for video_id in whole["rows"]:
            state.catalogue.row(video_id)
        for plain, alive in whole["items"]:
            item = msgspec.convert(plain, Item)
            state.put(item)
            if not alive:
                state.withdraw(item.video_id)
        for key, touches, refusals, before in whole["viewers"]:
            viewer = state.viewers[key] = Viewer()
            for video_id, *fields in touches:
                touch = viewer.touches[video_id] = Touch(*fields)
                row = state.catalogue.row(video_id)
                viewer.rows.append(row)
                state._vote(row, None, ballot(touch))
                state._fan(key, video_id, False, touch.loved)
            viewer.recent = sorted((touch.recent_ms, video) for video, touch in viewer.touches.items())
            viewer.refused = {video for video, touch in viewer.touches.items() if touch.refused_ms}
            for video_id, scope, tag, said_ms, undone_ms in refusals:
                viewer.refuse(video_id, (scope, tag), Refusal(said_ms, undone_ms))
            state._meet(viewer, before)
        state.adopted = dict(whole["adopted"])
        state.forgotten = dict(whole["forgotten"])
        state.choices = {key: msgspec.convert(one, Choices) for key, one in whole["choices"]}
        return state
