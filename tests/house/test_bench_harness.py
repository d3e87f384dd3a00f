"""Published figures: what is written down, and whether a goal counts as met."""

import importlib
import json
import platform
import subprocess

import pytest
from bench import harness
from bench.harness import figure


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        ({"at_most": 2}, True),
        ({"at_most": 1.9}, False),
        ({"at_least": 2}, True),
        ({"at_least": 2.1}, False),
        ({"baseline": 4, "ratio_at_most": 0.5}, True),
        ({"baseline": 4, "ratio_at_most": 0.4}, False),
        ({"baseline": 4, "ratio_at_least": 0.5, "at_most": 1}, False),
        ({"ratio_at_most": 9}, False),
        ({}, None),
    ],
)
def test_a_goal_is_met_or_not(goal, met):
    """Every goal given has to be reached; a ratio without a baseline reaches none."""
    assert figure("speed", 2, "s", **goal).met is met


def test_figures_are_kept_with_what_one_needs_to_compare_them(tmp_path, monkeypatch):
    """Commit, date and kind of machine, but not its name."""
    monkeypatch.setattr(harness, "RESULTS", tmp_path)
    path = harness.save("speed", [figure("speed", 3, "s", baseline=2, ratio_at_most=1.5)])
    [row] = json.loads(path.read_text())
    assert {
        "name": "speed",
        "value": 3,
        "baseline": 2,
        "ratio": 1.5,
        "reach": "<= 1.5x",
        "met": True,
    }.items() <= (row.items())
    assert row["date"].endswith("Z") and row["commit"] and "cores" in row["machine"]
    assert platform.node() not in row["machine"]


def test_cpu_of_children_counts():
    """What a tool that we start costs is ours."""
    with harness.measured() as spent:
        subprocess.run(["sh", "-c", "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done"], check=True)
    assert spent.cpu_s > 0.01


def test_an_unknown_benchmark_is_refused(capsys):
    assert harness.main(["../etc"]) == 2
    assert "usage" in capsys.readouterr().err


def test_every_benchmark_has_a_name_that_can_be_called():
    """Those of a folder carry its name; what only helps others is none."""
    names = harness.benchmarks()
    assert {"search", "like_storm"} <= set(names)
    assert not {"harness", "feed_world", "talk_world", "_media", "discovery.data"} & set(names)


def test_every_benchmark_can_be_started() -> None:
    """Whatever a benchmark needs of the program is there: what is measured once a month breaks unseen."""
    for path in sorted((harness.REPOSITORY / "bench").rglob("*.py")):
        name = ".".join(path.relative_to(harness.REPOSITORY).with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))
