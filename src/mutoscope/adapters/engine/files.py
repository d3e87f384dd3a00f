"""Files that are replaced whole: whoever reads finds the one before or the one after, also when the power
goes in between. They are their owner's alone to read."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def draft_of(path: Path) -> Path:
    """Where what will take the place of ``path`` is written."""
    return path.with_suffix(".draft")


@contextmanager
def drafted(path: Path) -> Iterator[BinaryIO]:
    """Write what will take the place of ``path``. Its bytes are on disk when the block ends, its name is not
    before ``place``."""
    descriptor = os.open(draft_of(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def place(path: Path) -> None:
    """Have the draft of ``path`` take its place, for good."""
    draft_of(path).replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sealed(body: bytes) -> bytes:
    """The body behind its SHA-256."""
    return hashlib.sha256(body).digest() + body


def unsealed(whole: bytes) -> bytes:
    """The body of what ``sealed`` made. Raises ValueError for anything else."""
    checksum, body = whole[:32], whole[32:]
    if hashlib.sha256(body).digest() != checksum:
        raise ValueError("its checksum is another")
    return body
