"""One object store for three kinds of address: ``file:///folder``, ``s3://bucket/prefix``, ``memory://``.

An object's key is the SHA-256 of its bytes, so putting the same bytes twice is putting them once, and what is
read is what was put. A put is seen whole or not at all. Nothing here counts references: whoever deletes has
made sure that nobody needs the object.
"""

import contextlib
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, MemoryStore, from_url

from mutoscope.adapters.objects import drafts

_KEY = re.compile(r"[0-9a-f]{64}\Z")
_BLOCK = 1 << 20


class NoSuchObject(Exception):
    """There is no object under this key (any more)."""


def is_key(text: str) -> bool:
    """Whether ``text`` has the form of a key: 64 lower-case hexadecimal digits."""
    return bool(_KEY.match(text))


def open_store(url: str) -> "ObjectStore":
    """The store at ``url``. A folder is made when it is missing; ``memory://`` is new and empty each time.

    Raises ValueError for an address of another kind. Credentials of an S3 come from its usual environment
    variables (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL ...), never from the address.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True)
        return ObjectStore(LocalStore(folder), folder)
    if parts.scheme == "memory":
        return ObjectStore(MemoryStore(), None)
    if parts.scheme == "s3":
        return ObjectStore(from_url(url), None)
    raise ValueError(f"objects are kept at file://, s3:// or memory://, not at {parts.scheme or url!r}://")


class ObjectStore:
    """See the module. Safe to share between threads and processes."""

    def __init__(self, store: obstore.store.ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    def put_file(self, path: Path, *, sha256: str = "") -> str:
        """Keep the bytes of ``path``, which must not change afterwards; returns their key.

        In a folder on the same file system the file is linked, not copied, and its bytes are on the disk
        when this returns. ``sha256`` spares the hashing when the caller has hashed these very bytes.
        Raises OSError (ENOSPC ...) when the store is full; nothing half-made is left under the key.
        """
        key = sha256 or hash_of(path)
        assert is_key(key)
        if self.exists(key):
            return key
        if self._folder is None:
            obstore.put(self._store, _place(key), path)
        else:
            self._put_local(self._folder, key, path)
        return key

    def put_bytes(self, data: bytes) -> str:
        """Keep ``data``; returns its key."""
        key = hashlib.sha256(data).hexdigest()
        if self.exists(key):
            return key
        if self._folder is None:
            obstore.put(self._store, _place(key), data)
        else:
            with drafts.draft(self._folder, key) as draft:
                draft.write_bytes(data)
                drafts.settle(draft, self._folder / _place(key))
        return key

    def size(self, key: str) -> int:
        """Bytes of the object; raises NoSuchObject."""
        try:
            return int(obstore.head(self._store, _place(key))["size"])
        except (NotFoundError, FileNotFoundError) as error:
            raise NoSuchObject(key) from error

    def exists(self, key: str) -> bool:
        try:
            self.size(key)
        except NoSuchObject:
            return False
        return True

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """``length`` bytes from ``start``, fewer at the end of the object; raises NoSuchObject."""
        end = self._end(key, start, length)
        if end <= start:
            return b""
        try:
            return bytes(obstore.get_range(self._store, _place(key), start=start, end=end))
        except (NotFoundError, FileNotFoundError) as error:
            raise NoSuchObject(key) from error

    async def aread(self, key: str, start: int, length: int) -> bytes:
        """Like ``read`` for a range known to lie inside the object, without holding the event loop."""
        try:
            got = await obstore.get_range_async(self._store, _place(key), start=start, length=length)
        except (NotFoundError, FileNotFoundError) as error:
            raise NoSuchObject(key) from error
        return bytes(got)

    def fetch(self, key: str, to: Path) -> None:
        """Write the object to ``to`` (linked where that is possible: do not write into it)."""
        local = self.local_path(key)
        if local is not None:
            with contextlib.suppress(OSError):
                os.link(local, to)
                return
        with to.open("wb") as out:
            start, size = 0, self.size(key)
            while start < size:
                block = self.read(key, start, 8 * _BLOCK)
                out.write(block)
                start += len(block)

    def local_path(self, key: str) -> Path | None:
        """The object's file where the store is a folder and has it; None otherwise. Never write to it."""
        if self._folder is None:
            return None
        path = self._folder / _place(key)
        return path if path.is_file() else None

    def delete(self, key: str) -> None:
        """Forget the object; none there is fine."""
        with contextlib.suppress(NotFoundError, FileNotFoundError):
            obstore.delete(self._store, _place(key))

    def tidy(self) -> int:
        """Remove what processes left that were killed while they put something; how many such puts. One that
        is under way, however slow, is held by its process and stays."""
        return 0 if self._folder is None else drafts.tidy(self._folder)

    def _end(self, key: str, start: int, length: int | None) -> int:
        assert start >= 0 and (length is None or length >= 0)
        size = self.size(key)
        return size if length is None else min(size, start + length)

    def _put_local(self, folder: Path, key: str, path: Path) -> None:
        with drafts.draft(folder, key) as draft:
            try:
                os.link(path, draft)
            except OSError:  # another file system, or one without links
                with path.open("rb") as source, draft.open("xb") as out:
                    while block := source.read(_BLOCK):
                        out.write(block)
            drafts.settle(draft, folder / _place(key))


def _place(key: str) -> str:
    assert is_key(key), "not an object key"
    return f"{key[:2]}/{key[2:4]}/{key}"


def hash_of(path: Path) -> str:
    """The key of a file's bytes: their SHA-256 in hex, read a piece at a time."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
