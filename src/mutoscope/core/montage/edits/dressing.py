"""How a clip looks and sounds, and keys that move it; where it lies and how long it lasts stay."""

from typing import TypedDict, Unpack

from msgspec.structs import replace

from mutoscope.core.montage.document import (
    Adjustments,
    Clip,
    Content,
    Effect,
    Key,
    Montage,
    Motion,
    Place,
    Slot,
    Sounding,
)
from mutoscope.core.montage.edits.finding import find_open, refuse, with_clip
from mutoscope.core.montage.timing import keyable


class Dress(TypedDict, total=False):
    """What of a clip may change without moving anything."""

    place: Place
    look: Adjustments
    effects: tuple[Effect, ...]
    sounding: Sounding
    content: Content
    enter: Motion | None
    leave: Motion | None
    loop: Motion | None
    slot: Slot | None


def change(montage: Montage, clip_id: str, **given: Unpack[Dress]) -> Montage:
    """The clip with what is given set; keys of properties that it no longer has go."""
    found = find_open(montage, clip_id)
    clip = replace(found.clip, **given)
    return with_clip(montage, found, _with_keys(clip, clip.keys))


def set_key(montage: Montage, clip_id: str, name: str, key: Key) -> Montage:
    """The key among those of the property ``name``, in the place of one at the same picture."""
    found = find_open(montage, clip_id)
    if not keyable(name, found.clip):
        raise refuse("not_moving")
    others = [each for each in found.clip.keys.get(name, ()) if each.at != key.at]
    keys = tuple(sorted([*others, key], key=lambda each: each.at))
    return with_clip(montage, found, _with_keys(found.clip, {**found.clip.keys, name: keys}))


def remove_key(montage: Montage, clip_id: str, name: str, at: int) -> Montage:
    """Without the key at picture ``at`` of the clip; after the last the value beside the keys counts
    again."""
    found = find_open(montage, clip_id)
    keys = tuple(key for key in found.clip.keys.get(name, ()) if key.at != at)
    return with_clip(montage, found, _with_keys(found.clip, {**found.clip.keys, name: keys}))


def clear_keys(montage: Montage, clip_id: str, name: str) -> Montage:
    """Without any key of the property."""
    found = find_open(montage, clip_id)
    return with_clip(montage, found, _with_keys(found.clip, {**found.clip.keys, name: ()}))


def freely(montage: Montage) -> Montage:
    """A template's montage as one's own: no place of it is held any more."""
    tracks = tuple(
        replace(track, clips=tuple(replace(clip, slot=None) for clip in track.clips))
        for track in montage.tracks
    )
    return replace(montage, tracks=tracks)


def _with_keys(clip: Clip, keys: dict[str, tuple[Key, ...]]) -> Clip:
    return replace(clip, keys={name: every for name, every in keys.items() if every and keyable(name, clip)})
