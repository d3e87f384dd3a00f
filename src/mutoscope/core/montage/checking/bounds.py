"""What each number, word, colour and text of a document may be, part by part of ``document.py``."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_origin, get_type_hints

import msgspec

from mutoscope.core.montage.checking.refusing import refuse
from mutoscope.core.montage.document import (
    Adjustments,
    Background,
    Canvas,
    Captions,
    ChromaKey,
    Clip,
    Crop,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Marker,
    Mask,
    Material,
    Mix,
    Motion,
    Place,
    Slot,
    Sounding,
    Speed,
    Sticker,
    Text,
    TextStyle,
    Track,
    Word,
)
from mutoscope.core.units import Refusal
from mutoscope.core.units.ids import from_text


class MontageLimits(msgspec.Struct, frozen=True):
    """What a document may hold: the table of docs/algorithms/montage.md."""

    max_seconds: int = 180
    max_bytes: int = 2 * 1024 * 1024
    max_tracks: int = 24
    max_clips: int = 300
    max_layers: int = 12
    """Pictures at one moment."""
    max_keys: int = 128
    """Of one property."""
    max_effects: int = 16
    max_words: int = 2_000
    """Of captions."""
    max_letters: int = 500
    max_markers: int = 2_000
    max_points: int = 32
    """Of a curve of speed."""


MOST_PICTURES = 10_000_000
"""No moment of ours lies further: two days at 60 a second. It only keeps sums far from what computers can't
add."""
FPS = (24, 25, 30, 50, 60)
_SHARE, _TIME, _ANY_TIME = (0, 1000), (0, MOST_PICTURES), (-MOST_PICTURES, MOST_PICTURES)
_TURN, _PART, _TONE = (-36_000_000, 36_000_000), (0, 10_000), (-1000, 1000)

RANGES: dict[type, dict[str, tuple[int, int]]] = {
    Canvas: {"width": (144, 1920), "height": (144, 1920), "fps": (24, 60)},
    Mix: {"loudness": (-40, 0), "duck": (0, 40)},
    Track: {"volume": (0, 4000)},
    Clip: {"start": _TIME, "length": (1, MOST_PICTURES)},
    Footage: {"source_in": _TIME, "source_rest": (0, 999)},
    Listening: {"source_in": _TIME, "source_rest": (0, 999)},
    Speed: {"at": _PART, "rate": (100, 10_000)},
    Key: {"at": _ANY_TIME},
    Crop: {"left": _PART, "top": _PART, "right": _PART, "bottom": _PART},
    Mask: {
        "x": (-100_000, 100_000), "y": (-100_000, 100_000), "width": (0, 100_000), "height": (0, 100_000),
        "rotation": _TURN, "feather": _PART,
    },
    ChromaKey: {"similarity": _SHARE, "smoothness": _SHARE, "spill": _SHARE},
    Place: {
        "x": (-100_000, 100_000), "y": (-100_000, 100_000), "scale": (0, 20_000), "rotation": _TURN,
        "opacity": _SHARE,
    },
    Adjustments: {
        **dict.fromkeys(
            ("exposure", "contrast", "saturation", "warmth", "tint", "highlights", "shadows", "fade", "hue"),
            _TONE
        ),
        "filter_strength": _SHARE,
    },
    Effect: {"amount": _SHARE, "pace": _SHARE, "start": _ANY_TIME, "length": _TIME},
    Motion: {"length": (1, MOST_PICTURES)},
    Fill: {"angle": _TURN},
    TextStyle: {
        "size": (50, 5000), "outline": _SHARE, "shadow": _SHARE, "box": _SHARE, "spacing": (-500, 2000),
    },
    Text: {"width": (500, 20_000)},
    Word: {"at": _ANY_TIME, "length": _TIME},
    Captions: {"most_words": (1, 50)},
    Sounding: {"volume": (0, 4000), "fade_in": _TIME, "fade_out": _TIME},
    Slot: {"order": (0, 10_000), "least": _TIME},
    Join: {"length": (1, MOST_PICTURES)},
    Marker: {"at": _TIME},
}  # fmt: skip
"""Least and most of every number, both allowed."""

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9_/-]{0,78}[a-z0-9])?(?:@[1-9][0-9]{0,3})?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_FORMS: dict[type, dict[str, re.Pattern[str]]] = {
    Background: {"colour": _COLOUR},
    Track: {"id": _ID},
    Clip: {"id": _ID},
    ChromaKey: {"colour": _COLOUR},
    Adjustments: {"filter": _WORD},
    Effect: {"name": _WORD},
    Motion: {"name": _WORD},
    Fill: {"colour": _COLOUR, "to": _COLOUR},
    Sticker: {"name": _WORD},
    TextStyle: {
        "font": _WORD, "colour": _COLOUR, "outline_colour": _COLOUR, "shadow_colour": _COLOUR, "box_colour":
        _COLOUR,
    },
    Text: {"preset": _WORD},
    Captions: {"preset": _WORD, "highlight": _COLOUR, "language": _LANGUAGE},
    Slot: {"id": _ID},
    Join: {"left": _ID, "kind": _WORD},
}  # fmt: skip
_MAY_BE_EMPTY = {"filter", "to", "preset", "highlight", "language"}
_LABELS: dict[type, dict[str, int]] = {Word: {"text": 100}, Slot: {"label": 100}, Marker: {"label": 100}}
_IDS: dict[type, str] = {Material: "id", Adjustments: "table"}


def check_bounds(value: Any, place: str, limits: MontageLimits) -> None:
    """Refuses a number out of its range, a word or colour of another form, a text too long, in ``value``
    whole."""
    for part in _parts(value):
        kind = type(part)
        for name, (least, most) in RANGES.get(kind, {}).items():
            if not least <= getattr(part, name) <= most:
                raise refuse("project_value", place, name, least=least, most=most)
        for name, form in _FORMS.get(kind, {}).items():
            word = getattr(part, name)
            if not form.fullmatch(word) and not (word == "" and name in _MAY_BE_EMPTY):
                raise refuse("project_word", place, name)
        for name, most in _LABELS.get(kind, {}).items():
            check_text(getattr(part, name), place, most)
        if kind is Text:
            check_text(part.text, place, limits.max_letters)
        if kind in _IDS:
            _check_id(part, _IDS[kind], place)


def check_text(text: str, place: str, most: int) -> None:
    """Refuses text of more than ``most`` letters, and with control characters other than line ends."""
    if len(text) > most or any((ord(letter) < 32 and letter != "\n") or letter == "\x7f" for letter in text):
        raise refuse("project_text", place, most=most)


def _check_id(part: Any, name: str, place: str) -> None:
    if (an_id := getattr(part, name)) == "" and name == "table":
        return
    try:
        from_text(an_id)
    except Refusal:
        raise refuse("project_word", place, name) from None
    if an_id != an_id.lower():
        raise refuse("project_word", place, name)


@cache
def _holders(kind: type) -> tuple[str, ...]:
    """The fields of ``kind`` in which other parts may be: not numbers and words, and not the clips of a
    track."""
    hints = get_type_hints(kind)
    own = ("clips", "joins") if kind is Track else ()
    return tuple(
        name
        for name, hint in hints.items()
        if hint not in (int, str, bool) and get_origin(hint) is not Literal and name not in own
    )


def _parts(value: Any) -> Iterator[Any]:
    """``value`` and every struct inside it, but the clips of a track, which have a place of their own."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in _holders(type(value)):
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _parts(each)
