"""Tracks: added, taken away, moved, set; and the sound of a clip taken off onto one of its own."""

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Listening, Montage, Role, Track, Use
from mutoscope.core.montage.edits.finding import (
    find_open,
    new_id,
    put,
    refuse,
    room_at,
    track_of,
    with_clip,
    with_track,
)


def add_track(
    montage: Montage, track_id: str, role: Role, use: Use = "other", place: int | None = None
) -> Montage:
    """An empty track at ``place`` from below, by default above all others of the picture; sound comes
    last."""
    track = Track(new_id(montage, track_id), role, use=use)
    if role == "main" and any(each.role == "main" for each in montage.tracks):
        raise refuse("wrong_track")
    return _at(montage, track, len(montage.tracks) if place is None else place)


def remove_track(montage: Montage, track_id: str) -> Montage:
    """Without the track and all that is on it; the main track only loses its clips."""
    track = _unlocked(montage, track_id)
    if track.role == "main":
        return with_track(montage, replace(track, clips=(), joins=()))
    return replace(montage, tracks=tuple(each for each in montage.tracks if each.id != track_id))


def move_track(montage: Montage, track_id: str, place: int) -> Montage:
    """The track at ``place`` from below.

    text            overlay
    overlay   ->    text          overlay to place 2
    main            main
    """
    track = track_of(montage, track_id)
    others = replace(montage, tracks=tuple(each for each in montage.tracks if each.id != track_id))
    return _at(others, track, place)


def set_track(
    montage: Montage,
    track_id: str,
    *,
    hidden: bool | None = None,
    muted: bool | None = None,
    locked: bool | None = None,
    use: Use | None = None,
    volume: int | None = None,
) -> Montage:
    """The track with what is given set; a locked one can be hidden, muted and unlocked all the same."""
    track = track_of(montage, track_id)
    given = {"hidden": hidden, "muted": muted, "locked": locked, "use": use, "volume": volume}
    return with_track(
        montage, replace(track, **{name: value for name, value in given.items() if value is not None})
    )


def detach_sound(montage: Montage, clip_id: str, sound_id: str, track_id: str) -> Montage:
    """The sound of a film as a clip of its own beneath it; the film itself is silent then.

        main    [ a ]        [ a, silent ]
                        ->
        sound                [ sound of a ]

    It lies on the first track for other sound that has room there, or on a new one named ``track_id``.
    """
    found = find_open(montage, clip_id)
    clip, content = found.clip, found.clip.content
    if not isinstance(content, Footage) or content.frozen:
        raise refuse("no_sound")
    if content.backwards:
        raise refuse("sound_backwards")
    volume = clip.keys.get("volume")
    sound = Clip(
        new_id(montage, sound_id),
        clip.start,
        clip.length,
        Listening(
            content.material, content.source_in, content.source_rest, content.speed, content.keep_pitch
        ),
        sounding=clip.sounding,
        keys={"volume": volume} if volume else {},
    )
    silent = replace(
        clip,
        sounding=replace(clip.sounding, volume=0, fade_in=0, fade_out=0),
        keys={name: keys for name, keys in clip.keys.items() if name != "volume"},
    )
    montage = with_clip(montage, found, silent)
    for track in montage.tracks:
        fits = track.role == "sound" and track.use == "other" and not track.locked
        if fits and room_at(track, sound.length, sound.start) == sound.start:
            return put(montage, track, [*track.clips, sound])
    montage = add_track(montage, track_id, "sound")
    return put(montage, track_of(montage, track_id), [sound])


def _unlocked(montage: Montage, track_id: str) -> Track:
    track = track_of(montage, track_id)
    if track.locked:
        raise refuse("track_locked")
    return track


def _at(montage: Montage, track: Track, place: int) -> Montage:
    pictures = [each for each in montage.tracks if each.role != "sound"]
    sounds = [each for each in montage.tracks if each.role == "sound"]
    group, before = (sounds, len(pictures)) if track.role == "sound" else (pictures, 0)
    group.insert(min(max(0, place - before), len(group)), track)
    return replace(montage, tracks=(*pictures, *sounds))
