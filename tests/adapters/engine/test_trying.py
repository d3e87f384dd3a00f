"""Experiments in a running engine: a published plan, arms in the log, harm stopped, nothing lost."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.adapters.engine.crowd import Crowd
from tests.core.discovery.world import NOW, an_event

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.adapters.engine.trying import NAME, Pages, read_plan
from mutoscope.core.discovery import DEFAULT, PageRequest
from mutoscope.core.discovery.experiments.plan import NO_PLAN, Arm, Experiment, Running
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.ranking import SCHEMA
from mutoscope.core.discovery.variants.checking import BadPlan
from mutoscope.core.discovery.variants.terms import Terming

PLAN = """
[[experiment]]
name = "upside-down"
[[experiment.arm]]
name = "usual"
share = 0.5
[[experiment.arm]]
name = "worst-first"
share = 0.5
set = { "value.quality" = -80.0, "value.trending" = -15.0, trust_most = 0.0 }
"""


def publish(folder: Path, text: str = PLAN) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text)


def arms_of(keeper: Keeper, page_id: str) -> tuple[str, ...]:
    """What the log says of a page."""
    keeper.record()
    body = keeper._log.page(page_id)
    assert body is not None
    return entries.read_served(body).arms


def dumped(keeper: Keeper) -> dict[str, Any]:
    return keeper._state.trials.dump()


def next_pages(keeper: Keeper, viewers: int) -> list[Any]:
    """What would be served next, with propensities; nothing is written down."""
    return [
        keeper._pages.make(
            keeper._state, PageRequest(f"p{n}", NOW + 10**9, seed=n, language="en"), keeper._learning.ranker
        )[0].page
        for n in range(viewers)
    ]


def test_a_published_plan_counts_without_a_restart_and_is_in_the_log(tmp_path: Path) -> None:
    """Whose arm says so is served by its numbers, the record of their page names the arm and its weights;
    without the file everybody is as before."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    before = {arms_of(keeper, crowd.swipe(f"p{n}")) for n in range(40)}
    assert not any("upside-down" in label for labels in before for label in labels)
    publish(tmp_path)
    keeper.look_around()
    labels, policies = set(), set()
    for n in range(40):
        page = crowd.swipe(f"p{n}")
        labels |= {label for label in arms_of(keeper, page) if "upside-down" in label}
        body = keeper._log.page(page)
        assert body is not None
        policies.add(entries.read_served(body).page.policy)
    told = keeper.experiments()
    assert labels == {arm.label for one in told.reports[1:] for arm in one.arms}
    assert DEFAULT.version in policies and len(policies) >= 2
    assert keeper.health().plan == told.running.plan != ""
    (tmp_path / NAME).unlink()
    keeper.look_around()
    assert keeper.health().plan == "" and len(keeper.experiments().reports) == 1
    keeper.close()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"\xff\xfe\x00", "no TOML"),
        (b"[[experiment]\nname", "no TOML"),
        (b"a = " + b"[" * 30_000, "no TOML"),
        (b"#" * 70_000, "more than 65536 bytes"),
        (b"experiment = 7", "Expected `array`"),
        (PLAN.replace("-80.0", "-81.0").encode(), "between -80 and 80"),
        (PLAN.replace("0.5", "0.9").encode(), "at most 1/2"),
        (PLAN.replace("value.quality", "__class__").encode(), "no number that may vary"),
    ],
)
def test_a_plan_that_makes_no_sense_changes_nothing_and_says_why(
    tmp_path: Path, body: bytes, says: str
) -> None:
    """The one before goes on, also over a restart; whoever asks is told the reason."""
    publish(tmp_path)
    keeper = Keeper(tmp_path)
    version = keeper.health().plan
    (tmp_path / NAME).write_bytes(body)
    with pytest.raises(BadPlan, match=says):
        read_plan(tmp_path / NAME)
    keeper.look_around()
    assert says in keeper.experiments().refused
    assert keeper.health().plan == version != ""
    keeper.close()
    again = Keeper(tmp_path)
    assert again.health().plan == version and says in again.experiments().refused
    again.close()
    assert read_plan(tmp_path / "nothing") == NO_PLAN


def harmed(folder: Path) -> tuple[Keeper, Crowd]:
    """An engine whose arm «worst-first» serves what nobody watches, until that is noticed."""
    publish(folder)
    keeper = Keeper(folder)
    crowd = Crowd(keeper)
    for _ in range(16):
        for viewer in range(80):
            crowd.swipe(f"p{viewer}", size=6, until=6)
        crowd.now_ms += 3_600_000
        keeper.record()
        if keeper._state.trials.stopped:
            return keeper, crowd
    raise AssertionError("the harm went unnoticed")


def test_an_arm_that_does_harm_is_stopped_for_good(tmp_path: Path) -> None:
    """It is noticed from what was served and done alone; its viewers are served as usual from then on, in
    this process and in every later one; a person may try it again."""
    keeper, crowd = harmed(tmp_path)
    (stop,) = keeper._state.trials.stopped.values()
    assert stop.label.endswith(":worst-first") and stop.measure == "skips"
    assert stop.arm - stop.control > stop.at_least > 0.1 * stop.control
    weights = {
        Terming(DEFAULT).of(keeper._state, PageRequest(f"p{n}", NOW)).weights.value.quality
        for n in range(200)
    }
    assert weights == {DEFAULT.value.quality}
    keeper.look_around()
    rows = dumped(keeper)["ledgers"]
    crowd.live(80, 1)
    kept = {viewer: row for viewer, row in rows_of(keeper).items() if row[0] == 1}
    assert kept == {viewer: row for viewer, row in rows_of_dump(rows).items() if row[0] == 1}, (
        "as at its stop"
    )
    keeper.close()

    again = Keeper(tmp_path)
    assert again.health().stopped == (stop.label,)
    publish(tmp_path, "")
    again.look_around()
    assert again.health().stopped == (), "nobody would be in it"
    publish(tmp_path)
    again.look_around()
    assert again.health().stopped == (stop.label,), "published once more it is still stopped"
    assert again.resume(stop.label) and not again.resume(stop.label)
    assert again.health().stopped == () and not rows_of(again)
    again.close()


def rows_of(keeper: Keeper) -> dict[str, list[int]]:
    return rows_of_dump(dumped(keeper)["ledgers"])


def rows_of_dump(ledgers: list[Any]) -> dict[str, list[int]]:
    (rows,) = [one[0] for key, one in ledgers if key.startswith("upside-down")]
    return {unit: row for unit, *row in rows}


@pytest.mark.slow
def test_killed_between_the_decision_and_its_record_it_is_stopped_all_the_same(tmp_path: Path) -> None:
    """The log showed it, so the log shows it again; then it is pinned, and holds even when those whose
    figures told so are forgotten."""
    keeper, _ = harmed(tmp_path)
    stopped = dict(keeper._state.trials.stopped)
    assert keeper._state.trials.unpinned(), "decided, and nothing written yet"
    keeper._log.close()  # as if killed: no snapshot, no record of the stop

    again = Keeper(tmp_path)
    assert dict(again._state.trials.stopped) == stopped
    assert not again._state.trials.unpinned()
    for viewer in range(80):
        again.forget(f"p{viewer}", NOW + 10**10)
    assert not rows_of(again)
    again._log.close()
    (tmp_path / "snapshot.msgpack").unlink()

    from_log = Keeper(tmp_path)
    assert dict(from_log._state.trials.stopped) == stopped, "the record alone is enough"
    from_log.close()


@pytest.mark.parametrize("kept", ["nothing", "a snapshot of before", "a snapshot of the end"])
def test_a_restart_with_an_experiment_running_is_bit_identical(tmp_path: Path, kept: str) -> None:
    """The figures and every next page, with its propensities, come out the same, whatever is left besides
    the log."""
    publish(tmp_path)
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.live(12, 4)
    if kept == "a snapshot of before":
        keeper.snapshot()
    publish(tmp_path, PLAN.replace("0.5", "0.4"))
    keeper.look_around()
    crowd.live(12, 4)
    keeper.record()
    if kept == "a snapshot of the end":
        keeper.snapshot()
    lived, pages = dumped(keeper), next_pages(keeper, 12)
    assert any(one.policy != DEFAULT.version for one in pages)
    assert any(served.explore for one in pages for served in one.served)
    keeper._log.close()

    again = Keeper(tmp_path)
    assert dumped(again) == lived
    assert next_pages(again, 12) == pages
    assert entries.rebuilt(again._log).trials.dump() == lived
    again.close()


def test_who_is_forgotten_takes_their_figures_along(tmp_path: Path) -> None:
    """In memory and in the snapshot, also of what they did before they joined."""
    publish(tmp_path)
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    for viewer in ("aone", "p1", "p2"):
        crowd.swipe(viewer)
    keeper.record()
    keeper.adopt("aone", "p1")
    assert set(rows_of(keeper)) == {"aone", "p1", "p2"}
    keeper.forget("p1", crowd.now_ms + 1)
    assert set(rows_of(keeper)) == {"p2"}
    keeper.close()
    assert b"aone" not in (tmp_path / "snapshot.msgpack").read_bytes().split(b"videos")[1]
    again = Keeper(tmp_path)
    assert set(rows_of(again)) == {"p2"}
    again.close()


def test_what_an_experiment_spoils_is_served_as_usual_and_counted(tmp_path: Path) -> None:
    """Values that are no numbers: the page comes by the published ones, and its record says so."""
    keeper = Keeper()
    Crowd(keeper)
    arms = (Arm("usual", 0.5), Arm("broken", 0.5, {"value.quality": 1.0}))
    running = msgspec.structs.replace(
        keeper._state.trials.running, experiments=(Experiment("spoiled", arms),)
    )
    keeper._log.append([entries.running(running)])
    pages = keeper._pages
    nan = msgspec.structs.replace(DEFAULT, value=msgspec.structs.replace(DEFAULT.value, quality=float("nan")))
    pages._terming._weights[pages._terming.key([arms[1]])] = nan
    seen = set()
    for n in range(60):
        made, terms, _ = pages.make(keeper._state, PageRequest(f"p{n}", NOW, seed=n), Ranker(SCHEMA, 1))
        assert len(made.page.served) == 8
        broken = any("broken" in label for label in terms.arms)
        assert made.page.trouble == (("experiment",) if broken else ())
        seen.add(broken)
    assert seen == {False, True}


def test_a_number_that_another_version_called_otherwise_is_left_alone() -> None:
    """A log may name what this program does not know: its experiment then changes nothing."""
    keeper = Keeper()
    Crowd(keeper)
    arms = (Arm("usual", 0.5), Arm("odd", 0.5, {"value.gone": 1.0}))
    keeper._log.append(
        [entries.running(Running(keeper._state.trials.running.hold_out, (Experiment("old", arms),)))]
    )
    for n in range(20):
        made, _, _ = Pages(DEFAULT).make(keeper._state, PageRequest(f"p{n}", NOW), Ranker(SCHEMA, 1))
        assert not made.page.trouble


def test_figures_count_what_is_done_after_a_page_of_the_arm(tmp_path: Path) -> None:
    """Whoever was never shown a page of it is in no row, whatever they do."""
    publish(tmp_path)
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    keeper.ingest([an_event("p5", 1, "not_interested", event_id="before", at_ms=crowd.now_ms)])
    assert "p5" not in rows_of(keeper)
    crowd.swipe("p5")
    keeper.record()
    assert rows_of(keeper)["p5"][3:5] == [1, 8], "a page, and the eight videos of it"
    keeper.close()
