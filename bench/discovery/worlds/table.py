"""Runs as figures: a line per policy, and what ours costs and gives beside the others."""

from collections.abc import Sequence

from bench.discovery.worlds import runs
from bench.discovery.worlds.policies import HOUSE
from bench.discovery.worlds.runs import Summary
from bench.harness import Figure, figure

_COLUMNS = ("long_view", "valid", "complete", "positive", "negative", "depth", "quantile", "topics", "gini")


def table(told: Sequence[dict[str, Summary]], title: str, names: Sequence[str] = HOUSE) -> list[Figure]:
    """Every policy's means with their margins; printed as a table, kept as figures."""
    figures = []
    print(f"{title}: " + "  ".join(f"{name:>13s}" for name in _COLUMNS))
    for name in names:
        cells = {measure: runs.pooled(told, measure, name) for measure in _COLUMNS}
        print(f"{name:>11s} " + "  ".join(f"{mean:6.2f} ±{margin:5.2f}" for mean, margin in cells.values()))
        mean, margin = cells["long_view"]
        note = ", ".join(f"{measure} {value:.3g}±{by:.2g}" for measure, (value, by) in cells.items())
        figures.append(
            figure(f"{title}: long view, {name}", round(mean, 2), "%", note=f"±{margin:.2f}; {note}")
        )
    return figures


def compared(told: Sequence[dict[str, Summary]], title: str) -> list[Figure]:
    """What no gate is set for: worth knowing all the same."""
    figures = []
    value, margin = runs.lift(told, "long_view", "ours", "unexploring")
    name = f"{title}: exploring, lift of long view over no exploring"
    figures.append(figure(name, round(value, 2), "%", note=f"±{margin:.2g}, paired"))
    value, margin = runs.share(told, "long_view", "ours", "oracle")
    figures.append(figure(f"{title}: share of oracle", round(value, 2), "%", note=f"±{margin:.2g}, paired"))
    for measure in ("explore_share", "worthless", "never_proven", "good_tenth", "settled", "ms_per_page"):
        value, margin = runs.pooled(told, measure, "ours")
        figures.append(figure(f"{title}: {measure}, ours", round(value, 2), "", note=f"±{margin:.2g}"))
    for span in ("1-10", "11-30", "31-100"):
        value, margin = runs.pooled(told, f"newcomer_{span}", "ours")
        other, _ = runs.pooled(told, f"newcomer_{span}", "popular")
        name = f"{title}: newcomer's long view, videos {span}"
        note = f"±{margin:.2g}; beside popularity"
        figures.append(figure(name, round(value, 2), "%", baseline=round(other, 2), note=note))
    return figures
