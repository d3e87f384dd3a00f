"""What a model file of whisper.cpp is, from its first bytes: nothing of it is loaded here."""

import hashlib
import struct
from functools import lru_cache
from pathlib import Path

import msgspec

_MAGIC = 0x67676D6C
_HEAD = struct.Struct("<I11i")
_BOUNDS = (
    # name, least, most: what models of whisper have, and a little room
    ("vocabulary", 50_000, 200_000),
    ("audio context", 64, 6000),
    ("audio state", 16, 8192),
    ("audio heads", 1, 128),
    ("audio layers", 1, 128),
    ("text context", 16, 4096),
    ("text state", 16, 8192),
    ("text heads", 1, 128),
    ("text layers", 1, 128),
    ("mels", 20, 512),
    ("type of its numbers", 0, 4000),
)
_SIZES = {4: "tiny", 6: "base", 12: "small", 24: "medium", 32: "large"}
_ENGLISH_ONLY = 51_864
_MOST_A_BYTE = 4
"""Numbers of the table of words that a byte may hold, at most: two bits each."""


class ModelInfo(msgspec.Struct, frozen=True):
    path: str
    name: str
    """``base, English only``"""
    size: int
    sha256: str


class NotAModel(Exception):
    """The file can't be used; the message says why, for the operator."""


def look(path: Path) -> ModelInfo:
    """What the file is. Raises NotAModel."""
    try:
        status = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEAD.size)
    except OSError as error:
        raise NotAModel(f"{path}: {error.strerror}") from error
    if len(head) < _HEAD.size:
        raise NotAModel(f"{path} is too short to be a model")
    magic, *numbers = _HEAD.unpack(head)
    if magic != _MAGIC:
        raise NotAModel(f"{path} is not a ggml model of whisper.cpp")
    for (what, least, most), number in zip(_BOUNDS, numbers, strict=True):
        if not least <= number <= most:
            raise NotAModel(f"{path} says {number} for its {what}, which no model of whisper has")
    if status.st_size < numbers[0] * numbers[6] // _MOST_A_BYTE:  # its loader takes nothing for weights
        raise NotAModel(f"{path} is cut off: it is too small for its {numbers[0]} words")
    size = _SIZES.get(numbers[4], f"{numbers[4]} layers")
    speaks = "English only" if numbers[0] == _ENGLISH_ONLY else "many languages"
    digest = _digest(str(path), status.st_mtime_ns, status.st_size)
    return ModelInfo(str(path), f"{size}, {speaks}", status.st_size, digest)


@lru_cache(maxsize=4)
def _digest(path: str, changed_ns: int, size: int) -> str:
    """SHA-256, worked out anew when the file changed: models are large."""
    del changed_ns, size
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
