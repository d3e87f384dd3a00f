"""While a shard reckons up all its viewers, for the others or anew for itself, pages are made."""

import threading
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from tests.adapters.engine.cluster import at_home
from tests.core.discovery.world import NOW, a_catalogue, an_event

from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.shard import Nonsense, Shard
from mutoscope.core.discovery import PageRequest
from mutoscope.core.discovery.votes import Votes

ONE, TWO = at_home(0, 2)[0], at_home(1, 2)[0]


def a_pair() -> tuple[Shard, Shard]:
    """Two shards, each with a viewer who watched two of six videos."""
    pair = Shard(None, Place(0, 2)), Shard(None, Place(1, 2))
    for shard, viewer, videos in zip(pair, (ONE, TWO), ((1, 2), (2, 3)), strict=True):
        shard.put_items(a_catalogue(["cooking"], 6))
        shard.ingest([an_event(viewer, video, watched_ms=12_000) for video in videos], NOW)
    return pair


def in_the_middle(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> list[object]:
    """What came of ``act``, done by somebody else while votes are being counted; nothing where it had to
    wait."""
    done: list[object] = []
    real = Votes.fill

    def fill(votes: Votes, parts: Any) -> None:
        real(votes, parts)
        monkeypatch.setattr(Votes, "fill", real)
        other = threading.Thread(target=lambda: done.append(act()), daemon=True)
        other.start()
        other.join(10)
        done.append(None if other.is_alive() else "done in the middle")

    monkeypatch.setattr(Votes, "fill", fill)
    return done


def shown(shard: Shard) -> dict[int, int]:
    state = shard._state
    return {int(state.catalogue.ids[row]): int(n) for row, n in enumerate(state.votes.shown) if n}


def test_a_page_and_an_event_do_not_wait_while_a_shard_says_where_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is done in the middle is in the next page, and not in what is told: its entry comes after."""
    one, two = a_pair()

    def act() -> set[int]:
        one.ingest([an_event(ONE, 5, watched_ms=12_000)], NOW)
        return {served.video_id for served in one.page(PageRequest(ONE, NOW, seed=1)).served}

    done = in_the_middle(monkeypatch, act)
    before = one.health().sequence
    standing = one.standing()
    assert done[1] == "done in the middle" and done[0]
    assert standing.up_to == before < one.health().sequence
    two.count_again({"0": standing})
    assert shown(two) == {1: 1, 2: 2, 3: 1}


def test_a_page_does_not_wait_while_a_shard_counts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made by the counts there were; the new ones come all at once."""
    one, two = a_pair()
    standing = one.standing()
    done = in_the_middle(
        monkeypatch, lambda: (shown(two), len(two.page(PageRequest(TWO, NOW, seed=1)).served))
    )
    two.count_again({"0": standing})
    assert done[1] == "done in the middle" and done[0] == ({2: 1, 3: 1}, 6)
    assert shown(two) == {1: 1, 2: 2, 3: 1}


def test_what_is_done_while_a_shard_counts_anew_is_counted_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for its turn, and nothing of it is lost or counted twice."""
    one, two = a_pair()
    standing, begun = one.standing(), threading.Event()

    def watch() -> None:
        begun.set()
        two.ingest([an_event(TWO, 5)], NOW)

    watching = threading.Thread(target=watch)

    def act() -> bool:
        watching.start()
        return begun.wait(10)

    done = in_the_middle(monkeypatch, act)
    two.count_again({"0": standing})
    watching.join()
    assert done == [True, "done in the middle"]
    assert shown(two) == {1: 1, 2: 2, 3: 1, 5: 1}


def test_a_standing_that_makes_no_sense_changes_nothing() -> None:
    """The counts before stay."""
    one, two = a_pair()
    standing = one.standing()
    for spoilt in ({"videos": standing.tally.videos[:-1]}, {"totals": standing.tally.totals[:-8]}):
        with pytest.raises(Nonsense):
            tally = msgspec.structs.replace(standing.tally, **spoilt)
            two.count_again({"0": msgspec.structs.replace(standing, tally=tally)})
        assert shown(two) == {2: 1, 3: 1} and two.heard("0") == ("", 0)
