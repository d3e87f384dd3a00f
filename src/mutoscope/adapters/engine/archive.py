"""What object storage has of one engine or shard: its log in segments, and its last snapshots.

    log/00000000000000000000      entries 1 .. 4,000        compressed, sealed; replaced whole
    log/00000000000000004000      entries 4,001 .. now      grows until it is full
    state/00000001764203812345    the snapshot file of one moment, which has a checksum of its own

The log is all there; a snapshot only shortens the way. What is torn or changed is refused by its seal.
"""

import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from mutoscope.adapters.engine import snapshot
from mutoscope.adapters.engine.files import sealed, unsealed
from mutoscope.adapters.engine.log import Entry
from mutoscope.adapters.objects import NotOnShelf, Shelf

FULL = 4_000
"""Entries in a full segment, those counted that were erased from it."""
_LIMIT = 1 << 30
"""Bytes of a segment at most, unpacked."""


class Torn(Exception):
    """What was read is not what was put there; the sentence says what."""


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """What the log has of entries ``after`` < number <= ``up_to``."""

    after: int
    up_to: int
    entries: list[tuple[int, Entry]]


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Segment).decode


class Archive:
    """Of one shard. All may raise ShelfFailed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def segments(self) -> list[int]:
        """After which entries segments begin, in order."""
        return _numbers(self._shelf.names("log"))

    def segment(self, after: int) -> Segment:
        """Raises Torn."""
        try:
            whole = zlib.decompressobj()
            found = _unpack(whole.decompress(unsealed(self._shelf.read(f"log/{after:020}")), _LIMIT))
        except (ValueError, zlib.error, msgspec.MsgspecError, NotOnShelf) as error:
            raise Torn(f"the segment of the log after entry {after}: {error}") from error
        numbers = [number for number, _ in found.entries]
        inside = not numbers or (found.after < numbers[0] and numbers[-1] <= found.up_to)
        if found.after != after or not inside or any(a >= b for a, b in pairwise(numbers)):
            raise Torn(f"the segment of the log after entry {after} is that of others")
        return found

    def put_segment(self, segment: Segment) -> None:
        """In the place of the one that begins there."""
        self._shelf.put(f"log/{segment.after:020}", sealed(zlib.compress(_pack(segment), 1)))

    def states(self) -> list[int]:
        """When snapshots were put here, in ms, the oldest first."""
        return _numbers(self._shelf.names("state"))

    def put_state(self, at_ms: int, file: Path) -> None:
        self._shelf.put(f"state/{at_ms:020}", file)

    def fetch_state(self, at_ms: int, to: Path) -> int:
        """Write a snapshot to ``to``; the number of the last entry in it. Raises Torn."""
        try:
            self._shelf.fetch(f"state/{at_ms:020}", to)
            return snapshot.sequence_of(to)
        except (snapshot.BadSnapshot, NotOnShelf) as error:
            raise Torn(f"the snapshot of {at_ms}: {error}") from error

    def drop_state(self, at_ms: int) -> None:
        self._shelf.delete(f"state/{at_ms:020}")

    def drop_all(self) -> None:
        for name in self._everything():
            self._shelf.delete(name)

    def _everything(self) -> Iterator[str]:
        for folder in ("state", "log"):
            yield from (f"{folder}/{name}" for name in self._shelf.names(folder))


def _numbers(names: list[str]) -> list[int]:
    return sorted(int(name) for name in names if name.isdigit())
