"""One's own film to somebody's sound, or as an answer to somebody's words."""

from msgspec.structs import replace

from mutoscope.core.montage.document import (
    Canvas,
    Clip,
    Listening,
    Material,
    Mix,
    Montage,
    Motion,
    Place,
    Text,
    TextStyle,
    Track,
)
from mutoscope.core.montage.recombine.parts import MOST_S, montage_of, own_clip, within

_ANSWER_S = 5
_MOST_LETTERS = 150


def use_sound(sound: Material, length: int, canvas: Canvas = Canvas(), most_s: int = MOST_S) -> Montage:
    """One's own film, as long as the sound lasts; the sound gives way where a voice is recorded over it.

    main    [     own     ]
    music   [    sound    ]
    """
    length = within(length, most_s, canvas)
    music = Track("music", "sound", (Clip("sound", 0, length, Listening(sound)),), use="music")
    own = own_clip(length)
    silent = replace(own, sounding=replace(own.sounding, volume=0))
    return replace(montage_of(canvas, (silent,), music), mix=Mix(duck=12))


def answer(words: str, canvas: Canvas = Canvas()) -> Montage:
    """One's own film under the words that it answers, on a light card at the top.

    text   [ words ]
    main   [     own     ]
    """
    words = " ".join(words.split())
    if len(words) > _MOST_LETTERS:
        words = words[: _MOST_LETTERS - 1].rstrip() + "…"
    style = TextStyle(size=350, colour="#16161d", box=1000, box_colour="#ffffff", align="left")
    length = _ANSWER_S * canvas.fps
    card = Clip(
        "words",
        0,
        length,
        Text(words, style=style, width=7000),
        Place(x=5000, y=1800),
        enter=Motion("pop", max(1, canvas.fps // 3)),
    )
    return montage_of(canvas, (own_clip(length),), Track("text", "text", (card,)))
