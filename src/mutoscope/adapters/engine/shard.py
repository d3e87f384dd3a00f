"""One engine of several: it remembers the viewers who are at home here, and counts those of the others, too.

    own log ──> State ──> Outbox ──> the others          what videos are like and how they fare is the same
    the others ──> hear ──> State                        everywhere; who likes what is known at home alone

It is a keeper like any other. What it hears is no entry of its log but part of its snapshots; what was said
since the last one is read again, or counted again from what all the others have.
"""

import secrets
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from mutoscope.adapters.engine import entries, wire
from mutoscope.adapters.engine.contracts import Elsewhere, Health, Place, Standing
from mutoscope.adapters.engine.files import sealed, unsealed
from mutoscope.adapters.engine.keeper import Keeper
from mutoscope.adapters.engine.log import Entry
from mutoscope.adapters.engine.pupil import Inline, Pupil
from mutoscope.core.discovery import DEFAULT, Weights
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.counted import CHANGE, Changes, Pseudonyms, are_sound, believable
from mutoscope.core.discovery.derived import other_key, tally_of
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.homes import home
from mutoscope.core.discovery.outbox import Outbox
from mutoscope.core.discovery.state import NOBODYS
from mutoscope.core.units import DAY_MS

MOST = 1_000
"""Changes told at once, about."""
_LIMIT = 64 << 20
"""Bytes of changes told at once, unpacked."""


class Nonsense(Exception):
    """What is said to come from another shard can't be."""


class Batch(msgspec.Struct, frozen=True):
    """Everything that entries ``after`` .. ``up_to`` of a shard's log changed."""

    epoch: str
    after: int
    up_to: int
    body: bytes


class Shard(Keeper):
    def __init__(
        self,
        folder: Path | None,
        place: Place,
        weights: Weights = DEFAULT,
        pupil: Callable[[Floats], Pupil] = Inline,
        pseudonyms: Pseudonyms = NOBODYS,
    ) -> None:
        self.place = place
        self.deaf = ""
        """Why the others can't be heard; set by whoever listens."""
        super().__init__(folder, weights, pupil, pseudonyms)
        if self._state.outbox is None or self._forgot:
            # Whoever was forgotten since the snapshot is no more in the log: what the others were told of
            # them can't be taken back one by one.
            self.begin_anew()

    def at_home(self, viewer: str) -> str:
        with self._lock:
            key = self._state.key_of(viewer)
        if home(key, self.place.of) != self.place.number:
            raise Elsewhere(key)
        return viewer

    def forget(self, viewer: str, at_ms: int) -> None:
        with self._lock:
            loved = other_key(self._state.pseudonyms.of(viewer)) in self._state.covisits.sequences
        super().forget(viewer, at_ms)
        if loved:
            self._file.catch_up(self._log.last())

    def theirs(self, viewer: str) -> list[Entry]:
        """What the log has of somebody who is to be remembered by another shard."""
        self.record()
        return self._log.theirs(viewer)

    def bring(self, told: Sequence[Entry]) -> None:
        """Take what another shard's log had of somebody; what is here already changes nothing."""
        self._log.append([entries.brought(one) for one in told], turning=True)

    def leave(self, anonymous: str, person: str) -> None:
        """``anonymous`` is ``person``, whom another shard remembers from now on."""
        self._log.append([entries.leave(anonymous, person)], turning=True)

    def health(self, *, with_state: bool = False) -> Health:
        return msgspec.structs.replace(super().health(with_state=with_state), deaf=self.deaf)

    def begin_anew(self) -> None:
        """Give up what was to be told: the others are to ask for all of it."""
        with self._lock:
            self._state.outbox = Outbox(secrets.token_hex(8), self._applied)

    def untold(self) -> Batch:
        """What is to be told next; where nothing changed, it is up to what was told already."""
        with self._lock:
            if self._outbox.overflowed:
                self.begin_anew()
            box = self._outbox
            up_to, changes = box.next(MOST)
            epoch, after = box.epoch, box.told
        return Batch(epoch, after, up_to if len(changes) else after, packed(changes))

    def was_told(self, epoch: str, up_to: int) -> None:
        """What the others can read by now, as they would find it. Another run of numbers, or one that is
        ahead of ours, begins anew."""
        with self._lock:
            if epoch == self._outbox.epoch and up_to <= self._outbox.at:
                self._outbox.was_told(up_to)
            elif epoch == self._outbox.epoch:
                self.begin_anew()

    def told_before(self) -> bool:
        """Whether the others may know anything of us."""
        with self._lock:
            return self._outbox.told > 0

    def stops(self) -> dict[str, Stop]:
        """Every arm whose stop is in the log and stands, by its label."""
        with self._lock:
            trials = self._state.trials
            return {label: stop for label, stop in trials.stopped.items() if label in trials.pinned}

    def stop_too(self, stop: Stop) -> bool:
        """Stop an arm that did harm to another shard's viewers; whether it runs here. The same stop again,
        after the arm was tried anew, is none: the log has it already."""
        with self._lock:
            due = self._state.trials.may_stop(stop.label)
        if due:
            self._append(lambda: [entries.stop(stop)])
        return due

    def heard(self, origin: str) -> tuple[str, int]:
        with self._lock:
            return self._state.heard.get(origin, ("", 0))

    def hear(self, origin: str, batch: Batch, now_ms: int) -> bool:
        """Count what another shard told; False when something is missing before it. Raises Nonsense."""
        epoch, known = self.heard(origin)
        if (epoch, batch.up_to) == (batch.epoch, known) or (epoch == batch.epoch and batch.up_to < known):
            return True
        if epoch != batch.epoch and (epoch or batch.after):
            return False
        if batch.after > known:
            return False
        changes = unpacked(batch)
        changes = believable(changes[changes["entry"] > known], now_ms + DAY_MS)
        with self._log.locked(), self._lock:
            self._state.hear(changes)
            self._state.heard[origin] = (batch.epoch, batch.up_to)
        return True

    def standing(self) -> Standing:
        """What is done is heard again as soon as it is known who did what; pages wait for moments only."""
        with self._log.locked():
            own = self._state.own(self._lock)
            with self._lock:
                epoch, up_to = self._outbox.epoch, self._applied
        return Standing(epoch, up_to, tally_of(own, self._state.pseudonyms))

    def count_again(self, standings: Mapping[str, Standing]) -> None:
        """Count anew from what all the others have. What is done waits until it is, pages don't. Raises
        Nonsense."""
        with self._log.locked():
            try:
                self._state.count_again([one.tally for one in standings.values()], self._lock)
            except ValueError as error:
                raise Nonsense(str(error)) from error
            with self._lock:
                self._state.heard = {name: (one.epoch, one.up_to) for name, one in standings.items()}

    @property
    def _outbox(self) -> Outbox:
        assert self._state.outbox is not None
        return self._state.outbox


def viewers_of(call: wire.Call) -> set[str]:
    """Whom a call is about who must be at home where it is answered."""
    match call:
        case wire.PageCall(request):
            return {request.viewer}
        case wire.IngestCall(events):
            return {event.viewer for event in events}
        case wire.AdoptCall(person=viewer):
            return {viewer}
        case (
            wire.ExplainCall(viewer=viewer)
            | wire.SteerCall(viewer=viewer)
            | wire.ChoicesCall(viewer=viewer)
            | wire.RestartCall(viewer=viewer)
            | wire.InterestsCall(viewer=viewer)
            | wire.FavouritesCall(viewer=viewer)
        ):
            return {viewer}
    return set()


def hand_over(shard: Shard, call: wire.Call) -> tuple[bool, Any]:
    """(whether this call is one between shards, what came of it)"""
    match call:
        case wire.TheirsCall(viewer):
            return True, shard.theirs(viewer)
        case wire.BringCall(told):
            shard.bring(told)
        case wire.LeaveCall(anonymous, person):
            shard.leave(anonymous, person)
        case wire.StandingCall():
            return True, shard.standing()
        case _:
            return False, None
    return True, None


def packed(changes: Changes) -> bytes:
    return sealed(zlib.compress(changes.tobytes(), 1))


def unpacked(batch: Batch) -> Changes:
    """The changes of a batch. Raises Nonsense, whatever is wrong with it."""
    try:
        whole = zlib.decompressobj()
        body = whole.decompress(unsealed(batch.body), _LIMIT)
        if not whole.eof:
            raise ValueError("it is cut off, or far too much")
        changes = np.frombuffer(body, CHANGE)
    except (ValueError, zlib.error) as error:
        raise Nonsense(str(error)) from error
    numbers = changes["entry"].astype(np.int64)
    in_order = len(numbers) == 0 or (
        batch.after < numbers[0] and numbers[-1] <= batch.up_to and bool((np.diff(numbers) >= 0).all())
    )
    if not in_order or batch.after > batch.up_to or not are_sound(changes):
        raise Nonsense("changes that no shard can have told")
    return changes
