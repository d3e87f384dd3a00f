"""Part of a clip as a clip of its own, showing and sounding as that part did.

    clip      |----k0=====k1----|
    slice          [=======]

k0 may be negative and k1 past the end: then the slice goes on as the clip is at its ends. What can't be split
into whole numbers is put where it is seen least: points of speed on the ten-thousandth of a clip, moments of
material on the thousandth of a picture.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from mutoscope.core.montage.document import (
    Captions,
    Clip,
    Content,
    Effect,
    Footage,
    Key,
    Listening,
    Speed,
    Word,
)
from mutoscope.core.montage.timing import half_up, pace_of, property_at, stretch_of
from mutoscope.core.montage.timing.speed import WHOLE

_SAMPLED = 48
"""Keys of a volume that is no straight line, beside those it has."""
_MOST_KEYS, _MOST_POINTS = 128, 32
"""What a document may hold of one property, and of a curve of speed."""
_Point = tuple[int, int]
"""Where, and what."""


def sliced(clip: Clip, first: int, end: int) -> Clip:
    """``clip`` from its picture ``first`` to before ``end``; its fades, movements and id are those of the
    whole."""
    assert first < end
    kept = [(i, effect) for i, effect in enumerate(clip.effects) if _shows(effect, first, end)]
    keys = {name: _keys(keys, clip.length, first, end) for name, keys in clip.keys.items()}
    sound, length = clip.sounding, end - first
    return replace(
        clip,
        start=clip.start + first,
        length=length,
        content=_content(clip, first, end),
        effects=tuple(replace(effect, start=effect.start - first) for _, effect in kept),
        sounding=replace(sound, fade_in=min(sound.fade_in, length), fade_out=min(sound.fade_out, length)),
        keys=_renumbered(keys, [i for i, _ in kept]),
    )


def halves(clip: Clip, at: int, right_id: str) -> tuple[Clip, Clip]:
    """``clip`` cut before its picture ``at`` into two that together are as the one was.

    Fades and movements stay at the ends they belong to; a cut within a fade makes keys of volume of it. A
    movement all the time begins anew.
    """
    assert 0 < at < clip.length
    sound = clip.sounding
    if at < sound.fade_in or at > clip.length - sound.fade_out:
        clip = _with_fades_as_keys(clip)
        sound = clip.sounding
    left, right = sliced(clip, 0, at), sliced(clip, at, clip.length)
    return (
        replace(left, sounding=replace(sound, fade_out=0), leave=None),
        replace(right, id=right_id, sounding=replace(sound, fade_in=0), enter=None, slot=None),
    )


def with_begin(content: Content, moment: float) -> Content:
    """``content`` beginning at ``moment`` of its material, to the thousandth, never before its start."""
    if not isinstance(content, Footage | Listening):
        return content
    whole, rest = divmod(max(0, half_up(moment * 1000)), 1000)
    return replace(content, source_in=whole, source_rest=rest)


def speed_between(speed: Sequence[Speed], length: int, first: int, end: int) -> tuple[Speed, ...]:
    """The curve ``speed`` of a clip of ``length`` as a clip of its pictures ``first`` to ``end`` has it."""
    if len(speed) < 2 or (first, end) == (0, length):
        return tuple(speed)
    pace = pace_of(speed, length)
    inside = {}
    for point in speed:
        at = half_up((point.at * length - first * WHOLE) / (end - first))
        if 0 < at < WHOLE:
            inside[at] = point.rate
    ends = {0: half_up(pace.rate(first) * 1000), WHOLE: half_up(pace.rate(end) * 1000)}
    points = [Speed(at, rate) for at, rate in _thinned(sorted((inside | ends).items()), _MOST_POINTS)]
    if len({point.rate for point in points}) == 1:
        return (Speed(0, points[0].rate),)
    return tuple(points)


def _content(clip: Clip, first: int, end: int) -> Content:
    content = clip.content
    if isinstance(content, Captions):
        return replace(content, words=_words(content.words, first, end))
    if not isinstance(content, Footage | Listening) or (isinstance(content, Footage) and content.frozen):
        return content
    content = replace(content, speed=speed_between(content.speed, clip.length, first, end))
    return with_begin(content, stretch_of(clip, first, end).first)


def _words(words: Sequence[Word], first: int, end: int) -> tuple[Word, ...]:
    """The words that begin between ``first`` and ``end``, no longer than to the end."""
    return tuple(
        Word(word.text, word.at - first, min(word.length, end - word.at))
        for word in words
        if first <= word.at < end
    )


def _keys(keys: Sequence[Key], length: int, first: int, end: int) -> tuple[Key, ...]:
    """The keys that count between ``first`` and ``end``, the last before and the first after among them.

    At an end of the clip that stays its end, all beyond it: a join may show what they say.
    """
    before = max((i for i, key in enumerate(keys) if key.at <= first), default=0) if first > 0 else 0
    last = len(keys) - 1
    after = min((i for i, key in enumerate(keys) if key.at >= end), default=last) if end < length else last
    return tuple(replace(key, at=key.at - first) for key in keys[before : max(before, after) + 1])


def _shows(effect: Effect, first: int, end: int) -> bool:
    return effect.start < end and (effect.length == 0 or effect.start + effect.length > first)


def _renumbered(keys: dict[str, tuple[Key, ...]], kept: list[int]) -> dict[str, tuple[Key, ...]]:
    """Keys of effects under the places that those kept have now."""
    renamed = {}
    for name, every in keys.items():
        if name.startswith("effect."):
            _, index, last = name.split(".")
            if int(index) not in kept:
                continue
            name = f"effect.{kept.index(int(index))}.{last}"
        renamed[name] = every
    return renamed


def _with_fades_as_keys(clip: Clip) -> Clip:
    """``clip`` with keys of volume in the place of its fades: exact where volume has no keys of its own."""
    sound, length = clip.sounding, clip.length
    bends = {0, min(sound.fade_in, length), max(0, length - sound.fade_out), length}
    if "volume" in clip.keys or sound.fade_in + sound.fade_out > length:
        step = max(1, length // _SAMPLED)
        bends |= {
            *range(0, length, step),
            *(key.at for key in clip.keys.get("volume", ()) if 0 < key.at < length),
        }

    def loud(k: int) -> int:
        rising = min(1.0, k / sound.fade_in) if sound.fade_in else 1.0
        falling = min(1.0, (length - k) / sound.fade_out) if sound.fade_out else 1.0
        return half_up(property_at(clip, "volume", k) * rising * falling)

    points = _thinned([(k, loud(k)) for k in sorted(bends)], _MOST_KEYS)
    keys = {**clip.keys, "volume": tuple(Key(at, value) for at, value in points)}
    return replace(clip, keys=keys, sounding=replace(sound, fade_in=0, fade_out=0))


def _thinned(points: list[_Point], most: int) -> list[_Point]:
    """``points``, or where there are more than ``most`` those that bend the line through them the most."""
    kept = list(points)
    while len(kept) > most:
        bends = [_bend(*kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        del kept[1 + bends.index(min(bends))]
    return kept


def _bend(before: _Point, here: _Point, after: _Point) -> float:
    """Twice the area that lies between the line and the one that leaves out ``here``."""
    lasts = after[0] - before[0]
    straight = before[1] + (after[1] - before[1]) * (here[0] - before[0]) / lasts
    return abs(here[1] - straight) * lasts
