"""One track of a timeline as one of ours, and all of them together as tracks of a montage.

theirs   [gap][ a ]x[ b ][stack]        ours   [hole filled][ a ]~[ b ]     the stack is left out, and named
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import opentimelineio as otio
from msgspec.structs import replace

from mutoscope.core.montage.checking.refusing import refuse
from mutoscope.core.montage.document import Clip, Fill, Footage, Join, Listening, Material, Role, Track, Use
from mutoscope.core.montage.edits.slicing import sliced, with_begin
from mutoscope.core.montage.interchange.clips import content_of
from mutoscope.core.montage.interchange.grid import Grid
from mutoscope.core.montage.interchange.said import converted, ours, plain
from mutoscope.core.montage.timing import begins_at, half_up, most_join

_NO_TRANSITION = "dissolve"


class _Said(msgspec.Struct):
    """What we say of a track."""

    role: Role
    use: Use
    volume: int
    hidden: bool
    muted: bool
    locked: bool


class Lane(msgspec.Struct):
    """A track being read."""

    track: Track
    ours: bool
    left_out: list[str] = []
    missing: list[str] = []


class Seen(msgspec.Struct):
    """Of a whole timeline, what has been read of it."""

    most_clips: int
    clips: int = 0
    names: set[str] = msgspec.field(default_factory=set)
    """Names that are given already: a clip copied there still has the name it had here."""
    turns: dict[str, int] = msgspec.field(default_factory=dict)
    """The number that the last clip of the same name got behind it."""

    def count(self, lane: "Lane", before: int) -> None:
        """One clip more on ``lane``, ``before`` being there; refuses where there are too many.

        Another program's sound may be that of films, which is left out: on one track of no more clips than
        there may be.
        """
        if lane.ours or lane.track.role != "sound":
            self.clips += 1
        if self.clips > self.most_clips or before >= 2 * self.most_clips:
            raise refuse("project_too_many", "", "clips", most=self.most_clips)

    def once(self, name: str) -> str:
        """``name``, or one like it that nothing has yet."""
        fresh, turn = name, self.turns.get(name, 1)
        while fresh in self.names:
            turn += 1
            fresh = f"{name[:32]}-{turn}"
        self.turns[name] = turn
        self.names.add(fresh)
        return fresh


def read_lane(track: Any, grid: Grid, known: Mapping[str, Material], an_id: str, seen: Seen) -> Lane:
    """The clips and joins of ``track``; its role is ours where we said one, else to be found."""
    said = converted(ours(track), _Said)
    role: Role = said.role if said else "sound" if track.kind == otio.schema.TrackKind.Audio else "overlay"
    name = seen.once(plain(track.name) if said else an_id)
    lane = Lane(Track(name, role, hidden=not track.enabled), said is not None)
    if said:
        lane.track = replace(lane.track, hidden=said.hidden, muted=said.muted, locked=said.locked)
        lane.track = replace(lane.track, use=said.use, volume=said.volume)
    clips: list[Clip] = []
    wanted: list[Join] = []
    at = 0.0
    for item in track:
        if isinstance(item, otio.schema.Transition):
            lengths = grid.picture(item.in_offset), grid.picture(item.out_offset)
            begun = clips and (not wanted or wanted[-1].left != clips[-1].id)
            if begun and None not in lengths and (lane.ours or role != "sound"):
                kind = ours(item).get("kind")
                kind = kind if isinstance(kind, str) else _NO_TRANSITION
                wanted.append(Join(clips[-1].id, kind, sum(each for each in lengths if each)))
            continue
        lasts = _lasts(item, grid)
        start, at = at, at + lasts
        if isinstance(item, otio.schema.Gap):
            continue
        if not isinstance(item, otio.schema.Clip) or half_up(at) <= half_up(start) or not item.enabled:
            lane.left_out.append(plain(item.name))
            continue
        empty = Clip(f"{an_id}-{len(clips) + 1}", half_up(start), half_up(at) - half_up(start), Fill())
        if clip := _clip(item, grid, known, lane, empty):
            seen.count(lane, len(clips))
            fresh = seen.once(clip.id)
            clips.append(clip if fresh == clip.id else replace(clip, id=fresh, slot=None))
    lane.track = _joined(replace(lane.track, clips=tuple(clips)), wanted)
    return lane


def with_roles(lanes: list[Lane]) -> tuple[Track, ...]:
    """The tracks of a montage: one main track without holes, sound last, every name once."""
    mains = [lane for lane in lanes if lane.track.role == "main"]
    pictures = [lane for lane in lanes if lane.track.role != "sound"]
    main = next(iter(mains or [lane for lane in pictures if not lane.ours]), None)
    tracks = []
    for lane in [*pictures, *(lane for lane in lanes if lane.track.role == "sound")]:
        track = lane.track
        if lane is main:
            track = _without_holes(replace(track, role="main"))
        elif track.role == "main":
            track = replace(track, role="overlay")
        tracks.append(track)
    foreign = {lane.track.id for lane in lanes if not lane.ours}
    return tuple(_heard_once(tracks, foreign))


def _lasts(item: Any, grid: Grid) -> float:
    """How long an item lies on its track, in pictures; 0 where it can't be said."""
    try:
        return max(0.0, grid.pictures(item.duration()) or 0.0)
    except (otio.exceptions.OTIOError, ValueError, RuntimeError, NotImplementedError):
        return 0.0


def _clip(item: Any, grid: Grid, known: Mapping[str, Material], lane: Lane, empty: Clip) -> Clip | None:
    begin = grid.pictures(item.source_range.start_time) if item.source_range else 0.0
    kept = converted(ours(item).get("clip"), Clip)
    if kept is not None:
        clip = kept if kept.length == empty.length else sliced(kept, 0, empty.length)
        if begin is not None and abs(begin - begins_at(clip.content)) > 1e-4:
            clip = replace(clip, content=with_begin(clip.content, begin))
        return replace(clip, start=empty.start)
    found = content_of(item, grid, known, lane.track.role == "sound")
    lane.left_out += found.left_out
    lane.missing += found.missing
    return None if found.content is None else replace(empty, content=found.content)


def _joined(track: Track, wanted: list[Join]) -> Track:
    """The track with those joins that have a cut and room, as long as fits."""
    for join in wanted:
        if (length := min(join.length, most_join(track, join.left))) >= 1:
            track = replace(track, joins=(*track.joins, replace(join, length=length)))
    return track


def _without_holes(track: Track) -> Track:
    """A main track: black where nothing was."""
    clips: list[Clip] = []
    at = 0
    for place, clip in enumerate(track.clips):
        if clip.start > at:
            clips.append(Clip(f"{track.id[:24]}-hole-{place + 1}", at, clip.start - at, Fill()))
        clips.append(clip)
        at = clip.end
    return replace(track, clips=tuple(clips))


def _heard_once(tracks: list[Track], foreign: set[str]) -> Iterator[Track]:
    """Other programs lay the sound of a film on a track of its own; a film of ours sounds by itself.

    Of such a pair the film keeps the sound; a film without one beside it was silent there, and stays so.
    """
    sounds = {
        _cut(clip): clip.id
        for track in tracks
        if track.id in foreign
        for clip in track.clips
        if _is_sound(clip)
    }
    films = {
        _cut(clip) for track in tracks if track.id in foreign for clip in track.clips if not _is_sound(clip)
    }
    for track in tracks:
        if track.id not in foreign:
            yield track
        elif track.role == "sound":
            yield replace(
                track, clips=tuple(clip for clip in track.clips if _cut(clip) not in films), joins=()
            )
        else:
            clips = tuple(
                replace(clip, sounding=replace(clip.sounding, volume=0))
                if isinstance(clip.content, Footage) and _cut(clip) not in sounds
                else clip
                for clip in track.clips
            )
            yield replace(track, clips=clips)


def _is_sound(clip: Clip) -> bool:
    return isinstance(clip.content, Listening)


def _cut(clip: Clip) -> tuple[Material | None, int, int, int]:
    """What is shown or heard when: the same of a film and its own sound."""
    content = clip.content
    if isinstance(content, Footage | Listening):
        return content.material, content.source_in, clip.start, clip.length
    return None, 0, clip.start, clip.length
