"""What one compilation may ask for: whatever a document says, a plan is soon made and fits into memory.

Limits are far beyond what people cut: ten layers for three minutes, all of them moving, with masks, looks and
effects that change, and words that shimmer, are within them. What goes beyond is refused, with
the clip at which it became too much. Where many clips share the room for drawings, each may draw less finely.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mutoscope.core.montage.compiling.refusals import too_demanding
from mutoscope.core.montage.compiling.targets import Chunk, Still, Target
from mutoscope.core.montage.document import Adjustments, Montage

_FILM: Mapping[str, int] = MappingProxyType(
    {
        "drawings": 768 << 20,
        "steps": 16_000,
        "sources": 1_500,
        "letters": 48 << 20,
        "sums": 32 << 20,
        "stretches": 720,
        "strokes": 8 << 30,
    }
)
"""Bytes of files that filters read; chains; sources; bytes of scripts; letters of expressions; stretches of
sound at a speed of their own; pixels of masks times the sides of their shapes, 80 million of which take a
second."""
_SOON: Mapping[str, int] = MappingProxyType(
    {**_FILM, "drawings": 128 << 20, "letters": 6 << 20, "strokes": 96 << 20}
)
"""While somebody waits, in a process that answers others too."""


class Budget:
    """Counts what a graph takes."""

    def __init__(self, limits: Mapping[str, int] = _FILM, sharers: int = 1) -> None:
        self._limits, self._sharers = limits, sharers
        self._taken = dict.fromkeys(limits, 0)
        self.clip = ""
        """The id of the clip that is being worked on."""

    def take(self, what: str, amount: int = 1) -> None:
        """Refuses ``project_too_demanding`` when there is not so much of ``what`` any more."""
        self._taken[what] += amount
        if self._taken[what] > self._limits[what]:
            raise too_demanding(what, self.clip)

    def share(self, least: int, most: int) -> int:
        """Bytes that one clip may draw, so that there is as much for each of those that draw."""
        return max(least, min(most, self._limits["drawings"] // 2 // self._sharers))

    def strokes_share(self, sides: int, least: int) -> int:
        """Pixels of masks of so many sides that one clip may draw, likewise."""
        return max(least, self._limits["strokes"] // 2 // self._sharers // sides)


def budget_of(montage: Montage, target: Target, window: tuple[int, int]) -> Budget:
    """The budget for ``target``, shared among the clips of its window that have something to draw."""
    sharers = 0
    for track in montage.tracks:
        if track.role == "sound" or track.hidden:
            continue
        for clip in track.clips:
            draws = clip.place.mask or clip.effects or clip.look != Adjustments()
            changes = any(name.startswith("look.") for name in clip.keys)
            sharers += bool(draws or changes) and clip.start < window[1] and clip.end > window[0]
    return Budget(_SOON if isinstance(target, Still | Chunk) else _FILM, max(1, sharers))
