"""A montage without a part that was taken down: as long as before, with a plain surface in its place.

main  [ a ][ theirs ][ b ]      ->      main  [ a ][ plain  ][ b ]
sound [ their song       ]              text       [ words  ]
"""

from collections.abc import Collection, Iterator
from itertools import count

import msgspec

from mutoscope.core.montage.document import (
    Adjustments,
    Clip,
    Content,
    Fill,
    Footage,
    Listening,
    Material,
    Montage,
    Place,
    Sounding,
    Text,
    TextStyle,
    Track,
)

COLOUR = "#1b1b22"
_KEPT_KEYS = ("x", "y", "scale", "rotation", "opacity", "mask.")
_MOST_TRACKS, _MOST_CLIPS = 24, 300
_STYLE = TextStyle(size=320, colour="#c9c9d4")


def without(montage: Montage, gone: Collection[Material], words: str) -> Montage:
    """The montage with a surface and ``words`` where it showed something of ``gone``; its sounds are silent.

    Nothing of ``gone`` is named in it any more, and it is as long as before.
    """
    montage = _without_tables(montage, gone)
    if not any(_is_gone(clip.content, gone) for track in montage.tracks for clip in track.clips):
        return montage
    names = {clip.id for track in montage.tracks for clip in track.clips}
    names |= {track.id for track in montage.tracks}
    fresh = (name for name in (f"gone{n}" for n in count(1)) if name not in names)
    tracks = tuple(_track(track, gone) for track in montage.tracks)
    plain = msgspec.structs.replace(montage, tracks=tracks)
    return _with_words(_as_long(plain, montage.length, fresh), montage, gone, words, fresh)


def _without_tables(montage: Montage, gone: Collection[Material]) -> Montage:
    tables = {one.id for one in gone if one.origin == "upload"}
    if not any(clip.look.table in tables for track in montage.tracks for clip in track.clips):
        return montage
    tracks = tuple(
        msgspec.structs.replace(track, clips=tuple(_without_table(clip, tables) for clip in track.clips))
        for track in montage.tracks
    )
    return msgspec.structs.replace(montage, tracks=tracks)


def _without_table(clip: Clip, tables: Collection[str]) -> Clip:
    if clip.look.table not in tables:
        return clip
    return msgspec.structs.replace(clip, look=msgspec.structs.replace(clip.look, table=""))


def _is_gone(content: Content, gone: Collection[Material]) -> bool:
    return isinstance(content, Footage | Listening) and content.material in gone


def _track(track: Track, gone: Collection[Material]) -> Track:
    """Footage becomes a surface; what is only heard goes."""
    clips = tuple(
        _plain(clip) if isinstance(clip.content, Footage) and _is_gone(clip.content, gone) else clip
        for clip in track.clips
        if not (isinstance(clip.content, Listening) and _is_gone(clip.content, gone))
    )
    left = {clip.id for clip in clips}
    joins = tuple(join for join in track.joins if join.left in left)
    return msgspec.structs.replace(track, clips=clips, joins=joins)


def _plain(clip: Clip) -> Clip:
    place = msgspec.structs.replace(clip.place, chroma=None, blend="normal")
    keys = {name: keys for name, keys in clip.keys.items() if name.startswith(_KEPT_KEYS)}
    return msgspec.structs.replace(
        clip,
        content=Fill(COLOUR),
        place=place,
        look=Adjustments(),
        effects=(),
        sounding=Sounding(),
        keys=keys,
        slot=None,
    )


def _as_long(montage: Montage, length: int, fresh: Iterator[str]) -> Montage:
    """Where only a sound reached so far, the surface goes on at the end of the main track."""
    if montage.length >= length:
        return montage
    index = next((at for at, track in enumerate(montage.tracks) if track.role == "main"), None)
    if index is None:
        clip = Clip(next(fresh), 0, length, Fill(COLOUR))
        main = Track(next(fresh), "main", (clip,))
        return msgspec.structs.replace(montage, tracks=(main, *montage.tracks))
    main = montage.tracks[index]
    end = main.clips[-1].end if main.clips else 0
    rest = Clip(next(fresh), end, length - end, Fill(COLOUR))
    tracks = list(montage.tracks)
    tracks[index] = msgspec.structs.replace(main, clips=(*main.clips, rest))
    return msgspec.structs.replace(montage, tracks=tuple(tracks))


def _with_words(
    plain: Montage, before: Montage, gone: Collection[Material], words: str, fresh: Iterator[str]
) -> Montage:
    """The words in the middle of each surface; where there is no room for more of them, fewer."""
    room = _MOST_CLIPS - sum(len(track.clips) for track in plain.tracks)
    spots = [
        clip
        for track in before.tracks
        if track.role != "sound" and not track.hidden
        for clip in track.clips
        if isinstance(clip.content, Footage) and _is_gone(clip.content, gone)
    ]
    clips: list[Clip] = []
    for spot in sorted(spots, key=lambda clip: clip.start):
        start = max(spot.start, clips[-1].end if clips else 0)
        if start >= spot.end:
            continue
        place = Place(x=_inside(spot.place.x), y=_inside(spot.place.y))
        if clips and clips[-1].end == start and clips[-1].place == place:
            clips[-1] = msgspec.structs.replace(clips[-1], length=spot.end - clips[-1].start)
        else:
            clips.append(Clip(next(fresh), start, spot.end - start, Text(words, style=_STYLE), place))
    if not clips or room <= 0 or len(plain.tracks) >= _MOST_TRACKS:
        return plain
    above = next((at for at, track in enumerate(plain.tracks) if track.role == "sound"), len(plain.tracks))
    said = Track(next(fresh), "text", tuple(clips[:room]))
    return msgspec.structs.replace(plain, tracks=(*plain.tracks[:above], said, *plain.tracks[above:]))


def _inside(share: int) -> int:
    """Near the middle of the surface, and never out of the picture."""
    return min(8000, max(2000, share))
