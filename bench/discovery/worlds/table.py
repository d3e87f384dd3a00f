"""Runs as figures: a line per policy, and what ours costs and gives beside the others."""

from collections.abc import Sequence

from bench.discovery.bars import bars
from bench.discovery.worlds import runs
from bench.discovery.worlds.policies import HOUSE
from bench.discovery.worlds.runs import Summary
from bench.harness import Figure, figure

_COLUMNS = ("long_view", "valid", "complete", "positive", "negative", "depth", "quantile", "topics", "gini")

_SAID = {
    "settled": "long views in the second half, %",
    "explore_share": "exploring slots, %",
    "worthless": "impressions of spam, %",
    "never_proven": "good uploads of unknown people never proven, share",
    "good_tenth": "looks in a day at the best tenth of uploads, median of medians",
    "ms_per_page": "engine per page, ms (of a busy machine)",
}


def table(told: Sequence[dict[str, Summary]], title: str, names: Sequence[str] = HOUSE) -> list[Figure]:
    """Every policy's means with their margins; printed as a table, kept as figures."""
    figures = []
    print(f"{title}: " + "  ".join(f"{name:>13s}" for name in _COLUMNS))
    for name in names:
        cells = {measure: runs.pooled(told, measure, name) for measure in _COLUMNS}
        print(f"{name:>11s} " + "  ".join(f"{mean:6.2f} ±{margin:5.2f}" for mean, margin in cells.values()))
        for measure, (mean, margin) in cells.items():
            figures.append(figure(f"{title}: {name}, {measure}", round(mean, 3), "", note=f"±{margin:.2g}"))
    return figures


def picture(told: Sequence[dict[str, Summary]], name: str, title: str, names: Sequence[str]) -> None:
    """Long views of every policy as bars, into the documentation."""
    rows = [(one, *runs.pooled(told, "long_view", one)) for one in names]
    bars(name, f"{title}: long views, {len(told)} worlds, 95 % intervals", rows)


def compared(told: Sequence[dict[str, Summary]], title: str) -> list[Figure]:
    """What no gate is set for: worth knowing all the same."""
    figures = []
    value, margin = runs.lift(told, "long_view", "ours", "unexploring")
    name = f"{title}, long view with exploring, lift over without"
    figures.append(figure(name, round(value, 2), "%", note=f"±{margin:.2g}, paired"))
    value, margin = runs.share(told, "long_view", "ours", "oracle")
    figures.append(
        figure(
            f"{title}, share of the oracle's long views", round(value, 2), "%", note=f"±{margin:.2g}, paired"
        )
    )
    for measure in _SAID:
        value, margin = runs.pooled(told, measure, "ours")
        figures.append(figure(f"{title}, {_SAID[measure]}", round(value, 2), "", note=f"±{margin:.2g}"))
    for span in ("1-10", "11-30", "31-100"):
        value, margin = runs.pooled(told, f"newcomer_{span}", "ours")
        other, _ = runs.pooled(told, f"newcomer_{span}", "popular")
        name = f"{title}, newcomers' long views at videos {span}"
        note = f"±{margin:.2g}; beside popularity"
        figures.append(figure(name, round(value, 2), "%", baseline=round(other, 2), note=note))
    return figures
