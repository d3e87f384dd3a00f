"""World B, the one to report from: every policy in the same ten calibrated worlds, whose people are rules.

Prints the calibration beside the published aggregates, then every policy's measures, then the gates.
"""

from collections.abc import Sequence

from bench.discovery.worlds import runs, watching
from bench.discovery.worlds.gates import GATES
from bench.discovery.worlds.policies import HOUSE
from bench.discovery.worlds.runs import SEEDS, Summary
from bench.discovery.worlds.table import compared, picture, table
from bench.discovery.worlds.village import Village
from bench.harness import Figure, figure


def main() -> list[Figure]:
    told = runs.every_seed("b", SEEDS)
    picture(told, "world_b", "World B, people of rules", HOUSE)
    return [*_calibration(told), *table(told, "World B"), *_gates(told), *compared(told, "World B")]


def _calibration(told: Sequence[dict[str, Summary]]) -> list[Figure]:
    """Random exposure beside Kuaishou's, ours beside its production recommender, which had years to learn."""
    drawn = [watching.under_random_exposure(Village(seed)) for seed in SEEDS[:3]]
    figures = []
    for name, published in watching.RANDOM_EXPOSURE.items():
        value = sum(one[name] for one in drawn) / len(drawn)
        figures.append(
            figure(
                f"World B, calibration under random exposure, {name}",
                round(value, 3),
                "%",
                baseline=published,
            )
        )
        ours, _ = runs.pooled(told, name, "ours")
        figures.append(
            figure(
                f"World B, ours beside Kuaishou's production, {name}",
                round(ours, 3),
                "%",
                baseline=watching.PRODUCTION[name],
            )
        )
    return figures


def _gates(told: Sequence[dict[str, Summary]]) -> list[Figure]:
    values = {
        "long view, lift over following, %": runs.lift(told, "long_view", "ours", "following"),
        "long view, lift over popular, %": runs.lift(told, "long_view", "ours", "popular"),
        "long view, share of oracle, %": runs.share(told, "long_view", "ours", "oracle"),
        "uploads that nobody met in a day": runs.pooled(told, "unmet", "ours"),
        "repeats": runs.pooled(told, "repeats", "ours"),
        "cost of exploring, % of long views": runs.pooled(told, "explore_cost", "ours"),
        "looks until a good upload of somebody unknown is proven, median": (runs.middle(told, "proven"), 0.0),
        "looks in a day of the worse half of uploads, median": runs.pooled(told, "bad_half", "ours"),
    }
    figures = []
    for name, (value, margin) in values.items():
        gate = GATES[name]
        note = f"±{margin:.2g}, 95 %, paired over {len(told)} seeds"
        figures.append(
            figure(
                f"World B, {name}",
                round(value, 2),
                "%" if "%" in name else "",
                at_least=gate.at_least,
                at_most=gate.at_most,
                note=note,
            )
        )
    return figures
