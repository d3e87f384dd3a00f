"""``mutoscope experiments``: what the operator reads of what is tried."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.engine.crowd import Crowd
from tests.adapters.engine.test_trying import PLAN, publish

from mutoscope.adapters.engine import Keeper
from mutoscope.adapters.engine.host import Host
from mutoscope.core.discovery.experiments.figures import FIGURES
from mutoscope.project.config import Config
from mutoscope.project.experiments import check, resume, tell

LABEL = "worst-first"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Config, Keeper]]:
    """An engine that runs, with a plan."""
    config = Config(home=str(tmp_path))
    publish(config.home_path / "engine")
    keeper = Keeper(config.home_path / "engine")
    host = Host(keeper, config.engine_path)
    thread = threading.Thread(target=host.serve)
    thread.start()
    yield config, keeper
    host.stop()
    thread.join()
    keeper.close()


def said_of(config: Config) -> str:
    said: list[str] = []
    assert tell(config, said.append) == 0
    return "\n".join(said)


def test_arms_are_told_with_their_viewers(running: tuple[Config, Keeper]) -> None:
    """With a dozen viewers there are counts and no figures."""
    config, keeper = running
    Crowd(keeper).live(12, 1)
    keeper.record()
    text = said_of(config)
    assert f"Plan {keeper.health().plan}." in text
    assert "upside-down: usual 50 % (" in text and "hold-out: held 1 % (" in text
    assert "too few to say anything before 30 viewers" in text and "certain" not in text


def fill(keeper: Keeper, viewers: dict[int, int], skips: dict[int, int]) -> None:
    """Give the arms so many viewers, with twenty videos each, so many of them skipped."""
    (key,) = [one.key for one in keeper._state.trials.running.experiments]
    ledger = keeper._state.trials.ledgers[key]
    for arm, many in viewers.items():
        for n in range(many):
            figures = dict.fromkeys(FIGURES, 0) | {"pages": 3, "watches": 20, "sessions": 1, "took_us": 3_000}
            figures["skips"] = skips[arm] + n % 3
            ledger.put(f"p{arm}-{n}", [arm, 0, 0, *figures.values()])


def test_figures_come_with_both_intervals_and_a_verdict(running: tuple[Config, Keeper]) -> None:
    """Skips rose from a fifth to a quarter: the line says by how much, and that it is certain."""
    config, keeper = running
    fill(keeper, {0: 201, 1: 210}, {0: 3, 1: 4})
    (line,) = [one for one in said_of(config).splitlines() if one.strip().startswith("skips")]
    assert "20.000" in line and "25.000" in line and "+5 [+4" in line and line.endswith("more, for certain")
    (came,) = [one for one in said_of(config).splitlines() if "latency" in one]
    assert "1.000" in came and "certain" not in came


def test_improbable_counts_are_not_concluded_from(running: tuple[Config, Keeper]) -> None:
    """Twice as many viewers in one of two equal arms: no figure is told, but why not."""
    config, keeper = running
    fill(keeper, {0: 100, 1: 200}, {0: 3, 1: 9})
    text = said_of(config)
    assert "Nothing is concluded" in text and "skips" not in text.partition("upside-down")[2]


def test_a_stopped_arm_says_why_and_can_be_tried_again(running: tuple[Config, Keeper]) -> None:
    """The reason in numbers; after «--resume» it runs again; what never stopped can't be resumed."""
    config, keeper = running
    crowd = Crowd(keeper)
    fill(keeper, {0: 200, 1: 200}, {0: 3, 1: 9})
    (key,) = [one.key for one in keeper._state.trials.running.experiments]
    keeper._state.trials._pages[key][0] = 255
    for n in range(30):
        crowd.swipe(f"p{n}")
    keeper.record()
    label = f"{key}:{LABEL}"
    text = said_of(config)
    assert f"{label} was stopped: skips" in text and "worse for certain" in text
    said: list[str] = []
    assert resume(config, label, said.append) == 0 and "tried again" in said[0]
    assert "was stopped" not in said_of(config)
    assert resume(config, "nothing:of-ours", said.append) == 1


def test_a_plan_can_be_checked_before_it_is_published(tmp_path: Path) -> None:
    """Good ones pass; others are refused with the reason."""
    said: list[Any] = []
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN)
    assert check(plan, said.append) == 0 and "1 experiments" in said[0]
    plan.write_text(PLAN.replace("value.quality", "value.refusals"))
    assert check(plan, said.append) == 1 and "no number that may vary" in said[1]


def test_without_an_engine_it_says_so(tmp_path: Path) -> None:
    """One sentence, and a status that says so too."""
    said: list[str] = []
    assert tell(Config(home=str(tmp_path)), said.append) == 1 and said
