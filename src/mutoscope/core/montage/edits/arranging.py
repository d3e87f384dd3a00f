"""Putting clips where they belong: the main track closes up by itself, elsewhere a clip takes the nearest
room.

main      [ a ][ b ]        ->   [ a ][ new ][ b ]       b moves on
overlay   [ a ]  [ b ]      ->   [ a ]  [ b ][ new ]     where it overlaps nothing
"""

from itertools import accumulate, pairwise

from msgspec.structs import replace

from mutoscope.core.montage.document import Captions, Clip, Listening, Montage, Text, Track
from mutoscope.core.montage.edits.finding import (
    Found,
    find_open,
    mended,
    new_id,
    put,
    refuse,
    room_at,
    track_open,
)


def insert(montage: Montage, track_id: str, clip: Clip, at: int) -> Montage:
    """``clip`` on the track at picture ``at``: on the main track at the cut nearest to it.

    [ a ][ b ]   ->   [ a ][ clip ][ b ]
       ^ at                the rest moves on
    """
    new_id(montage, clip.id)
    track = track_open(montage, track_id, moves_cuts=True)
    return _placed(montage, track, list(track.clips), clip, at)


def append(montage: Montage, track_id: str, clip: Clip) -> Montage:
    """``clip`` after the last one of the track.

    [ a ][ b ]   ->   [ a ][ b ][ clip ]
    """
    track = track_open(montage, track_id, moves_cuts=True)
    return insert(montage, track_id, clip, max((each.end for each in track.clips), default=0))


def move(montage: Montage, clip_id: str, track_id: str, at: int) -> Montage:
    """The clip taken off where it lies and put on the track ``track_id`` at picture ``at``.

    main      [ a ][ b ][ c ]   ->   [ a ][ c ]         what was behind it closes up
    overlay                                 [ b ]
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    track = track_open(montage, track_id, moves_cuts=True)
    if track.id == found.track.id:
        return _placed(montage, track, _without(found), found.clip, at)
    montage = put(montage, found.track, _without(found))
    return _placed(montage, track, list(track.clips), found.clip, at)


def reorder(montage: Montage, clip_id: str, place: int) -> Montage:
    """The clip of the main track as the one at ``place`` of it, 0 being the first.

    [ a ][ b ][ c ]   ->   [ c ][ a ][ b ]         c to place 0
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    if found.track.role != "main":
        raise refuse("wrong_track")
    clips = _without(found)
    clips.insert(min(max(0, place), len(clips)), found.clip)
    return put(montage, found.track, clips)


def delete(montage: Montage, clip_id: str) -> Montage:
    """Without the clip; on the main track the rest closes up.

    [ a ][ b ][ c ]   ->   [ a ][ c ]
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    return put(montage, found.track, _without(found))


def duplicate(montage: Montage, clip_id: str, copy_id: str) -> Montage:
    """A copy of the clip right after it, or in the nearest room where that is not the main track.

    [ a ][ b ]   ->   [ a ][ copy ][ b ]
    """
    found = find_open(montage, clip_id, moves_cuts=True)
    copy = replace(found.clip, id=new_id(montage, copy_id))
    clips = list(found.track.clips)
    if found.track.role != "main":
        return _placed(montage, found.track, clips, copy, found.clip.end)
    clips.insert(found.place + 1, copy)
    return put(montage, found.track, clips, {copy_id: clip_id})


def carried(before: Montage, after: Montage) -> Montage:
    """``after``, with what lay above a clip of the main track in ``before`` moved along with that clip.

        text   [ title of b ]                       [ title of b ]
        main   [ a ][ b ]     a longer:   [   a    ][ b ]

    What lies beside clips that are gone, on locked tracks, or where there is no room, stays.
    """
    was = {clip.id: clip for track in before.tracks if track.role == "main" for clip in track.clips}
    now = {clip.id: clip for track in after.tracks if track.role == "main" for clip in track.clips}
    tracks = []
    for track in after.tracks:
        if track.role != "main" and not track.locked:
            track = _carried(track, was, now)
        tracks.append(track)
    return replace(after, tracks=tuple(tracks))


def _carried(track: Track, was: dict[str, Clip], now: dict[str, Clip]) -> Track:
    moved = []
    for clip in track.clips:
        below = next((each for each in was.values() if each.start <= clip.start < each.end), None)
        shift = now[below.id].start - below.start if below and below.id in now else 0
        moved.append(replace(clip, start=max(0, clip.start + shift)) if shift else clip)
    moved.sort(key=lambda clip: clip.start)
    fits = all(one.end <= other.start for one, other in pairwise(moved))
    return mended(track, tuple(moved), {}) if fits else track


def belongs(clip: Clip, track: Track) -> bool:
    """Whether a track of this role may hold the clip: sound with sound, words with words."""
    if track.role == "sound":
        return isinstance(clip.content, Listening)
    if track.role == "text":
        return isinstance(clip.content, Text | Captions)
    if track.role == "main":
        return not isinstance(clip.content, Listening | Text | Captions)
    return not isinstance(clip.content, Listening)


def _placed(montage: Montage, track: Track, clips: list[Clip], clip: Clip, at: int) -> Montage:
    """``clip`` among ``clips``, which are those that stay on ``track``."""
    if not belongs(clip, track):
        raise refuse("wrong_track")
    if track.role == "main":
        cuts = [0, *accumulate(each.length for each in clips)]
        clips.insert(cuts.index(min(cuts, key=lambda cut: (abs(cut - at), -cut))), clip)
        return put(montage, track, clips)
    start = room_at(replace(track, clips=tuple(clips)), clip.length, at)
    return put(montage, track, [*clips, replace(clip, start=start)])


def _without(found: Found) -> list[Clip]:
    return [clip for clip in found.track.clips if clip.id != found.clip.id]
