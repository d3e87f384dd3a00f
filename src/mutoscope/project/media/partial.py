"""Partial files: what has arrived of an upload, safe against two writers, a kill and a full disk.

The length of the file is the offset. A byte counts once it is on the disk: offsets are only told after fsync.
A chunk that carries a checksum counts only when it matches, so its beginning is noted beside the file (the
*floor*) before any of it is written; whoever finds a floor later, after a crash, cuts the file back to it.
"""

import fcntl
import hashlib
import os
from collections import OrderedDict
from pathlib import Path

from django.conf import settings

from mutoscope.core.units import from_text, to_text

_MOST_HASHES = 2_000
_hashes: "OrderedDict[int, tuple[int, hashlib._Hash]]" = OrderedDict()
"""Hashes under way: upload id to (bytes hashed, hash). Lost with the process; then the file is read again."""


class Busy(Exception):
    """Somebody else is writing to this upload right now."""


def folder() -> Path:
    path: Path = settings.HOME / "uploads"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(upload_id: int) -> Path:
    return folder() / f"{to_text(upload_id)}.part"


def durable_offset(upload_id: int) -> int:
    """Bytes that have arrived for good; 0 when nothing has."""
    path = path_of(upload_id)
    try:
        with path.open("rb") as part:
            size = os.fstat(part.fileno()).st_size  # measured before the sync: later bytes may not be on disk
            os.fsync(part.fileno())
    except FileNotFoundError:
        return 0
    floor = _read_floor(path)
    return size if floor is None else min(size, floor)


def forget(upload_id: int) -> None:
    """Remove the partial file and what belongs to it."""
    path = path_of(upload_id)
    path.unlink(missing_ok=True)
    _floor_of(path).unlink(missing_ok=True)
    _hashes.pop(upload_id, None)


def untouched(since_s: float) -> list[int]:
    """Uploads whose partial file nobody has written to since then (seconds since 1970)."""
    return [from_text(path.stem) for path in folder().glob("*.part") if path.stat().st_mtime < since_s]


class Partial:
    """One writer's hold on a partial file. Raises Busy when another writer has it."""

    def __init__(self, upload_id: int) -> None:
        self.upload_id = upload_id
        self.path = path_of(upload_id)
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._file)
            raise Busy from error
        if os.fstat(self._file).st_nlink == 0:  # removed between our open and our lock
            os.close(self._file)
            raise Busy
        floor = _read_floor(self.path)
        if floor is not None:
            self.cut_back(min(floor, self.offset))
            self.drop_floor()

    @property
    def offset(self) -> int:
        return os.fstat(self._file).st_size

    def set_floor(self) -> None:
        """From here on, bytes count only after ``drop_floor``."""
        floor = _floor_of(self.path)
        with floor.open("w", encoding="ascii") as out:
            out.write(str(self.offset))
            out.flush()
            os.fsync(out.fileno())

    def drop_floor(self) -> None:
        _floor_of(self.path).unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Append ``data``; on OSError (the disk is full) what was there before is unharmed."""
        at = self.offset
        view = memoryview(data)
        while view:
            view = view[os.pwrite(self._file, view, self.offset) :]
        hashed, running = _hashes.pop(self.upload_id, (0, None))
        if running is None and at == 0:
            running = hashlib.sha256()
        if running is not None and hashed == at:
            running.update(data)
            _hashes[self.upload_id] = (at + len(data), running)
            if len(_hashes) > _MOST_HASHES:
                _hashes.popitem(last=False)

    def head(self, length: int) -> bytes:
        return os.pread(self._file, length, 0)

    def sync(self) -> int:
        """Put everything on the disk; the offset that may be told."""
        os.fsync(self._file)
        return self.offset

    def cut_back(self, offset: int) -> None:
        """Forget what lies behind ``offset``."""
        os.ftruncate(self._file, offset)
        os.fsync(self._file)
        _hashes.pop(self.upload_id, None)

    def sha256(self) -> str:
        """The hash of the whole file: known already when all of it came through this process."""
        hashed, running = _hashes.get(self.upload_id, (0, None))
        if running is not None and hashed == self.offset:
            return running.hexdigest()
        with self.path.open("rb") as part:
            return hashlib.file_digest(part, "sha256").hexdigest()

    def close(self) -> None:
        os.close(self._file)


def _floor_of(path: Path) -> Path:
    return path.with_suffix(".floor")


def _read_floor(path: Path) -> int | None:
    try:
        text = _floor_of(path).read_text("ascii")
    except FileNotFoundError:
        return None
    return int(text) if text.isdigit() else 0
