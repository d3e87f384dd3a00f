"""Whether a plan makes sense, before anybody is tried with it; if not, a sentence says what is wrong."""

import itertools
import math
import re
from typing import Any

import msgspec

from mutoscope.core.discovery.experiments.plan import Experiment, Plan
from mutoscope.core.discovery.variants.numbers import BadVariant, varied
from mutoscope.core.discovery.weights import DEFAULT

MOST_EXPERIMENTS, MOST_ARMS = 20, 8
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_OURS = ("hold-out", "retriever-")
"""How the names of those begin that the program runs by itself."""
_NEARLY = 1e-9


class BadPlan(ValueError):
    """A plan that can't be run. The sentence says where and why."""


def plan_of(told: dict[str, Any]) -> Plan:
    """The plan that a file tells, once it was seen to make sense. Raises BadPlan."""
    try:
        plan = msgspec.convert(told, Plan)
    except (msgspec.ValidationError, OverflowError, RecursionError) as error:
        raise BadPlan(str(error)) from error
    _check(plan)
    return plan


def _check(plan: Plan) -> None:
    if len(plan.experiments) > MOST_EXPERIMENTS or len(plan.shadows) > MOST_EXPERIMENTS:
        raise BadPlan(f"more than {MOST_EXPERIMENTS} experiments at once can't be told apart")
    _names("experiment", [one.name for one in plan.experiments])
    _names("shadow", [one.name for one in plan.shadows])
    for one in plan.experiments:
        _check_experiment(one)
    for shadow in plan.shadows:
        if not 0.0 < shadow.share <= 0.5:
            raise BadPlan(f"shadow «{shadow.name}»: its share is above 0 and at most 0.5 of pages")
        _check_change(f"shadow «{shadow.name}»", shadow.set, shadow.off)
    for place, one in enumerate(plan.experiments):
        for other in plan.experiments[:place]:
            _check_pair(other, one)


def _names(what: str, names: list[str]) -> None:
    for name in names:
        if not _NAME.fullmatch(name):
            raise BadPlan(f"{what} {name[:60]!r}: a name is small letters, digits and dashes, at most 40")
        if name.startswith(_OURS):
            raise BadPlan(f"{what} «{name}»: such names are the program's own")
        if names.count(name) > 1:
            raise BadPlan(f"{what} «{name}» is there twice")


def _check_experiment(one: Experiment) -> None:
    where = f"experiment «{one.name}»"
    if not 2 <= len(one.arms) <= MOST_ARMS:
        raise BadPlan(f"{where}: it needs two arms, and at most {MOST_ARMS}; the first is the control")
    _names(f"{where}: arm", [arm.name for arm in one.arms])
    if one.arms[0].set or one.arms[0].off:
        raise BadPlan(f"{where}: the first arm is the control and changes nothing")
    least, most = one.slice
    if not 0.0 <= least < most <= 1.0 or (one.slice != (0.0, 1.0) and not one.layer):
        raise BadPlan(f"{where}: a slice is a part of 0 .. 1 of a layer that has a name")
    bounds: tuple[float, ...] = msgspec.structs.astuple(one.bounds)
    if not all(0.0 <= bound <= 10.0 for bound in bounds):
        raise BadPlan(f"{where}: bounds are shares of the control, 0 .. 10")
    for arm in one.arms:
        if not 0.0 < arm.share <= 1.0 / len(one.arms) + _NEARLY:
            raise BadPlan(f"{where}: arm «{arm.name}»: a share is above 0 and at most 1/{len(one.arms)}")
        if arm.former:
            raise BadPlan(f"{where}: arm «{arm.name}»: «former» is the program's own")
        _check_change(f"{where}: arm «{arm.name}»", arm.set, arm.off)


def _check_change(where: str, changes: dict[str, float], off: tuple[str, ...]) -> None:
    if not all(math.isfinite(number) for number in changes.values()):
        raise BadPlan(f"{where}: a number is none")
    try:
        varied(DEFAULT, changes, off)
    except BadVariant as error:
        raise BadPlan(f"{where}: {error}") from error


def _check_pair(one: Experiment, other: Experiment) -> None:
    apart = one.layer == other.layer != "" and (
        one.slice[1] <= other.slice[0] or other.slice[1] <= one.slice[0]
    )
    if apart:
        return
    both = _touched(one) & _touched(other)
    if one.codiverted and other.codiverted:
        both.add("which creators are shown")
    if both:
        raise BadPlan(
            f"experiments «{one.name}» and «{other.name}» both change {', '.join(sorted(both))}:"
            " put them into slices of one layer that do not overlap"
        )
    for mine, theirs in itertools.product(one.arms, other.arms):
        try:
            varied(DEFAULT, mine.set | theirs.set)
        except BadVariant as error:
            raise BadPlan(
                f"experiments «{one.name}» and «{other.name}»: whoever is in both of «{mine.name}» and"
                f" «{theirs.name}» would have numbers that don't fit: {error}"
            ) from error
    if one.layer == other.layer != "":
        raise BadPlan(f"experiments «{one.name}» and «{other.name}»: slices of one layer overlap")


def _touched(one: Experiment) -> set[str]:
    """Names of numbers and sources that any arm changes."""
    return {name for arm in one.arms for name in (*arm.set, *arm.off)}
