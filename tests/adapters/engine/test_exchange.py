"""What shards tell each other through Valkey: counted once by all, whatever is lost or killed on the way."""

import hashlib
import shutil
from collections.abc import Callable

import pytest
from tests.adapters.engine.cluster import Cluster, Make, ask, at_home, unseen
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import EngineDown
from mutoscope.adapters.engine.contracts import Standing
from mutoscope.adapters.engine.exchange import forget_keys
from mutoscope.adapters.engine.files import sealed
from mutoscope.adapters.engine.shard import Batch, Nonsense, unpacked
from mutoscope.adapters.engine.sharded import ShardedEngine
from mutoscope.core.discovery import Event
from mutoscope.core.discovery.counted import Pseudonyms
from mutoscope.core.discovery.derived import other_key

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
]
"""They need a Valkey; what fails in a thread fails the test."""


def a_pair(cluster_of: Make) -> tuple[Cluster, ShardedEngine, str, str]:
    """(two shards with six videos, their engine, a viewer of the first, one of the second)"""
    cluster = cluster_of(2)
    cluster.engine.put_items(a_catalogue(["cooking"], 6))
    return cluster, cluster.engine, *at_home(0, 2), *at_home(1, 2)


def loves(viewer: str, video: int) -> list[Event]:
    return [an_event(viewer, video), an_event(viewer, video, "like")]


def test_a_shard_that_was_killed_lost_nothing(cluster_of: Make) -> None:
    """It comes back with what it had acknowledged and what the others said, and goes on telling."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([an_event(one, 1), an_event(two, 2)], NOW)
    cluster.agree_on({1: 1, 2: 1})
    cluster.shards[0].snapshot()
    engine.ingest([an_event(one, 3)], NOW)
    cluster.stop(0, kindly=False)
    with pytest.raises(EngineDown):
        engine.page(ask(one))
    engine.ingest([an_event(two, 4)], NOW)
    assert engine.page(ask(two)).served, "the others are untouched"
    cluster.start(0)
    cluster.agree_on({1: 1, 2: 1, 3: 1, 4: 1})
    assert not {1, 3} & unseen(cluster, one)
    engine.ingest([an_event(one, 5)], NOW)
    cluster.agree_on({1: 1, 2: 1, 3: 1, 4: 1, 5: 1})


def test_a_shard_without_a_snapshot_counts_again(cluster_of: Make) -> None:
    """What was heard is in no log; without the snapshot all the others are asked."""
    cluster = cluster_of(3)
    cluster.engine.put_items(a_catalogue(["cooking"], 6))
    viewers = [at_home(number, 3)[0] for number in range(3)]
    cluster.engine.ingest([an_event(viewer, 1) for viewer in viewers], NOW)
    cluster.agree_on({1: 3})
    cluster.stop(1, kindly=False)
    (cluster.folder / "1" / "snapshot.msgpack").unlink(missing_ok=True)
    cluster.start(1)
    cluster.agree_on({1: 3})
    cluster.engine.ingest([an_event(viewers[1], 2)], NOW)
    cluster.agree_on({1: 3, 2: 1})


def test_shards_go_on_while_valkey_is_away(cluster_of: Make) -> None:
    """They serve and take with what they know, say that they are deaf, and catch up."""
    cluster, engine, one, two = a_pair(cluster_of)
    cluster.wire.break_off()
    assert engine.ingest([an_event(one, 1), an_event(two, 2)], NOW).accepted == 2
    wait_for(lambda: "Valkey is away" in engine.health().deaf, what="being deaf")
    assert 1 not in unseen(cluster, one)
    assert cluster.shown(0) == {1: 1} and cluster.shown(1) == {2: 1}
    cluster.stop(1, kindly=False)
    cluster.start(1)  # without what it had to tell, but for its log
    cluster.wire.mend()
    cluster.agree_on({1: 1, 2: 1})
    wait_for(lambda: not engine.health().deaf, what="hearing again")


def test_a_valkey_that_lost_everything_costs_nothing(cluster_of: Make) -> None:
    """After it was emptied, what was said before is still counted once, and what comes after, too."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([an_event(one, 1), an_event(two, 2)], NOW)
    cluster.agree_on({1: 1, 2: 1})
    cluster.stop(1)
    engine.ingest([an_event(one, 3)], NOW)
    cluster.valkey.delete(*[f"{cluster.prefix}:{number}" for number in range(2)])
    engine.ingest([an_event(one, 4)], NOW)
    cluster.start(1)
    cluster.agree_on({1: 1, 2: 1, 3: 1, 4: 1})


@pytest.mark.parametrize(
    "entry",
    [
        {"e": "x", "a": "0", "u": "9", "b": b"nonsense"},
        {"e": "x"},
        {"hello": "world"},
        {"e": b"\xff\xfe", "a": "many", "u": "", "b": b""},
    ],
)
def test_nonsense_in_the_stream_stops_nobody(cluster_of: Make, entry: dict[str, bytes]) -> None:
    """Whoever reads it counts anew, and hears what comes after it."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([an_event(one, 1), an_event(two, 1)], NOW)
    cluster.agree_on({1: 2})
    cluster.valkey.xadd(f"{cluster.prefix}:0", entry)  # type: ignore[arg-type]
    engine.ingest([an_event(one, 2)], NOW)
    cluster.agree_on({1: 2, 2: 1})


def test_a_batch_that_was_tampered_with_is_refused(cluster_of: Make) -> None:
    """Cut short, reordered, too large or under other numbers: nothing of it is counted."""
    cluster = cluster_of(2)
    cluster.wire.break_off()
    cluster.engine.put_items(a_catalogue(["cooking"], 6))
    (one,) = at_home(0, 2)
    cluster.engine.ingest([an_event(one, 1), an_event(one, 2)], NOW)
    good = cluster.shards[0].untold()
    assert len(unpacked(good)) == 2
    bombs = {
        "cut": Batch(good.epoch, good.after, good.up_to, good.body[:-1]),
        "behind": Batch(good.epoch, good.up_to, good.up_to, good.body),
        "ahead": Batch(good.epoch, good.after, good.up_to - 1, good.body),
        "not packed": Batch(good.epoch, good.after, good.up_to, sealed(b"plain")),
    }
    for name, batch in bombs.items():
        with pytest.raises(Nonsense):
            unpacked(batch)
            pytest.fail(name)
    assert cluster.shards[1].hear("0", good, NOW) and cluster.shown(1) == {1: 1, 2: 1}
    assert cluster.shards[1].hear("0", good, NOW) and cluster.shown(1) == {1: 1, 2: 1}, "once"


def test_who_was_forgotten_just_before_a_kill_is_counted_nowhere(cluster_of: Make) -> None:
    """Killed when the log has nothing of them any more and the snapshot is older: the others, who were told,
    count them no more either."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 6))
    (one,) = at_home(0, 2)
    cluster.shards[0].snapshot()
    engine.ingest([an_event(one, 1, "like"), an_event(one, 2)], NOW)
    cluster.agree_on({2: 1})
    cluster.wire.break_off()
    shard = cluster.shards[0]
    shard._file.catch_up = lambda _: None  # type: ignore[method-assign]  # it is killed there
    engine.forget(one, NOW + 1)
    cluster.stop(0, kindly=False)
    cluster.wire.mend()
    cluster.start(0)
    cluster.agree_on({})


def test_shards_put_back_from_a_backup_beside_an_empty_valkey_lose_no_count(cluster_of: Make) -> None:
    """The copy of one is older than what the other had heard of it: what comes now under the same numbers is
    counted all the same."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([an_event(one, 1)], NOW)
    cluster.agree_on({1: 1})
    cluster.stop(0)
    shutil.copytree(cluster.folder / "0", cluster.folder / "copy")
    cluster.start(0)
    engine.ingest([an_event(one, 2), an_event(one, 3)], NOW)
    cluster.agree_on({1: 1, 2: 1, 3: 1})
    for number in range(2):
        cluster.stop(number)
    shutil.rmtree(cluster.folder / "0")
    (cluster.folder / "copy").rename(cluster.folder / "0")
    for key in cluster.valkey.scan_iter(f"{cluster.prefix}*"):
        cluster.valkey.delete(key)
    for number in range(2):
        cluster.start(number)
    engine.ingest([an_event(one, 4), an_event(two, 4)], NOW)
    cluster.agree_on({1: 1, 4: 2})


def test_whoever_counts_anew_asks_each_once_and_is_patient_with_who_is_away(cluster_of: Make) -> None:
    """With one of two others away, the one that is there reckons up its viewers once, however long it takes;
    who is waited for is said, and all is counted when that one is back."""
    cluster = cluster_of(3)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 6))
    viewers = [at_home(number, 3)[0] for number in range(3)]
    engine.ingest([an_event(viewer, 1) for viewer in viewers], NOW)
    cluster.agree_on({1: 3})
    exchange, asked = cluster._hosts[1][2], list[int]()
    ask = exchange._ask

    def noted(number: int) -> Callable[[], Standing]:
        return lambda: (asked.append(number), ask[number]())[1]

    exchange._ask = [noted(number) for number in range(3)]
    cluster.stop(2)
    cluster.valkey.xadd(f"{cluster.prefix}:0", {"hello": "world"})
    wait_for(lambda: asked.count(2) > 2, what="asking shard 2 again")
    assert asked.count(0) == 1
    assert "shard 2 does not say where it stands" in engine.parts()[1].health().deaf
    engine.ingest([an_event(viewer, 2) for viewer in viewers[:2]], NOW)
    cluster.start(2)
    cluster.agree_on({1: 3, 2: 2})
    assert asked.count(0) == 1


def test_shards_that_are_gone_leave_nothing_for_ever(cluster_of: Make) -> None:
    """What nobody reads any more goes by itself, and what was only shown is told to nobody."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 6))
    (one,) = at_home(0, 2)
    engine.ingest([an_event(one, 1)], NOW)
    cluster.agree_on({1: 1})
    for number in range(2):
        cluster._hosts[number][0]._snapshot()
        cluster._hosts[number][2]._trim()
    keys = list(cluster.valkey.scan_iter(f"{cluster.prefix}*"))
    assert len(keys) >= 3

    def all_go() -> bool:
        return all(0 < cluster.valkey.ttl(key) <= 7 * 24 * 3600 for key in keys)

    wait_for(all_go, 5, what="an end of every key")  # one is given it a moment after it is written
    told = cluster.valkey.xlen(f"{cluster.prefix}:0")
    for _ in range(3):
        engine.page(ask(one))
        cluster.shards[0].record()
        cluster._hosts[0][2].tell()
    assert cluster.valkey.xlen(f"{cluster.prefix}:0") == told
    forget_keys(f"redis://127.0.0.1:{cluster.wire.port}/0", [cluster.prefix])
    assert not list(cluster.valkey.scan_iter(f"{cluster.prefix}:*"))


def test_streams_are_trimmed_behind_the_oldest_snapshot(cluster_of: Make) -> None:
    """What every other shard has in a snapshot is dropped; what one of them may still need is not."""
    cluster = cluster_of(2)
    engine = cluster.engine
    engine.put_items(a_catalogue(["cooking"], 6))
    (one,) = at_home(0, 2)
    for video in (1, 2, 3):
        engine.ingest([an_event(one, video)], NOW)
        cluster.agree_on(dict.fromkeys(range(1, video + 1), 1))
    _, _, exchange = cluster._hosts[0]
    stream = f"{cluster.prefix}:0"
    before = cluster.valkey.xlen(stream)
    exchange._trim()
    assert cluster.valkey.xlen(stream) == before >= 3
    ((last, _),) = cluster.valkey.xrevrange(stream, count=1)
    wait_for(lambda: cluster._hosts[1][2].read == {0: last}, what="all of it to be read")
    cluster._hosts[1][0]._snapshot()
    exchange._trim()
    assert cluster.valkey.xlen(stream) == 1
    cluster.stop(1, kindly=False)
    cluster.start(1)
    engine.ingest([an_event(one, 4)], NOW)
    cluster.agree_on({1: 1, 2: 1, 3: 1, 4: 1})


def test_whoever_reads_the_streams_can_t_tell_whose_they_are(cluster_of: Make) -> None:
    """Knowing every viewer's key and how they are hashed is not enough: it takes the secret."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([*loves(one, 1), *loves(two, 2)], NOW)
    cluster.agree_on({1: 1, 2: 1})
    plain = [
        int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") for key in (one, two)
    ]
    assert not cluster.told() & {*plain, *map(Pseudonyms().of, (one, two))}
    assert cluster.told() == set(map(Pseudonyms(cluster.secret).of, (one, two)))


def test_with_another_secret_everything_is_told_and_counted_anew(cluster_of: Make) -> None:
    """What stood in streams and snapshots under the old pseudonyms goes; nothing is counted twice, and
    whoever is forgotten then leads nowhere on any shard."""
    cluster, engine, one, two = a_pair(cluster_of)
    engine.ingest([*loves(one, 1), *loves(one, 2), *loves(two, 3)], NOW)
    cluster.agree_on({1: 1, 2: 1, 3: 1})
    old = cluster.told()
    cluster.secret = b"another one"
    for number in (0, 1):
        cluster.stop(number)
        cluster.start(number)
    cluster.agree_on({1: 1, 2: 1, 3: 1})
    engine.ingest(loves(one, 4), NOW)
    cluster.agree_on({1: 1, 2: 1, 3: 1, 4: 1})
    wait_for(lambda: not old & cluster.told(), what="the old pseudonyms to be gone")
    theirs = other_key(Pseudonyms(cluster.secret).of(one))

    def known() -> list[str]:
        return [key for key in cluster.shards[1]._state.covisits.sequences if key.startswith("~")]

    wait_for(lambda: known() == [theirs], what="the new one")
    engine.forget(one, NOW + 1)
    cluster.agree_on({3: 1})
    assert known() == []
