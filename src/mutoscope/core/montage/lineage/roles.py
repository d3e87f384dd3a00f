"""As what a montage uses somebody's video: decided by what it shows, whatever whoever made it calls it.

| it fits    | when                                                                             |
|------------|----------------------------------------------------------------------------------|
| stitch     | five seconds of the video at most are used, and something else follows after it  |
| duet, react, greenscreen | wherever the video is seen, some other footage is seen at the same time |
| clip       | always                                                                           |
"""

from collections.abc import Mapping, Sequence

from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.lineage.sights import shares
from mutoscope.core.montage.lineage.uses import Used, uses_of
from mutoscope.core.policy.reuse import Role

STITCH_MS = 5_000
_SLACK_MS = 250
"""Cuts lie on pictures of the grid, joins reach a little further."""
_BESIDE = 0.9
"""Share of its time in which a video that is dueted with must have something beside it."""
_LEAST_SEEN = 0.04
"""Share of the canvas on which another footage must be seen, to be beside it: a fifth of each side."""
_TOGETHER: tuple[Role, ...] = ("duet", "react", "greenscreen")


def fitting(
    montage: Montage, material: Material, begun_as: str = "", shapes: Mapping[Material, float] | None = None
) -> tuple[Role, ...]:
    """The ways in which the montage uses the material, the one that says most first; empty: it does not.

    ``begun_as`` is how the project was begun, if it was begun with this material: it chooses among the names
    for the same thing, and never makes a use fit that does not. ``shapes``: width by height of materials, as
    far as they are known.
    """
    uses = [one for one in uses_of(montage) if one.material == material]
    if not uses:
        return ()
    if material.origin == "sound":
        return ("sound",)
    found: list[Role] = []
    if _is_stitch(montage, uses):
        found.append("stitch")
    if _is_beside(montage, material, uses, shapes or {}):
        found += sorted(_TOGETHER, key=lambda role: role != begun_as)[:1]
    ordered = sorted(found, key=lambda role: role != begun_as)
    return (*ordered, "clip")


def _is_stitch(montage: Montage, uses: Sequence[Used]) -> bool:
    used = _covered([(one.source_from_ms, one.source_to_ms) for one in uses])
    shown = sum(one.to_ms - one.from_ms for one in uses if one.seen)
    last = max(one.to_ms for one in uses)
    whole = montage.length * 1000 // montage.canvas.fps
    return max(used, shown) <= STITCH_MS + _SLACK_MS and last < whole - _SLACK_MS


def _is_beside(
    montage: Montage, material: Material, uses: Sequence[Used], shapes: Mapping[Material, float]
) -> bool:
    if not any(one.seen for one in uses):
        return False
    shown = beside = 0
    for length, seen in shares(montage, shapes):
        if material in seen:
            shown += length
            others = sum(share for other, share in seen.items() if other != material)
            beside += length if others >= _LEAST_SEEN else 0
    return shown > 0 and beside >= _BESIDE * shown


def _covered(stretches: Sequence[tuple[int, int]]) -> int:
    """Length of what the stretches cover together."""
    total, reached = 0, 0
    for first, end in sorted(stretches):
        total += max(0, end - max(first, reached))
        reached = max(reached, end)
    return total
