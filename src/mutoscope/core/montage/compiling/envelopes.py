"""How loud a clip is at each picture: its volume and keys, its fades, its track, and the joins it is in."""

import math
from collections.abc import Callable, Sequence

import msgspec

from mutoscope.core.montage.compiling.series import Series
from mutoscope.core.montage.document import Clip, Track
from mutoscope.core.montage.plan import Filter, made
from mutoscope.core.montage.timing import Window, value_beside, values_along


class Envelope(msgspec.Struct, frozen=True):
    """One gain with linear fades at its ends, or a curve of gains at pictures, linear between."""

    gain: float
    fade_in: int = 0
    fade_out: int = 0
    length: int = 0
    """Pictures; of these the fades are part."""
    curve: Series | None = None

    def filters(self, sample: Callable[[int], int]) -> tuple[Filter, ...]:
        """What makes a stretch that loud, where no curve is needed."""
        steps: tuple[Filter, ...] = ()
        if self.gain != 1:
            steps = (made("volume", volume=f"{self.gain:.6f}"),)
        if self.fade_in:
            steps += (made("afade", type="in", start_sample=0, nb_samples=sample(self.fade_in), curve="tri"),)
        if self.fade_out:
            begins = sample(self.length - self.fade_out)
            lasts = sample(self.length) - begins
            steps += (made("afade", type="out", start_sample=begins, nb_samples=lasts, curve="tri"),)
        return steps


def envelope(clip: Clip, track: Track, joins: Sequence[Window], first: int, end: int) -> Envelope:
    """How loud the clip is from picture ``first`` to before ``end`` of the montage."""
    joins = [join for join in joins if clip.id in (join.left.id, join.right.id)]
    sounding = clip.sounding
    fades = min(sounding.fade_in, clip.length), min(sounding.fade_out, clip.length)
    whole = (first, end) == (clip.start, clip.end)
    if not joins and not clip.keys.get("volume") and (whole or fades == (0, 0)):
        return Envelope(sounding.volume * track.volume / 1e6, *fades, length=end - first)
    pictures = range(first, end + 1)
    keys = clip.keys.get("volume")
    if keys:
        volumes = values_along(keys, first - clip.start, end + 1 - clip.start)
    else:
        volumes = [float(value_beside(clip, "volume"))] * len(pictures)
    values = [volume * track.volume / 1e6 for volume in volumes]
    if fades != (0, 0):
        rises = (_rise(n - clip.start, fades[0]) * _rise(clip.end - n, fades[1]) for n in pictures)
        values = [gain * rise for gain, rise in zip(values, rises, strict=True)]
    for join in joins:
        turn = math.cos if join.left.id == clip.id else math.sin
        parts = (max(0.0, min(1.0, (n - join.first) / join.length)) for n in pictures)
        values = [gain * turn(part * math.pi / 2) for gain, part in zip(values, parts, strict=True)]
    series = Series(tuple(values))
    if series.still:
        return Envelope(values[0])
    return Envelope(1, curve=series)


def _rise(k: int, length: int) -> float:
    """0 to 1 over ``length`` pictures."""
    return 1.0 if length == 0 else max(0.0, min(1.0, k / length))
