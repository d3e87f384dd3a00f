"""The engine learns from its own log: what it served, and what came of that."""

import os
import signal
from pathlib import Path

import msgspec
import numpy as np
import pytest
from tests.core.discovery.world import DAY, NOW, a_scene, a_video
from tests.waiting import wait_for

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.adapters.engine.learning import Learning, Manifest
from mutoscope.adapters.engine.log import Entry, MemoryLog
from mutoscope.adapters.engine.pupil import Apart, Inline
from mutoscope.core.discovery import DEFAULT, Event, PageRequest
from mutoscope.core.discovery.mixture import expected, rewards_of, some
from mutoscope.core.discovery.ranker import HEADS, Lesson
from mutoscope.core.discovery.ranking import HANDMADE, without
from mutoscope.core.discovery.value import GROUPS, appraise

VIDEOS = 120
REWARDS = rewards_of(DEFAULT.rewards)
LIKE, LONG, WATCH = (HEADS.index(name) for name in ("like", "long_view", "watch"))


class Crowd:
    """Viewers who all watch what was made by a creator with an even number, whatever it is about."""

    def __init__(self, keeper: Keeper, seed: int = 1) -> None:
        self.keeper, self.dice, self.now_ms, self.serial = keeper, np.random.default_rng(seed), NOW, 0
        keeper.put_items(
            [
                a_video(n, f"topic{n % 5}", creator_id=n % 24 + 500, published_ms=NOW - n)
                for n in range(1, VIDEOS)
            ]
        )

    def swipe(self, viewer: str, *, until: int = 8, size: int = 8) -> str:
        """Ask for a page and watch it; its id."""
        request = PageRequest(
            viewer=viewer, now_ms=self.now_ms, seed=int(self.dice.integers(1 << 40)), size=size, language="en"
        )
        page = self.keeper.page(request)
        events = []
        for served in page.served[:until]:
            long = self.dice.random() < (0.85 if (served.video_id % 24) % 2 == 0 else 0.15)
            self.now_ms += 9_000 if long else 1_000
            events.append(self.event(viewer, served.video_id, "watch", page.page_id, 11_500 if long else 900))
        self.keeper.ingest(events)
        return page.page_id

    def event(self, viewer: str, video: int, kind: str, page: str, watched_ms: int = 0) -> Event:
        self.serial += 1
        return Event(f"e{self.serial}", viewer, kind, video, self.now_ms, watched_ms, 12_000, page)  # type: ignore[arg-type]

    def live(self, viewers: int, pages: int) -> None:
        for page in range(pages):
            for viewer in range(viewers):
                self.swipe(f"p{viewer}")
            self.now_ms += 60_000 * (page + 1)


def relearned(keeper: Keeper) -> Learning:
    """What the log alone teaches."""
    learning = Learning(keeper._log.page, DEFAULT)
    learning.hear(keeper._log.replay(0))
    return learning


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


def test_a_process_apart_learns_the_same(tmp_path: Path) -> None:
    """Pitfall 24: learned beside the engine the ranker is the same to the bit; killed, it is started again,
    and nothing is lost; what it learned is in the snapshot that closing leaves."""
    keeper = Keeper(tmp_path, pupil=Apart)
    crowd = Crowd(keeper)
    crowd.live(8, 3)
    pupil = keeper._learning.pupil
    told: list[bytes] = []
    pupil.keep(told.append)
    wait_for(lambda: told)
    here = relearned(keeper)
    assert told == [here.ranker.dump()] and pupil.ranker.dump() == told[0]
    os.kill(pupil.pid, signal.SIGKILL)  # type: ignore[attr-defined]  # of those apart
    crowd.live(8, 2)
    pupil.keep(told.append)
    wait_for(lambda: len(told) == 2)
    assert told[1] == relearned(keeper).ranker.dump() != told[0]
    keeper.forget("p3", crowd.now_ms + DAY)
    keeper.close()
    again = Keeper(tmp_path)
    assert again._learning.ranker.dump() == relearned(again).ranker.dump()
    again.close()


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
    whole = appraise(scene, rows, np.zeros(0, np.int64), ranker)
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


def test_a_full_disk_does_not_end_the_learning(tmp_path: Path) -> None:
    """A file of the ranker that can't be written is reported; what comes later is learned, and kept once it
    can be."""
    keeper = Keeper(tmp_path, pupil=Apart)
    crowd = Crowd(keeper)
    crowd.live(8, 2)
    (tmp_path / "ranker.draft").mkdir()
    keeper.snapshot()
    crowd.live(8, 2)
    told: list[bytes] = []
    keeper._learning.pupil.keep(told.append)
    wait_for(lambda: told)
    assert told == [relearned(keeper).ranker.dump()] and not (tmp_path / "ranker.msgpack").exists()
    (tmp_path / "ranker.draft").rmdir()
    keeper.close()
    assert (tmp_path / "ranker.msgpack").exists()


def lessons(count: int) -> list[Lesson]:
    """What a crowd teaches."""
    found: list[Lesson] = []

    class Collecting(Inline):
        def learn(self, lesson: Lesson) -> None:
            found.append(lesson)

    crowd = Crowd(Keeper(pupil=Collecting))
    while len(found) < count:
        crowd.live(8, 1)
    return found[:count]


def after(*learned: Lesson) -> bytes:
    pupil = Inline(REWARDS)
    for lesson in learned:
        pupil.learn(lesson)
    return pupil.ranker.dump()


def test_what_is_kept_has_learned_what_came_before_and_no_more() -> None:
    """Also when the process dies while it is asked, and more was taken meanwhile."""
    one, two, three = lessons(3)
    pupil = Apart(REWARDS)
    told: list[bytes] = []
    pupil.learn(one)
    pupil.keep(told.append)
    wait_for(lambda: told)
    os.kill(pupil.pid, signal.SIGSTOP)  # so that it can't answer what it is asked now
    pupil.learn(two)
    pupil.keep(told.append)
    wait_for(pupil._wanted.empty)
    pupil.learn(three)
    pupil.keep(told.append)
    os.kill(pupil.pid, signal.SIGKILL)
    wait_for(lambda: len(told) == 3)
    pupil.close()
    assert told == [after(one), after(one, two), after(one, two, three)]


def test_lessons_that_lead_to_nonsense_are_given_up(caplog: pytest.LogCaptureFixture) -> None:
    """A ranker of numbers at the edge that a lesson takes beyond it: what was known before is kept, and other
    lessons are learned from there."""
    lesson = lessons(1)[0]
    pupil = Apart(REWARDS)
    edge = Inline(REWARDS).ranker
    for one in edge.params.values():
        one[...] = 3e38
    pupil.take_over(edge)
    pupil.learn(lesson)
    told: list[bytes] = []
    pupil.keep(told.append)
    wait_for(lambda: told)
    pupil.close()
    assert told == [edge.dump()] and "engine.lessons_given_up" in caplog.text
