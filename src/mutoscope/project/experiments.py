"""``mutoscope experiments``: what is tried on whom, what came of it, and what was stopped."""

from collections.abc import Callable
from pathlib import Path

from mutoscope.adapters.engine import EngineDown, Experiments, Part, connect_all
from mutoscope.adapters.engine.trying import NAME, read_plan
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.experiments.reading import LEAST_UNITS, Compared
from mutoscope.core.discovery.experiments.report import ArmReport, Report
from mutoscope.core.discovery.experiments.shadows import ShadowReport
from mutoscope.core.discovery.variants.checking import BadPlan
from mutoscope.project.config import Config

Say = Callable[[str], None]
_UNITS = {"skips": (100, " %"), "refusals": (1_000, " ‰"), "trouble": (100, " %"), "latency": (0.001, " ms")}
"""Figure -> (by how much it is multiplied to be read, unit)."""
_FEW = {"came back on another day": (100, " %"), "creators' long views per video": (100, " %")}


def tell(config: Config, say: Say) -> int:
    """Say how everything that is tried stands; 1 when the engine can't be asked."""

    def ask(parts: tuple[Part, ...]) -> int:
        for number, part in enumerate(parts):
            heading = [f"Shard {number}, with viewers of its own."] if len(parts) > 1 else []
            for sentence in [*heading, *told(part.experiments())]:
                say(sentence)
        return 0

    return _asked(config, ask, say)


def resume(config: Config, label: str, say: Say) -> int:
    """Try a stopped arm again; 1 when it is not stopped."""

    def ask(parts: tuple[Part, ...]) -> int:
        resumed = [part.resume(label) for part in parts]  # every one, not only the first that had stopped it
        if not any(resumed):
            say(f"{label!r} is no arm that was stopped.")
            return 1
        say(f"{label} is tried again, from new figures.")
        return 0

    return _asked(config, ask, say)


def check(path: Path, say: Say) -> int:
    """Say whether a plan could be published; 1 when not, and why."""
    try:
        plan = read_plan(path)
    except BadPlan as error:
        say(f"{path}: {error}.")
        return 1
    say(f"{path} can be published: {len(plan.experiments)} experiments.")
    return 0


def told(now: Experiments) -> list[str]:
    """Everything in sentences, one a line."""
    plan = now.running.plan
    lines = [
        f"Plan {plan}." if plan else f"No plan is published; {NAME} in the engine's folder would be one."
    ]
    if now.refused:
        lines.append(f"The {NAME} that is there does not count: {now.refused}.")
    for one in now.reports:
        lines += ["", *_experiment(one)]
    for shadow in now.shadows:
        lines += ["", *_shadow(shadow)]
    return lines


def _shadow(one: ShadowReport) -> list[str]:
    lines = [
        f"shadow {one.key}: asked about {one.pages} pages; {100 * one.agreement:.1f} %"
        f" [{100 * one.low:.1f}, {100 * one.high:.1f}] of what was ranked there is among its best, too."
    ]
    if not one.estimates:
        return [
            *lines,
            f"  {one.decisions} exploring slots are too few to say what it would earn there.",
        ]
    lines.append(
        f"  Long views of {one.decisions} exploring slots: {100 * one.served:.1f} % as served; by it:"
    )
    return lines + [
        f"    {told.name:<8} {100 * told.value:.1f} % [{100 * told.low:.1f}, {100 * told.high:.1f}]"
        for told in one.estimates
    ]


def _asked(config: Config, ask: Callable[[tuple[Part, ...]], int], say: Say) -> int:
    engine = connect_all(config.engine_paths)
    try:
        return ask(engine.parts())
    except EngineDown as error:
        say(f"mutoscope: {error}")
        return 1
    finally:
        engine.close()


def _experiment(one: Report) -> list[str]:
    arms = ", ".join(
        f"{arm.name} {100 * arm.share:g} % ({arm.viewers} viewers, {arm.creators} creators)"
        for arm in one.arms
    )
    lines = [f"{one.name}{', creators split too' if one.codiverted else ''}: {arms}"]
    if not one.sound:
        lines.append(
            "  Nothing is concluded: by lot alone such counts of viewers would come once in"
            f" {1 / max(one.mismatch, 1e-12):,.0f} times. Look first for what else decides who is counted."
        )
    for arm in one.arms[1:]:
        lines += _stopped(arm.stopped) if arm.stopped else []
        if one.sound:
            lines += _arm(one.arms[0], arm)
    return lines


def _stopped(stop: Stop) -> list[str]:
    scale, unit = _UNITS[stop.measure]
    return [
        f"  {stop.label} was stopped: {stop.measure} {scale * stop.arm:.3g}{unit} beside"
        f" {scale * stop.control:.3g}{unit}, by {scale * stop.at_least:.2g}{unit} worse for certain, at"
        f" {stop.units} viewers (entry {stop.number} of the log). Its viewers have the control's feed.",
    ]


def _arm(control: ArmReport, arm: ArmReport) -> list[str]:
    if not arm.compared:
        return [
            f"  {arm.name}: too few to say anything before {LEAST_UNITS} viewers of each arm are counted."
        ]
    rows = [_row(one) for one in arm.compared]
    names = f"  {arm.name:<32} {control.name[:9]:>9} {arm.name[:9]:>9}"
    return [f"{names}  difference [95 %, looked at once] [at any time]", *rows]


def _row(one: Compared) -> str:
    scale, unit = _UNITS.get(one.measure) or _FEW.get(one.measure) or (1, "")
    verdict = (
        "" if not one.certain else "  more, for certain" if one.difference > 0 else "  less, for certain"
    )
    low, high, first, last = (
        f"{scale * end:+.3g}" for end in (one.low, one.high, one.always_low, one.always_high)
    )
    name = f"{one.measure}{',' if unit else ''}{unit}"
    return (
        f"    {name:<30} {scale * one.control:9.3f} {scale * one.arm:9.3f}  {scale * one.difference:+.3g}"
        f" [{low}, {high}] [{first}, {last}]{verdict}"
    )
