"""What object storage had of shards that were dealt out anew goes from there, whatever happens meanwhile."""

from pathlib import Path

import pytest
from tests.waiting import wait_for

from mutoscope.adapters.engine import entries, layout, leaving, resharding
from mutoscope.adapters.engine.archive import Archive
from mutoscope.adapters.engine.archiver import Archiver
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.log import Entry, SqliteLog
from mutoscope.adapters.objects import Shelf
from mutoscope.project import shards
from mutoscope.project.config import Config
from mutoscope.project.shards import reshard_engine


class Killed(BaseException):
    """Nothing tidies up after it."""


class Installation:
    """An engine that object storage has all of."""

    def __init__(self, folder: Path) -> None:
        self.storage, self.engine = folder / "objects", folder / "home" / "engine"
        self.storage.mkdir()
        self.config = Config(home=str(folder / "home"), engine_archive=f"file://{self.storage}")
        log = SqliteLog(self.engine / layout.LOG, lambda _: None)
        watched = [Entry("event", f"e:v{one % 9}:{one}", b"\x90", f"v{one % 9}") for one in range(50)]
        log.append([entries.forget("x", 1), *watched])
        prefix = layout.archive_of(self.engine, Place(0, 1))
        Archiver(log, self.engine, Archive(Shelf(self.config.engine_archive, prefix)), "there").send()
        log.close()

    def in_storage(self) -> list[str]:
        return [one.name for one in self.storage.rglob("*") if one.is_file()]

    def reshard(self, many: int = 2) -> tuple[int, list[str]]:
        said: list[str] = []
        return reshard_engine(self.config, many, said.append), said


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    assert made.in_storage()
    return made


def kill(monkeypatch: pytest.MonkeyPatch, place: Installation, *, after: bool) -> None:
    """Deal out anew, killed before or after the new logs have come."""
    real = resharding._put_in_place

    def killed(engine: Path, ready: Path, many: int) -> None:
        if after:
            real(engine, ready, many)
        raise Killed

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(resharding, "_put_in_place", killed)
        place.reshard()


def test_after_a_resharding_nothing_of_before_is_there(place: Installation) -> None:
    """Nobody would be forgotten in it."""
    assert place.reshard()[0] == 0
    assert place.in_storage() == [] and not (place.engine / leaving.NAME).exists()


def test_a_kill_once_the_new_logs_have_come_is_made_good_by_the_same_command(
    place: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that there is nothing to deal out, and removes what is left."""
    kill(monkeypatch, place, after=True)
    assert place.in_storage()
    status, said = place.reshard()
    assert status == 1 and "already" in said[0] and place.in_storage() == []


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_is_made_good_by_the_next_start(
    place: Installation, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """As soon as the new shards are in place, and not before: what there is until then may be needed."""
    kill(monkeypatch, place, after=after)
    monkeypatch.setattr(shards, "main", lambda *_, **__: 0)
    monkeypatch.setattr(shards, "_AGAIN_S", 0.01)
    if not after:
        assert leaving.left(place.engine) == [] and shards.run_engine(place.config, None) == 0
        assert place.in_storage()
        resharding.reshard(place.engine, 2)
    shards.run_engine(place.config, None)
    wait_for(lambda: place.in_storage() == [], 20, what="what was left to be removed")


def test_a_storage_that_is_away_is_cleared_later(place: Installation, tmp_path: Path) -> None:
    """It is said, and not forgotten."""
    place.storage.rename(tmp_path / "unmounted")
    status, said = place.reshard()
    assert status == 0 and "people's data" in said[0]
    (tmp_path / "unmounted").rename(place.storage)
    place.reshard()
    assert place.in_storage() == []


def test_what_shards_have_that_are_there_is_never_removed(place: Installation) -> None:
    """Whatever the list says: somebody may have changed their mind, and may have lost their disk then."""
    leaving.leave(place.engine, 1)
    assert leaving.left(place.engine) == []
    (place.engine / layout.LOG).unlink()
    assert leaving.left(place.engine) == []
