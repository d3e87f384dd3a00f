"""Reading MP4 boxes: where the index is, where two seconds end, what browsers call the codecs.

Pure: works on a ``read(start, length) -> bytes`` function. Sizes in a file from outside are never trusted:
every loop is bounded by the bytes that are really there.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

Read = Callable[[int, int], bytes]
_MOST_SAMPLES = 100_000
"""More samples than two honest seconds of anything can have."""


class Box(NamedTuple):
    kind: bytes
    start: int
    """Offset of the payload."""
    end: int
    body: bytes = b""


class Surprise(Exception):
    """The boxes contradict themselves; the file is damaged or made to confuse."""


def top_level(read: Read, size: int, most: int = 4096) -> list[Box]:
    """Boxes at the top of a file of ``size`` bytes, without their bodies; stops at nonsense."""
    found: list[Box] = []
    at = 0
    while at + 8 <= size and len(found) < most:
        head = read(at, 16)
        length, kind, body = int.from_bytes(head[:4]), head[4:8], at + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16]), at + 16
        elif length == 0:
            length = size - at
        if length < body - at:
            break
        found.append(Box(kind, body, min(at + length, size)))
        at += length
    return found


def inner(body: bytes) -> Iterator[Box]:
    """Boxes inside the payload ``body``."""
    at = 0
    while at + 8 <= len(body):
        length, kind, start = int.from_bytes(body[at : at + 4]), body[at + 4 : at + 8], at + 8
        if length == 1:
            length, start = int.from_bytes(body[at + 8 : at + 16]), at + 16
        elif length == 0:
            length = len(body) - at
        if length < start - at or at + length > len(body):
            return
        yield Box(kind, start, at + length, body[start : at + length])
        at += length


def child(body: bytes, *path: bytes) -> bytes:
    """The payload of the first box down ``path``, or nothing."""
    for kind in path:
        body = next((box.body for box in inner(body) if box.kind == kind), b"")
    return body


class Cuts(NamedTuple):
    """What the index says that a plain copy might get wrong."""

    tracks: int
    has_edit_list: bool
    """An edit list that does more than skip the pictures a decoder needs first."""
    encrypted: bool


def cuts(moov: bytes) -> Cuts:
    """Read the edit lists of an index."""
    tracks = [box.body for box in inner(moov) if box.kind == b"trak"]
    return Cuts(
        tracks=len(tracks),
        has_edit_list=any(_edits_matter(track) for track in tracks),
        encrypted=any(
            entry.kind in (b"encv", b"enca")
            for track in tracks
            for entry in inner(child(track, b"mdia", b"minf", b"stbl", b"stsd")[8:])
        ),
    )


def _edits_matter(track: bytes) -> bool:
    """One edit from the first picture at normal speed is what every encoder writes; anything else matters."""
    if child(track, b"mdia", b"hdlr")[8:12] not in (b"vide", b"soun"):
        return False
    elst = child(track, b"edts", b"elst")
    wide = elst[:1] == b"\x01"
    entry = 20 if wide else 12
    entries = [elst[8 + n * entry :][:entry] for n in range(min(int.from_bytes(elst[4:8]), 8))]
    if not entries or not entries[0]:
        return False
    if len(entries) > 1:
        return True
    time = int.from_bytes(entries[0][8:16] if wide else entries[0][4:8], signed=True)
    rate = int.from_bytes(entries[0][-4:])
    timescale = _timescale(track)
    # 0.3 s covers reordered pictures and an audio encoder's run-in
    return time < 0 or time > 0.3 * timescale or rate != 0x10000


def head_bytes(read: Read, size: int, seconds: float = 2.0) -> int:
    """How many first bytes of a finished fast-start MP4 a player needs for its first ``seconds``."""
    boxes = top_level(read, size)
    moov = next((box for box in boxes if box.kind == b"moov"), None)
    mdat = next((box for box in boxes if box.kind == b"mdat"), None)
    if moov is None or mdat is None or moov.start > mdat.start:
        raise Surprise("the index does not come first")
    needed = moov.end
    body = read(moov.start, moov.end - moov.start)
    for box in inner(body):
        if box.kind == b"trak":
            needed = max(needed, _reach(box.body, seconds))
    return min(needed, size)


def _reach(track: bytes, seconds: float) -> int:
    """Offset at which the samples of the first ``seconds`` of ``track`` end."""
    timescale = _timescale(track)
    stbl = child(track, b"mdia", b"minf", b"stbl")
    wanted = _samples_before(child(stbl, b"stts"), seconds * timescale)
    sizes, chunks = child(stbl, b"stsz"), child(stbl, b"stco") or child(stbl, b"co64")
    width = 4 if child(stbl, b"stco") else 8
    same = int.from_bytes(sizes[4:8])
    wanted = min(wanted, int.from_bytes(sizes[8:12]), _MOST_SAMPLES)
    runs = child(stbl, b"stsc")
    reach = sample = 0
    for chunk in range(min(int.from_bytes(chunks[4:8]), len(chunks) // width)):
        if sample >= wanted:
            break
        offset = int.from_bytes(chunks[8 + width * chunk :][:width])
        for _ in range(_per_chunk(runs, chunk + 1)):
            if sample >= wanted:
                break
            offset += same or int.from_bytes(sizes[12 + 4 * sample :][:4])
            sample += 1
        reach = max(reach, offset)
    return reach


def _samples_before(stts: bytes, ticks: float) -> int:
    count, passed = 0, 0
    for at in range(8, min(len(stts), 8 + 8 * int.from_bytes(stts[4:8])), 8):
        run, step = int.from_bytes(stts[at : at + 4]), int.from_bytes(stts[at + 4 : at + 8])
        if passed + run * step >= ticks:
            return count + (int((ticks - passed) // step) + 1 if step else run)
        count, passed = count + run, passed + run * step
    return count


def _per_chunk(stsc: bytes, number: int) -> int:
    samples = 0
    for at in range(8, min(len(stsc), 8 + 12 * int.from_bytes(stsc[4:8])), 12):
        if int.from_bytes(stsc[at : at + 4]) > number:
            break
        samples = int.from_bytes(stsc[at + 4 : at + 8])
    return samples


class Summary(NamedTuple):
    """What a finished MP4 holds."""

    width: int
    height: int
    """Display size; 0 without a picture."""
    pictures: int
    picture_ms: int
    sound_ms: int
    codecs: str


def summary(moov: bytes) -> Summary:
    """Sizes and lengths from the index of a finished MP4."""
    width = height = pictures = picture_ms = sound_ms = 0
    for track in (box.body for box in inner(moov) if box.kind == b"trak"):
        handler = child(track, b"mdia", b"hdlr")[8:12]
        samples, ms = _extent(track)
        if handler == b"vide":
            tkhd = child(track, b"tkhd")
            at = 52 if tkhd[:1] == b"\x01" else 40
            width, height = (int.from_bytes(tkhd[n : n + 4]) >> 16 for n in (at + 36, at + 40))
            if int.from_bytes(tkhd[at : at + 4]) == 0:  # a quarter turn: the matrix starts with zero
                width, height = height, width
            pictures, picture_ms = samples, ms
        elif handler == b"soun":
            sound_ms = ms
    return Summary(width, height, pictures, picture_ms, sound_ms, codecs(moov))


def _extent(track: bytes) -> tuple[int, int]:
    """Number of samples and their length in ms."""
    stts = child(track, b"mdia", b"minf", b"stbl", b"stts")
    count = ticks = 0
    for at in range(8, min(len(stts), 8 + 8 * int.from_bytes(stts[4:8])), 8):
        run = int.from_bytes(stts[at : at + 4])
        count, ticks = count + run, ticks + run * int.from_bytes(stts[at + 4 : at + 8])
    return count, round(1000 * ticks / _timescale(track))


def _timescale(track: bytes) -> int:
    mdhd = child(track, b"mdia", b"mdhd")
    return int.from_bytes(mdhd[20:24] if mdhd[:1] == b"\x01" else mdhd[12:16]) or 1


def codecs(moov: bytes) -> str:
    """What a browser's ``canPlayType`` wants: ``avc1.64001f, mp4a.40.2``. Empty parts are left out."""
    names = []
    for track in (box.body for box in inner(moov) if box.kind == b"trak"):
        for entry in inner(child(track, b"mdia", b"minf", b"stbl", b"stsd")[8:]):
            if entry.kind in (b"avc1", b"avc3"):
                names.append("avc1." + child(entry.body[78:], b"avcC")[1:4].hex())
            elif entry.kind == b"mp4a":
                names.append("mp4a.40.2")
            elif entry.kind == b"av01":
                names.append(_av1(child(entry.body[78:], b"av1C")))
    return ", ".join(name for name in names if name)


def _av1(config: bytes) -> str:
    if len(config) < 4:
        return ""
    profile, level, flags = config[1] >> 5, config[1] & 31, config[2]
    depth = 10 if flags & 0x40 else 8
    return f"av01.{profile}.{level:02d}{'H' if flags & 0x80 else 'M'}.{depth:02d}"
