"""How something is put into a folder whole or not at all: written aside, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mutoscope.adapters import held

_DRAFTS = "drafts"
"""In a store's folder, what is being put lies here: nobody looks through all objects for what was left."""


@contextmanager
def draft(folder: Path, name: str) -> Iterator[Path]:
    """Where something for a store in ``folder`` is written before it has its name; gone afterwards, in any
    case."""
    with held.held_folder(folder / _DRAFTS) as place:
        yield place / f"{name}.part"


def settle(part: Path, final: Path) -> None:
    """Bytes to the disk first, the name after them: a crash leaves the whole object or none."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(final)  # does nothing when both names are links to one file: the draft goes by itself
    handle = os.open(final.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tidy(folder: Path) -> int:
    """Remove what processes left that were killed while they put something; how many such puts. One that is
    under way, however slow, is held by its process and stays."""
    return held.tidy(folder / _DRAFTS)
