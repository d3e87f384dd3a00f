"""The file that shortens a restart: the state of one moment in parts, with a checksum over all of them.

    magic | length, part | length, part | ... | 0 | SHA-256 of everything before

Parts are written as they are made, so that neither writing nor reading holds the whole twice. A file that
was cut short, changed or made by another version is no snapshot; the log tells the same, only slower.
"""

import hashlib
import mmap
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from mutoscope.adapters.engine.files import drafted, place
from mutoscope.core.discovery import State
from mutoscope.core.discovery.counted import Pseudonyms

NAME = "snapshot.msgpack"
_MAGIC = b"mutoscope engine snapshot\n"
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder().decode


class BadSnapshot(Exception):
    """There is no snapshot that can be trusted; the sentence says why."""


@contextmanager
def draft(path: Path) -> Iterator[Callable[[Any], None]]:
    """Write what will take the place of a snapshot: what is yielded takes the next part."""
    with drafted(path) as file:
        checksum = hashlib.sha256()

        def say(data: bytes) -> None:
            checksum.update(data)
            file.write(data)

        say(_MAGIC)
        yield lambda part: say(_framed(_pack(part)))
        say(bytes(4))
        file.write(checksum.digest())


def read(path: Path) -> Iterator[Any]:
    """The parts, once the whole file was seen to be sound. Raises BadSnapshot, before the first part."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            _check(whole)
            at = len(_MAGIC)
            while length := int.from_bytes(whole[at : at + 4], "big"):
                yield _unpack(whole[at + 4 : at + 4 + length])
                at += 4 + length
    except FileNotFoundError as error:
        raise BadSnapshot("there is none") from error
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise BadSnapshot(f"it can't be read: {error}") from error


def sequence_of(path: Path) -> int:
    """The number of the last entry in a snapshot, once the whole file was seen to be sound. Raises
    BadSnapshot."""
    return _sequence(read(path))


def told_by(path: Path) -> tuple[int, bytes]:
    """(number of the last entry in it, its checksum) as a snapshot says itself; nothing is looked at but
    that. Raises BadSnapshot."""
    with path.open("rb") as file:
        head = file.read(len(_MAGIC) + 4)
        first = file.read(min(int.from_bytes(head[-4:], "big"), 1 << 10))
        file.seek(-min(32, file.seek(0, 2)), 2)
        seal = file.read()
    try:
        return _sequence(iter([_unpack(first)])), seal
    except msgspec.MsgspecError as error:
        raise BadSnapshot("it does not say what it has") from error


def _sequence(parts: Iterator[Any]) -> int:
    match next(parts, None):
        case ["sequence", int(sequence)]:
            return sequence
    raise BadSnapshot("it does not say what it has")


def _check(whole: mmap.mmap) -> None:
    if whole[: len(_MAGIC)] != _MAGIC:
        raise BadSnapshot("it is no snapshot of this engine")
    with memoryview(whole) as view, view[:-32] as told:
        if hashlib.sha256(told).digest() != whole[-32:]:
            raise BadSnapshot("it is damaged")


def _framed(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


class StateFile:
    """The snapshot of one engine, always replaced whole. Safe to call from many threads."""

    def __init__(
        self,
        path: Path | None,
        still: Callable[[], AbstractContextManager[Any]],
        moment: Callable[[], tuple[int, Iterable[Any]]],
    ) -> None:
        """At ``path``, or nowhere. While what ``still`` gives is held the log does not grow; ``moment`` tells
        then (number of the last entry in the state, the state's parts)."""
        self._path, self._still, self._moment = path, still, moment
        self._writing = threading.Lock()
        """Taken before the log's lock and the state's, never after."""
        self.kept = 0
        """Number of the last entry that is on disk; 0 while somebody may be there who was forgotten since."""

    def write(self) -> None:
        """Keep the state as it is now."""
        with self._writing:
            self._write()

    def catch_up(self, up_to: int) -> None:
        """Have nothing on disk from before an entry. Of whom the log had nothing, none ever had."""
        with self._writing:
            if self.kept < up_to:  # somebody else who was forgotten meanwhile may have seen to it
                self.kept = 0
                self._write()

    def read(self, last: int, pseudonyms: Pseudonyms) -> tuple[int, State]:
        """(number of the last entry in it, state) as last kept; ``last`` is the number of the log's,
        ``pseudonyms`` are those of viewers now. Raises BadSnapshot."""
        assert self._path is not None
        parts = read(self._path)
        try:
            sequence = _sequence(parts)
            if sequence > last:
                raise BadSnapshot("it knows more than the log, which must be another one")
            return sequence, State.load(parts, pseudonyms)
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, StopIteration) as error:
            raise BadSnapshot(f"it makes no sense: {error}") from error

    def _write(self) -> None:
        """The log stands still meanwhile, and so do facts; pages are made all the same. What was written is
        flushed and takes its place when the log goes on."""
        if self._path is None:
            return
        with draft(self._path) as say, self._still():
            sequence, parts = self._moment()
            say(("sequence", sequence))
            for part in parts:
                say(part)
        place(self._path)
        self.kept = sequence
