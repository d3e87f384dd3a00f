"""A template out of a project. Whoever uses it gets its cuts, looks, words and sounds, and of its maker's own
films only what the maker may give and gives.

    project    [ a ][ b ][ c ] + music        template   [   ][   ][   ] + music
"""

from collections.abc import Container

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Fill, Footage, Listening, Material, Montage, Slot, Track
from mutoscope.core.montage.edits.finding import put

EMPTY = Fill("#303040")
"""What shows where nothing has been put yet, and where something may not be shown any more."""


def template_of(montage: Montage) -> Montage:
    """``montage`` with every film of its main track a place, in order of time, where it has none marked
    yet."""
    if places_of(montage):
        return montage
    tracks = []
    for track in montage.tracks:
        if track.role == "main":
            clips = tuple(_as_place(clip, order) for order, clip in enumerate(track.clips))
            track = replace(track, clips=clips)
        tracks.append(track)
    return replace(montage, tracks=tuple(tracks))


def places_of(montage: Montage) -> tuple[Clip, ...]:
    """The clips that are places, in the order in which they are filled."""
    clips = [clip for track in montage.tracks for clip in track.clips if clip.slot]
    return tuple(sorted(clips, key=lambda clip: (clip.slot.order if clip.slot else 0, clip.start, clip.id)))


def going_along(montage: Montage) -> frozenset[Material]:
    """What of its maker's own goes with the template: all that shows or sounds in clips that are no places,
    where its maker marked places. Nothing where every film became one by itself."""
    if not places_of(montage):
        return frozenset()
    clips = [clip for track in montage.tracks for clip in track.clips if not clip.slot]
    return frozenset(clip.content.material for clip in clips if isinstance(clip.content, Footage | Listening))


def published(montage: Montage, given: Container[Material]) -> Montage:
    """The template as everybody gets it: its places empty, and besides them only the materials ``given``."""
    tracks = tuple(replace(track, clips=tuple(map(_emptied, track.clips))) for track in montage.tracks)
    return without_theirs(replace(montage, tracks=tracks), given)


def without_theirs(montage: Montage, given: Container[Material]) -> Montage:
    """``montage`` with an empty place-holder for every film, silence for every sound, and no table of
    colours, that is not ``given``.

    Cuts, lengths, looks and words stay: nothing else moves because something is gone.
    """
    for track in montage.tracks:
        clips = [kept for clip in track.clips if (kept := _allowed(clip, given))]
        if clips != list(track.clips):
            montage = put(montage, track, clips)
    return montage


def _as_place(clip: Clip, order: int) -> Clip:
    return replace(clip, slot=Slot(clip.id, order=order)) if isinstance(clip.content, Footage) else clip


def _emptied(clip: Clip) -> Clip:
    """A place for a film without the film; how it ran is kept for the next one."""
    content, slot = clip.content, clip.slot
    if not slot or slot.kind != "media" or not isinstance(content, Footage):
        return clip
    speed = slot.speed or content.speed
    return replace(clip, content=EMPTY, slot=replace(slot, speed=speed, backwards=content.backwards))


def _allowed(clip: Clip, given: Container[Material]) -> Clip | None:
    content, look = clip.content, clip.look
    if look.table and Material("upload", look.table) not in given:
        clip = replace(clip, look=replace(look, table=""))
    if isinstance(content, Footage) and content.material not in given:
        return replace(clip, content=EMPTY)
    if isinstance(content, Listening) and content.material not in given:
        return None
    return clip


def track_of_place(montage: Montage, slot_id: str) -> tuple[Track, int] | None:
    """The track on which the place ``slot_id`` lies, and where among its clips; None where there is none."""
    for track in montage.tracks:
        for place, clip in enumerate(track.clips):
            if clip.slot and clip.slot.id == slot_id:
                return track, place
    return None
