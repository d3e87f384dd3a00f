"""What must hold between the parts of a montage, whoever made it."""

from collections import Counter
from itertools import pairwise

from mutoscope.core.montage.checking.bounds import FPS, RANGES, MontageLimits, check_bounds
from mutoscope.core.montage.checking.refusing import refuse
from mutoscope.core.montage.document import (
    Adjustments,
    Captions,
    Clip,
    Effect,
    Footage,
    Key,
    Listening,
    Mask,
    Montage,
    Place,
    Sounding,
    Speed,
    Text,
    Track,
)
from mutoscope.core.montage.timing import keyable, windows

_MOST_PIXELS = 1080 * 1920


def check(montage: Montage, limits: MontageLimits) -> None:
    """Refuses a montage that docs/algorithms/montage.md gives no meaning to, or that is beyond ``limits``."""
    check_bounds((montage.canvas, montage.mix), "", limits)
    _check_canvas(montage)
    _few("tracks", len(montage.tracks), limits.max_tracks)
    _few("clips", sum(len(track.clips) for track in montage.tracks), limits.max_clips)
    _few("markers", len(montage.markers), limits.max_markers)
    check_bounds(montage.markers, "", limits)
    _check_order(montage)
    _check_ids(montage)
    for track in montage.tracks:
        _check_track(track, limits)
    if montage.length > limits.max_seconds * montage.canvas.fps:
        raise refuse("project_too_long", most=limits.max_seconds)
    _few("layers", _most_layers(montage), limits.max_layers)


def _few(what: str, count: int, most: int, place: str = "") -> None:
    if count > most:
        raise refuse("project_too_many", place, what, most=most)


def _check_canvas(montage: Montage) -> None:
    canvas = montage.canvas
    if canvas.width % 2 or canvas.height % 2 or canvas.width * canvas.height > _MOST_PIXELS:
        raise refuse("project_canvas", most=_MOST_PIXELS)
    if canvas.fps not in FPS:
        raise refuse("project_word", "", "fps")


def _check_order(montage: Montage) -> None:
    mains = [track for track in montage.tracks if track.role == "main"]
    if len(mains) > 1:
        raise refuse("project_tracks", mains[1].id)
    for one, other in pairwise(montage.tracks):
        if one.role == "sound" and other.role != "sound":
            raise refuse("project_tracks", other.id)


def _check_ids(montage: Montage) -> None:
    seen: set[str] = set()
    slots: set[str] = set()
    for track in montage.tracks:
        for an_id, place in [(track.id, track.id), *((clip.id, _place(track, clip)) for clip in track.clips)]:
            if an_id in seen:
                raise refuse("project_same_id", place, an_id)
            seen.add(an_id)
        for clip in track.clips:
            if clip.slot and clip.slot.id in slots:
                raise refuse("project_same_id", _place(track, clip), clip.slot.id)
            if clip.slot:
                slots.add(clip.slot.id)


def _check_track(track: Track, limits: MontageLimits) -> None:
    check_bounds(track, track.id, limits)
    for clip in track.clips:
        _check_clip(clip, track, limits)
    ends = 0
    for clip in track.clips:
        if clip.start < ends:
            raise refuse("project_overlap", _place(track, clip))
        if track.role == "main" and clip.start > ends:
            raise refuse("project_hole", _place(track, clip))
        ends = clip.end
    _check_joins(track, limits)


def _check_joins(track: Track, limits: MontageLimits) -> None:
    for join in track.joins:
        check_bounds(join, track.id, limits)
    again = [left for left, count in Counter(join.left for join in track.joins).items() if count > 1]
    lying = windows(track)
    if again or len(lying) != len(track.joins):
        raise refuse("project_join", track.id)
    for window in lying:
        if window.first < window.left.start or window.end > window.right.end:
            raise refuse("project_join", _place(track, window.left))
    for one, other in pairwise(lying):
        if other.first < one.end:
            raise refuse("project_join", _place(track, other.left))


def _check_clip(clip: Clip, track: Track, limits: MontageLimits) -> None:
    place = _place(track, clip)
    check_bounds(clip, place, limits)
    content = clip.content
    if not _belongs(clip, track):
        raise refuse("project_wrong_track", place)
    _few("effects", len(clip.effects), limits.max_effects, place)
    crop = clip.place.crop
    if crop.left + crop.right >= 10_000 or crop.top + crop.bottom >= 10_000:
        raise refuse("project_value", place, "crop", least=0, most=9_999)
    for name, fade in (("fade_in", clip.sounding.fade_in), ("fade_out", clip.sounding.fade_out)):
        if fade > clip.length:
            raise refuse("project_value", place, name, least=0, most=clip.length)
    if isinstance(content, Captions):
        _few("words", len(content.words), limits.max_words, place)
        if any(other.at < one.at for one, other in pairwise(content.words)):
            raise refuse("project_value", place, "words", least=0, most=clip.length)
    if isinstance(content, Footage | Listening):
        _check_speed(content.speed, place, limits)
    if clip.slot:
        _check_speed(clip.slot.speed, place, limits)
    for name, keys in clip.keys.items():
        _check_keys(name, keys, clip, place, limits)


def _check_speed(speed: tuple[Speed, ...], place: str, limits: MontageLimits) -> None:
    _few("speed", len(speed), limits.max_points, place)
    if any(other.at <= one.at for one, other in pairwise(speed)):
        raise refuse("project_speed", place)


def _check_keys(name: str, keys: tuple[Key, ...], clip: Clip, place: str, limits: MontageLimits) -> None:
    if not keys or not keyable(name, clip) or any(other.at <= one.at for one, other in pairwise(keys)):
        raise refuse("project_keys", place, name)
    _few(name, len(keys), limits.max_keys, place)
    least, most = _range_of(name)
    for key in keys:
        if not least <= key.value <= most:
            raise refuse("project_value", place, name, least=least, most=most)
        x1, y1, x2, y2 = key.ease
        if not (0 <= x1 <= 1000 and 0 <= x2 <= 1000 and -5000 <= y1 <= 5000 and -5000 <= y2 <= 5000):
            raise refuse("project_keys", place, name)


def _range_of(name: str) -> tuple[int, int]:
    """The range of a property that may have keys: that of the value beside them."""
    group, _, last = name.rpartition(".")
    kinds: dict[str, type] = {"look": Adjustments, "mask": Mask, "": Sounding if last == "volume" else Place}
    return RANGES[kinds.get(group, Effect)][last]


def _belongs(clip: Clip, track: Track) -> bool:
    """Sound with sound, words with words; words may lie on an overlay too."""
    content = clip.content
    match track.role:
        case "sound":
            return isinstance(content, Listening)
        case "text":
            return isinstance(content, Text | Captions)
        case "main":
            return not isinstance(content, Listening | Text | Captions)
    return not isinstance(content, Listening)


def _most_layers(montage: Montage) -> int:
    """The most pictures that show at one moment, both sides of a join counted."""
    changes: Counter[int] = Counter()
    for track in montage.tracks:
        if track.role == "sound" or track.hidden:
            continue
        joins = windows(track)
        firsts = {window.right.id: window.first for window in joins}
        ends = {window.left.id: window.end for window in joins}
        for clip in track.clips:
            changes[min(clip.start, firsts.get(clip.id, clip.start))] += 1
            changes[max(clip.end, ends.get(clip.id, clip.end))] -= 1
    most = now = 0
    for at in sorted(changes):
        now += changes[at]
        most = max(most, now)
    return most


def _place(track: Track, clip: Clip) -> str:
    return f"{track.id} › {clip.id}"
