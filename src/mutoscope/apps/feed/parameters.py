"""The main parameters of the feed, read from the engine that runs: nothing here is written by hand."""

from typing import Any

import msgspec

from mutoscope.adapters.engine import Parameters
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.feed.contracts import MainParameters, Number, TriedArm
from mutoscope.apps.feed.events import OLDEST_MS
from mutoscope.apps.feed.steering import ask
from mutoscope.core.discovery.experiments.plan import Arm, Experiment
from mutoscope.core.units import DAY_MS


def main_parameters() -> MainParameters:
    """What decides a page now. Refuses ``feed_away``."""
    running = ask(lambda engine: engine.parameters())
    weights: dict[str, Any] = msgspec.to_builtins(running.weights)
    groups, rewards = weights.pop("value"), weights.pop("rewards")
    weights.pop("off")  # sources, which are told by their names
    return MainParameters(
        policy=running.policy,
        groups=tuple(Number(name, weight) for name, weight in groups.items()),
        sources=running.sources,
        plain_sources=running.plain_sources,
        filters=running.filters,
        numbers=(
            *_numbers({f"rewards.{name}": value for name, value in rewards.items()}),
            *_numbers(weights),
        ),
        kept=(
            *(Number(name, days) for name, days in accounts.cookie_days().items()),
            Number("late", OLDEST_MS / DAY_MS),
            Number("hidden", weights["mute_ms"] / DAY_MS),
            Number("liking_halves", weights["long_half_life_ms"] / DAY_MS),
            Number("skips_halve", weights["skip_half_life_ms"] / DAY_MS),
            Number("refusals_halve", weights["refusal_half_life_ms"] / DAY_MS),
        ),
        held_out=_held_out(running),
        tried=tuple(
            TriedArm(
                name=f"{one.name}: {arm.name}",
                share=round(arm.share * (one.slice[1] - one.slice[0]), 6),
                numbers=tuple(Number(name, value) for name, value in arm.set.items()),
                off=arm.off,
            )
            for one in running.running.experiments
            for arm in _tried_arms(one, running.stopped)
        ),
    )


def _held_out(running: Parameters) -> float:
    """Everybody, where what is trained was stopped for harm."""
    hold_out = running.running.hold_out
    return 1.0 if hold_out.label(1) in running.stopped else hold_out.arms[0].share


def _tried_arms(one: Experiment, stopped: tuple[str, ...]) -> tuple[Arm, ...]:
    """The control, and what is still tried beside it; nothing where all of that was stopped."""
    arms = tuple(arm for place, arm in enumerate(one.arms) if one.label(place) not in stopped)
    return arms if len(arms) > 1 else ()


def _numbers(values: dict[str, Any]) -> list[Number]:
    """One number for each name; those of a row of numbers carry their place, from 1, after it."""
    told = []
    for name, value in values.items():
        if isinstance(value, (list, tuple)):
            told += [Number(f"{name}.{place}", one) for place, one in enumerate(value, 1)]
        else:
            told.append(Number(name, value))
    return told
