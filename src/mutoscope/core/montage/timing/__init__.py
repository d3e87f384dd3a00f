"""When things happen in a montage: the arithmetic of docs/algorithms/montage.md, the same in the browser.

grid      pictures to samples, rounding
speed     how much of the material has been used up after k pictures, and back
easing    how a value passes from one key to the next
keys      the value of a property at a picture
sources   which moment of its material a clip shows, and which stretch it needs
joins     where transitions lie, and how long they may be
showing   what shows at a picture, and where that changes
"""

from mutoscope.core.montage.timing.easing import ease
from mutoscope.core.montage.timing.grid import first_sample, half_up
from mutoscope.core.montage.timing.joins import Window, most_join, reach, windows
from mutoscope.core.montage.timing.keys import keyable, property_at, value_at, value_beside, values_along
from mutoscope.core.montage.timing.showing import Interval, Part, Showing, intervals, parts, showing
from mutoscope.core.montage.timing.sources import Stretch, begins_at, moment_at, source_at, stretch_of
from mutoscope.core.montage.timing.speed import Pace, length_for, mean_rate, pace_of, speed_of

__all__ = [
    "Interval",
    "Pace",
    "Part",
    "Showing",
    "Stretch",
    "Window",
    "begins_at",
    "ease",
    "first_sample",
    "half_up",
    "intervals",
    "keyable",
    "length_for",
    "mean_rate",
    "moment_at",
    "most_join",
    "pace_of",
    "parts",
    "property_at",
    "reach",
    "showing",
    "source_at",
    "speed_of",
    "stretch_of",
    "value_at",
    "value_beside",
    "values_along",
    "windows",
]
