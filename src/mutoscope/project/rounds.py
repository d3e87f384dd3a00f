"""Backups again and again into one folder, each whole by itself: objects that did not change are one file on
the disk, under a name in each backup. The oldest go when there are enough.
"""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from mutoscope.project.backup import MANIFEST, UNFINISHED, BackupFailed, Say, make_backup, read_manifest
from mutoscope.project.config import Config

KEEP = 24


def keep_backing_up(
    config: Config,
    into: Path,
    every_s: float,
    keep: int,
    say: Say,
    pause: Callable[[float], None] = time.sleep,
    rounds: int = 0,
) -> None:
    """A backup every so many seconds, counted from start to start; ``rounds`` 0: until it is stopped.

    A round that fails is said, and the next one is tried: the disk may have room again.
    """
    for left in into.glob(f"*{UNFINISHED}"):  # of rounds that were killed: nobody goes on with them
        shutil.rmtree(left)
    done = 0
    while not rounds or done < rounds:
        began = time.monotonic()
        try:
            folder = make_backup(config, into / _now(), lambda _: None, previous=latest(into))
            say(f"{folder.name}: {len(read_manifest(folder)['files'])} files")
            forget(into, keep)
        except BackupFailed as error:
            say(f"This round failed: {error}")
        done += 1
        pause(max(0.0, every_s - (time.monotonic() - began)))


def latest(into: Path) -> Path | None:
    """The newest whole backup in the folder."""
    whole = _whole(into)
    return whole[-1] if whole else None


def forget(into: Path, keep: int) -> int:
    """Remove all but the newest ``keep``; how many."""
    old = _whole(into)[: -max(1, keep)]
    for folder in old:
        gone = folder.with_name(f"{folder.name}{UNFINISHED}")
        folder.rename(gone)  # half removed, it must not look whole
        shutil.rmtree(gone)
    return len(old)


def _whole(into: Path) -> list[Path]:
    if not into.is_dir():
        return []
    named = [one for one in into.iterdir() if one.suffix != UNFINISHED]
    return sorted(one for one in named if (one / MANIFEST).exists())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
