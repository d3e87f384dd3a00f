"""What the lines of a story do to a montage, in Python; the browser has this table beside its edits."""

from collections.abc import Callable

from tests.montage.drawn import drawn_clip, drawn_key, drawn_speed

from mutoscope.core.montage import edits
from mutoscope.core.montage.document import Montage

VERBS: dict[str, Callable[..., Montage]] = {
    "insert": lambda m, _, track, clip, at: edits.insert(m, track, drawn_clip(clip, track), int(at)),
    "append": lambda m, _, track, clip: edits.append(m, track, drawn_clip(clip, track)),
    "move": lambda m, _, clip, track, at: edits.move(m, clip, track, int(at)),
    "reorder": lambda m, _, clip, place: edits.reorder(m, clip, int(place)),
    "delete": lambda m, _, clip: edits.delete(m, clip),
    "duplicate": lambda m, _, clip, copy: edits.duplicate(m, clip, copy),
    "trim_start": lambda m, lengths, clip, by: edits.trim_start(m, clip, int(by), lengths),
    "trim_end": lambda m, lengths, clip, by: edits.trim_end(m, clip, int(by), lengths),
    "slip": lambda m, lengths, clip, by: edits.slip(m, clip, int(by), lengths),
    "split": lambda m, _, clip, at, right: edits.split(m, clip, int(at), right),
    "freeze": lambda m, _, clip, at, length, *new: edits.freeze(m, clip, int(at), int(length), *new),
    "speed": lambda m, lengths, clip, speed: edits.set_speed(m, clip, drawn_speed(speed), lengths),
    "reverse": lambda m, _, clip: edits.reverse(m, clip),
    "join": lambda m, _, clip, length: edits.set_join(m, clip, "dissolve", int(length)),
    "unjoin": lambda m, _, clip: edits.remove_join(m, clip),
    "detach": lambda m, _, clip, sound, track: edits.detach_sound(m, clip, sound, track),
    "freely": lambda m, _: edits.freely(m),
    "key": lambda m, _, clip, name, key: edits.set_key(m, clip, name, drawn_key(key)),
    "unkey": lambda m, _, clip, name, at: edits.remove_key(m, clip, name, int(at)),
    "add_track": lambda m, _, role: edits.add_track(m, role, role),
    "move_track": lambda m, _, track, place: edits.move_track(m, track, int(place)),
    "remove_track": lambda m, _, track: edits.remove_track(m, track),
    "beats": lambda m, _, *beats: edits.set_beats(m, map(int, beats)),
}
"""What a line of a story does: the montage, lengths of materials, then the words of the line."""


def done(montage: Montage, lengths: edits.Lengths, name: str, words: list[str]) -> tuple[Montage, str]:
    """What the montage is after the line, and what it answered."""
    if name == "snap":
        clip, start, length, tolerance = words
        held = edits.snapped(edits.snaps(montage, without=[clip]), int(start), int(length), int(tolerance))
        return montage, f"= {held.start}" + (f" {held.to.what}" if held.to else "")
    if name == "handles":
        return montage, "= " + " ".join(f"{value:g}" for value in edits.handles(montage, words[0], lengths))
    if name == "carrying":
        after = VERBS[words[0]](montage, lengths, *words[1:])
        return edits.carried(montage, after), ""
    return VERBS[name](montage, lengths, *words), ""
