"""The state of an engine is split anew, and nobody notices but by where they are remembered."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from tests.adapters.engine.cluster import Cluster, a_valkey, at_home
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import Engine, Keeper, LogFailed, Wish, entries, layout, trying
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.log import SqliteLog
from mutoscope.adapters.engine.resharding import reshard
from mutoscope.adapters.engine.shard import Shard
from mutoscope.core.discovery import PageRequest
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.homes import home

PEOPLE = [f"p{one}" for one in range(1, 21)]


def live(engine: Engine) -> None:
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    engine.ingest([an_event(one, number % 20 + 1) for number, one in enumerate(PEOPLE)], NOW)
    engine.ingest([an_event("avisitor", 7, "like"), an_event("avisitor", 8)], NOW)
    engine.adopt("avisitor", "p5")
    engine.ingest([an_event("avisitor", 9), an_event("p6", 9, event_id="telltale")], NOW)
    engine.steer("p7", Wish(discovery=0.5), NOW)
    engine.withdraw([20])
    engine.forget("p6", NOW + 1)
    engine.ingest([an_event("p6", 3, at_ms=NOW + 2)], NOW + 2)
    engine.restart("p8", NOW + 1, keep_seen=True)


def told(engine: Engine) -> dict[str, object]:
    """All that can be asked of everybody."""
    return {
        "videos": engine.parts()[0].catalogue(),
        "people": {
            one: (engine.choices(one), engine.interests(one, NOW), _unseen(engine, one))
            for one in (*PEOPLE, "avisitor")
        },
        "events": sorted(
            (one.event.viewer, one.event.video_id, one.event.kind)
            for part in engine.parts()
            for one in part.history(0, 1000).happened
        ),
    }


def _unseen(engine: Engine, viewer: str) -> list[int]:
    page = engine.page(PageRequest(viewer, NOW + 5, size=20, language="en"))
    return sorted(one.video_id for one in page.served if one.source != "recycled")


def moved(folder: Path, to: Path, many: int) -> None:
    """The files of a test's cluster where those of an engine are, or the other way."""
    to.mkdir(parents=True, exist_ok=True)
    for number in range(many):
        shutil.move(folder / str(number), to / str(number))


@pytest.mark.slow
def test_one_becomes_two_becomes_four_becomes_one(tmp_path: Path) -> None:
    """Through all of it everybody finds what they had; who was forgotten stays so."""
    engine = tmp_path / "engine"
    keeper = Keeper(engine)
    live(keeper)
    before = told(keeper)
    votes = keeper._state.votes.shown
    shown = {
        int(keeper._state.catalogue.ids[row]): int(count) for row, count in enumerate(votes.tolist()) if count
    }
    viewers = keeper.health().viewers
    keeper.close()
    with a_valkey(tmp_path) as port:
        for many in (2, 4, 1):
            assert reshard(engine, many) > 20
            assert layout.shards_in(engine) == {many}
            if many == 1:
                break
            moved(engine / f"of-{many}", tmp_path / f"c{many}", many)
            cluster = Cluster(tmp_path / f"c{many}", many, port)
            try:
                assert told(cluster.engine) == before, f"{many} shards"
                cluster.agree_on(shown)
                here = [cluster.shards[number]._state.viewers for number in range(many)]
                for viewer in before["people"]:  # type: ignore[attr-defined]
                    homes = [number for number in range(many) if viewer in here[number]]
                    assert homes in ([], [home(viewer, many)]), "remembered where they are at home alone"
                assert sum(map(len, here)) == viewers
            finally:
                cluster.close()
            moved(tmp_path / f"c{many}", engine / f"of-{many}", many)
    again = Keeper(engine)
    assert told(again) == before
    again.close()
    assert not any(b"telltale" in path.read_bytes() for path in engine.iterdir())


def test_an_interrupted_resharding_goes_on(tmp_path: Path) -> None:
    """Killed before the old files were gone, nothing starts until the command is run again."""
    engine = tmp_path / "engine"
    keeper = Keeper(engine)
    live(keeper)
    keeper.close()
    shutil.copytree(engine, tmp_path / "copy")
    reshard(engine, 2)
    (engine / "of-2").rename(engine / "of-2.ready")
    shutil.copy2(tmp_path / "copy" / layout.LOG, engine / layout.LOG)
    for shards in (1, 2):
        with pytest.raises(LogFailed, match="again"):
            layout.check(engine, shards)
    with pytest.raises(LogFailed, match="reshard 2"):
        reshard(engine, 4)
    reshard(engine, 2)
    layout.check(engine, 2)
    assert layout.shards_in(engine) == {2}


class Killed(BaseException):
    """As a kill: nothing tidies up after it."""


@pytest.mark.parametrize("steps", range(1, 15))
def test_a_way_back_to_one_that_is_killed_at_any_step_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Whichever file was the last to be moved or removed, the command run again ends with all there was."""
    engine, left = tmp_path / "engine", [steps]
    keeper = Keeper(engine)
    live(keeper)
    before = told(keeper)
    keeper.close()
    reshard(engine, 2)
    (engine / "of-2" / "0" / trying.NAME).write_text("a plan")

    def until_killed(act: Callable[..., object]) -> Callable[..., object]:
        def counted(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return act(*given, **named)

        return counted

    with monkeypatch.context() as dying, suppress(Killed):
        for name in ("rename", "unlink", "rmdir"):
            dying.setattr(os, name, until_killed(getattr(os, name)))
        reshard(engine, 1)
    if layout.shards_in(engine) != {1} or any(engine.glob(f"of-*{layout.READY}")):
        reshard(engine, 1)
    assert (engine / trying.NAME).read_text() == "a plan"
    layout.check(engine, 1)
    again = Keeper(engine)
    assert told(again) == before
    again.close()


def test_logs_of_two_numbers_are_a_matter_for_somebody_who_looks(tmp_path: Path) -> None:
    """With the folders of two and of three shards there, the command says so and touches neither."""
    for many in (2, 3):
        (tmp_path / f"of-{many}").mkdir()
    with pytest.raises(LogFailed, match="2 and of 3 shards"):
        reshard(tmp_path, 4)
    assert layout.shards_in(tmp_path) == {2, 3}


def test_resharding_refuses_what_it_cannot_do(tmp_path: Path) -> None:
    """A running engine, the same number, and an empty folder: a sentence each, and nothing is touched."""
    engine = tmp_path / "engine"
    with pytest.raises(LogFailed, match="no log"):
        reshard(engine, 2)
    keeper = Keeper(engine)
    live(keeper)
    with pytest.raises(LogFailed, match="another engine"):
        reshard(engine, 2)
    keeper.close()
    with pytest.raises(LogFailed, match="already"):
        reshard(engine, 1)
    with pytest.raises(LogFailed, match="mutoscope reshard 3"):
        layout.check(engine, 3)


@pytest.mark.slow
def test_whoever_moved_between_shards_is_dealt_out_once(tmp_path: Path) -> None:
    """Somebody who joined on another shard than they came from is one person after the next split."""
    with a_valkey(tmp_path) as port:
        cluster = Cluster(tmp_path / "c", 2, port)
        (nobody,), (person,) = at_home(0, 2, kind="a"), at_home(1, 2)
        try:
            engine = cluster.engine
            engine.put_items(a_catalogue(["cooking"], 8))
            engine.steer(nobody, Wish(discovery=-0.5), NOW)
            engine.ingest([an_event(nobody, 1)], NOW)
            engine.adopt(nobody, person)
            engine.steer(person, Wish(discovery=0.5), NOW)
            engine.ingest([an_event(person, 2), an_event(nobody, 3)], NOW)
            wait_for(lambda: cluster.shown(0) == {1: 1, 2: 1, 3: 1}, what="the counts")
        finally:
            cluster.close()
    folder = tmp_path / "engine"
    moved(tmp_path / "c", folder / "of-2", 2)
    reshard(folder, 1)
    keeper = Keeper(folder)
    assert keeper.health().viewers == 1
    assert keeper.choices(nobody).discovery == keeper.choices(person).discovery == 0.5
    assert _unseen(keeper, person) == [4, 5, 6, 7, 8]
    assert len(keeper.history(0, 100).happened) == 3
    assert int(keeper._state.votes.shown.sum()) == 3
    keeper.close()
    assert layout.folder_of(folder, Place(0, 1)) == folder


def test_who_comes_back_under_a_key_that_left_keeps_what_they_choose(tmp_path: Path) -> None:
    """Somebody joined elsewhere and was forgotten there; the same browser chose anew since. Also where an old
    log still says that its key left."""
    folder = tmp_path / "engine"
    (nobody,), (person,) = at_home(0, 2, kind="a"), at_home(1, 2)
    shards = [Shard(folder / "of-2" / str(number), Place(number, 2)) for number in range(2)]
    shards[0].steer(nobody, Wish(discovery=-0.5), NOW)
    shards[1].bring(shards[0].theirs(nobody))
    shards[1].adopt(nobody, person)
    as_before = msgspec.structs.replace(entries.leave(nobody, person), viewer="")
    shards[0]._log.append([as_before])
    for shard in shards:
        shard.forget(person, NOW + 1)
    shards[0].steer(nobody, Wish(discovery=0.5), NOW + 2)
    for shard in shards:
        shard.close()
    reshard(folder, 1)
    keeper = Keeper(folder)
    assert keeper.choices(nobody).discovery == 0.5
    assert keeper.choices(person).discovery == 0
    keeper.close()


@pytest.mark.parametrize("first", [0, 1])
def test_what_was_stopped_and_tried_again_is_not_stopped_by_being_dealt(tmp_path: Path, first: int) -> None:
    """On whichever shard it was resumed; what another shard stopped for good is stopped everywhere."""

    def a_stop(label: str, number: int) -> entries.Entry:
        return entries.stop(Stop(label, "skips", 0.1, 0.2, 0.05, 100, number))

    said = [[a_stop("a:resumed", 4), entries.resume("a:resumed")], [a_stop("a:harmful", 7)]]
    for number, folder in enumerate(layout.folders(tmp_path, 2)):
        folder.mkdir(parents=True)
        log = SqliteLog(folder / layout.LOG, lambda _: None)
        log.append(said[number - first])
        log.close()
    reshard(tmp_path, 1)
    keeper = Keeper(tmp_path)
    assert set(keeper._state.trials.stopped) == {"a:harmful"}
    keeper.close()
