"""An engine of several shards: each viewer at home on one, every video known and counted on all."""

import threading
from pathlib import Path

import pytest
from tests.adapters.engine.cluster import Make, ask, at_home, unseen
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import EngineDown, LogFailed, Wish, connect
from mutoscope.adapters.engine.log import SqliteLog
from mutoscope.core.discovery.homes import home

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
]
"""They need a Valkey; what fails in a thread fails the test."""


def test_most_viewers_stay_when_there_are_more_shards() -> None:
    """From two to four shards nobody moves between the old ones, and the new ones get their share."""
    viewers = [f"p{one}" for one in range(4_000)]
    before, after = [home(one, 2) for one in viewers], [home(one, 4) for one in viewers]
    assert all(new in (old, 2, 3) for old, new in zip(before, after, strict=True))
    assert all(900 < after.count(number) < 1_100 for number in range(4))


def test_a_page_knows_what_its_viewer_just_did_and_all_shards_count_it(cluster_of: Make) -> None:
    """Viewers of two shards watch: each page leaves out what was seen, and all shards count both soon."""
    cluster = cluster_of(2)
    engine = cluster.engine
    assert engine.put_items(a_catalogue(["cooking"], 6)) == 6
    (one,), (two,) = at_home(0, 2), at_home(1, 2)
    taken = engine.ingest([an_event(one, 1), an_event(two, 1), an_event(two, 2)], NOW)
    assert (taken.accepted, taken.duplicates) == (3, ())
    assert 1 not in unseen(cluster, one)
    assert not {1, 2} & unseen(cluster, two)
    cluster.agree_on({1: 2, 2: 1})
    health = engine.health()
    assert (health.videos, health.viewers, health.deaf) == (6, 2, "")


def test_what_is_taken_down_is_on_no_page_of_any_shard(cluster_of: Make) -> None:
    """A withdrawal is heeded by the next page of everybody, also while Valkey is away."""
    cluster = cluster_of(2)
    cluster.engine.put_items(a_catalogue(["cooking"], 6))
    cluster.wire.break_off()
    assert cluster.engine.withdraw([3]) == 1
    for number in range(2):
        (viewer,) = at_home(number, 2)
        assert 3 not in unseen(cluster, viewer)
    assert all(part.catalogue() == (1, 2, 4, 5, 6) for part in cluster.engine.parts())


def test_a_shard_that_cannot_write_keeps_no_other_from_what_all_are_told(cluster_of: Make) -> None:
    """With the disk of the first full, the second takes a video down, erases it and forgets somebody; whoever
    said so is told that it is to be said again."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 6))
    (person,) = at_home(1, 2)
    engine.ingest([an_event(person, 1)], NOW)
    cluster.shards[0]._log._db.execute("PRAGMA query_only = ON")  # type: ignore[union-attr]
    acts = (lambda: engine.withdraw([3]), lambda: engine.erase([4]), lambda: engine.forget(person, NOW + 1))
    for act in acts:
        with pytest.raises(LogFailed):
            act()
    assert engine.parts()[1].catalogue() == (1, 2, 5, 6)
    assert engine.parts()[1].health().viewers == 0
    cluster.shards[0]._log._db.execute("PRAGMA query_only = OFF")  # type: ignore[union-attr]
    for act in acts:
        act()
    assert engine.health().fingerprint == engine.parts()[1].health().fingerprint


def test_shards_that_serve_different_videos_say_so(cluster_of: Make) -> None:
    """The fingerprint of unequal shards is that of no set, so whoever compares looks at each."""
    cluster = cluster_of(2)
    cluster.engine.put_items(a_catalogue(["cooking"], 6))
    equal = cluster.engine.health().fingerprint
    cluster.engine.parts()[1].withdraw([2])
    assert cluster.engine.health().fingerprint not in (equal, cluster.engine.parts()[1].health().fingerprint)


def test_the_wrong_shard_does_not_answer(cluster_of: Make) -> None:
    """Whoever thinks that there are more shards than there are is told so, and nobody is split in two."""
    cluster = cluster_of(2)
    (one,) = at_home(0, 2)
    wrong = connect(cluster.sockets[1])
    for call in (lambda: wrong.page(ask(one)), lambda: wrong.ingest([an_event(one, 1)], NOW)):
        with pytest.raises(EngineDown, match="not as many"):
            call()
    wrong.close()
    assert cluster.engine.health().viewers == 0


def test_somebody_who_joins_takes_along_what_was_learned_elsewhere(cluster_of: Make) -> None:
    """An anonymous viewer of one shard becomes a person of another: history, choices, stragglers; once."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 8))
    (nobody,), (person,) = at_home(0, 2, kind="a"), at_home(1, 2)
    page = engine.page(ask(nobody))
    engine.ingest([an_event(nobody, 1, "like"), an_event(nobody, 2)], NOW)
    engine.steer(nobody, Wish(discovery=0.5), NOW)
    late = an_event(nobody, 3)
    for _ in range(2):  # said again after a fault it does no harm
        engine.adopt(nobody, person)
    assert engine.ingest([late], NOW).accepted == 1
    assert not {1, 2, 3} & unseen(cluster, person)
    assert not {1, 2, 3} & unseen(cluster, nobody), "the old key, too"
    assert engine.choices(person).discovery == 0.5
    assert engine.explain(person, page.served[0].video_id) or engine.explain(nobody, page.served[0].video_id)
    cluster.agree_on({2: 1, 3: 1})
    told = [one.event.video_id for part in engine.parts() for one in part.history(0, 100).happened]
    assert sorted(told) == [1, 2, 3], "each is one event, wherever it is remembered"
    for number in range(2):
        cluster.stop(number, kindly=False)
        cluster.start(number)
    assert not {1, 2, 3} & unseen(cluster, person)
    cluster.agree_on({2: 1, 3: 1})


def test_what_waits_to_be_written_while_somebody_leaves_goes_after_them(cluster_of: Make) -> None:
    """An event and a wish of theirs wait for the disk behind the entry by which they leave: both end where
    they are remembered from then on, and are counted once."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 8))
    (nobody,), (person,) = at_home(0, 2, kind="a"), at_home(1, 2)
    log = cluster.shards[0]._log
    assert isinstance(log, SqliteLog)
    engine.parts()[1].adopt(nobody, person)
    acts = [
        lambda: cluster.shards[0].leave(nobody, person),
        lambda: engine.ingest([an_event(nobody, 1)], NOW),
        lambda: engine.steer(nobody, Wish(discovery=0.5), NOW),
    ]
    threads = [threading.Thread(target=act) for act in acts]
    with log.locked():
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            wait_for(lambda waiting=waiting: len(log._waiting) == waiting, what="its turn")  # type: ignore[misc]
    for thread in threads:
        thread.join()
    assert engine.choices(person).discovery == 0.5
    told = [len(part.history(0, 100).happened) for part in engine.parts()]
    assert told == [0, 1]
    cluster.agree_on({1: 1})


def test_who_is_forgotten_is_forgotten_by_all(cluster_of: Make, tmp_path: Path) -> None:
    """No log has anything of theirs, nor of the key they had before, and nobody's counts have them."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 8))
    (nobody,), (person,) = at_home(0, 2, kind="a"), at_home(1, 2)
    engine.ingest([an_event(nobody, 1, event_id="telltale")], NOW)
    engine.adopt(nobody, person)
    engine.ingest([an_event(person, 2, "like", event_id="telltale2")], NOW)
    cluster.agree_on({1: 1})
    wait_for(lambda: cluster.shards[0]._state.covisits.sequences, what="the love to be heard")
    engine.forget(person, NOW + 1)
    assert not cluster.shards[0]._state.covisits.sequences, "at once"
    cluster.agree_on({})
    kinds = [entry.kind for shard in cluster.shards.values() for _, entry in shard._log.replay(0)]
    assert set(kinds) == {"put", "forget"}, "nor of who was whom"
    for number in range(2):
        cluster.stop(number)
        for path in (cluster.folder / str(number)).iterdir():
            assert b"telltale" not in path.read_bytes(), path.name


def test_many_write_at_once_and_every_shard_counts_all(cluster_of: Make) -> None:
    """Four writers, three shards, one restart: the sums are those of everything acknowledged."""
    cluster = cluster_of(3)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    acknowledged: list[tuple[str, int]] = []

    def write(writer: int) -> None:
        for turn in range(30):
            viewer, video = f"p{writer}{turn % 5}", (writer * 7 + turn) % 20 + 1
            event = an_event(viewer, video)
            wait_for(lambda event=event: _took(engine, event), what="an event to be taken", pause_s=0.02)  # type: ignore[misc]
            acknowledged.append((viewer, video))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for one in writers:
        one.start()
    cluster.stop(2, kindly=False)
    cluster.start(2)
    for one in writers:
        one.join()
    shown: dict[int, int] = {}
    for _, video in set(acknowledged):
        shown[video] = shown.get(video, 0) + 1
    cluster.agree_on(shown)


def _took(engine: object, event: object) -> bool:
    try:
        engine.ingest([event], NOW)  # type: ignore[attr-defined]
    except EngineDown:
        return False
    return True
