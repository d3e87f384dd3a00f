"""Where a clip is, how large, turned and clear, at each of its pictures: keys and movements worked out."""

from typing import NamedTuple

from mutoscope.core.montage.compiling.series import Series
from mutoscope.core.montage.document import Clip
from mutoscope.core.montage.looks.movements import moved
from mutoscope.core.montage.timing import value_beside, values_along

_PLACE = ("x", "y", "scale", "rotation", "opacity")


class Placed(NamedTuple):
    """The values of ``Place`` at each picture of a span, as real numbers in the document's units."""

    x: Series
    y: Series
    scale: Series
    rotation: Series
    opacity: Series

    @property
    def upright(self) -> bool:
        """Never turned and always of one size: it lies on whole pixels."""
        return self.scale.still and self.rotation.still and self.rotation.values[0] == 0


def placed(clip: Clip, span: tuple[int, int]) -> Placed:
    """The clip's place at the pictures of ``span``, moved as its movements say."""
    keys, place = clip.keys, clip.place
    series = [
        baked(clip, name, span) if keys.get(name) else Series((float(getattr(place, name)),))
        for name in _PLACE
    ]
    if not (clip.enter or clip.leave or clip.loop):
        return Placed(*series)
    motion = [moved(clip.enter, clip.leave, clip.loop, k, clip.length) for k in range(*span)]
    x, y, scale, rotation, opacity = (one.along(len(motion)) for one in series)
    return Placed(
        Series(tuple([value + by.x for value, by in zip(x, motion, strict=True)])),
        Series(tuple([value + by.y for value, by in zip(y, motion, strict=True)])),
        Series(tuple([value * by.scale for value, by in zip(scale, motion, strict=True)])),
        Series(tuple([value + by.rotation for value, by in zip(rotation, motion, strict=True)])),
        Series(tuple([value * by.opacity for value, by in zip(opacity, motion, strict=True)])),
    )


def baked(clip: Clip, name: str, span: tuple[int, int]) -> Series:
    """One property at the pictures of ``span``; a single value where no key moves it."""
    keys = clip.keys.get(name)
    return Series(tuple(values_along(keys, *span)) if keys else (float(value_beside(clip, name)),))
