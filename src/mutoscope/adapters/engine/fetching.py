"""A disk that is bare: what object storage has of the engine is put there before the engine starts.

    newest whole snapshot, else the one before ──> snapshot.msgpack ─┐
    segments, each by its seal ──> log.sqlite3 ──────────────────────┴──> renamed, the log last

Interrupted, it is begun anew: there is no log as long as not everything is there.
"""

import shutil
from pathlib import Path

import structlog

from mutoscope.adapters.engine import snapshot
from mutoscope.adapters.engine.archive import Archive, Torn
from mutoscope.adapters.engine.contracts import LogFailed
from mutoscope.adapters.engine.layout import FETCHING, LOG
from mutoscope.adapters.engine.log import BESIDE, SqliteLog
from mutoscope.adapters.objects import ShelfFailed

NOTE = "fetched"
"""In the engine's folder, from when it was fetched until that is in a snapshot: what others were told from
here may be more than is known here."""
log = structlog.get_logger("mutoscope.engine")


def fetch(archive: Archive, folder: Path) -> bool:
    """Whether log and snapshot were put into ``folder``, which has none. Raises LogFailed where the storage
    can't be asked: to begin empty then would be to begin another history."""
    if (folder / LOG).exists():
        return False
    try:
        begins, states = archive.segments(), archive.states()
        if not begins and not states:
            return False
        draft = folder / FETCHING
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        known = _fetch_state(archive, states, draft / snapshot.NAME)
        last, holes = _fetch_log(archive, begins, draft / LOG, known)
    except ShelfFailed as error:
        raise LogFailed(
            f"there is no log in {folder}, and what object storage has of it can't be fetched: {error}."
            " Nothing is begun anew meanwhile"
        ) from error
    (folder / NOTE).touch(0o600)
    for end in BESIDE:  # left by a log that is gone: SQLite would write what they have into this one
        (folder / f"{LOG}{end}").unlink(missing_ok=True)
    for name in (snapshot.NAME, LOG):
        if (draft / name).exists():
            (draft / name).replace(folder / name)
    shutil.rmtree(draft)
    consequence = "what the disk had more is lost: the last seconds before it was"
    log.warning("engine.fetched", up_to=last, snapshot=known, holes=holes, consequence=consequence)
    return True


def _fetch_state(archive: Archive, states: list[int], to: Path) -> int:
    """The number of the last entry in the newest snapshot that is whole; 0: none is."""
    for at_ms in reversed(states):
        try:
            return archive.fetch_state(at_ms, to)
        except Torn as error:
            to.unlink(missing_ok=True)
            log.error("engine.archive_torn", reason=str(error), consequence="the one before is taken")
        except ShelfFailed as error:  # the log is all there, in smaller pieces
            to.unlink(missing_ok=True)
            log.error("engine.archive_slow", reason=str(error), consequence="the log is fetched without it")
            return 0
    return 0


def _fetch_log(archive: Archive, begins: list[int], to: Path, known: int) -> tuple[int, int]:
    """(number of the last entry, how often something of the log is not there)"""
    last, holes = 0, 0
    whole_to: int | None = 0
    """Up to which entry; None: behind a torn segment, which does not say."""
    made = SqliteLog(to, lambda _: None)
    try:
        for after in begins:
            holes += _is_lost(whole_to, after)
            try:
                segment = archive.segment(after)
            except Torn as error:
                whole_to = None
                holes += 1
                log.error("engine.archive_torn", reason=str(error), consequence="what it had is lost")
                continue
            made.put_back(segment.entries)
            last = whole_to = segment.up_to
        holes += _is_lost(whole_to, known)
        made.go_on_after(max(last, known))
    finally:
        made.close()
    return last, holes


def _is_lost(after: int | None, up_to: int) -> bool:
    """Whether nothing is there of the log between two entries, which is said then."""
    lost = after is not None and after < up_to
    if lost:
        consequence = "what it had is lost"
        log.error("engine.archive_incomplete", after=after, up_to=up_to, consequence=consequence)
    return lost
