"""The engine learns from its own log: what it served, and what came of that."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from tests.adapters.engine.crowd import VIDEOS, Crowd, relearned
from tests.core.discovery.world import DAY, a_scene

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.adapters.engine.learning import Learning, Manifest
from mutoscope.adapters.engine.log import Entry, MemoryLog
from mutoscope.core.discovery import DEFAULT, PageRequest
from mutoscope.core.discovery.mixture import expected, some
from mutoscope.core.discovery.ranker import HEADS
from mutoscope.core.discovery.ranking import HANDMADE, without
from mutoscope.core.discovery.value import GROUPS, appraise

LIKE, LONG, WATCH = (HEADS.index(name) for name in ("like", "long_view", "watch"))


def test_what_was_served_and_watched_is_learned_once() -> None:
    """Each video that came onto the screen becomes one example, with what came of it; the others none."""
    keeper = Keeper()
    crowd = Crowd(keeper)
    crowd.swipe("p1", until=5)
    crowd.swipe("p1", until=3)
    joiner = keeper._learning.joiner
    assert len(joiner.ready) == 7, "five and two that were left for another; the last is still on the screen"
    crowd.now_ms += 11 * 60_000
    page = crowd.swipe("p2", until=0)
    assert len(joiner.ready) == 8, "after ten minutes the last one closes too"
    assert all(one.labels[LIKE] == 0.0 and all(one.told) for one in joiner.ready)
    crowd.keeper.ingest([crowd.event("p1", joiner.ready[0].video, "like", joiner.ready[0].page)])
    late = joiner.ready[-1]
    assert late.late and late.told == tuple(name == "like" for name in HEADS), (
        "a late like corrects, and only that"
    )
    crowd.keeper.ingest([crowd.event("p1", joiner.ready[0].video, "like", joiner.ready[0].page)])
    crowd.keeper.ingest([crowd.event("p3", 7, "like", page), crowd.event("p3", 7, "watch", "nowhere", 9)])
    assert len(joiner.ready) == 9, (
        "said twice it counts once; on somebody else's page, or on none, not at all"
    )


def test_the_log_alone_teaches_the_same() -> None:
    """Pitfall 33: learned as it came, or from the log afterwards, the ranker is the same to the bit."""
    keeper = Keeper()
    Crowd(keeper).live(12, 6)
    assert keeper._learning.ranker.examples > 300
    assert relearned(keeper).ranker.dump() == keeper._learning.ranker.dump()


@pytest.mark.parametrize(("schema", "known"), [("2afabf0aa694", True), ("0000deadbeef", False)])
def test_pages_that_were_written_when_a_column_had_another_name_teach_the_same(
    schema: str, known: bool
) -> None:
    """The hash is that of the time when a group was called «neighbours». A schema nobody knows teaches
    nothing."""
    keeper = Keeper()
    Crowd(keeper).live(8, 4)
    keeper.record()

    def as_written_then(entry: Entry) -> Entry:
        if entry.kind != "served":
            return entry
        page = entries.read_served(entry.body)
        assert page.written is not None
        written = msgspec.structs.replace(page.written, schema=schema)
        return entries.served(msgspec.structs.replace(page, written=written))

    log = MemoryLog(lambda news: None)
    log.append([as_written_then(entry) for _, entry in keeper._log.replay(0)])
    learning = Learning(log.page, DEFAULT)
    learning.hear(log.replay(0))
    lived = keeper._learning.ranker
    assert lived.examples > 100
    if known:
        assert learning.ranker.dump() == lived.dump()
    else:
        assert learning.ranker.examples == 0


@pytest.mark.parametrize("harm", ["", "truncated", "flipped", "gone", "ahead"])
def test_a_restart_forgets_nothing_it_learned(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    """From its snapshot and the log's tail, or, when the snapshot is no good, from the log: the same
    ranker."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.live(8, 4)
    keeper.snapshot()
    crowd.live(8, 2)
    keeper.record()
    lived = keeper._learning.ranker.dump()
    keeper._log.close()
    kept = tmp_path / "ranker.msgpack"
    whole = kept.read_bytes()
    manifest = msgspec.convert(msgspec.msgpack.decode(whole[32:])["manifest"], Manifest)
    assert manifest.examples > 100 and manifest.watermark > VIDEOS and not manifest.parent
    if harm == "truncated":
        kept.write_bytes(whole[:-9])
    elif harm == "flipped":
        kept.write_bytes(whole[:900] + b"\x00\x01" + whole[902:])
    elif harm == "gone":
        kept.unlink()
    elif harm == "ahead":
        (tmp_path / "log.sqlite3").rename(tmp_path / "elsewhere")
    again = Keeper(tmp_path)
    said = "engine.ranker_from_log" in caplog.text
    assert said == (harm in ("truncated", "flipped", "ahead"))
    if harm != "ahead":
        assert again._learning.ranker.dump() == lived
    else:
        assert again._learning.ranker.examples == 0
    again.close()


def test_a_ranker_kept_for_other_rewards_is_learned_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """How far it is to be believed was found out with the rewards of then."""
    keeper = Keeper(tmp_path)
    Crowd(keeper).live(8, 4)
    keeper.close()
    rewards = msgspec.structs.replace(DEFAULT.rewards, like=DEFAULT.rewards.like + 1)
    weights = msgspec.structs.replace(DEFAULT, rewards=rewards)
    again = Keeper(tmp_path, weights)
    assert "other rewards" in caplog.text
    anew = Learning(again._log.page, weights)
    anew.hear(again._log.replay(0))
    assert again._learning.ranker.dump() == anew.ranker.dump()
    again.close()


def test_a_ranker_that_cannot_be_read_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The engine says so, and reads its log."""
    keeper = Keeper(tmp_path)
    Crowd(keeper).live(8, 2)
    lived = keeper._learning.ranker.dump()
    keeper.record()
    keeper._log.close()
    (tmp_path / "ranker.msgpack").mkdir()
    again = Keeper(tmp_path)
    assert "engine.ranker_from_log" in caplog.text
    assert again._learning.ranker.dump() == lived
    again._log.close()


def test_a_long_log_does_not_hold_up_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a snapshot of the ranker the engine starts without it, and learns the log beside serving."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.live(6, 3)
    keeper.close()
    (tmp_path / "ranker.msgpack").unlink()
    monkeypatch.setattr("mutoscope.adapters.engine.keeper._SOON", 50)
    again = Keeper(tmp_path)
    assert again._learning.ranker.examples == 0
    crowd.keeper = again
    crowd.live(6, 1)
    again.close()
    assert not (tmp_path / "ranker.msgpack").exists(), "what has not learned all of the log is not kept"
    third = Keeper(tmp_path)
    assert third.relearn() and third._learning.ranker.dump() == relearned(third).ranker.dump()
    assert third._learning.ranker.examples > 100
    third.close()
    assert (tmp_path / "ranker.msgpack").exists()


@pytest.mark.slow
def test_the_ranker_is_believed_only_for_what_it_showed() -> None:
    """Nothing is decided by it at first; when it foretells better than the hand-made value it has a say, and
    what it learned is on the page."""
    keeper = Keeper()
    crowd = Crowd(keeper)
    crowd.live(3, 3)
    assert keeper._learning.trust() == 0.0
    crowd.live(30, 10)
    assert keeper._learning.trust() > 0.2
    request = PageRequest(viewer="pnew", now_ms=crowd.now_ms, seed=9, language="en", size=20)
    page = keeper.page(request)
    good = [one.video_id % 2 == 0 for one in page.served if not one.explore]
    assert sum(good) > 0.7 * len(good)


def test_whoever_is_forgotten_was_never_there(tmp_path: Path) -> None:
    """At once they are in no file and no open example; learned again, the ranker is that of a log without
    them."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.live(6, 3)
    crowd.swipe("psecret")
    keeper.snapshot()
    keeper.forget("psecret", crowd.now_ms + DAY)
    assert not (tmp_path / "ranker.msgpack").exists(), "learned with them, so not kept"
    whole = msgspec.json.encode(keeper._learning.joiner.dump())
    assert b"psecret" not in whole and b"p1" in whole
    assert keeper.relearn() and not keeper.relearn()
    assert keeper._learning.ranker.dump() == relearned(keeper).ranker.dump()
    assert keeper._learning.ranker.examples < 6 * 3 * 8
    crowd.live(6, 1)
    keeper.close()
    assert b"psecret" not in (tmp_path / "ranker.msgpack").read_bytes()


def test_the_reasons_are_those_of_both_parts() -> None:
    """Pitfall 31: with the ranker deciding too, taking away the group named first changes the value of a
    video more than taking away another one, each taken away from both parts for real."""
    keeper = Keeper(weights=msgspec.structs.replace(DEFAULT, trust_enough=0.001))
    crowd = Crowd(keeper)
    crowd.live(30, 8)
    assert keeper._learning.trust() > 0.3
    ranker = keeper._learning.ranker
    scene = a_scene(keeper._state, "p1", now_ms=crowd.now_ms)
    rows = np.flatnonzero(scene.unseen)
    whole = appraise(scene, rows, {}, ranker)
    told = whole.trained
    assert told is not None
    batch, average = whole.batch(scene, np.arange(len(rows))), told.batch.dense.mean(0)
    assert (batch.dense == told.batch.dense).all() and (batch.sparse == told.batch.sparse).all()

    def fall(place: int, group: str) -> float:
        share = whole.shares[[place], GROUPS.index(group)] - whole.average[GROUPS.index(group)]
        less = without(some(batch, np.array([place])), group, share, average)
        trained = told.value[place] - expected(ranker, less, told.rewards)[0]
        return float((1 - told.trust) * share[0] + told.trust * told.spread * trained)

    named, others = [], []
    for place, reasons in enumerate(whole.reasons(range(len(rows)))):
        group, size = reasons[0]
        assert fall(place, group) == pytest.approx(size, abs=0.01)
        named.append(abs(fall(place, group)))
        others.append(np.mean([abs(fall(place, other)) for other in HANDMADE if other != group]))
    assert np.mean(named) > 3 * np.mean(others)
