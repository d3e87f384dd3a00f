"""Folders in which jobs work, and what is left of jobs that were killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mutoscope.adapters import held


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one job, on the file system of the objects so that they can be linked.

    It is held while its job lives: a folder that nobody holds belongs to a job that was killed.
    """
    with held.held_folder(home()) as path:
        yield path


def tidy() -> int:
    """Remove folders of jobs that were killed; how many."""
    return held.tidy(home())


def home() -> Path:
    """Where those folders lie."""
    folder: Path = settings.HOME / "scratch"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
