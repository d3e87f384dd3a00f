"""One contract, two hosts: the engine in this process and the one behind a socket pass the same tests."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.core.discovery.world import DAY, NOW, a_catalogue, a_video, an_event

from mutoscope.adapters.engine import Engine, Keeper, Wish, connect, entries, open_here
from mutoscope.adapters.engine.host import Host
from mutoscope.core.discovery import Item, PageRequest, nearest
from mutoscope.core.discovery.choices import MORE, NONE, Dial
from mutoscope.core.discovery.contracts import Page, Served

LOOKS = ("impression", "watch", "like", "share", "follow", "profile")

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
"""What fails in a thread fails the test."""


@pytest.fixture(params=["in this process", "on disk", "behind a socket"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "in this process":
        yield open_here()
        return
    keeper = Keeper(tmp_path / "engine")
    if request.param == "on disk":
        yield keeper
        keeper.close()
        return
    host = Host(keeper, tmp_path / "e.sock")
    thread = threading.Thread(target=host.serve)
    thread.start()
    client = connect(tmp_path / "e.sock")
    yield client
    client.close()
    host.stop()
    thread.join()
    keeper.close()


def ask(viewer: str = "aone", **changes: object) -> PageRequest:
    fields: dict[str, object] = {"viewer": viewer, "now_ms": NOW, "seed": 7, "language": "en"}
    return PageRequest(**(fields | changes))  # type: ignore[arg-type]


def test_videos_put_are_served_and_withdrawn_ones_are_not(engine: Engine) -> None:
    """What is put comes on the next page; what is withdrawn is on none from the next one on."""
    items = a_catalogue(["cooking"], 6)
    assert engine.put_items(items) == 6
    assert engine.put_items(items) == 0, "saying it again is no news"
    page = engine.page(ask())
    assert {one.video_id for one in page.served} == {1, 2, 3, 4, 5, 6}
    assert engine.withdraw([2, 3, 99]) == 2
    assert {one.video_id for one in engine.page(ask()).served} == {1, 4, 5, 6}
    assert engine.catalogue() == (1, 4, 5, 6)


def test_events_are_taken_once(engine: Engine) -> None:
    """An event sent twice counts once, and the answer says which ones were known."""
    engine.put_items(a_catalogue(["cooking"], 4))
    first, second = an_event("aone", 1, watched_ms=9000), an_event("aone", 2, "like")
    assert engine.ingest([first, second]).accepted == 2
    again = engine.ingest([second, an_event("aone", 3)])
    assert (again.accepted, again.duplicates) == (1, (second.event_id,))


def test_two_viewers_may_use_the_same_event_id(engine: Engine) -> None:
    """Nobody can make the engine drop somebody else's events by guessing their ids."""
    one = an_event("aone", 1, event_id="same")
    other = an_event("atwo", 1, event_id="same")
    assert engine.ingest([one]).accepted == 1
    assert engine.ingest([other]).accepted == 1


def test_the_next_page_knows_what_was_just_seen(engine: Engine) -> None:
    """An event that was acknowledged is in the very next page."""
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    page = engine.page(ask())
    engine.ingest([an_event("aone", one.video_id, "impression") for one in page.served])
    following = engine.page(ask(now_ms=NOW + 1))
    assert not {one.video_id for one in page.served} & {one.video_id for one in following.served}


def test_somebody_who_joins_keeps_what_was_learned(engine: Engine) -> None:
    """Adopting an anonymous viewer carries over what they saw, also what arrives late."""
    engine.put_items(a_catalogue(["cooking"], 8))
    engine.ingest([an_event("aone", 1), an_event("aone", 2)])
    engine.adopt("aone", "p5")
    engine.ingest([an_event("aone", 3)])
    assert {one.video_id for one in engine.page(ask("p5")).served if one.source != "recycled"} == {
        4,
        5,
        6,
        7,
        8,
    }


def test_a_forgotten_viewer_is_a_stranger(engine: Engine) -> None:
    """Nothing about a forgotten viewer is left, and stragglers from before stay forgotten."""
    engine.put_items(a_catalogue(["cooking"], 8))
    engine.ingest([an_event("aone", 1), an_event("aone", 2)])
    engine.adopt("aone", "p5")
    engine.page(ask("p5"))
    engine.forget("p5", NOW + 10)
    engine.ingest([an_event("p5", 3), an_event("aone", 4)])
    assert engine.health().viewers == 0
    page = engine.page(ask("p5"))
    assert not any(one.source == "recycled" for one in page.served)
    assert len(page.served) == 8


def test_the_trace_of_what_was_served_can_be_asked_for(engine: Engine) -> None:
    """Why a video was shown can be answered later, from the log."""
    engine.put_items(a_catalogue(["cooking"], 8))
    page = engine.page(ask())
    why = engine.explain("aone", page.served[3].video_id)
    assert why and (why.at_ms, why.policy, why.served) == (NOW, page.policy, page.served[3])
    assert engine.explain("aone", 12345) is None
    assert engine.explain("atwo", page.served[3].video_id) is None


def test_our_own_length_of_a_video_counts(engine: Engine) -> None:
    """A player that lies about a video's length doesn't turn a skip into a finish."""
    engine.put_items([*a_catalogue(["cooking"], 4), Item(50, 1, 60_000, NOW - DAY)])
    engine.ingest([an_event("aone", 50, watched_ms=900, duration_ms=900)])
    engine.ingest([an_event("atwo", 50, watched_ms=900, duration_ms=60_000)])
    scores = [engine.page(ask(f"p{n}", person_id=n)) for n in (1, 2)]
    assert scores[0].policy == scores[1].policy
    health = engine.health(with_state=True)
    assert health.state and health.videos == 5 and health.viewers == 2


def test_many_clients_at_once(engine: Engine) -> None:
    """Concurrent batches are all taken, each event once."""
    engine.put_items(a_catalogue(["cooking"], 30))
    taken: list[int] = []

    def send(number: int) -> None:
        for step in range(10):
            batch = [
                an_event(f"a{number}", 1 + step, event_id=f"{step}"),
                an_event("ashared", 1, event_id=f"{step}"),
            ]
            taken.append(engine.ingest(batch).accepted)
            engine.page(ask(f"a{number}"))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 6 * 10 + 10


def test_the_graph_is_built_while_videos_come_and_pages_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is put and taken down meanwhile, the graph in the end has what is there, and nothing else."""
    monkeypatch.setattr(nearest, "LOOK_AT_ALL", 500)
    keeper = Keeper()
    keeper.put_items(a_catalogue(["cooking", "cars"], 400))
    ended = threading.Event()

    def publish() -> None:
        try:
            for number in range(2_000):
                keeper.put_items([a_video(10_000 + number, "cats", words=(f"w{number}",))])
                keeper.withdraw([number // 10])
                keeper.page(ask(f"a{number}", seed=number)) if number % 50 == 0 else None
        finally:
            ended.set()

    thread = threading.Thread(target=publish)
    thread.start()
    while not ended.is_set():
        keeper.tend()
        keeper._state.catalogue.nearest.graph = None  # to be built once more
    thread.join()
    keeper.tend()
    catalogue = keeper._state.catalogue
    graph = catalogue.nearest.graph
    assert graph is not None and graph.stale == 0.0
    assert len(graph) == np.count_nonzero(catalogue.alive[: len(catalogue)])
    for video in range(10_000, 12_000, 100):
        row = catalogue.rows[video]
        assert graph.search(catalogue.vectors[[row]], 5)[0][0] == row
    keeper.close()


def test_a_page_takes_milliseconds(engine: Engine) -> None:
    """A loose bound that catches an accidental full scan in Python."""
    engine.put_items(a_catalogue(["cooking", "cars", "cats"], 400))
    engine.page(ask())
    started = time.process_time()
    for seed in range(20):
        engine.page(ask(seed=seed))
    assert (time.process_time() - started) / 20 < 0.1


def test_favourites_are_those_one_liked(engine: Engine) -> None:
    """Whoever's video was liked is among the favourites; a stranger has none."""
    items = a_catalogue(["cooking"], 4)
    engine.put_items(items)
    engine.ingest([an_event("aone", 1, "like")])
    assert engine.favourites("aone", 5) == (items[0].creator_id,)
    assert engine.favourites("atwo", 5) == ()


def test_what_a_viewer_chose_is_in_the_next_page(engine: Engine) -> None:
    """A dial, a slider and a mode are heeded at once, and can be read back."""
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    dial = Dial("tag", "cars", NONE)
    assert engine.steer("aone", Wish(dials=(dial,), length=-0.5), NOW).dials == (dial,)
    assert {one.video_id for one in engine.page(ask(size=20)).served} == set(range(1, 11))
    assert engine.steer("aone", Wish(plain=True), NOW).plain
    assert engine.page(ask()).mode == "plain"
    assert engine.choices("aone").length == -0.5 and engine.choices("atwo").dials == ()


def test_a_pause_leaves_nothing_behind(engine: Engine) -> None:
    """Whatever is watched in a pause, the state is what it was, and no trace of what was shown is kept."""
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    engine.steer("aone", Wish(paused_until_ms=NOW + 60_000), NOW)
    before = engine.health(with_state=True)
    page = engine.page(ask(now_ms=NOW + 5))
    events = [an_event("aone", one.video_id, kind, at_ms=NOW + 9) for one in page.served for kind in LOOKS]
    taken = engine.ingest(events, NOW + 10)
    assert (taken.accepted, taken.unheard) == (0, len(events))
    assert engine.health(with_state=True) == before
    assert engine.explain("aone", page.served[0].video_id) is None
    assert engine.ingest([an_event("aone", 1, at_ms=NOW + 60_000)], NOW + 60_000).accepted == 1


@pytest.mark.parametrize("keep_seen", [False, True])
def test_somebody_who_begins_anew_is_a_stranger(engine: Engine, keep_seen: bool) -> None:
    """Nothing learned or chosen is left, but whether to learn; what was met stays met only when wished."""
    engine.put_items(a_catalogue(["cooking", "cars"], 10))
    engine.ingest([an_event("aone", one) for one in (1, 2, 3)])
    engine.adopt("aone", "p5")
    engine.steer("p5", Wish(plain=True, discovery=0.5, dials=(Dial("tag", "cars", MORE),)), NOW)
    engine.restart("p5", NOW + 10, keep_seen=keep_seen)
    assert engine.ingest([an_event("aone", 4), an_event("p5", 4)], NOW + 20).unheard == 2, "stragglers"
    left = engine.choices("p5")
    assert left.plain and not left.dials and not left.discovery
    engine.steer("p5", Wish(plain=False), NOW + 20)
    served = {one.video_id for one in engine.page(ask("p5", now_ms=NOW + 30, size=20)).served[:17]}
    assert bool(served & {1, 2, 3}) is not keep_seen
    told = engine.interests("p5", NOW + 30)
    assert (told.views, told.interests, told.refused) == (0, (), ())


def test_the_numbers_that_run_can_be_read(engine: Engine) -> None:
    """Weights and sources are those that make the pages: their version is on each page."""
    engine.put_items(a_catalogue(["cooking"], 3))
    told = engine.parameters()
    assert told.policy == told.weights.version == engine.page(ask()).policy
    assert "chosen" in told.sources and set(told.plain_sources) == {"newest", "trending"}


def test_what_was_written_under_a_former_name_is_told_under_todays() -> None:
    """A trace from when a source and its group were called «neighbours» is explained, and counted, as
    co-visitation."""
    keeper = Keeper()
    served = Served(7, "neighbours", groups=(("quality", 0.5), ("neighbours", 0.25)))
    keeper._log.append([entries.served(entries.ServedPage("aone", NOW, Page("then", (served,))))])
    keeper.ingest([an_event("aone", 7, "like", page_id="then")])
    why = keeper.explain("aone", 7)
    assert why is not None and why.served.source == "covisited"
    assert why.served.groups == (("quality", 0.5), ("covisited", 0.25))
    assert [one.source for one in keeper.history(0, 10).happened] == ["covisited"]
