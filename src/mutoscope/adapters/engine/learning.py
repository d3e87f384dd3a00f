"""The engine learns: every entry of the log goes through here once, in order, and the ranker follows.

    log ──> Joiner (what was shown, and what came of it) ──> lessons ──> Ranker

What the ranker is depends on the log alone: replayed from its beginning it comes out bit by bit the same. The
snapshot beside the log is only a shorter way there; one that can't be read is said so, and the log tells
again.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import structlog

from mutoscope.adapters.engine.entries import (
    read_adopt,
    read_event,
    read_forget,
    read_restarted,
    read_served,
    read_steered,
)
from mutoscope.adapters.engine.files import draft_of, drafted, place, sealed, unsealed
from mutoscope.adapters.engine.log import Entry
from mutoscope.adapters.engine.pupil import Inline, Pupil
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.lessons import Joiner
from mutoscope.core.discovery.mixture import rewards_of
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.ranking import SCHEMA, Written
from mutoscope.core.discovery.weights import Weights

log = structlog.get_logger("mutoscope.engine")
_pack = msgspec.msgpack.Encoder().encode


class Manifest(msgspec.Struct, frozen=True):
    """What a snapshot of the ranker says of itself."""

    model: str
    """Hash of the ranker."""
    schema: str
    rewards: str
    """Hash of the rewards: how far it is to be believed was found out with these."""
    watermark: int
    """Number of the last entry of the log that is in it."""
    parent: str
    """Hash of the ranker of the snapshot before; empty for the first."""
    examples: int
    trust: float


class Learning:
    """The ranker of one engine. Guarded by whoever owns it; only the file has a lock here, as it is written
    by the pupil."""

    def __init__(
        self,
        find: Callable[[str], bytes | None],
        weights: Weights,
        path: Path | None = None,
        pupil: Callable[[Floats], Pupil] = Inline,
    ) -> None:
        self._find, self._weights, self._path, self._make = find, weights, path, pupil
        self._parent = ""
        self._epoch = 0
        """Rises when somebody is forgotten: what was dumped before may name them."""
        self._placing = threading.Lock()
        """Of the file."""
        self.joiner = Joiner(self._page)
        rewards = rewards_of(weights.rewards)
        self._rewards = hashlib.sha256(rewards.tobytes()).hexdigest()[:16]
        self.pupil = pupil(rewards)
        self.sequence = 0

    @property
    def ranker(self) -> Ranker:
        """What pages are made with."""
        return self.pupil.ranker

    def anew(self) -> "Learning":
        """One that knows nothing yet, to learn the log again."""
        return Learning(self._find, self._weights, self._path, self._make)

    def hear(self, news: Iterable[tuple[int, Entry]]) -> None:
        """Take entries of the log, in order; those that were taken before are passed over."""
        for sequence, entry in news:
            if sequence > self.sequence:
                self._take(entry)
                self.sequence = sequence

    def trust(self) -> float:
        """How much the ranker decides now."""
        return self.ranker.trust.amount(self._weights.trust_most, self._weights.trust_enough)

    def _take(self, entry: Entry) -> None:
        joiner = self.joiner
        match entry.kind:
            case "served":
                one = read_served(entry.body)
                if one.written is not None:
                    joiner.served(one.page.page_id, one.viewer, one.at_ms, one.written)
            case "event":
                joiner.heard(read_event(entry.body))
            case "adopt":
                joiner.adopt(*read_adopt(entry.body))
            case "leave":
                joiner.forget(read_adopt(entry.body)[0])
            case "forget":
                joiner.forget(read_forget(entry.body)[0])
                self._epoch += 1
            case "steer":
                said = read_steered(entry.body)
                joiner.silences.steer(joiner.joined.get(said.viewer, said.viewer), said.wish, said.at_ms)
            case "restart":
                anew = read_restarted(entry.body)
                joiner.silences.restart(anew.viewer, anew.choices)
        while (lesson := joiner.lesson()) is not None:
            self.pupil.learn(lesson)

    def _page(self, page_id: str) -> tuple[str, int, Written] | None:
        body = self._find(page_id)
        one = read_served(body) if body else None
        return (one.viewer, one.at_ms, one.written) if one is not None and one.written is not None else None

    def snapshot(self) -> None:
        """Keep the ranker as one file, replaced whole, as soon as it has learned what was taken so far."""
        if self._path is None:
            return
        epoch, watermark, joiner = self._epoch, self.sequence, self.joiner.dump()
        path = self._path

        def kept(ranker: bytes) -> None:
            if epoch == self._epoch:  # else somebody was forgotten meanwhile, and another is on its way
                self._write(path, epoch, watermark, joiner, ranker)

        self.pupil.keep(kept)

    def hide(self) -> None:
        """Keep no file: it may name somebody who is to be forgotten."""
        if self._path is not None:
            with self._placing:
                self._path.unlink(missing_ok=True)

    def _write(self, path: Path, epoch: int, watermark: int, joiner: dict[str, Any], ranker: bytes) -> None:
        one = Ranker.load(ranker, SCHEMA)
        manifest = Manifest(
            model=hashlib.sha256(ranker).hexdigest()[:16],
            schema=SCHEMA.hash,
            rewards=self._rewards,
            watermark=watermark,
            parent=self._parent,
            examples=one.examples,
            trust=round(one.trust.amount(self._weights.trust_most, self._weights.trust_enough), 4),
        )
        body = _pack({"manifest": manifest, "joiner": joiner, "ranker": ranker})
        with drafted(path) as file:
            file.write(sealed(body))
        with self._placing:
            if epoch != self._epoch:  # somebody was forgotten while it was written
                draft_of(path).unlink()
                return
            place(path)
        self._parent = manifest.model

    def restore(self, last: int) -> bool:
        """Become what the snapshot says, if it is whole and no newer than the log's ``last`` entry; whether
        it did."""
        if self._path is None:
            return False
        draft_of(self._path).unlink(missing_ok=True)  # a kill left it; it may name anybody
        try:
            kept: dict[str, Any] = msgspec.msgpack.decode(unsealed(self._path.read_bytes()))
            manifest = msgspec.convert(kept["manifest"], Manifest)
            if manifest.watermark > last:
                raise ValueError("it is newer than the log")
            if manifest.rewards != self._rewards:
                raise ValueError("it was kept for other rewards")
            ranker = Ranker.load(kept["ranker"], SCHEMA)
            self.joiner.load(kept["joiner"])
            self.pupil.take_over(ranker)
            self.sequence, self._parent = manifest.watermark, manifest.model
        except FileNotFoundError:
            return False
        except (OSError, msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
            log.warning("engine.ranker_from_log", reason=f"the snapshot of the ranker can't be used: {error}")
            self.joiner = Joiner(self._page)
            return False
        return True
