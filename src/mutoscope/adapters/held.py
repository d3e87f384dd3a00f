"""Folders in which somebody works, held while they live: one that nobody holds was left by a process that was
killed, however old or young it is, and may go."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def held_folder(home: Path) -> Iterator[Path]:
    """A new folder in ``home`` that is gone afterwards. The system lets go of it when its process dies."""
    path, hold = _new(home)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(hold)


def tidy(home: Path) -> int:
    """Remove the folders in ``home`` that nobody holds; how many."""
    with suppress(FileNotFoundError):
        return sum(map(_tidied, list(home.iterdir())))
    return 0


def _new(home: Path) -> tuple[Path, int]:
    while True:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(dir=home))
        with suppress(FileNotFoundError):  # tidied between its making and its holding
            hold = _opened(path)
            with suppress(OSError):  # a file system without locks: there nothing is ever tidied
                fcntl.flock(hold, fcntl.LOCK_EX)
            if path.exists():
                return path, hold
            os.close(hold)


def _tidied(left: Path) -> bool:
    """Remove a folder that nobody holds; whether it did."""
    try:
        hold = _opened(left)
    except OSError:  # gone meanwhile
        return False
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except OSError:  # held, or there are no locks here
        return False
    finally:
        os.close(hold)
    return True


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
