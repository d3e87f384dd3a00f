"""How fast a clip's material runs, and in which direction."""

from collections.abc import Sequence

from msgspec.structs import replace

from mutoscope.core.montage.document import Clip, Footage, Key, Listening, Montage, Speed
from mutoscope.core.montage.edits.finding import Found, Lengths, find_open, refuse, with_clip
from mutoscope.core.montage.timing import begins_at, half_up, length_for, mean_rate, pace_of


def set_speed(montage: Montage, clip_id: str, speed: Sequence[Speed], lengths: Lengths) -> Montage:
    """The same stretch of the material along another curve: the clip's length follows.

        main   [   a   ][ b ]   ->   [ a ][ b ]      twice as fast

    In a place of a template, and where a neighbour on its track is in the way, the length stays within what
    there is and the stretch follows instead.
    """
    found = find_open(montage, clip_id)
    clip, content = found.clip, found.clip.content
    if not isinstance(content, Footage | Listening):
        raise refuse("nothing_runs")
    stretch = pace_of(content.speed, clip.length).used(clip.length)
    length = min(length_for(stretch, speed), _most(found))
    if clip.slot or (found.track.role == "main" and any(each.slot for each in found.track.clips)):
        length = clip.length
    if (material := lengths.get(content.material)) is not None:
        # Rounding up may ask for half a picture that the material no longer has.
        while (
            length > 1 and not clip.slot and begins_at(content) + length * mean_rate(speed) > material + 0.5
        ):
            length -= 1
    content = replace(content, speed=tuple(speed))
    return with_clip(montage, found, _lasting(replace(clip, content=content), length))


def reverse(montage: Montage, clip_id: str) -> Montage:
    """The same stretch from its end to its start, or forwards again."""
    found = find_open(montage, clip_id)
    content = found.clip.content
    if not isinstance(content, Footage):
        raise refuse("nothing_runs")
    return with_clip(
        montage, found, replace(found.clip, content=replace(content, backwards=not content.backwards))
    )


def _most(found: Found) -> int:
    """How long the clip may become without reaching into the next of its track."""
    following = found.track.clips[found.place + 1 :]
    if found.track.role == "main" or not following:
        return 10**9
    return following[0].start - found.clip.start


def _lasting(clip: Clip, length: int) -> Clip:
    """``clip`` lasting ``length``, what happens within it drawn out or pushed together with it."""
    if length == clip.length:
        return clip

    def moved(at: int) -> int:
        return half_up(at * length / clip.length)

    keys = {name: _apart({moved(key.at): key for key in every}) for name, every in clip.keys.items()}
    effects = tuple(
        replace(effect, start=moved(effect.start), length=effect.length and max(1, moved(effect.length)))
        for effect in clip.effects
    )
    sound = clip.sounding
    sound = replace(sound, fade_in=min(sound.fade_in, length), fade_out=min(sound.fade_out, length))
    return replace(clip, length=length, keys=keys, effects=effects, sounding=sound)


def _apart(keys: dict[int, Key]) -> tuple[Key, ...]:
    return tuple(replace(key, at=at) for at, key in sorted(keys.items()))
