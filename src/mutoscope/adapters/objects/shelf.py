"""Objects under names of the caller's choosing, below one prefix of the same stores: what is replaced.

A put is seen whole or not at all, and the newest one wins. Unlike ``ObjectStore`` nothing here says that the
bytes are the right ones: whoever keeps something here seals it.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, MemoryStore, from_url

from mutoscope.adapters.objects import drafts

_PIECE = 5 << 20
"""Bytes of one request, the fewest that S3 takes of a file in parts; one after the other, so that on a line
of 200 kB a second each is done within the client's 30 s (AWS_TIMEOUT), and others on it get through."""
_RETRIES = {"max_retries": 2, "retry_timeout": timedelta(seconds=45)}
"""Whoever uses a shelf comes again by itself: better told soon that it is away."""
_OLD_DRAFT = re.compile(r".+#\d+\Z")
"""What puts of earlier versions left beside the object when they were killed; no object has such a name."""


class NotOnShelf(Exception):
    """There is nothing under this name."""


class ShelfFailed(Exception):
    """The store is away, full or refuses; the message says which."""


class Shelf:
    """Named objects below ``prefix`` of the store at ``url`` (``file://``, ``s3://``, or ``memory://``, which
    is new and empty). Safe to share between threads. All raise ShelfFailed. Credentials as of ``open_store``.
    In a folder, what killed puts left is gone once somebody opens the shelf again. The folder itself is never
    made, or all would be said to be gone while a share is not mounted: as long as it is missing, all fails.
    """

    def __init__(self, url: str, prefix: str) -> None:
        parts = urlsplit(url)
        self._prefix = prefix.strip("/")
        self._elsewhere: obstore.store.ObjectStore | None = None
        self._folder = Path(unquote(parts.path))
        if parts.scheme == "memory":
            self._elsewhere = MemoryStore()
        elif parts.scheme != "file":
            self._elsewhere = from_url(url, retry_config=_RETRIES)  # type: ignore[call-overload]  # a plain dict
        elif self._folder.is_dir():
            with suppress(OSError):  # then it is not writable, which is said when something is put
                self._tidy()

    def put(self, name: str, what: bytes | Path) -> None:
        """Have these bytes, or those of a file, under ``name``."""
        with _faults(name):
            store = self._store()
            if self._elsewhere is None:
                self._put_local(self._path(name), what)
            else:
                obstore.put(store, self._path(name), what, chunk_size=_PIECE, max_concurrency=1)

    def read(self, name: str) -> bytes:
        """All of it. Raises NotOnShelf."""
        with _faults(name):
            return bytes(obstore.get(self._store(), self._path(name)).bytes())

    def fetch(self, name: str, to: Path) -> None:
        """Write it to ``to``. Raises NotOnShelf."""
        path = self._path(name)
        with _faults(name), to.open("wb") as out:
            store = self._store()
            size = obstore.head(store, path)["size"]
            for start in range(0, size, _PIECE):
                out.write(obstore.get_range(store, path, start=start, end=min(size, start + _PIECE)))

    def names(self, folder: str) -> list[str]:
        """Names of what lies in a folder, without it, in order."""
        below = f"{self._path(folder)}/"
        with _faults(folder):
            found = [one["path"] for part in obstore.list(self._store(), prefix=below) for one in part]
        return sorted(path.removeprefix(below) for path in found)

    def folders(self) -> list[str]:
        """Names of the folders on the shelf itself."""
        with _faults(self._prefix):
            found = obstore.list_with_delimiter(self._store(), prefix=f"{self._prefix}/")["common_prefixes"]
        return sorted(path.strip("/").rpartition("/")[2] for path in found)

    def delete(self, name: str) -> None:
        """Have nothing under ``name``; nothing there is fine."""
        try:
            with _faults(name):
                obstore.delete(self._store(), self._path(name))
        except NotOnShelf:
            return

    def _store(self) -> obstore.store.ObjectStore:
        if self._elsewhere is not None:
            return self._elsewhere
        if not self._folder.is_dir():
            raise ShelfFailed(f"there is no folder {self._folder}: make it, or mount what it is on")
        return LocalStore(self._folder)

    def _tidy(self) -> None:
        drafts.tidy(self._folder)
        for left in (self._folder / self._prefix).rglob("*#*"):
            if _OLD_DRAFT.match(left.name):
                left.unlink(missing_ok=True)

    def _put_local(self, path: str, what: bytes | Path) -> None:
        """Not by obstore: the draft of one that is killed would stay beside the object for ever, unlisted."""
        first = self._folder / self._prefix.partition("/")[0]
        first.mkdir(exist_ok=True, mode=0o700)  # the owner's alone, whatever is put below
        with drafts.draft(self._folder, "shelved") as draft:
            if isinstance(what, Path):
                shutil.copyfile(what, draft)
            else:
                draft.write_bytes(what)
            drafts.settle(draft, self._folder / path)

    def _path(self, name: str) -> str:
        assert ".." not in name.split("/") and "#" not in name, "a name, not a way out"
        return f"{self._prefix}/{name}"


@contextmanager
def _faults(name: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise NotOnShelf(name) from error
    except (BaseError, OSError) as error:
        raise ShelfFailed(f"{name}: {str(error).splitlines()[0]}") from error
