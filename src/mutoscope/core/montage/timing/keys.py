"""The value of a property at a picture of its clip: from its keys while it has some, else beside them."""

import bisect
import re
from collections.abc import Sequence

from mutoscope.core.montage.document import Clip, Key
from mutoscope.core.montage.timing.easing import ease, passage, passages

_PLACE = ("x", "y", "scale", "rotation", "opacity")
_LOOK = (
    "exposure", "contrast", "saturation", "warmth", "tint", "highlights", "shadows", "fade", "hue",
    "filter_strength",
)  # fmt: skip
_MASK = ("x", "y", "width", "height", "rotation", "feather")
_EFFECT = ("amount", "pace")
_REMEMBERED = 1000
"""Longer passages are worked out each time: they are remembered by their number, whatever they weigh."""
_EFFECT_NAME = re.compile(rf"effect\.(0|[1-9][0-9]?)\.({'|'.join(_EFFECT)})")


def keyable(name: str, clip: Clip) -> bool:
    """Whether ``name`` is a property of ``clip`` that keys may move."""
    if effect := _EFFECT_NAME.fullmatch(name):
        return int(effect[1]) < len(clip.effects)
    group, _, last = name.rpartition(".")
    return (
        (group == "" and (last in _PLACE or last == "volume"))
        or (group == "look" and last in _LOOK)
        or (group == "mask" and last in _MASK and clip.place.mask is not None)
    )


def property_at(clip: Clip, name: str, k: float) -> float:
    """The value of ``name`` at picture ``k`` of ``clip``."""
    keys = clip.keys.get(name)
    return value_at(keys, k) if keys else float(value_beside(clip, name))


def value_beside(clip: Clip, name: str) -> int:
    """The value that ``name`` has where no key moves it; the property must be one that may have keys."""
    assert keyable(name, clip), name
    group, _, last = name.rpartition(".")
    if group == "look":
        return int(getattr(clip.look, last))
    if group == "mask":
        return int(getattr(clip.place.mask, last))
    if group.startswith("effect."):
        return int(getattr(clip.effects[int(group.removeprefix("effect."))], last))
    return clip.sounding.volume if last == "volume" else int(getattr(clip.place, last))


def value_at(keys: Sequence[Key], k: float) -> float:
    """The value at ``k``; before the first key and after the last it stays. At least one key is needed."""
    after = bisect.bisect_right(keys, k, key=lambda key: key.at)
    if after == 0:
        return float(keys[0].value)
    here = keys[after - 1]
    if after == len(keys) or here.hold:
        return float(here.value)
    following = keys[after]
    part = ease(here.ease, (k - here.at) / (following.at - here.at))
    return here.value + (following.value - here.value) * part


def values_along(keys: Sequence[Key], first: int, end: int) -> list[float]:
    """``value_at`` of the pictures ``first`` to before ``end``, stretch by stretch between keys."""
    values: list[float] = []
    after = bisect.bisect_right(keys, first, key=lambda key: key.at)
    k = first
    while k < end:
        until = min(end, keys[after].at) if after < len(keys) else end
        here = keys[max(0, after - 1)]
        if after in (0, len(keys)) or here.hold:
            values += [float(here.value)] * (until - k)
        else:
            following = keys[after]
            lasts, from_, way = following.at - here.at, here.value, following.value - here.value
            if (k, until) == (here.at, following.at) and lasts <= _REMEMBERED:
                parts = passages(here.ease, lasts)
            else:
                eased = passage(here.ease)
                parts = tuple([eased((n - here.at) / lasts) for n in range(k, until)])
            values += [from_ + way * part for part in parts]
        k, after = until, after + 1
    return values
