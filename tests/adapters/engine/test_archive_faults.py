"""What goes wrong between a disk and the object storage that keeps its engine: a disk that is not quite bare,
a storage that lost something, one that refuses for a while, a log that can't be written."""

import shutil
import sqlite3
from pathlib import Path

import pytest
import structlog
from tests.adapters.engine.test_archive import Place
from tests.core.discovery.world import NOW, an_event

from mutoscope.adapters.engine import Keeper, LogFailed, archiver, snapshot
from mutoscope.adapters.engine.archive import Archive
from mutoscope.adapters.engine.archiver import Archiver, OtherHistory
from mutoscope.adapters.engine.layout import FETCHING, SENDING
from mutoscope.adapters.objects import ShelfFailed


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """One whose segments are short."""
    monkeypatch.setattr(archiver, "FULL", 10)
    return Place(tmp_path, f"file://{tmp_path}/objects")


def watched(place: Place, viewer: str, videos: range) -> None:
    place.keeper.ingest([an_event(viewer, video) for video in videos])


class FailingOnce:
    """A connection whose disk is full when it writes back for the first time."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real, self._full = real, True

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if self._full and "wal_checkpoint" in statement:
            self._full = False
            raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(statement, *values)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


def of(viewer: str, place: Place) -> int:
    """So many entries of a viewer are in the storage."""
    segments = [place.archive.segment(after) for after in place.archive.segments()]
    return sum(entry.viewer == viewer for one in segments for _, entry in one.entries)


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


def test_of_whoever_is_forgotten_while_the_disk_is_full_nothing_stays(place: Place) -> None:
    """Their entries were gone already when the log failed: asked again, it finds none, and yet they go from
    the storage, and from the snapshot on the disk."""
    watched(place, "a-secret", range(1, 31))
    watched(place, "p2", range(1, 31))
    place.keeper.relearn()
    place.keeper.snapshot()
    place.send()
    assert of("a-secret", place) == 30
    log = place.keeper.own_log()
    log._db = FailingOnce(log._db)  # type: ignore[assignment]
    with pytest.raises(LogFailed, match="full"):
        place.keeper.forget("a-secret", NOW + 1)
    place.keeper.forget("a-secret", NOW + 2)
    place.send()
    assert of("a-secret", place) == 0 and of("p2", place) == 30
    there = Path(place.storage.removeprefix("file://")).rglob("state/*")
    kept = [snapshot.sequence_of(one) for one in (place.folder / snapshot.NAME, *there)]
    assert kept == [log.last(), log.last()], "none from before"
    assert place.keeper.relearn(), "the ranker may have learned from them"


def test_what_a_kill_left_on_its_way_is_gone_at_the_next_start(place: Place) -> None:
    """Half a fetch, or a snapshot held for sending: whoever is forgotten then is not in them."""
    (place.folder / FETCHING).mkdir()
    (place.folder / FETCHING / "log.sqlite3").write_bytes(b"somebody")
    (place.folder / SENDING).write_bytes(b"somebody")
    place.keeper._log.close()
    Keeper(place.folder)
    assert not (place.folder / FETCHING).exists() and not (place.folder / SENDING).exists()


def test_a_snapshot_that_the_storage_does_not_let_go_is_due_until_it_is_gone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has somebody in it who was forgotten: that is said, no other one is sent, and the log goes on."""
    watched(place, "a-secret", range(1, 9))
    place.keeper.snapshot()
    place.send()
    (old,) = place.archive.states()
    place.keeper.forget("a-secret", NOW + 1)
    with monkeypatch.context() as kept:
        kept.setattr(Archive, "drop_state", refuses)
        for video in (1, 2):
            watched(place, "p2", range(video, video + 1))
            place.keeper.snapshot()
            place.archiver._try(lambda: False)
            assert "AccessDenied" in place.archiver.standing().trouble
            assert of("p2", place) == video and len(place.archive.states()) == 2
    place.archiver._try(lambda: False)
    assert old not in place.archive.states() and place.archiver.standing().trouble == ""


def test_a_snapshot_that_got_through_unheard_goes_as_well(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The storage took it and the answer was lost: it is not forgotten there, whoever is in it."""
    put = Archive.put_state

    def unheard(archive: Archive, at_ms: int, file: Path) -> None:
        put(archive, at_ms, file)
        raise ShelfFailed("no answer")

    watched(place, "a-secret", range(1, 9))
    place.keeper.snapshot()
    with monkeypatch.context() as lost:
        lost.setattr(Archive, "put_state", unheard)
        place.archiver._try(lambda: False)
    (old,) = place.archive.states()
    place.keeper.forget("a-secret", NOW + 1)
    place.send()
    assert old not in place.archive.states() and len(place.archive.states()) == 1


@pytest.mark.parametrize("lost", [0, 10, 30])
def test_what_the_storage_lost_of_the_log_is_sent_again(place: Place, lost: int) -> None:
    """At the next snapshot, and at the next start: before the disk is lost, too."""
    for again in (False, True):
        watched(place, "p1", range(1, 36))
        place.send()
        place.archive._shelf.delete(f"log/{lost:020}")
        if again:
            place.keeper.close()
            place.begin()
        else:
            place.keeper.snapshot()
            place.send()
        place.send()
        assert place.archive.segments()[:4] == [0, 10, 20, 30]
    there = [place.archive.segment(after).entries for after in place.archive.segments()]
    assert [one for some in there for one in some] == place.keeper.own_log().entries(0, 1000)


@pytest.mark.parametrize(("lost", "said"), [(0, (0, 10)), (10, (10, 20)), (30, (30, 35))])
def test_what_the_storage_lost_is_said_when_it_is_fetched(
    place: Place, lost: int, said: tuple[int, int]
) -> None:
    """Of one piece at either end, or in the middle, which nobody can bring back: the counts need a look."""
    watched(place, "p1", range(1, 36))
    place.keeper.snapshot()
    place.send()
    place.lose()
    place.archive._shelf.delete(f"log/{lost:020}")
    with structlog.testing.capture_logs() as told:
        place.begin()
    assert [(one["after"], one["up_to"]) for one in told if one["event"] == "engine.archive_incomplete"] == [
        said
    ]
    assert [one["holes"] for one in told if one["event"] == "engine.fetched"] == [1]


@pytest.mark.parametrize("told_nothing", ["the last entry", "the last segment", "a torn segment"])
def test_another_history_is_known_by_all_that_both_have(place: Place, told_nothing: str) -> None:
    """An older copy of the folder went on for itself, and further. Where the storage ends, whoever was here
    is forgotten, or nothing can be read there: what both have before tells it all the same."""
    watched(place, "p1", range(1, 26))
    place.send()
    place.keeper._log.close()
    copy = shutil.copytree(place.folder, place.folder.with_name("copy"))
    place.begin()
    watched(place, "p1", range(26, 36))
    place.send()
    other = Keeper(copy)
    gone = {"the last entry": range(35, 36), "the last segment": range(31, 36)}.get(told_nothing, range(0))
    for number in range(26, 46):
        other.ingest([an_event("a-secret" if number in gone else "p2", number)])
    other.forget("a-secret", NOW + 1)
    if told_nothing == "a torn segment":
        place.archive._shelf.put(f"log/{30:020}", b"torn")
    files = [one for one in Path(place.storage.removeprefix("file://")).rglob("*") if one.is_file()]
    there = [one.read_bytes() for one in files]
    with pytest.raises(OtherHistory, match="up to entry 3"):
        Archiver(other.own_log(), copy, place.archive, "there").send()
    assert [one.read_bytes() for one in files] == there


def refuses(*_: object) -> None:
    raise ShelfFailed("AccessDenied")


def test_whoever_is_forgotten_goes_though_no_new_snapshot_gets_through(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a line too bad for it the old ones are not kept for ever: the log is all there."""
    watched(place, "a-secret", range(1, 9))
    watched(place, "p2", range(1, 9))
    place.keeper.snapshot()
    place.send()
    place.keeper.forget("a-secret", NOW)
    place.keeper.snapshot()
    with monkeypatch.context() as slow:
        slow.setattr(Archive, "put_state", _fails)
        for left in (1, 1, 1, 0):
            place.archiver._try(lambda: False)
            assert len(place.archive.states()) == left
    assert place.bodies().count(b"a-secret") == 1, "the wish itself"
    lived = place.state
    place.lose()
    place.begin()
    assert place.state == lived


def _fails(*_: object) -> None:
    raise ShelfFailed("too slow")
