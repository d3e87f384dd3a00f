"""A montage as an OpenTimelineIO timeline.

    main   [ a ]x[ b ]          Video track: clip, transition, clip
    text        [ t ]           Video track: gap, clip of a generator
    music  [ m       ]          Audio track: clip

What OpenTimelineIO has words for is said in them; everything of ours besides, in ``metadata["mutoscope"]``,
so that reading it here again gives the same montage.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from mutoscope.core.montage.document import (
    SCHEMA,
    Captions,
    Clip,
    Footage,
    Listening,
    Marker,
    Material,
    Montage,
    Text,
    Track,
)
from mutoscope.core.montage.timing import begins_at, mean_rate, windows

OURS = "mutoscope"
"""Where what is only ours is kept."""


def write_otio(montage: Montage, title: str, names: Mapping[Material, str]) -> bytes:
    """The timeline as UTF-8 JSON. ``names`` are the file names under which materials come along."""
    fps = montage.canvas.fps
    timeline = otio.schema.Timeline(title)
    timeline.global_start_time = RationalTime(0, fps)
    timeline.metadata[OURS] = {
        "schema": SCHEMA,
        "canvas": msgspec.to_builtins(montage.canvas),
        "mix": msgspec.to_builtins(montage.mix),
    }
    for track in montage.tracks:
        timeline.tracks.append(_track(track, fps, names))
    timeline.tracks.markers.extend(_marker(marker, fps) for marker in montage.markers)
    text: str = timeline.to_json_string()
    return text.encode()


def _track(track: Track, fps: int, names: Mapping[Material, str]) -> Any:
    kind = otio.schema.TrackKind.Audio if track.role == "sound" else otio.schema.TrackKind.Video
    made = otio.schema.Track(track.id, kind=kind)
    said = {"role": track.role, "use": track.use, "volume": track.volume}
    said |= {"hidden": track.hidden, "muted": track.muted, "locked": track.locked}
    made.metadata[OURS] = said
    made.enabled = not track.hidden
    joins = {window.left.id: window for window in windows(track)}
    at = 0
    for clip in track.clips:
        if clip.start > at:
            made.append(otio.schema.Gap(duration=RationalTime(clip.start - at, fps)))
        made.append(_clip(clip, fps, names))
        at = clip.end
        if join := joins.get(clip.id):
            before = join.length // 2
            made.append(
                otio.schema.Transition(
                    join.kind,
                    otio.schema.TransitionTypes.SMPTE_Dissolve,
                    RationalTime(before, fps),
                    RationalTime(join.length - before, fps),
                    metadata={OURS: {"kind": join.kind}},
                )
            )
    return made


def _clip(clip: Clip, fps: int, names: Mapping[Material, str]) -> Any:
    content = clip.content
    made = otio.schema.Clip(
        _name(clip, names),
        source_range=TimeRange(RationalTime(begins_at(content), fps), RationalTime(clip.length, fps)),
        metadata={OURS: {"clip": msgspec.to_builtins(clip)}},
    )
    if isinstance(content, Footage | Listening):
        material = content.material
        made.media_reference = otio.schema.ExternalReference(names.get(material, material.id))
        made.media_reference.metadata[OURS] = msgspec.to_builtins(material)
        if isinstance(content, Footage) and content.frozen:
            made.effects.append(otio.schema.FreezeFrame())
        elif content.speed or (isinstance(content, Footage) and content.backwards):
            # A curve has no words there: its mean is what comes nearest.
            rate = mean_rate(content.speed)
            back = isinstance(content, Footage) and content.backwards
            made.effects.append(otio.schema.LinearTimeWarp(time_scalar=-rate if back else rate))
    else:
        made.media_reference = otio.schema.GeneratorReference(generator_kind=f"{OURS}.{_what(content)}")
    return made


def _what(content: Any) -> str:
    return type(content).__name__.lower()


def _name(clip: Clip, names: Mapping[Material, str]) -> str:
    content = clip.content
    if isinstance(content, Footage | Listening):
        return names.get(content.material, clip.id)
    if isinstance(content, Text):
        return content.text[:60]
    if isinstance(content, Captions):
        return " ".join(word.text for word in content.words[:8])[:60]
    return clip.id


def _marker(marker: Marker, fps: int) -> Any:
    return otio.schema.Marker(
        marker.label,
        TimeRange(RationalTime(marker.at, fps), RationalTime(0, fps)),
        metadata={OURS: {"marker": msgspec.to_builtins(marker)}},
    )
