"""One's own films, photos and words put into the places of a template.

    place    [        ]        the film is cut to the place's length, running as the place says
    film     [=====]           half as long as needed or more: slowed down until it lasts
    film     [==]              shorter: [==][==][=], repeated

No cut of the template moves. Fewer films than places: they are used again, going on where they were left;
more: the rest is named.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from mutoscope.core.montage.document import (
    Clip,
    Fill,
    Footage,
    Key,
    Listening,
    Material,
    Montage,
    Speed,
    Text,
    Track,
)
from mutoscope.core.montage.edits.finding import put
from mutoscope.core.montage.edits.slicing import sliced, speed_between, with_begin
from mutoscope.core.montage.templates.making import places_of, track_of_place
from mutoscope.core.montage.timing import half_up, pace_of
from mutoscope.core.units import Refusal

_SLOWEST_RATE = 100
_MOST_TURNS = 20
"""How often a film is repeated in one place; after that its last picture stays."""
_DRIFT = 1080
"""Thousandths to which a photo grows while it shows, so that it does not stand dead."""


class Piece(msgspec.Struct, frozen=True):
    """Something to put in: a film, or a photo."""

    material: Material
    length: int = 0
    """Pictures of the grid; 0: a photo."""
    begin: int = 0
    """From where in it."""
    width: int = 0
    """As it is seen, upright; 0: not known."""
    height: int = 0


class Filled(msgspec.Struct, frozen=True):
    """A template with something in every place, and what its user should know."""

    montage: Montage
    extra: tuple[Piece, ...] = ()
    """More than there were places."""
    again: tuple[str, ...] = ()
    """Places in which something is used a second time."""
    too_short: tuple[str, ...] = ()
    """Places that ask for a longer film than they got."""


def fill(montage: Montage, pieces: Sequence[Piece]) -> Filled:
    """The template with ``pieces`` in its places for films and photos, in order."""
    places = [clip for clip in places_of(montage) if _takes_films(clip)]
    again: list[str] = []
    short: list[str] = []
    if pieces:
        begins = [piece.begin for piece in pieces]
        for turn, clip in enumerate(places):
            assert clip.slot is not None
            piece, which = pieces[turn % len(pieces)], turn % len(pieces)
            needed = _needed(_whole(*_span(montage, clip.slot.id)))
            if piece.length and begins[which] + needed > piece.length:
                begins[which] = piece.begin
            montage = put_in(montage, clip.slot.id, replace(piece, begin=begins[which]))
            begins[which] += math.ceil(needed)
            if turn >= len(pieces):
                again.append(clip.slot.id)
            if piece.length and piece.length < clip.slot.least:
                short.append(clip.slot.id)
    return Filled(montage, tuple(pieces[len(places) :]), tuple(again), tuple(short))


def put_in(montage: Montage, slot_id: str, piece: Piece) -> Montage:
    """The piece in one place, instead of what was there; nothing else changes."""
    track, first, end = _span(montage, slot_id)
    if not _takes_films(track.clips[first]):
        raise Refusal("no_film_here", "This place is not for a film or a photo.", status=422)
    clips = _with_piece(_whole(track, first, end), piece)
    heir, former = clips[-1].id, track.clips[end - 1].id
    renamed = {heir: former} if heir != former else {}
    return put(montage, track, [*track.clips[:first], *clips, *track.clips[end:]], renamed)


def fill_text(montage: Montage, slot_id: str, text: str) -> Montage:
    """Words in a place for words."""
    track, first, _ = _span(montage, slot_id)
    clip = track.clips[first]
    if not isinstance(clip.content, Text):
        raise Refusal("no_words_here", "This place is not for words.", status=422)
    clip = replace(clip, content=replace(clip.content, text=text))
    return put(montage, track, [*track.clips[:first], clip, *track.clips[first + 1 :]])


def fill_sound(montage: Montage, slot_id: str, material: Material) -> Montage:
    """A sound in a place for sound, from its start; where it is shorter than the place, silence follows."""
    track, first, _ = _span(montage, slot_id)
    clip = track.clips[first]
    if not isinstance(clip.content, Listening):
        raise Refusal("no_sound_here", "This place is not for sound.", status=422)
    clip = replace(clip, content=Listening(material))
    return put(montage, track, [*track.clips[:first], clip, *track.clips[first + 1 :]])


def unfilled(montage: Montage) -> tuple[str, ...]:
    """The places for films and photos that must have something and have nothing yet, in order."""
    return tuple(
        clip.slot.id
        for clip in places_of(montage)
        if _takes_films(clip) and isinstance(clip.content, Fill) and clip.slot and clip.slot.required
    )


def _takes_films(clip: Clip) -> bool:
    """Whether a film or photo may be put here: a place for one, that has one or nothing yet."""
    return clip.slot is not None and clip.slot.kind == "media" and isinstance(clip.content, Footage | Fill)


def _span(montage: Montage, slot_id: str) -> tuple[Track, int, int]:
    """The track of a place, the clip that is it, and the first after those that repeat what is in it."""
    if (found := track_of_place(montage, slot_id)) is None:
        raise Refusal("no_such_place", "This template has no such place.", status=422)
    track, first = found
    end = first + 1
    while end < len(track.clips) and track.clips[end].id == _again(track.clips[first], end - first):
        end += 1
    return track, first, end


def _again(clip: Clip, turn: int) -> str:
    """The name of the clip that shows for the ``turn``-th time more what is in a place."""
    return f"{clip.id}-x{turn + 1}"


def _whole(track: Track, first: int, end: int) -> Clip:
    """The place as one clip, whatever repeats in it now, without what we gave a photo."""
    clip, last = track.clips[first], track.clips[end - 1]
    clip = replace(clip, length=last.end - clip.start, leave=last.leave)
    clip = replace(clip, sounding=replace(clip.sounding, fade_out=last.sounding.fade_out))
    if clip.keys.get("scale") == _drift(clip):
        clip = replace(clip, keys={name: keys for name, keys in clip.keys.items() if name != "scale"})
    return clip


def _speed_in(clip: Clip) -> tuple[Speed, ...]:
    """How what is put into the place runs: as its maker's film did."""
    assert clip.slot is not None
    return clip.slot.speed


def _needed(clip: Clip) -> float:
    """Pictures of a film that fill the place."""
    return pace_of(_speed_in(clip), clip.length).used(clip.length)


def _with_piece(clip: Clip, piece: Piece) -> list[Clip]:
    """The place with ``piece`` in it, as one clip or as many as it takes turns."""
    assert clip.slot is not None
    if not piece.length:
        keys = clip.keys if "scale" in clip.keys else {**clip.keys, "scale": _drift(clip)}
        return [replace(clip, content=Footage(piece.material), keys=keys)]
    begin = min(piece.begin, piece.length - 1)
    there, needed = piece.length - begin, _needed(clip)
    slot = clip.slot
    film = Footage(piece.material, begin, speed=slot.speed, backwards=slot.backwards)
    if there >= needed:
        return [replace(clip, content=film)]
    if 2 * there >= needed:
        # The place still says how fast it is meant to run, also where it said so by saying nothing.
        slot = replace(slot, speed=slot.speed or (Speed(0, 1000),))
        return [replace(clip, content=replace(film, speed=_slowed(slot.speed, there / needed)), slot=slot)]
    return _turns(replace(clip, content=film), begin, there)


def _slowed(speed: Sequence[Speed], factor: float) -> tuple[Speed, ...]:
    return tuple(Speed(point.at, max(_SLOWEST_RATE, math.floor(point.rate * factor))) for point in speed)


def _turns(clip: Clip, begin: int, there: int) -> list[Clip]:
    """The clip cut wherever its film of ``there`` pictures is over, each part beginning at ``begin``
    again."""
    pace = pace_of(_speed_in(clip), clip.length)
    cuts = [0]
    while len(cuts) < _MOST_TURNS:
        cut = max(cuts[-1] + 1, math.floor(pace.seen(len(cuts) * there) + 1e-6))
        if cut >= clip.length:
            break
        cuts.append(cut)
    parts = []
    for turn, (first, end) in enumerate(pairwise([*cuts, clip.length])):
        # The first part keeps keys and effects past its end: they are the place's when something else is put
        # in.
        part = sliced(clip, first, end) if turn else _begun(clip, end)
        last = end == clip.length
        sound = replace(
            clip.sounding,
            fade_in=0 if turn else min(clip.sounding.fade_in, part.length),
            fade_out=min(clip.sounding.fade_out, part.length) if last else 0,
        )
        part = replace(part, content=with_begin(part.content, begin), sounding=sound)
        if turn:
            part = replace(part, id=_again(clip, turn), slot=None, enter=None)
        parts.append(part if last else replace(part, leave=None))
    return parts


def _begun(clip: Clip, end: int) -> Clip:
    """The clip stopped before ``end``, everything past that still said."""
    assert isinstance(clip.content, Footage)
    speed = speed_between(clip.content.speed, clip.length, 0, end)
    return replace(clip, length=end, content=replace(clip.content, speed=speed))


def _drift(clip: Clip) -> tuple[Key, ...]:
    """A photo coming slowly nearer, over the whole clip."""
    return Key(0, clip.place.scale), Key(clip.length, half_up(clip.place.scale * _DRIFT / 1000))
