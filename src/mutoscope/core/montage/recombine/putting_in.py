"""One's own film into its place, everything else ending where it ends.

overlay   [   own   ]    ->   [ own ]          a duet lasts as long as the shorter
main      [ theirs  ]         [theirs]

main      [theirs][own]  ->   [theirs][    own    ]      a stitch as long as one likes
"""

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Montage, Track
from mutoscope.core.montage.edits.finding import find, put
from mutoscope.core.montage.edits.slicing import sliced
from mutoscope.core.montage.templates.filling import Piece
from mutoscope.core.montage.templates.framing import box_of, boxed


def put_own(montage: Montage, clip_id: str, piece: Piece) -> Montage:
    """``piece`` in the place that the clip ``clip_id`` is; it is a clip like any other afterwards.

    A photo stays as long as the place was. On the main track nothing but music is the bound: silence under
    the end of a film would be heard as a fault.
    """
    found = find(montage, clip_id)
    clip, canvas = found.clip, montage.canvas
    length = _length(montage, found.track, clip, piece)
    place = clip.place
    if piece.width and piece.height and place.fit == "contain":
        box = box_of(place, canvas, canvas.width, canvas.height)
        place = boxed(box, canvas, piece.width, piece.height, place)
    content = Footage(piece.material, piece.begin if piece.length else 0)
    own = replace(clip, length=length, content=content, place=place, slot=None)
    clips = [*found.track.clips[: found.place], own, *found.track.clips[found.place + 1 :]]
    return _ended(put(montage, found.track, clips), own.end)


def _length(montage: Montage, track: Track, clip: Clip, piece: Piece) -> int:
    if not piece.length:
        return clip.length
    length = max(1, piece.length - piece.begin)
    if track.role != "main":
        return min(length, clip.length)
    music = [
        each.end - clip.start
        for other in montage.tracks
        if other.use == "music"
        for each in other.clips
        if each.start <= clip.start < each.end
    ]
    return min([length, *music])


def _ended(montage: Montage, end: int) -> Montage:
    """Nothing after picture ``end``."""
    for track in montage.tracks:
        clips = [
            clip if clip.end <= end else sliced(clip, 0, end - clip.start)
            for clip in track.clips
            if clip.start < end
        ]
        if clips != list(track.clips):
            montage = put(montage, track, clips)
    return montage
