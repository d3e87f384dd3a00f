"""An emoji as a sticker: it is written as words of one letter, so that both renderers draw it from our font.

Its name is that of the table of the font: code points joined by ``-``, ``1f525``.
``web/src/studio/words/emoji.ts`` says the same; tests/montage/emoji.json holds both to it.
"""

import re

import msgspec

from mutoscope.core.montage.document import Clip, Montage, Sticker, Text, TextStyle
from mutoscope.core.montage.looks.stickers import SIDE

_CODES = re.compile(r"[0-9a-f]{4,5}(-[0-9a-f]{2,5})*")
_IN_COLOUR = "\ufe0f"


def with_emoji_written(montage: Montage) -> Montage:
    """``montage`` with every emoji among its stickers as a clip of words."""
    if not any(_letters(clip) for track in montage.tracks for clip in track.clips):
        return montage
    tracks = (
        msgspec.structs.replace(
            track, clips=tuple(written(clip, montage.canvas.height) for clip in track.clips)
        )
        for track in montage.tracks
    )
    return msgspec.structs.replace(montage, tracks=tuple(tracks))


def written(clip: Clip, height: int) -> Clip:
    """The clip on a canvas of this height as words, a line of which is as high as a sticker; or as it is."""
    letters = _letters(clip)
    if not letters:
        return clip
    size = (SIDE * 10_000 + height // 2) // height
    return msgspec.structs.replace(clip, content=Text(letters, style=TextStyle(size=size), width=10_000))


def _letters(clip: Clip) -> str:
    if not isinstance(clip.content, Sticker) or not _CODES.fullmatch(clip.content.name):
        return ""
    codes = [int(code, 16) for code in clip.content.name.split("-")]
    if any(0xD800 <= code < 0xE000 for code in codes):  # halves of letters are none
        return ""
    return "".join(map(chr, codes)) + _IN_COLOUR
