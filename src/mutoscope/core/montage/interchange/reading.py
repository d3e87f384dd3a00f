"""An OpenTimelineIO timeline as a montage: ours exactly, another program's as far as it goes.

Size and depth are looked at before the library's own parser sees a byte. What we have no words for is left
out and named; what is refused is only what is no timeline, or makes no montage that may be.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import opentimelineio as otio
from msgspec.structs import replace

from mutoscope.core.montage.checking import MontageLimits, check
from mutoscope.core.montage.checking.reading import too_deep
from mutoscope.core.montage.checking.refusing import refuse
from mutoscope.core.montage.document import SCHEMA, Canvas, Marker, Material, Mix, Montage, Track
from mutoscope.core.montage.interchange.grid import Grid, grid_of
from mutoscope.core.montage.interchange.lanes import Lane, Seen, read_lane, with_roles
from mutoscope.core.montage.interchange.said import converted, ours, plain
from mutoscope.core.units import Refusal

_MOST_BYTES = 8 * 1024 * 1024
_DEEPEST = 64
_UNREADABLE = (ValueError, KeyError, IndexError, TypeError, RuntimeError, otio.exceptions.OTIOError)
_MOST_NAMED = 50


class Imported(msgspec.Struct, frozen=True):
    """A montage, and what of the timeline is not in it."""

    montage: Montage
    name: str = ""
    """What the timeline itself is called."""
    left_out: tuple[str, ...] = ()
    """In words of the timeline: names of clips, effects, tracks; at most fifty."""
    missing: tuple[str, ...] = ()
    """Names of files that the timeline shows and nobody brought: empty places stand for them."""


def read_otio(
    data: bytes, known: Mapping[str, Material], limits: MontageLimits = MontageLimits()
) -> Imported:
    """The montage that the timeline ``data`` is. ``known`` are materials by the file names they came
    under."""
    timeline = _timeline(data)
    said = ours(timeline)
    grid = grid_of(timeline, said)
    lanes: list[Lane] = []
    seen = Seen(limits.max_clips)
    left_out: list[str] = []
    for child in timeline.tracks:
        if isinstance(child, otio.schema.Track):
            lanes.append(read_lane(child, grid, known, f"t{len(lanes) + 1}", seen))
        else:
            left_out.append(plain(child.name))
    tracks = with_roles(lanes)
    montage = _assembled(said, grid, tracks, _markers(timeline, grid))
    left_out += [name for lane in lanes for name in lane.left_out]
    missing = [name for lane in lanes for name in lane.missing]
    check(montage, limits)
    return Imported(
        montage,
        plain(timeline.name),
        tuple(dict.fromkeys(left_out))[:_MOST_NAMED],
        tuple(dict.fromkeys(missing))[:_MOST_NAMED],
    )


def _timeline(data: bytes) -> Any:
    """The timeline in ``data``, or the first one of a collection; refuses everything else."""
    if len(data) > _MOST_BYTES:
        raise refuse("project_too_large", most=_MOST_BYTES)
    if too_deep(data, _DEEPEST):
        raise refuse("project_too_deep")
    try:
        read = otio.core.deserialize_json_from_string(data.decode("utf-8"))
    except _UNREADABLE:
        raise _no_timeline() from None
    if isinstance(read, otio.schema.SerializableCollection):
        read = next((each for each in read if isinstance(each, otio.schema.Timeline)), None)
    if not isinstance(read, otio.schema.Timeline) or read.tracks is None:
        raise _no_timeline()
    return read


def _no_timeline() -> Refusal:
    return Refusal(
        "not_otio", "This is not an OpenTimelineIO timeline. Please export it as .otio.", status=422
    )


def _assembled(
    said: dict[str, Any], grid: Grid, tracks: tuple[Track, ...], marks: tuple[Marker, ...]
) -> Montage:
    canvas = converted(said.get("canvas"), Canvas) or Canvas(fps=grid.fps)
    mix = converted(said.get("mix"), Mix) or Mix()
    return Montage(SCHEMA, canvas, tracks, marks, mix)


def _markers(timeline: Any, grid: Grid) -> tuple[Marker, ...]:
    found = []
    for marker in timeline.tracks.markers:
        at = grid.picture(marker.marked_range.start_time)
        kept = converted(ours(marker).get("marker"), Marker) or Marker(0, "note", plain(marker.name))
        if at is not None and at >= 0:
            found.append(replace(kept, at=at))
    return tuple(found)
