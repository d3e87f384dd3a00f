"""Pages of the documentation show the figures that are kept, and no others."""

import json
from pathlib import Path

from bench.discovery.draw import drawn
from bench.harness import REPOSITORY, RESULTS

PAGE = "Before.\n<!-- results: {} -->\nold\n<!-- end of results -->\nAfter.\n"


def kept(folder: Path, name: str, *figures: dict[str, object]) -> None:
    usual = {"unit": "s", "baseline": None, "reach": "", "met": None, "note": ""}
    stamp = {"date": "2026-01-02T03:04:05Z", "commit": "abc"}
    (folder / f"{name}.json").write_text(json.dumps([usual | stamp | one for one in figures]))


def test_methods_and_measures_make_a_table_that_says_where_a_goal_was_reached(tmp_path: Path) -> None:
    kept(
        tmp_path,
        "one",
        {"name": "Set: plain, HR@10", "value": 0.1},
        {"name": "Set: plain, NDCG@10", "value": 0.07},
        {"name": "Set: ours, HR@10", "value": 0.2, "reach": ">= .3", "met": False, "note": "why"},
        {"name": "Set: ours, NDCG@10", "value": 0.06},
    )
    page = drawn(PAGE.format("one"), tmp_path)
    assert "| Set | HR@10 | NDCG@10 |" in page
    assert "| plain | 0.1000 | 0.0700 |" in page
    assert "| ours | 0.2000 (short) | 0.0600 |" in page
    assert "ours: why." in page and "old" not in page
    assert page.startswith("Before.\n<!-- results: one -->\n") and page.endswith("results -->\nAfter.\n")


def test_other_figures_are_a_row_each(tmp_path: Path) -> None:
    kept(
        tmp_path, "two", {"name": "start | stop", "value": 1.5, "baseline": 3.0, "reach": "<= 2", "met": True}
    )
    assert "| start \\| stop | 1.5 s | 3 | <= 2 (reached) |" in drawn(PAGE.format("two"), tmp_path)


def test_what_was_not_measured_is_said(tmp_path: Path) -> None:
    assert "`bin/bench three`: not measured yet." in drawn(PAGE.format("three"), tmp_path)


def test_drawing_again_changes_nothing(tmp_path: Path) -> None:
    kept(tmp_path, "one", {"name": "Set: plain, HR@10", "value": 0.1})
    page = drawn(PAGE.format("one missing"), tmp_path)
    assert drawn(page, tmp_path) == page


def test_the_documentation_shows_what_is_kept() -> None:
    """After ``bin/bench`` comes ``python -m bench.discovery.draw``."""
    for path in (REPOSITORY / "docs" / "algorithms").glob("*.md"):
        page = path.read_text("utf-8")
        assert drawn(page, RESULTS) == page, path.name
