"""Folders in which jobs work, and what is left of jobs that were killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one job, on the file system of the objects so that they can be linked.

    It is locked while its job lives: a folder without a lock belongs to a job that was killed.
    """
    path, hold = _held_folder()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(hold)


def tidy() -> int:
    """Remove folders of jobs that were killed; how many."""
    return sum(map(_tidied, home().iterdir()))


def _held_folder() -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(dir=home()))
        with suppress(FileNotFoundError):  # swept between its making and its locking
            hold = _opened(path)
            fcntl.flock(hold, fcntl.LOCK_EX)
            if path.exists():
                return path, hold
            os.close(hold)


def _tidied(left: Path) -> bool:
    """Remove a folder that no living job holds; whether it did."""
    try:
        hold = _opened(left)
    except OSError:  # gone meanwhile
        return False
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except BlockingIOError:
        return False
    finally:
        os.close(hold)
    return True


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def home() -> Path:
    """Where those folders lie."""
    folder: Path = settings.HOME / "scratch"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
