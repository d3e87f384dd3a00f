"""An engine whose disk is lost goes on from what object storage has: all but the last seconds, and nobody in
it who was forgotten."""

import shutil
import threading
from pathlib import Path

import msgspec
import pytest
import structlog
from tests.adapters.engine.cluster import Make, at_home
from tests.adapters.engine.test_durability import some_life
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.s3 import S3, an_s3

from mutoscope.adapters.engine import Keeper, LogFailed, archiver
from mutoscope.adapters.engine.archive import Archive
from mutoscope.adapters.engine.archiver import Archiver, OtherHistory
from mutoscope.adapters.engine.away import Away, forget_all
from mutoscope.adapters.engine.fetching import fetch
from mutoscope.adapters.objects import Shelf, ShelfFailed

PREFIX = "engine/us/1/0"


class Place:
    """One engine's folder, and the storage that it is kept in, too."""

    def __init__(self, folder: Path, storage: str) -> None:
        self.folder, self.storage = folder / "engine", storage
        (folder / "objects").mkdir(exist_ok=True)
        self.archive = Archive(Shelf(storage, PREFIX))
        self.begin()

    def begin(self) -> None:
        away = Away(self.storage, PREFIX)
        away.fetch(self.folder)
        self.keeper = Keeper(self.folder)
        self.archiver = away.begin(self.keeper, self.folder)
        self.archiver.states.pause_s = 0

    def send(self) -> None:
        self.keeper.record()
        self.archiver.send()

    def lose(self) -> None:
        """As if killed, and the disk with it."""
        self.keeper._log.close()
        shutil.rmtree(self.folder)

    @property
    def state(self) -> str:
        return self.keeper.health(with_state=True).state

    def bodies(self) -> bytes:
        """Everything in the storage, as it reads."""
        segments = [self.archive.segment(after) for after in self.archive.segments()]
        files = []
        for at_ms in self.archive.states():
            self.archive.fetch_state(at_ms, self.folder / "looked at")
            files.append((self.folder / "looked at").read_bytes())
        return b"".join([*map(msgspec.msgpack.encode, segments), *files])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, f"file://{tmp_path}/objects")


def test_a_bare_disk_gets_snapshot_and_log_back(place: Place) -> None:
    """State, log and numbers go on as if nothing had been; what was not sent yet is not there."""
    some_life(place.keeper)
    place.keeper.snapshot()
    place.send()
    place.keeper.ingest([an_event("p8", 11, watched_ms=8000, event_id="known")])
    place.send()
    lived, last = place.state, place.keeper.health().sequence
    told = place.keeper.history(0, 1000)
    place.keeper.ingest([an_event("p8", 12, watched_ms=8000)])
    place.lose()

    place.begin()
    assert place.state == lived and place.keeper.history(0, 1000) == told
    again = place.keeper.ingest([an_event("p8", 11, watched_ms=8000, event_id="known"), an_event("p8", 3)])
    assert again.duplicates == ("known",) and place.keeper.health().sequence > last
    place.send()
    assert place.archiver.standing().sequence == place.keeper.health().sequence


def test_without_a_snapshot_the_log_alone_brings_it_back(place: Place) -> None:
    """As everywhere: a snapshot is only the shorter way."""
    some_life(place.keeper)
    place.send()
    lived = place.state
    place.lose()
    place.begin()
    assert place.state == lived


def test_two_snapshots_are_kept_and_a_torn_one_is_refused(place: Place) -> None:
    """The one before the torn one is taken, and the log leads on from there."""
    place.keeper.put_items(a_catalogue(["cooking"], 9))
    for video in (1, 2, 3):
        place.keeper.ingest([an_event("p1", video)])
        place.keeper.snapshot()
        place.send()
    _, newest = place.archive.states()
    lived = place.state
    torn = Path(place.storage.removeprefix("file://")) / PREFIX / "state" / f"{newest:020}"
    torn.write_bytes(torn.read_bytes()[:-700] + bytes(300))
    place.lose()
    with structlog.testing.capture_logs() as said:
        place.begin()
    assert place.state == lived
    torn_ones = [one for one in said if one["event"] == "engine.archive_torn"]
    assert [str(newest) in one["reason"] for one in torn_ones] == [True]
    (fetched,) = (one for one in said if one["event"] == "engine.fetched")
    assert fetched["snapshot"] == fetched["up_to"] - 1


def test_a_torn_piece_of_the_log_costs_only_itself(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came after it is there, and so is what a snapshot has of it."""
    monkeypatch.setattr(archiver, "FULL", 10)
    place.keeper.put_items(a_catalogue(["cooking"], 25))
    place.keeper.ingest([an_event("p1", 1)])
    place.send()
    assert place.archive.segments() == [0, 10, 20]
    torn = Path(place.storage.removeprefix("file://")) / PREFIX / "log" / f"{10:020}"
    torn.write_bytes(torn.read_bytes()[:-1])
    place.lose()
    place.begin()
    assert place.keeper.health().videos == 15 and place.keeper.health().sequence == 26
    place.keeper.put_items(a_catalogue(["cooking"], 25))
    place.send()
    assert place.keeper.health().videos == 25


def test_of_whoever_is_forgotten_nothing_stays_in_the_storage(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Segments that had them are written anew, snapshots that may have them go."""
    monkeypatch.setattr(archiver, "FULL", 10)
    place.keeper.put_items(a_catalogue(["cooking"], 9))
    for video in range(1, 9):
        place.keeper.ingest([an_event("a-secret", video), an_event("p2", video)])
    place.keeper.snapshot()
    place.send()
    place.keeper.ingest([an_event("a-secret", 9)])
    place.keeper.snapshot()
    place.send()
    assert len(place.archive.states()) == 2 and place.bodies().count(b"a-secret") > 9
    place.keeper.forget("a-secret", NOW + 1)
    place.send()
    left = place.bodies()  # the wish itself stays, in the log and in the state, so that stragglers do too
    assert left.count(b"a-secret") == 2 and left.count(b"p2") >= 8
    assert len(place.archive.states()) == 1
    lived = place.state
    place.lose()
    place.begin()
    assert place.state == lived


@pytest.mark.parametrize("killed_after", ["the log", "the storage's first answer"])
def test_a_kill_between_forgetting_and_the_storage_leaves_nothing_behind(
    place: Place, monkeypatch: pytest.MonkeyPatch, killed_after: str
) -> None:
    """The next start finds out what the storage should not have any more."""
    monkeypatch.setattr(archiver, "FULL", 10)
    place.keeper.put_items(a_catalogue(["cooking"], 9))
    for video in range(1, 9):
        place.keeper.ingest([an_event("a-secret", video), an_event("p2", video)])
    place.send()
    place.keeper.forget("a-secret", NOW + 1)
    if killed_after != "the log":
        real, answers = Archive.put_segment, iter([True])

        def once(archive: Archive, segment: object) -> None:
            if not next(answers, False):
                raise ShelfFailed("gone")
            real(archive, segment)  # type: ignore[arg-type]

        with monkeypatch.context() as broken:
            broken.setattr(Archive, "put_segment", once)
            with pytest.raises(ShelfFailed):
                place.send()
    place.keeper._log.close()
    place.begin()
    place.send()
    place.keeper.snapshot()
    place.send()
    assert place.bodies().count(b"a-secret") == 2


def test_a_storage_that_is_away_is_caught_up_with_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for it meanwhile; what was erased then is erased there, too."""
    place.keeper.put_items(a_catalogue(["cooking"], 9))
    place.keeper.ingest([an_event("a-secret", 1)])
    place.send()
    with monkeypatch.context() as away:
        away.setattr(Shelf, "put", _fails)
        place.keeper.forget("a-secret", NOW + 1)
        place.archiver._try(lambda: False)
        assert "gone" in place.archiver.standing().trouble
    place.archiver._try(lambda: False)
    assert place.archiver.standing().trouble == ""
    assert place.bodies().count(b"a-secret") == 2


def test_a_snapshot_that_does_not_get_through_leaves_the_line_to_others(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log goes on being sent; the snapshot is tried again later each time, and meanwhile it is said."""
    now, tried = [1000.0], []

    def too_slow(archive: Archive, at_ms: int, file: Path) -> None:
        tried.append(now[0] - 1000)
        raise ShelfFailed("too slow")

    place.archiver.states.pause_s = 60
    some_life(place.keeper)
    place.keeper.snapshot()
    with monkeypatch.context() as slow:
        slow.setattr(archiver.time, "monotonic", lambda: now[0])
        slow.setattr(Archive, "put_state", too_slow)
        for _ in range(6 * 60):
            place.archiver._try(lambda: False)
            assert "too slow" in place.archiver.standing().trouble
            now[0] += 60
        assert [round(at / 60) for at in tried] == [0, 2, 6, 14, 30, 62, 122, 182, 242, 302]
        assert place.archiver.standing().sequence == place.keeper.health().sequence
        slow.undo()
        slow.setattr(archiver.time, "monotonic", lambda: now[0] + 3600)
        place.archiver._try(lambda: False)
    assert place.archiver.standing().trouble == "" and len(place.archive.states()) == 1


def _fails(*_: object) -> None:
    raise ShelfFailed("gone")


def test_another_history_is_never_written_over(place: Place, tmp_path: Path) -> None:
    """An older copy of the folder, or another engine under the same name: it is said, and nothing is sent."""
    place.keeper.put_items(a_catalogue(["cooking"], 9))
    place.send()
    there = place.bodies()
    place.lose()
    other = Keeper(place.folder)
    for many in (2, 9):
        other.put_items(a_catalogue(["cars"], many))
        sender = Archiver(other.own_log(), place.folder, place.archive, "there")
        with pytest.raises(OtherHistory, match="another history"):
            sender.send()
    assert place.bodies() == there


def test_a_bare_disk_does_not_begin_anew_while_the_storage_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be another history, and what is in the storage would be nobody's."""
    with an_s3(monkeypatch) as s3:
        place = Place(tmp_path, s3.url)
        some_life(place.keeper)
        place.keeper.snapshot()
        place.send()
        lived = place.state
        place.lose()
        s3.away = True
        with pytest.raises(LogFailed, match="can't be fetched"):
            fetch(place.archive, place.folder)
        assert not (place.folder / "log.sqlite3").exists()
        s3.away = False
        place.begin()
        assert place.state == lived
        forget_all(s3.url, PREFIX)
        assert s3.objects == {}


def test_a_bare_disk_does_not_begin_anew_while_the_share_is_not_mounted(place: Place, tmp_path: Path) -> None:
    """What lies on it is the engine's history; a folder that is missing is not an empty one."""
    some_life(place.keeper)
    place.send()
    lived = place.state
    place.lose()
    (tmp_path / "objects").rename(tmp_path / "unmounted")
    with pytest.raises(LogFailed, match="no folder"):
        place.begin()
    (tmp_path / "unmounted").rename(tmp_path / "objects")
    place.begin()
    assert place.state == lived


def test_a_snapshot_that_does_not_get_through_is_done_without(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a line too bad for it the log comes alone, in its smaller pieces."""
    some_life(place.keeper)
    place.keeper.snapshot()
    place.send()
    lived = place.state
    place.lose()
    with monkeypatch.context() as slow:
        slow.setattr(Shelf, "fetch", _fails)
        place.begin()
    assert place.state == lived


def test_the_log_goes_on_while_it_is_sent(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Viewers who watch, and one who is forgotten again and again, while round after round is sent: what is
    fetched then is what lived."""
    monkeypatch.setattr(archiver, "FULL", 20)
    place.keeper.put_items(a_catalogue(["cooking"], 30))
    over = threading.Event()

    def live() -> None:
        for turn in range(150):
            place.keeper.ingest([an_event(f"p{turn % 5}", turn % 30 + 1), an_event("a-secret", 1)])
            if turn % 10 == 9:
                place.keeper.forget("a-secret", NOW + turn)
        over.set()

    crowd = threading.Thread(target=live)
    crowd.start()
    while not over.is_set():
        place.send()
    crowd.join()
    place.send()
    lived, told = place.state, place.keeper.history(0, 1000)
    place.lose()
    place.begin()
    assert place.state == lived and place.keeper.history(0, 1000) == told


def test_an_installation_that_lost_its_name_is_told_who_else_is_there(tmp_path: Path) -> None:
    """It begins empty, and its log names those whose place it could take."""
    Place(tmp_path, f"file://{tmp_path}/objects").archive.put_state(1, Path(__file__))
    with structlog.testing.capture_logs() as said:
        Away(f"file://{tmp_path}/objects", "engine/new/1/0").fetch(tmp_path / "new")
    assert [(one["event"], one["others"]) for one in said] == [("engine.begins_empty", ["us"])]


def test_the_storage_is_an_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same over HTTP: sent, kept up, fetched."""
    with an_s3(monkeypatch) as s3:
        place = Place(tmp_path, s3.url)
        _live_and_lose(place, s3)


def _live_and_lose(place: Place, s3: S3) -> None:
    some_life(place.keeper)
    place.keeper.snapshot()
    place.send()
    assert s3.under("some/prefix/engine/us/1/0/log/") and s3.under("state/")
    lived = place.state
    place.lose()
    place.begin()
    assert place.state == lived


@pytest.mark.slow
def test_what_only_the_lost_disk_had_is_counted_by_nobody(cluster_of: Make, tmp_path: Path) -> None:
    """The others heard of it; they count anew what is left, and again what comes next, each once."""
    cluster = cluster_of(2)
    (tmp_path / "objects").mkdir()
    cluster.engine.put_items(a_catalogue(["cooking"], 9))
    first, second, third = at_home(0, 2, 3)
    (other,) = at_home(1, 2)
    cluster.engine.ingest([an_event(first, 1), an_event(other, 1)], NOW)
    cluster.agree_on({1: 2})
    folder, away = cluster.folder / "0", Away(f"file://{tmp_path}/objects", PREFIX)
    cluster.shards[0].snapshot()
    away.begin(cluster.shards[0], folder).send()
    cluster.engine.ingest([an_event(second, 1), an_event(second, 2)], NOW)
    cluster.agree_on({1: 3, 2: 1})
    cluster.stop(0, kindly=False)
    shutil.rmtree(folder)

    away.fetch(folder)
    away.begin(cluster.start(0), folder).send()
    cluster.agree_on({1: 2})
    cluster.engine.ingest([an_event(third, 3)], NOW)
    cluster.agree_on({1: 2, 3: 1})
