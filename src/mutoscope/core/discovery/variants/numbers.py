"""What an experiment may change of the published numbers, and within which bounds.

What a viewer said outright, filters, ages and the times for which things are remembered are not among them:
these are promises, and nobody is drawn by lot to have them broken.
"""

from collections.abc import Iterable, Mapping

import msgspec

from mutoscope.core.discovery import unproven
from mutoscope.core.discovery.sources import SOURCES
from mutoscope.core.discovery.value import SAID
from mutoscope.core.discovery.weights import DEFAULT, Value, Weights

_AGAIN = 10
"""Other numbers may be a tenth of the published one to so many times it."""
_SHARES = {
    "trust_most": (0.0, 1.0),
    "explore_most": (0.0, 0.5),
    "explore_least": (0.0, 0.5),
    "explore_newcomer": (0.0, 0.5),
    "explore_uniform": (0.01, 0.5),
}
_OTHERS = (
    "per_interest",
    "per_session",
    "per_covisited",
    "per_sequence",
    "per_fresh",
    "per_trending",
    "per_proven",
    "per_follows",
    "sharpness",
    "floor",
    "need",
    "floor_least",
    "optimism",
    "urgency",
    "temperature",
)


def _bounds() -> dict[str, tuple[float, float]]:
    groups = [name for name in Value.__struct_fields__ if name not in SAID]
    wide = {name: _AGAIN * abs(getattr(DEFAULT.value, name)) for name in groups}
    others = {name: getattr(DEFAULT, name) for name in _OTHERS}
    return {
        **{f"value.{name}": (-most, most) for name, most in wide.items()},
        **_SHARES,
        **{name: (usual / _AGAIN, usual * _AGAIN) for name, usual in others.items()},
        "floor": (DEFAULT.floor / _AGAIN, unproven.MOST),
    }


BOUNDS: Mapping[str, tuple[float, float]] = _bounds()
"""Everything that may vary: name -> (least, most)."""


class BadVariant(ValueError):
    """A change that can't be made. The sentence says which, and what could be."""


def varied(weights: Weights, changes: Mapping[str, float], off: Iterable[str] = ()) -> Weights:
    """``weights`` with these numbers, without these sources. Raises BadVariant."""
    value: dict[str, float] = {}
    own: dict[str, float] = {}
    for name, number in changes.items():
        if name not in BOUNDS:
            raise BadVariant(f"«{name}» is no number that may vary; those are: {', '.join(BOUNDS)}")
        least, most = BOUNDS[name]
        if not least <= number <= most:  # a number that is none fails here too
            raise BadVariant(f"{name} has to be between {least:g} and {most:g}, not {number:g}")
        group = name.removeprefix("value.")
        (value if group != name else own)[group] = _as_usual(group, number, group != name)
    unknown = [name for name in off if name not in SOURCES]
    if unknown:
        raise BadVariant(f"«{unknown[0]}» is no source; those are: {', '.join(SOURCES)}")
    made = msgspec.structs.replace(
        weights,
        value=msgspec.structs.replace(weights.value, **value),
        off=tuple(dict.fromkeys((*weights.off, *off))),
        **own,
    )
    if made.explore_least > made.explore_most:
        raise BadVariant("explore_least is above explore_most")
    return made


def _as_usual(name: str, number: float, of_value: bool) -> float:
    """Whole where the published number is."""
    if of_value or isinstance(getattr(DEFAULT, name), float):
        return float(number)
    if number != int(number):
        raise BadVariant(f"{name} is a whole number, not {number:g}")
    return int(number)
