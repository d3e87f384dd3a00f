"""Writing a copy as a ZIP, a block at a time: however much there is, it takes the memory of one block."""

import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from mutoscope.adapters.objects import NoSuchObject, ObjectStore

BLOCK = 1 << 20


class Archive:
    """A ZIP on its way, larger than 4 GB if need be. ``told`` hears how many bytes of films were written."""

    def __init__(self, path: Path, told: Callable[[int], None]) -> None:
        self._zip = zipfile.ZipFile(path, "w", allowZip64=True)
        self._told = told
        self._moment = time.gmtime()[:6]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self._zip.close()
        elif self._zip.fp is not None:
            self._zip.fp.close()  # half a file needs no directory, least of all on a full disk
            self._zip.fp = None

    def add_text(self, name: str, text: str | bytes) -> None:
        self._zip.writestr(self._entry(name, zipfile.ZIP_DEFLATED), text)

    def add_rows(self, name: str, rows: Iterable[Any]) -> int:
        """A JSON array with one row a line; how many rows."""
        count = 0
        with self._zip.open(self._entry(name, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as out:
            out.write(b"[")
            for row in rows:
                out.write(b",\n" if count else b"\n")
                out.write(msgspec.json.encode(row))
                count += 1
            out.write(b"\n]\n")
        return count

    def add_object(self, name: str, store: ObjectStore, key: str) -> bool:
        """A file as it lies in the object store; False when it is not there (any more)."""
        try:
            size, at = store.size(key), 0
            with self._zip.open(self._entry(name, zipfile.ZIP_STORED), "w", force_zip64=True) as out:
                while at < size:
                    block = store.read(key, at, BLOCK)
                    out.write(block)
                    at += len(block)
                    self._told(len(block))
        except NoSuchObject:
            return False
        return True

    def _entry(self, name: str, how: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = how
        entry.external_attr = 0o644 << 16
        return entry
