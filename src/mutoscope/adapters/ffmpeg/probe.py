"""``probe(path)``: what a file is, or a refusal that says why it can't be used and what would help."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.adapters.ffmpeg.stills import TELLING, pdq
from mutoscope.core.montage import boxes
from mutoscope.core.montage.limits import Limits, refuse
from mutoscope.core.montage.media_info import Look, MediaInfo
from mutoscope.core.montage.structure import HEAD_BYTES, Kind, recognise

_CAPS = jail.Caps(wall_s=25, cpu_s=20, memory_bytes=2 << 30, file_bytes=0, threads=32)


def probe(path: Path, limits: Limits | None = None) -> MediaInfo:
    """Look at the file at ``path``. Reads all its picture packets, so the length is the real one.

    Raises Refusal with one of the codes of ``core.montage.limits``, and Fault when nothing could look at it.
    """
    limits = limits or Limits()
    kind, edits = _structure(path, limits)
    return _asked("probe", path, kind, edits, limits)


def listen(path: Path, kind: Kind, limits: Limits | None = None) -> MediaInfo:
    """What the sound of a file is, which ``kind`` says how to read; its pictures, if any, count for nothing.

    Raises as ``probe`` does.
    """
    limits = limits or Limits()
    if path.stat().st_size > limits.max_bytes:
        raise refuse("too_large", {"limit_mb": limits.max_bytes >> 20})
    return _asked("hear", path, kind, False, limits)


def _asked(module: str, path: Path, kind: Kind, edits: bool, limits: Limits) -> MediaInfo:
    result = jail.run_inside(module, [kind.demuxer, msgspec.json.encode(limits).decode()], path, _CAPS)
    if result.ended_by or result.code == -9:
        raise refuse("too_demanding")
    if result.code > 0 and "MemoryError" not in result.errors:
        raise Fault("tool_failed", result.errors[-500:])  # our own program broke, not the file
    said, _, pixels = result.stdout.partition(b"\n")
    answer: dict[str, Any] = msgspec.json.decode(said) if result.code == 0 else {"no": "damaged"}
    if "info" not in answer:
        raise refuse(str(answer.get("no")), answer.get("fields"))
    known: dict[str, Any] = {"container": kind.container, "demuxer": kind.demuxer, "path": str(path)}
    known |= {"size_bytes": path.stat().st_size, "has_edit_list": edits}
    try:
        info = msgspec.convert(answer["info"] | known, MediaInfo)
        sizes = msgspec.convert(answer["looks"], tuple[tuple[int, int, int], ...])
        return msgspec.structs.replace(info, looks=tuple(_looks(info, sizes, pixels)))
    except (msgspec.ValidationError, KeyError, ValueError) as error:  # the child was talked into nonsense
        raise refuse("damaged") from error


def _looks(info: MediaInfo, sizes: tuple[tuple[int, int, int], ...], pixels: bytes) -> Iterator[Look]:
    """Hashes of the grey pictures that follow each other in ``pixels``, turned the way they are shown."""
    turns = info.video.rotation // 90 if info.video else 0
    for at_ms, width, height in sizes:
        if min(width, height) < 1 or width * height > len(pixels):
            raise ValueError("fewer pixels than were promised")
        grey = np.frombuffer(pixels[: width * height], np.uint8).reshape(height, width)
        pixels = pixels[width * height :]
        found = pdq(np.repeat(np.rot90(grey, -turns)[..., None], 3, axis=2))
        if found.quality >= TELLING:
            yield Look(max(0, at_ms), found.hex)


def _structure(path: Path, limits: Limits) -> tuple[Kind, bool]:
    """First bytes, sizes and the MP4 index: what can be judged without any decoder."""
    size = path.stat().st_size
    with path.open("rb") as file:
        kind = recognise(file.read(HEAD_BYTES))
        if size > limits.max_bytes:
            raise refuse("too_large", {"limit_mb": limits.max_bytes >> 20})
        if kind.demuxer != "mov":
            return kind, False
        read = partial(_read, file)
        moov = next((box for box in boxes.top_level(read, size) if box.kind == b"moov"), None)
        if moov is None or moov.end - moov.start > limits.max_index_bytes:
            raise refuse("damaged")
        cuts = boxes.cuts(read(moov.start, moov.end - moov.start))
    if cuts.encrypted:
        raise refuse("protected")
    if cuts.tracks > limits.max_streams:
        raise refuse("too_many_streams", {"limit": limits.max_streams})
    return kind, cuts.has_edit_list


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)
