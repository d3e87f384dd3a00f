"""Edits of a montage: free functions from one frozen value to the next. Undo is keeping the older value.

arranging   insert, append, move, reorder, delete, duplicate
cutting     trim, slip, split, freeze
pacing      speed and direction
joining     transitions
tracks      tracks, and sound taken off a film
dressing    looks, places, sounds, keys
marking     marks, beats, snapping

What can't be done is refused by name. What can be done in part, a trim beyond the material, a join longer
than its clips, is done as far as it goes. ``web/src/studio/kernels`` does the same;
``tests/montage/edits.txt`` holds both to it. New things are named by whoever asks: nothing here throws dice.
"""

from mutoscope.core.montage.edits.arranging import (
    append,
    belongs,
    carried,
    delete,
    duplicate,
    insert,
    move,
    reorder,
)
from mutoscope.core.montage.edits.cutting import freeze, slip, split, trim_end, trim_start
from mutoscope.core.montage.edits.dressing import Dress, change, clear_keys, freely, remove_key, set_key
from mutoscope.core.montage.edits.finding import Found, Lengths, find, room_at, track_of
from mutoscope.core.montage.edits.joining import handles, remove_join, set_join
from mutoscope.core.montage.edits.marking import (
    Snap,
    Snapped,
    remove_marker,
    set_beats,
    set_marker,
    snapped,
    snaps,
)
from mutoscope.core.montage.edits.pacing import reverse, set_speed
from mutoscope.core.montage.edits.tracks import add_track, detach_sound, move_track, remove_track, set_track

__all__ = [
    "Dress", "Found", "Lengths", "Snap", "Snapped", "add_track", "append", "belongs", "carried",
    "change", "clear_keys", "delete", "detach_sound", "duplicate", "find", "freely", "freeze",
    "handles", "insert", "move", "move_track", "remove_join", "remove_key", "remove_marker",
    "remove_track", "reorder", "reverse", "room_at", "set_beats", "set_join", "set_key",
    "set_marker", "set_speed", "set_track", "slip", "snapped", "snaps", "split", "track_of",
    "trim_end", "trim_start",
]  # fmt: skip
