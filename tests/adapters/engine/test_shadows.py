"""Candidates that only score, and trained sources on trial."""

from pathlib import Path

import numpy as np
import pytest
from tests.adapters.engine.crowd import Crowd
from tests.adapters.engine.test_trained import MANIFEST, SHAPE, a_needle
from tests.adapters.engine.test_trying import dumped, publish
from tests.core.discovery.world import DAY, NOW, a_catalogue, an_event

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.adapters.engine.trying import KEPT
from mutoscope.adapters.engine.weights_file import NAME, read, write
from mutoscope.core.discovery import DEFAULT, PageRequest
from mutoscope.core.discovery.sequence.retriever import Retriever
from mutoscope.core.discovery.variants.terms import Terming
from mutoscope.project.experiments import told

SHADOWS = """
[[shadow]]
name = "same"
share = 0.5
[[shadow]]
name = "bad-first"
share = 0.5
set = { "value.quality" = -80.0 }
"""


def records(keeper: Keeper) -> list[entries.ServedPage]:
    return [entries.read_served(one.body) for _, one in keeper._log.replay(0) if one.kind == "served"]


def test_a_shadow_scores_and_decides_nothing(tmp_path: Path) -> None:
    """With shadows the same pages come as without; one that is like what serves has exactly its
    probabilities, one that is not agrees less."""
    publish(tmp_path / "with", SHADOWS)
    pages = {}
    for name in ("with", "without"):
        keeper = Keeper(tmp_path / name)
        Crowd(keeper, seed=3).live(12, 5)
        keeper.record()
        pages[name] = [one.page for one in records(keeper)]
        if name == "with":
            said = {
                (one.page.page_id, two.key.split("@")[0]): two
                for one in records(keeper)
                for two in one.shadows
            }
            same, other = keeper.experiments().shadows
            lived = dumped(keeper)
            lines = "\n".join(told(keeper.experiments()))
            keeper._log.close()
            again = Keeper(tmp_path / name)
            assert dumped(again) == lived, "the log tells what they said"
            keeper = again
        keeper.close()
    assert pages["with"] == pages["without"]
    drawn = [one for (_, name), one in said.items() if name == "same" and one.video]
    assert len(drawn) > 10
    assert [one.target for one in drawn] == pytest.approx([one.propensity for one in drawn], rel=1e-9)
    assert 20 < same.pages < 50, "half of them"
    assert same.agreement > other.agreement + 0.2
    assert same.decisions > 10 and "too few to say what it would earn" in lines


def test_enough_exploring_says_what_another_would_have_earned(tmp_path: Path) -> None:
    """A candidate like what serves is worth what was served; the interval says so, and a person reads it."""
    publish(tmp_path, SHADOWS)
    keeper = Keeper(tmp_path)
    (key, *_) = keeper._state.trials.books
    dice = np.random.default_rng(5)
    book = keeper._state.trials.books[key]
    for _ in range(3_000):
        p = float(dice.uniform(0.02, 0.2))
        book.decided.append((p, p, float(dice.random() < 0.3)))
    report = keeper.experiments().shadows[0]
    snips = next(one for one in report.estimates if one.name == "snips")
    assert snips.low < report.served < snips.high
    assert "snips" in "\n".join(told(keeper.experiments()))
    keeper.close()


def test_who_is_forgotten_is_in_no_shadow(tmp_path: Path) -> None:
    """What was waited for names nobody any more."""
    publish(tmp_path, SHADOWS)
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    for _ in range(8):
        crowd.swipe("p1", until=0)
    keeper.record()
    waiting = [key for book in keeper._state.trials.books.values() for key in book.waiting]
    assert {viewer for viewer, _ in waiting} == {"p1"}
    keeper.forget("p1", crowd.now_ms)
    assert not any(book.waiting for book in keeper._state.trials.books.values())
    keeper.close()


def halves(keeper: Keeper) -> set[bool]:
    """Whether viewers are asked for by the source before the one on trial."""
    terming = Terming(DEFAULT)
    found = [terming.of(keeper._state, PageRequest(f"p{n}", NOW)) for n in range(60)]
    return {terms.former for terms in found if not any("held" in label for label in terms.arms)}


def a_worse_needle() -> Retriever:
    """Another one."""
    needle = a_needle()
    return Retriever(SHAPE, {"item": -needle.weights["item"], "norm": needle.weights["norm"]}, needle.videos)


def pass_a_week(keeper: Keeper, now_ms: int) -> int:
    """Pages of a few viewers, and again a week later; nothing goes wrong."""
    for at_ms in (now_ms, now_ms + 8 * DAY):
        for n in range(6):
            keeper.page(PageRequest(f"p{n}", at_ms, seed=n))
    keeper.record()
    keeper.look_around()
    keeper.look_around()
    return now_ms + 8 * DAY


def test_a_trained_source_is_everybodys_after_a_week_without_harm(tmp_path: Path) -> None:
    """Half of the viewers have it meanwhile; then it is kept, and the next one is compared with it."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 500))
    write(tmp_path / NAME, MANIFEST, a_needle())
    keeper.look_around()
    assert halves(keeper) == {False, True} and keeper._state.former is None
    now_ms = pass_a_week(keeper, NOW)
    assert halves(keeper) == {False}
    first, _ = read(tmp_path / NAME), read(tmp_path / KEPT)
    assert keeper._state.former is not None and keeper._state.former.version == first[1].version
    write(tmp_path / NAME, MANIFEST, a_worse_needle())
    keeper.look_around()
    assert halves(keeper) == {False, True}
    assert keeper._state.retriever is not None
    assert keeper._state.former.version == first[1].version != keeper._state.retriever.version
    keeper._log.close()
    again = Keeper(tmp_path)
    assert halves(again) == {False, True} and again._state.former is not None
    assert again._state.former.version == first[1].version
    pass_a_week(again, now_ms + 1)
    assert halves(again) == {False}
    again.close()


def test_one_that_does_harm_gives_way_to_the_one_before(tmp_path: Path) -> None:
    """Everybody has the kept one again, also after a restart; another one gets its own trial."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 500))
    write(tmp_path / NAME, MANIFEST, a_needle())
    keeper.look_around()
    now_ms = pass_a_week(keeper, NOW)
    kept = read(tmp_path / KEPT)[1].version
    write(tmp_path / NAME, MANIFEST, a_worse_needle())
    keeper.look_around()
    terming = Terming(DEFAULT)
    for number in range(2_000):
        viewer = f"p{number % 90}"
        request = PageRequest(viewer, now_ms + number * 1_000, seed=number)
        page = keeper.page(request)
        after = not terming.of(keeper._state, request).former
        kinds = ("watch", "not_interested") if after else ("watch",)
        keeper.ingest(
            [
                an_event(viewer, one.video_id, kind, at_ms=request.now_ms + 1, watched_ms=900)
                for one in page.served[:2]
                for kind in kinds
            ]
        )
        if keeper._state.trials.stopped:
            break
    (stop,) = keeper._state.trials.stopped.values()
    assert stop.measure == "refusals" and stop.label.endswith(":after")
    assert halves(keeper) == {True}, "everybody has the one before"
    keeper.look_around()
    keeper._log.close()
    again = Keeper(tmp_path)
    assert halves(again) == {True} and again._state.former is not None
    pass_a_week(again, now_ms + 10_000_000)
    assert halves(again) == {True}, "no week makes it good"
    assert read(tmp_path / KEPT)[1].version == kept
    again._log.close()
    again = Keeper(tmp_path)
    assert halves(again) == {True}
    write(tmp_path / NAME, MANIFEST, a_needle())
    again.look_around()
    assert halves(again) == {False}, "this one came through before"
    again.close()
