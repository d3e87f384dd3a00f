"""What every edit begins and ends with: finding a clip, and putting a changed track back so that it holds."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Join, Material, Montage, Track
from mutoscope.core.units import Refusal

Lengths = Mapping[Material, int]
"""How many pictures of the grid each film and sound has. What is not in it, a photo, lasts as long as one
likes."""


class Found(NamedTuple):
    track: Track
    place: int
    """Among the clips of the track."""
    clip: Clip


_SENTENCES = {
    "no_such_clip": "This clip is not in the project any more.",
    "no_such_track": "This track is not in the project any more.",
    "id_taken": "There is already something of this name in the project.",
    "track_locked": "This track is locked. Unlock it to change it.",
    "template_cuts": "The cuts of this template stay where they are. Choose to edit it freely to move them.",
    "outside_clip": "There is nothing to cut here. Put the line inside the clip.",
    "wrong_track": "This can't lie on that track.",
    "no_cut": "Only two clips that touch can pass over into each other.",
    "no_sound": "This clip has no sound to take off.",
    "sound_backwards": "Sound can't run backwards by itself. Turn the clip around first.",
    "not_moving": "This property can't have keys.",
    "nothing_runs": "Only film and sound have a speed.",
}


def refuse(code: str) -> Refusal:
    """The refusal ``code``, ready to raise."""
    return Refusal(code, _SENTENCES[code], status=422)


def find(montage: Montage, clip_id: str) -> Found:
    """Where the clip ``clip_id`` lies; refuses with ``no_such_clip``."""
    for track in montage.tracks:
        for index, clip in enumerate(track.clips):
            if clip.id == clip_id:
                return Found(track, index, clip)
    raise refuse("no_such_clip")


def find_open(montage: Montage, clip_id: str, *, moves_cuts: bool = False) -> Found:
    """Where a clip lies that is about to be changed; refuses what is locked or held by a template.

    Cuts are held on a main track with slots, and in any clip that is a slot.
    """
    found = find(montage, clip_id)
    _open(found.track, moves_cuts=moves_cuts)
    if moves_cuts and found.clip.slot:
        raise refuse("template_cuts")
    return found


def track_open(montage: Montage, track_id: str, *, moves_cuts: bool = False) -> Track:
    """The track ``track_id`` that is about to be changed."""
    track = track_of(montage, track_id)
    _open(track, moves_cuts=moves_cuts)
    return track


def track_of(montage: Montage, track_id: str) -> Track:
    """The track ``track_id``; refuses with ``no_such_track``."""
    for track in montage.tracks:
        if track.id == track_id:
            return track
    raise refuse("no_such_track")


def _open(track: Track, *, moves_cuts: bool) -> None:
    if track.locked:
        raise refuse("track_locked")
    if moves_cuts and track.role == "main" and any(clip.slot for clip in track.clips):
        raise refuse("template_cuts")


def new_id(montage: Montage, an_id: str) -> str:
    """``an_id``, which nothing of the project may have yet."""
    taken = {clip.id for track in montage.tracks for clip in track.clips} | {t.id for t in montage.tracks}
    if an_id in taken:
        raise refuse("id_taken")
    return an_id


def put(
    montage: Montage, track: Track, clips: Sequence[Clip], renamed: Mapping[str, str] | None = None
) -> Montage:
    """``montage`` with ``clips`` on ``track``: close together on the main track, in order of time elsewhere.

    Joins whose two clips still touch stay, as long as fits. ``renamed`` says of a clip whose place at a cut
    it took: ``{"b": "a"}``, when ``a`` was split and its right half is ``b``.
    """
    laid = _close(clips) if track.role == "main" else tuple(sorted(clips, key=lambda clip: clip.start))
    return with_track(montage, mended(track, laid, renamed or {}))


def with_track(montage: Montage, track: Track) -> Montage:
    """``montage`` with ``track`` in the place of the one with its id."""
    return replace(montage, tracks=tuple(track if t.id == track.id else t for t in montage.tracks))


def with_clip(montage: Montage, found: Found, clip: Clip) -> Montage:
    """``montage`` with ``clip`` where ``found`` is: nothing else of its track changes but what must
    follow."""
    clips = [*found.track.clips[: found.place], clip, *found.track.clips[found.place + 1 :]]
    return put(montage, found.track, clips)


def _close(clips: Iterable[Clip]) -> tuple[Clip, ...]:
    closed, at = [], 0
    for clip in clips:
        closed.append(clip if clip.start == at else replace(clip, start=at))
        at += clip.length
    return tuple(closed)


def mended(old: Track, clips: tuple[Clip, ...], renamed: Mapping[str, str]) -> Track:
    """The track with ``clips`` and those joins that still lie between the same two, each as long as fits
    behind the one before."""
    renamed_to = {former: heir for heir, former in renamed.items()}
    if not old.joins:
        return replace(old, clips=clips)
    was = {left.id: right.id for left, right in pairwise(old.clips)}
    kinds = {renamed_to.get(join.left, join.left): join for join in old.joins}
    formerly = {heir: former for former, heir in renamed_to.items()}
    joins: list[Join] = []
    covered = 0
    for left, right in pairwise(clips):
        before, covered = left.length - covered, 0
        join = kinds.get(left.id)
        same = was.get(formerly.get(left.id, left.id)) == right.id and left.end == right.start
        if join and same and (length := min(join.length, 2 * before + 1, 2 * right.length)) >= 1:
            joins.append(Join(left.id, join.kind, length))
            covered = length - length // 2
    return replace(old, clips=clips, joins=tuple(joins))


def room_at(track: Track, length: int, at: int) -> int:
    """The start nearest to ``at`` where a clip of ``length`` overlaps no other; there always is one."""
    at = max(0, at)
    gaps = zip(
        [0, *(clip.end for clip in track.clips)], [*(clip.start for clip in track.clips), None], strict=True
    )
    starts = [
        max(first, at if end is None else min(at, end - length))
        for first, end in gaps
        if end is None or end - first >= length
    ]
    return min(starts, key=lambda start: (abs(start - at), start))
