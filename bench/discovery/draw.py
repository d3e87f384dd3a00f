"""Draws kept figures into the documentation: ``python -m bench.discovery.draw``.

A page in ``docs/algorithms`` says which results it shows and where, by a pair of comments

    <!-- results: discovery.beauty discovery.toys -->
    <!-- end of results -->

and what lies between them is written here from ``bench/results``. Figures named «TITLE: METHOD, MEASURE» make
one table for each title, a row for each method and a column for each measure; all others make a row each. To
add a benchmark to a page is to add its name to the comment.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.harness import REPOSITORY, RESULTS

_PLACE = re.compile(r"(<!-- results: ([\w. ]+) -->\n).*?(<!-- end of results -->)", re.DOTALL)
_TABLED = re.compile(r"(?P<title>[^:]+): (?P<method>.+), (?P<measure>\S+)")
_GOALS = {True: " (reached)", False: " (short)", None: ""}


def drawn(page: str, results: Path) -> str:
    """``page`` with its results as they are kept now; those not measured yet are named."""

    def fill(found: re.Match[str]) -> str:
        return found[1] + "\n".join(_section(name, results) for name in found[2].split()) + "\n" + found[3]

    return _PLACE.sub(fill, page)


def _section(name: str, results: Path) -> str:
    path = results / f"{name}.json"
    if not path.exists():
        return f"\n`bin/bench {name}`: not measured yet.\n"
    figures = json.loads(path.read_text("utf-8"))
    titles: dict[str, list[tuple[str, str, Any]]] = {}
    others = []
    for one in figures:
        match = _TABLED.fullmatch(one["name"])
        if match:
            titles.setdefault(match["title"], []).append((match["method"], match["measure"], one))
        else:
            others.append(one)
    parts = [_table(title, cells) for title, cells in titles.items()]
    if others:
        parts.append(_list(others))
    stamp = figures[0]
    return "\n".join([*parts, f"`bin/bench {name}`, {stamp['date'][:10]}, commit {stamp['commit']}.\n"])


def _table(title: str, cells: Sequence[tuple[str, str, Any]]) -> str:
    measures = list(dict.fromkeys(measure for _, measure, _ in cells))
    methods = list(dict.fromkeys(method for method, _, _ in cells))
    found = {(method, measure): one for method, measure, one in cells}
    lines = [_row([title, *measures]), _row(["---", *("---:" for _ in measures)])]
    for method in methods:
        row = [method]
        for measure in measures:
            one = found.get((method, measure))
            row.append(_cell(one) if one else "")
        lines.append(_row(row))
    notes = [f"{method}: {found[method, measures[0]]['note']}." for method in methods if _told(found, method)]
    return "\n" + "\n".join(lines) + "\n" + "".join(f"\n{note}\n" for note in notes)


def _cell(one: Any) -> str:
    return f"{one['value']:.4f}" + _GOALS[one["met"]]


def _told(found: dict[tuple[str, str], Any], method: str) -> bool:
    """Whether the note of a method belongs under the table: that of what has a goal."""
    return any(one["reach"] and one["note"] for (name, _), one in found.items() if name == method)


def _list(figures: Sequence[Any]) -> str:
    lines = [_row(["figure", "value", "beside", "goal"]), _row(["---", "---:", "---:", "---"])]
    for one in figures:
        beside = "" if one["baseline"] is None else f"{one['baseline']:.4g}"
        value = f"{one['value']:.4g} {one['unit']}"
        lines.append(_row([one["name"], value, beside, one["reach"] + _GOALS[one["met"]]]))
    return "\n" + "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Draw every page anew; says which changed."""
    for path in sorted((REPOSITORY / "docs" / "algorithms").glob("*.md")):
        page = path.read_text("utf-8")
        now = drawn(page, RESULTS)
        if now != page:
            path.write_text(now, "utf-8")
            print(path.relative_to(REPOSITORY))
    return 0


if __name__ == "__main__":
    sys.exit(main())
