"""Reading a copy that a stranger may have made: nothing in it is believed before it is checked.

The ZIP is never unpacked. Its directory is measured before it is read, and each entry must have one of the
few names that copies have, be a plain file, lie where no other lies, and promise no more than it may hold.
What is then read is read by its name, up to the size it promised.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from django.conf import settings
from django.utils.translation import gettext_noop as _

from mutoscope.apps.privacy.parts import FORMAT, VERSION
from mutoscope.core.units import Refusal

MOST_ENTRIES = 20_000
MOST_DIRECTORY = 4 << 20
"""Bytes of the list of files at the end of a ZIP."""
MOST_TEXT = 16 << 20
"""Bytes of one JSON file, unpacked."""
MOST_FILMS = 2_000
"""Videos and drafts together that are taken in of one copy."""
MOST_TIES = 5_000
"""People to follow, or things to mute, that are taken in of one copy."""
MOST_RATIO = 300
"""How many times larger than packed a text may be: our own come to twenty."""
BLOCK = 1 << 20

_NAME = re.compile(
    r"(?:mutoscope\.json|schema\.json|index\.html|README\.txt|data/[a-z_]{1,40}\.json|media/avatar\.webp"
    r"|media/videos/[0-9a-z]{13}\.(?:mp4|mov|webm)|media/covers/[0-9a-z]{13}\.webp)",
    re.ASCII,
)
_Row = TypeVar("_Row")


class Account(msgspec.Struct, frozen=True):
    """What is taken of the account: all else belongs to the other server."""

    name: str = ""
    bio: str = ""
    avatar: str = ""


class Film(msgspec.Struct, frozen=True):
    """A video or draft of a copy, with what is taken over from it."""

    id: str
    film: str
    caption: str = ""
    audience: str = "everyone"
    comments_for: str = "everyone"
    allow_sound: bool = True
    language: str = ""
    created_ms: int = 0
    published_ms: int = 0


class Tie(msgspec.Struct, frozen=True):
    handle: str
    accepted: bool = True


class Muted(msgspec.Struct, frozen=True):
    kind: str
    text: str = ""
    sound: str = ""


class Made(msgspec.Struct, frozen=True):
    """The manifest, as far as a reader needs it."""

    format: str
    version: int
    server: str = ""
    handle: str = ""
    made_ms: int = 0


class Copy:
    """A checked copy, open for reading. Use ``opened``."""

    def __init__(self, source: zipfile.ZipFile, made: Made) -> None:
        self._zip, self.made = source, made
        self._entries = {entry.filename: entry for entry in source.infolist()}

    def has(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Bytes of a file, as it promises."""
        return self._entries[name].file_size

    def rows(self, part: str, kind: type[_Row]) -> list[_Row]:
        """The rows of a part; none when the copy hasn't got it. Refuses ``bad_copy``."""
        name = f"data/{part}.json"
        return _decoded(self.read(name), list[kind], name) if self.has(name) else []  # type: ignore[valid-type]

    def films(self) -> list[tuple[Film, bool]]:
        """The rows of all videos and drafts, and whether each is a draft. Refuses ``bad_copy``."""
        videos, drafts = self.rows("videos", Film), self.rows("drafts", Film)
        return [(one, False) for one in videos] + [(one, True) for one in drafts]

    def has_film(self, name: str) -> bool:
        """Whether there is a film of this name; no other file may stand for one."""
        return name.startswith("media/videos/") and self.has(name)

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """A small file. Refuses ``bad_copy`` when it is damaged or too large."""
        if self.size(name) > most:
            raise bad_copy(name, _TOO_LARGE)
        return b"".join(self._blocks(name))

    def unpack(self, name: str, to: Path) -> None:
        """Write a file to ``to``. Refuses ``bad_copy`` when it is damaged."""
        with to.open("wb") as out:
            for block in self._blocks(name):
                out.write(block)

    def _blocks(self, name: str) -> Iterator[bytes]:
        """Never more than the entry promised; its checksum is the library's to check."""
        left = self.size(name)
        try:
            with self._zip.open(self._entries[name]) as source:
                while left > 0 and (block := source.read(min(BLOCK, left))):
                    left -= len(block)
                    yield block
                if left or source.read(1):
                    raise bad_copy(name, _DAMAGED)
        except (
            zipfile.BadZipFile,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            zlib.error,
        ) as error:
            raise bad_copy(name, _DAMAGED) from error


_DAMAGED = _("it is damaged")
_TOO_LARGE = _("it is larger than such a file may be")
_STRANGE = _("such a file does not belong into a copy")
_NOT_READ = _("it is not written as copies are")


@contextmanager
def opened(path: Path) -> Iterator[Copy]:
    """The copy in ``path``, checked. Refuses ``not_a_copy``, ``copy_too_new``, ``too_many_files``,
    ``bad_copy``."""
    _measure(path)
    try:
        source = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise _not_a_copy() from error
    with source:
        _check_entries(source.infolist())
        copy = Copy(source, Made("", 0))
        if not copy.has("mutoscope.json"):
            raise _not_a_copy()
        copy.made = _decoded(copy.read("mutoscope.json"), Made, "mutoscope.json")
        if copy.made.format != FORMAT or copy.made.version < 1:
            raise _not_a_copy()
        if copy.made.version > VERSION:
            raise Refusal(
                "copy_too_new",
                "This copy comes from a newer program than ours and can't be read.",
                status=422,
            )
        yield copy


def bad_copy(name: str, why: str) -> Refusal:
    """``why`` is a message id; whoever shows the refusal translates it."""
    return Refusal(
        "bad_copy",
        "This copy can't be taken in because of %(file)s: %(why)s.",
        fields={"file": name[:80], "why": why},
        status=422,
    )


def check_head(head: bytes) -> None:
    """Refuses ``not_a_copy`` for a file that does not even begin as a ZIP."""
    if not head.startswith(b"PK\x03\x04"):
        raise _not_a_copy()


def _measure(path: Path) -> None:
    """How much the ZIP says is in it, before anything is believed to hold that much."""
    size = path.stat().st_size
    with path.open("rb") as source:
        source.seek(max(0, size - (1 << 16) - 22))
        tail = source.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < 22:
            raise _not_a_copy()
        entries, length = struct.unpack_from("<HL", tail, at + 10)
        locator = tail.rfind(b"PK\x06\x07", 0, at)
        if locator >= 0 and (entries == 0xFFFF or length == 0xFFFFFFFF):
            (place,) = struct.unpack_from("<Q", tail, locator + 8)
            source.seek(min(place, size))
            record = source.read(56)
            if not record.startswith(b"PK\x06\x06") or len(record) < 56:
                raise _not_a_copy()
            entries, length = struct.unpack_from("<QQ", record, 32)
    if entries > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise Refusal("too_many_files", "There are more files in this copy than can be taken in.", status=422)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
        raise Refusal("too_many_files", "There are more files in this copy than can be taken in.", status=422)
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > settings.CONFIG.copy_max_bytes + MOST_TEXT:
        raise bad_copy("*", _TOO_LARGE)
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for one, following in pairwise(placed):
        if one.header_offset + 30 + one.compress_size > following.header_offset:
            raise bad_copy(one.filename, _DAMAGED)  # two files in one place: a small ZIP that is large inside


def _check_entry(entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    strange = (
        not _NAME.fullmatch(entry.filename)
        or entry.orig_filename != entry.filename
        or kind not in (0, stat.S_IFREG)
        or entry.flag_bits & 0x1
        or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )
    if strange:
        raise bad_copy(entry.orig_filename.encode("ascii", "replace").decode(), _STRANGE)
    if entry.file_size > MOST_RATIO * entry.compress_size + BLOCK:
        raise bad_copy(entry.filename, _TOO_LARGE)
    if entry.filename.startswith("media/videos/") and entry.compress_type != zipfile.ZIP_STORED:
        raise bad_copy(entry.filename, _STRANGE)


def _decoded(data: bytes, kind: Any, name: str) -> Any:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise bad_copy(name, _NOT_READ) from error


def _not_a_copy() -> Refusal:
    return Refusal("not_a_copy", "This file is not a copy that a Mutoscope made.", status=422)
