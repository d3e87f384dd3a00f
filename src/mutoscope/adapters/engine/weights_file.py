"""Trained weights on disk: one file, replaced whole, that says what it is and how it was judged.

    SHA-256 of the rest | msgpack: manifest, videos, weights as shapes and little-endian 32-bit floats

No code is in it: what is read is numbers or nothing.
"""

import math
from pathlib import Path

import msgspec
import numpy as np
import structlog

from mutoscope.adapters.engine.files import drafted, place, sealed, unsealed
from mutoscope.core.discovery.sequence.judging import Judgement
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.retriever import Retriever

FORMAT = 1
"""Raise it when the same numbers come to mean something else."""
NAME = "retriever.weights"
"""In the engine's folder."""
_MOST_BYTES = 1 << 31

log = structlog.get_logger("mutoscope.engine")


class BadWeights(Exception):
    """Not a file of weights that this program can use. The message says why."""


class Manifest(msgspec.Struct, frozen=True):
    shape: Shape
    seed: int
    program: str
    """Version of the program that taught."""
    log_up_to: int
    """Number of the last entry of the log that was read."""
    made_ms: int
    rows: int
    epochs: int
    trained: Judgement
    covisitation: Judgement
    """The judgements on the end of the log, by full ranking."""
    wins: bool
    """Whether it beat co-visitation there by more than chance. If not, it is not used."""
    new: float
    """Share of what was watched there that neither could know."""
    format: int = FORMAT


class _Table(msgspec.Struct, frozen=True):
    size: list[int]
    numbers: bytes


class _Whole(msgspec.Struct, frozen=True):
    manifest: Manifest
    videos: list[int]
    weights: dict[str, _Table]


def write(path: Path, manifest: Manifest, retriever: Retriever) -> None:
    """Replace the file at ``path``; only its owner may read it."""
    tables = {
        name: _Table(list(one.shape), one.astype("<f4").tobytes()) for name, one in retriever.weights.items()
    }
    body = msgspec.msgpack.encode(_Whole(manifest, retriever.videos.tolist(), tables))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with drafted(path) as file:
        file.write(sealed(body))
    place(path)


def read(path: Path) -> tuple[Manifest, Retriever]:
    """What ``write`` wrote. Raises BadWeights for anything else, FileNotFoundError where nothing is."""
    if path.stat().st_size > _MOST_BYTES:
        raise BadWeights("larger than any that was written")
    whole = path.read_bytes()
    try:
        found = msgspec.msgpack.decode(unsealed(whole), type=_Whole)
        if found.manifest.format != FORMAT:
            raise BadWeights("of another version of the program")
        weights = {name: _array(one) for name, one in found.weights.items()}
        return found.manifest, Retriever(found.manifest.shape, weights, found.videos, whole[:4].hex())
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        raise BadWeights(str(error)) from error


def _array(table: _Table) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    if min(table.size, default=1) < 0 or 4 * math.prod(table.size) != len(table.numbers):
        raise ValueError("a table of another size than it says")
    return np.frombuffer(table.numbers, "<f4").reshape(table.size).astype(np.float32)


class Found:
    """The weights beside an engine, read again whenever the file is another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None

    def news(self) -> tuple[bool, Retriever | None]:
        """(whether the file changed since the last time, the retriever to use then)."""
        try:
            now = self._path.stat()
            seen = (now.st_mtime_ns, now.st_ino)
        except OSError:
            seen = None
        if seen == self._seen:
            return False, None
        self._seen = seen
        if seen is None:
            return True, None
        try:
            manifest, retriever = read(self._path)
        except (BadWeights, OSError) as error:
            log.error("engine.retriever_refused", reason=str(error))
            return True, None
        log.info("engine.retriever", version=retriever.version, used=manifest.wins)
        return True, retriever if manifest.wins else None
