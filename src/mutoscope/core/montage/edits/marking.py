"""Marks on the timeline, and what edges snap to.

| a  | b    |        edges of clips, the playhead, marks and beats; the nearest within reach wins,
  *    *   *         and of two as near the stronger: an edge before a beat, a beat before the playhead
"""

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec.structs import replace

from mutoscope.core.montage.document import Marker, Montage

What = Literal["edge", "mark", "beat", "playhead"]
_STRENGTH: tuple[What, ...] = ("edge", "mark", "beat", "playhead")


class Snap(msgspec.Struct, frozen=True):
    """A picture that things snap to, and what is there."""

    at: int
    what: What


class Snapped(msgspec.Struct, frozen=True):
    """Where a clip comes to lie, and what held it; nothing where nothing was near."""

    start: int
    to: Snap | None = None


def set_marker(montage: Montage, marker: Marker) -> Montage:
    """The mark in its place in time, instead of one of its kind at the same picture."""
    others = [each for each in montage.markers if (each.at, each.kind) != (marker.at, marker.kind)]
    return replace(montage, markers=_ordered([*others, marker]))


def remove_marker(montage: Montage, at: int, kind: Literal["beat", "note"]) -> Montage:
    """Without the mark."""
    kept = tuple(each for each in montage.markers if (each.at, each.kind) != (at, kind))
    return replace(montage, markers=kept)


def set_beats(montage: Montage, beats: Iterable[int]) -> Montage:
    """These beats instead of those there were; notes stay."""
    notes = [each for each in montage.markers if each.kind != "beat"]
    return replace(montage, markers=_ordered([*notes, *(Marker(at) for at in set(beats))]))


def snaps(montage: Montage, playhead: int | None = None, without: Iterable[str] = ()) -> tuple[Snap, ...]:
    """Everything that edges snap to, in order of time; not the edges of the clips ``without``, which move."""
    moving = set(without)
    strongest: dict[int, What] = {}

    def offer(at: int, what: What) -> None:
        if at not in strongest or _STRENGTH.index(what) < _STRENGTH.index(strongest[at]):
            strongest[at] = what

    offer(0, "edge")
    for track in montage.tracks:
        for clip in track.clips:
            if clip.id not in moving:
                offer(clip.start, "edge")
                offer(clip.end, "edge")
    for marker in montage.markers:
        offer(marker.at, "beat" if marker.kind == "beat" else "mark")
    if playhead is not None:
        offer(playhead, "playhead")
    return tuple(Snap(at, what) for at, what in sorted(strongest.items()))


def snapped(points: Iterable[Snap], start: int, length: int, tolerance: int) -> Snapped:
    """Where a clip wanted at ``start`` lies when either of its edges may snap; 0 long: an edge alone.

    |          |
      [ clip ]         ->    [ clip ]           its end was nearer to a point than its start
    """
    best: tuple[int, int, int] | None = None
    held = Snapped(start)
    for point in points:
        for edge in {0, length}:
            moved = point.at - edge
            rank = (abs(moved - start), _STRENGTH.index(point.what), moved)
            if rank[0] <= tolerance and moved >= 0 and (best is None or rank < best):
                best, held = rank, Snapped(moved, point)
    return held


def _ordered(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    return tuple(sorted(markers, key=lambda marker: (marker.at, marker.kind)))
