"""All the engine remembers: viewers' facts, the catalogue, and counts derived from both.

``apply`` and ``adopt`` are joins: events may come late, twice or shuffled and the state, and its ``digest``,
come out the same. What an item is like is told by whoever put it last. Everything a page needs beyond the
facts (tastes, qualities, heat) is computed from them when the page is made, so there is nothing to go stale.
"""

import hashlib
import zlib
from bisect import bisect_left, insort
from typing import Any

import msgspec

from mutoscope.core.discovery.catalogue import Catalogue
from mutoscope.core.discovery.contracts import Event, Item
from mutoscope.core.discovery.facts import MUTES, Touch, Viewer
from mutoscope.core.discovery.votes import Votes, ballot

FORMAT = 1
"""Of ``dump``; raise it when what is dumped changes its meaning: older snapshots then give way to the log."""


class State:
    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.votes = Votes()
        self.viewers: dict[str, Viewer] = {}
        self.adopted: dict[str, str] = {}
        """Anonymous key -> the person who signed up and kept what was learned."""
        self.forgotten: dict[str, int] = {}
        """Viewer -> time up to which nothing about them is remembered."""
        self.fans: dict[int, list[tuple[int, str]]] = {}
        """Video -> viewers who loved it, in the order of a checksum of their keys: derived from touches."""

    def put(self, item: Item) -> bool:
        """Know ``item`` as it is now; False when that was known already."""
        if self.catalogue.is_alive(item.video_id) and self.catalogue.item(item.video_id) == item:
            return False
        row = self.catalogue.put(item)
        self.votes.lasts(row, int(self.catalogue.duration[row]))
        return True

    def withdraw(self, video_id: int) -> bool:
        """Show ``video_id`` to nobody; False when nobody saw it anyway."""
        known = self.catalogue.is_alive(video_id)
        self.catalogue.withdraw(video_id)
        return known

    def apply(self, event: Event) -> None:
        """Join one event. Its ``at_ms`` must be believable already: whoever received it has a clock."""
        key = self.adopted.get(event.viewer, event.viewer)
        if event.at_ms <= self.forgotten.get(key, -1):
            return
        viewer = self.viewers.get(key)
        if viewer is None:
            viewer = self.viewers[key] = Viewer()
        if event.kind == "not_interested" and event.scope in MUTES:
            mute = (event.scope, event.video_id, event.tag if event.scope == "tag" else "")
            viewer.mutes[mute] = max(viewer.mutes.get(mute, 0), event.at_ms)
        touch = viewer.touches.get(event.video_id)
        row = self.catalogue.row(event.video_id)
        if touch is None:
            touch = viewer.touches[event.video_id] = Touch(event.at_ms, event.at_ms)
            viewer.rows.append(row)
            was, was_ms, was_loved = None, None, False
        else:
            was, was_ms, was_loved = ballot(touch), touch.last_ms, touch.loved
        touch.join(event)
        viewer.moved(event.video_id, was_ms, touch.last_ms)
        self.votes.count(row, was, ballot(touch))
        self._fan(key, event.video_id, was_loved, touch.loved)

    def adopt(self, anonymous: str, person: str) -> None:
        """Give what was learned about ``anonymous`` to ``person``, now and for events still on their way."""
        if anonymous == person or anonymous in self.adopted:
            return
        self.adopted[anonymous] = person
        old = self.viewers.pop(anonymous, None)
        if old is None:
            return
        new = self.viewers.setdefault(person, Viewer())
        for mute, at_ms in old.mutes.items():
            new.mutes[mute] = max(new.mutes.get(mute, 0), at_ms)
        for video_id, touch in old.touches.items():
            row = self.catalogue.row(video_id)
            self.votes.count(row, ballot(touch), None)
            self._fan(anonymous, video_id, touch.loved, False)
            mine = new.touches.get(video_id)
            was_loved = mine is not None and mine.loved
            if mine is None:
                new.touches[video_id] = touch
                new.rows.append(row)
                new.moved(video_id, None, touch.last_ms)
                self.votes.count(row, None, ballot(touch))
            else:
                was, was_ms = ballot(mine), mine.last_ms
                mine.merge(touch)
                new.moved(video_id, was_ms, mine.last_ms)
                self.votes.count(row, was, ballot(mine))
            self._fan(person, video_id, was_loved, new.touches[video_id].loved)

    def forget(self, key: str, at_ms: int) -> None:
        """Forget a viewer: their facts, their votes, and what may still arrive from before ``at_ms``."""
        self.forgotten[key] = max(self.forgotten.get(key, 0), at_ms)
        self.adopted = {old: person for old, person in self.adopted.items() if person != key}
        viewer = self.viewers.pop(key, None)
        for video_id, touch in viewer.touches.items() if viewer else ():
            self.votes.count(self.catalogue.row(video_id), ballot(touch), None)
            self._fan(key, video_id, touch.loved, False)

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
            "items": [
                [msgspec.to_builtins(item), bool(catalogue.alive[row])]
                for row, item in enumerate(catalogue.items)
                if item is not None
            ],
            "viewers": [
                [
                    key,
                    sorted(
                        [video, *msgspec.structs.astuple(touch)] for video, touch in viewer.touches.items()
                    ),
                    sorted([*mute, at_ms] for mute, at_ms in viewer.mutes.items()),
                ]
                for key, viewer in sorted(self.viewers.items())
            ],
            "adopted": sorted(map(list, self.adopted.items())),
            "forgotten": sorted(map(list, self.forgotten.items())),
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
        for key, touches, mutes in whole["viewers"]:
            viewer = state.viewers[key] = Viewer()
            for video_id, *fields in touches:
                touch = viewer.touches[video_id] = Touch(*fields)
                row = state.catalogue.row(video_id)
                viewer.rows.append(row)
                state.votes.count(row, None, ballot(touch))
                state._fan(key, video_id, False, touch.loved)
            viewer.recent = sorted((touch.last_ms, video) for video, touch in viewer.touches.items())
            viewer.refused = {video for video, touch in viewer.touches.items() if touch.refused_ms}
            viewer.mutes = {(scope, video, tag): at_ms for scope, video, tag, at_ms in mutes}
        state.adopted = dict(whole["adopted"])
        state.forgotten = dict(whole["forgotten"])
        return state
