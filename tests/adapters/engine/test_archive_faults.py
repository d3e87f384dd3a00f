"""What goes wrong between a disk and the object storage that keeps its engine: a disk that is not quite bare,
a storage that lost something, one that refuses for a while, a log that can't be written."""

import shutil
from pathlib import Path

import pytest
from tests.adapters.engine.test_archive import Place
from tests.core.discovery.world import an_event

from mutoscope.adapters.engine import archiver


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """One whose segments are short."""
    monkeypatch.setattr(archiver, "FULL", 10)
    return Place(tmp_path, f"file://{tmp_path}/objects")


def watched(place: Place, viewer: str, videos: range) -> None:
    place.keeper.ingest([an_event(viewer, video) for video in videos])


def test_what_a_log_that_is_gone_left_beside_it_is_not_written_into_the_fetched_one(place: Place) -> None:
    """A damaged log was moved away, its write-ahead log was forgotten there: the fetched log is whole, and
    can forget."""
    watched(place, "p1", range(1, 90))
    place.send()
    place.keeper.forget("p1", 1)
    watched(place, "p2", range(1, 90))
    left = {end: place.folder / f"log.sqlite3{end}" for end in ("-wal", "-shm")}
    as_killed = {end: path.read_bytes() for end, path in left.items()}
    place.keeper._log.close()
    shutil.rmtree(place.folder)
    place.folder.mkdir()
    for end, path in left.items():
        path.write_bytes(as_killed[end])

    place.begin()
    told = place.keeper.own_log()
    assert told.last() == 89 and len(told.theirs("p1")) == 89 and told.theirs("p2") == []
    assert told._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    place.keeper.forget("p1", 2)
    assert told.theirs("p1") == []
