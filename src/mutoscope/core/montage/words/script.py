"""The language of libass, as far as we speak it: a script's head, its lines in time, commands as differences.

Numbers are whole: sizes and places in hundredths of a pixel. Commands come only from here; letters go through
``shown``, which leaves nothing of a command in them.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from mutoscope.core.montage.document import Canvas

Pen = dict[str, str]
"""Commands in force, by name, each as the text that follows its name."""

PEN_ORDER = (
    *("fn", "b", "i", "fs", "fsp", "fscx", "fscy", "bord", "xshad", "yshad", "blur"),
    *("1c", "3c", "4c", "1a", "3a", "4a"),
)

_STYLE = "0,0,0,0,100,100,0,0,{},0,0,5,0,0,0,-1"
_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {0}
PlayResY: {1}
LayoutResX: {0}
LayoutResY: {1}
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Words,{4},50,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,{2}
Style: Box,{4},50,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,{3}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


class Line(msgspec.Struct, frozen=True):
    """Something shown for a time."""

    first: int
    """Picture, counted from the clip's start."""
    end: int
    """The first picture without it."""
    text: str
    margin: int = 0
    """Pixels kept free on either side; below zero lines may be wider than the canvas."""
    style: Literal["Words", "Box"] = "Words"
    layer: int = 0


def script_of(lines: Iterable[tuple[int, Line]], family: str, canvas: Canvas) -> str:
    """Lines, each with the picture its clip begins at, as a script for films of the canvas' shape.

    ``family`` is one that some line uses: libass looks for a style's font even where nothing is set in it.
    """
    head = _HEAD.format(canvas.width, canvas.height, _STYLE.format(1), _STYLE.format(4), family)
    return head + "".join(_dialogue(line, at, canvas.fps) for at, line in lines)


def _dialogue(line: Line, at: int, fps: int) -> str:
    begins, ends = clock(at + line.first, fps), clock(at + line.end, fps)
    margins = f"{line.margin},{line.margin},0"
    return f"Dialogue: {line.layer},{begins},{ends},{line.style},,{margins},,{line.text}\n"


def clock(picture: int, fps: int) -> str:
    """A moment before this picture and after the last one, as ``0:00:01.23``.

    libass counts hundredths of a second, and whoever asks it says the time of a picture in whole ms, rounded
    one way or the other; so the moment lies 2 to 12 ms before the picture: at 60 a second there are 16 ms.
    """
    hundredths = max(0, (1000 * picture - 2 * fps) // (10 * fps))
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 100:02d}.{rest % 100:02d}"


def commands(before: Pen, after: Pen) -> str:
    """What has to be said so that the pen changes, in braces; nothing where it stays as it was."""
    told = "".join(
        f"\\{name}{after[name]}" for name in PEN_ORDER if name in after and before.get(name) != after[name]
    )
    return f"{{{told}}}" if told else ""


def number(hundredths: int) -> str:
    """``12``, ``12.5``, ``-0.25``."""
    whole, rest = divmod(abs(hundredths), 100)
    tail = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if hundredths < 0 else ''}{whole}{tail}"


def colour(rgb: str) -> str:
    """``#rrggbb`` as libass has it: ``&Hbbggrr&``."""
    return f"&H{rgb[5:7]}{rgb[3:5]}{rgb[1:3]}&".upper()


def clear(opacity: int) -> str:
    """Opacity of 0 to 255 as libass has it: how much is seen through."""
    return f"&H{255 - opacity:02X}&"


def shown(letters: str) -> str:
    """Letters that libass draws as they are."""
    return letters.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")


def half_up(above: int, below: int) -> int:
    """above / below, rounded, halves up; ``below`` is positive."""
    return (2 * above + below) // (2 * below)
