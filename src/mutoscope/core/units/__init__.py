"""Ids, cursors, refusals and lengths of time: the words every other part shares."""

from mutoscope.core.units.cursors import bad_cursor, cursor_after, read_cursor
from mutoscope.core.units.ids import (
    PersonId,
    SoundId,
    UploadId,
    VideoId,
    born_ms,
    from_text,
    make_id,
    to_text,
)
from mutoscope.core.units.refusal import Refusal
from mutoscope.core.units.time import DAY_MS, HOUR_MS

__all__ = [
    "DAY_MS",
    "HOUR_MS",
    "PersonId",
    "Refusal",
    "SoundId",
    "UploadId",
    "VideoId",
    "bad_cursor",
    "born_ms",
    "cursor_after",
    "from_text",
    "make_id",
    "read_cursor",
    "to_text",
]
