"""From what was served and done to examples: each once, whoever joins, pauses or restarts the engine."""

from pathlib import Path

import pytest
from tests.adapters.engine.crowd import Crowd, relearned

from mutoscope.adapters.engine import Keeper, Wish
from mutoscope.core.discovery.lessons import Joiner


def test_a_page_from_a_while_ago_is_found_live_as_after_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that does not say its page belongs to its viewer's latest with that video, whatever number of
    pages others were sent since."""
    monkeypatch.setattr("mutoscope.core.discovery.lessons._PAGES", 3)
    keeper = Keeper()
    crowd = Crowd(keeper)
    page = crowd.swipe("p1", until=0)
    for _ in range(4):
        crowd.swipe("p2", until=0)
    keeper.record()
    joiner = keeper._learning.joiner
    assert page not in joiner.pages
    restarted = Joiner(keeper._learning._page)
    restarted.load(joiner.dump())
    explained = keeper._learning._page(page)
    assert explained
    event = crowd.event("p1", explained[2].videos[0], "watch", "", 9_000)
    restarted.heard(event)
    keeper.ingest([event])
    assert restarted.dump() == joiner.dump()
    assert list(joiner.open) == [("p1", page, event.video_id)]


def test_who_joins_makes_no_example_twice() -> None:
    """What was closed of a visitor stays learned, or waits to be, as the person's; what they say later of it
    corrects it, and what they watch again of that page is no news."""
    keeper = Keeper()
    crowd = Crowd(keeper)
    page = crowd.swipe("a1")
    joiner = keeper._learning.joiner
    before = [(one.page, one.video, one.labels) for one in joiner.ready]
    video = before[0][1]
    keeper.adopt("a1", "p1")
    assert [(one.page, one.video, one.labels) for one in joiner.ready] == before and len(before) == 7
    assert {one.viewer for one in joiner.ready} == {"p1"}
    keeper.ingest([crowd.event("p1", video, "watch", page, 11_000), crowd.event("a1", video, "like", page)])
    assert not joiner.open and joiner.today["p1"] == 7
    assert [(one.viewer, one.late) for one in joiner.ready[7:]] == [("p1", True)]
    keeper.adopt("a1", "p2")
    assert {one.viewer for one in joiner.ready} == {"p1"}, "whoever they became first"
    assert relearned(keeper).joiner.dump() == joiner.dump()


def test_what_is_said_in_a_pause_is_heeded_and_teaches_nothing() -> None:
    """Also about a page from before it, by somebody who joins meanwhile or begins anew; and learned again
    just so."""
    keeper = Keeper()
    crowd = Crowd(keeper)
    page = crowd.swipe("a1")
    joiner = keeper._learning.joiner
    first, second, third = (one.video for one in joiner.ready[:3])
    keeper.steer("a1", Wish(paused_until_ms=crowd.now_ms + 60_000), crowd.now_ms)
    keeper.ingest([crowd.event("a1", first, "not_interested", page)], crowd.now_ms)
    keeper.adopt("a1", "p1")
    keeper.ingest([crowd.event("p1", second, "report", page)], crowd.now_ms)
    assert len(keeper._state.viewers["p1"].refused) == 2
    assert len(joiner.ready) == 7 and not any(one.late for one in joiner.ready)
    crowd.now_ms += 60_000
    keeper.ingest([crowd.event("p1", third, "not_interested", page)], crowd.now_ms)
    assert [one.video for one in joiner.ready[7:]] == [third]
    keeper.record()
    assert relearned(keeper).joiner.dump() == joiner.dump()
    keeper.restart("p1", crowd.now_ms + 1, keep_seen=False)
    keeper.steer("p1", Wish(plain=True), crowd.now_ms + 2)
    keeper.restart("p1", crowd.now_ms + 3, keep_seen=False)
    assert joiner.silences.covers("p1", crowd.now_ms + 4)
    keeper.forget("p1", crowd.now_ms + 5)
    assert not joiner.silences.covers("p1", crowd.now_ms + 6)


def test_a_pause_outlasts_a_restart(tmp_path: Path) -> None:
    """Restored from its file, the joiner knows who is silent."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    page = crowd.swipe("p1")
    keeper.steer("p1", Wish(plain=True), crowd.now_ms)
    keeper.close()
    again = Keeper(tmp_path)
    joiner = again._learning.joiner
    again.ingest([crowd.event("p1", joiner.ready[0].video, "report", page)], crowd.now_ms)
    assert len(joiner.ready) == 7
    again.close()
