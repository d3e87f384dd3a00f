"""The table of pitfalls, its tests and its page say the same."""

import ast

import pytest
from tests.sim.pitfalls.table import PAGE, PITFALLS, ROOT, Pitfall, drawn


def test_the_page_is_drawn_from_the_table() -> None:
    """Draw it anew: ``python -m tests.sim.pitfalls.table``."""
    assert PAGE.read_text("utf-8") == drawn()
    assert len(PITFALLS) == 33


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda one: one.name[:40])
def test_every_check_is_there_and_runs(pitfall: Pitfall) -> None:
    """Each names tests that exist and that nothing marks as skipped; without any, it says why."""
    assert pitfall.checks or pitfall.open
    for check in pitfall.checks:
        path, name = check.split("::")
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        found = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name]
        assert found, f"{check} is not there"
        marks = " ".join(ast.unparse(mark) for mark in found[0].decorator_list)
        assert "skip" not in marks, f"{check} does not run"
