"""Ids and refusals: the words every other part shares."""

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

__all__ = [
    "PersonId",
    "Refusal",
    "SoundId",
    "UploadId",
    "VideoId",
    "born_ms",
    "from_text",
    "make_id",
    "to_text",
]
