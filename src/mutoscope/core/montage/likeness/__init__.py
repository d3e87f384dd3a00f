"""Whether one film holds part of another: by how moments look and by how it sounds, and where in both."""

from mutoscope.core.montage.likeness.finding import (
    MOST_HOLDERS,
    Likeness,
    asked_keys,
    candidates,
    index_keys,
    likeness,
)
from mutoscope.core.montage.likeness.framing import without_bars
from mutoscope.core.montage.likeness.matching import (
    SOUND_STEP_MS,
    Glimpse,
    Prints,
    Stretch,
    alike_in_picture,
    alike_in_sound,
    keys_of,
)

__all__ = [
    "MOST_HOLDERS",
    "SOUND_STEP_MS",
    "Glimpse",
    "Likeness",
    "Prints",
    "Stretch",
    "alike_in_picture",
    "alike_in_sound",
    "asked_keys",
    "candidates",
    "index_keys",
    "keys_of",
    "likeness",
    "without_bars",
]
