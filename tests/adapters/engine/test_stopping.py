"""An arm that does harm on one shard is stopped on all, once for each time it is tried."""

import msgspec
import pytest
from tests.adapters.engine.cluster import Cluster, Make
from tests.adapters.engine.test_trying import publish
from tests.waiting import wait_for

from mutoscope.adapters.engine import entries
from mutoscope.adapters.engine.shard import Shard
from mutoscope.core.discovery.experiments.guard import Stop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
]


def stopped_on(cluster: Cluster) -> dict[int, tuple[str, ...]]:
    return {number: shard.parameters().stopped for number, shard in cluster.shards.items()}


def agree(cluster: Cluster, *labels: str) -> None:
    wait_for(
        lambda: all(one == labels for one in stopped_on(cluster).values()),
        what=f"{labels} to be stopped everywhere",
        words=lambda: str(stopped_on(cluster)),
    )


def harm(shard: Shard, label: str, number: int = 7) -> None:
    """As the shard's guard finds it."""
    stop = Stop(label, "refusals", 0.01, 0.05, 0.02, 90, number)
    shard._append(lambda: [entries.stop(stop)])


@pytest.fixture
def cluster(cluster_of: Make) -> Cluster:
    made = cluster_of(3)
    for number, shard in made.shards.items():
        publish(made.folder / str(number))
        shard.look_around()
    return made


def the_arm(cluster: Cluster) -> str:
    (one,) = cluster.shards[0].parameters().running.experiments
    return one.label(1)


def test_what_does_harm_on_one_shard_is_stopped_on_all(cluster: Cluster) -> None:
    """Also on one that was away, by what Valkey has and by its own log afterwards, and once Valkey was
    emptied; it stands in each shard's log."""
    label = the_arm(cluster)
    cluster.stop(2)
    harm(cluster.shards[0], label)
    agree(cluster, label)
    cluster.start(2)
    agree(cluster, label)
    cluster.valkey.delete(f"{cluster.prefix}:stops")
    wait_for(lambda: cluster.valkey.hlen(f"{cluster.prefix}:stops") == 1, what="it to be told again")
    cluster.valkey.delete(f"{cluster.prefix}:stops")
    cluster.stop(1, kindly=False)
    assert label in cluster.start(1).parameters().stopped, "its own log says so"


def test_what_is_tried_again_is_not_stopped_by_what_was_said_before(cluster: Cluster) -> None:
    """Neither by Valkey nor by a shard that starts again; new harm stops it again everywhere."""
    label = the_arm(cluster)
    harm(cluster.shards[0], label)
    agree(cluster, label)
    told = cluster.valkey.hget(f"{cluster.prefix}:stops", label)
    resumed = [part.resume(label) for part in cluster.engine.parts()]
    assert resumed == [True] * 3
    agree(cluster)
    wait_for(lambda: not cluster.valkey.exists(f"{cluster.prefix}:stops"), what="it to be taken away")
    cluster.valkey.hset(f"{cluster.prefix}:stops", label, told)  # as somebody late would
    cluster.stop(1)
    cluster.start(1)
    harm(cluster.shards[2], "another@0:arm")
    wait_for(lambda: cluster.valkey.hlen(f"{cluster.prefix}:stops") == 2, what="another round of telling")
    assert set(stopped_on(cluster).values()) == {()}
    cluster.valkey.hdel(f"{cluster.prefix}:stops", label)
    harm(cluster.shards[1], label, number=99)
    agree(cluster, label)


@pytest.mark.parametrize("spoil", ["nonsense", "another label", "a control"])
def test_nonsense_stops_nobody(cluster: Cluster, spoil: str) -> None:
    """What is no stop, is one of another arm, or of a control, is passed over; what follows it is not."""
    label, key = the_arm(cluster), f"{cluster.prefix}:stops"
    control = cluster.shards[0].parameters().running.experiments[0].label(0)
    stop = Stop(label, "refusals", 0.01, 0.05, 0.02, 90, 7)
    field, told = {
        "nonsense": (label, b"\x93nonsense"),
        "another label": (label, msgspec.msgpack.encode(msgspec.structs.replace(stop, label="x"))),
        "a control": (control, msgspec.msgpack.encode(msgspec.structs.replace(stop, label=control))),
    }[spoil]
    cluster.valkey.hset(key, field, told)
    harm(cluster.shards[0], "another@0:arm")
    wait_for(lambda: cluster.valkey.hlen(key) == 2, what="a round of telling")
    assert set(stopped_on(cluster).values()) == {()}
    cluster.valkey.hdel(key, field)
    harm(cluster.shards[0], label)
    agree(cluster, label)
