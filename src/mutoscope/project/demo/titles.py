"""The words on a clip, set as an ASS script for libass: quiet, large, clear of the player's own controls.

The player covers the right edge and the lowest quarter, so words stand between 16 % and 66 % of the height
with 70 pixels free at both sides, on a canvas of 720 x 1280.
"""

import msgspec

from mutoscope.project.demo.catalogue import Clip

_MIDDLE = 360
_LIFT = {"sunflower": 215, "sunset": 270, "harmonograph": 190, "ridges": 170}
"""Pixels by which words stand higher over scenes whose heart is in the middle."""


class Line(msgspec.Struct, frozen=True):
    text: str
    font: str
    size: int
    y: int
    start: float
    end: float
    spacing: float = 0
    rise: int = 0
    """Pixels the line floats up while it appears."""


def script(clip: Clip) -> str:
    """The whole ASS file for ``clip``."""
    front, glow = ("&H00FFFFFF", "&H00180A12") if clip.ink == "light" else ("&H00281420", "&H00F0F6FA")
    events = []
    for line in lines(clip):
        move = (
            f"\\move({_MIDDLE},{line.y + line.rise},{_MIDDLE},{line.y},0,900)"
            if line.rise
            else f"\\pos({_MIDDLE},{line.y})"
        )
        common = f"\\an5{move}\\fn{line.font}\\fs{line.size}\\fsp{line.spacing:g}\\fad(600,500)"
        times = f"{_clock(line.start)},{_clock(line.end)}"
        text = _safe(line.text)
        # below: a soft cloud of the other tone, so that words stay readable over any picture
        events.append(
            f"Dialogue: 0,{times},base,,0,0,0,,{{{common}\\1a&HFF&\\3c{glow}\\3a&H44&\\bord11\\blur14}}{text}"
        )
        events.append(f"Dialogue: 1,{times},base,,0,0,0,,{{{common}\\1c{front}\\bord0\\blur0.4}}{text}")
    return _HEAD + "\n".join(events) + "\n"


def lines(clip: Clip) -> list[Line]:
    """What is written where and when."""
    lift = 0 if clip.layout == "title" else _LIFT.get(clip.scene, 0)
    return [msgspec.structs.replace(line, y=line.y - lift) for line in _set(clip)]


def _set(clip: Clip) -> list[Line]:
    last = clip.seconds - 0.1
    match clip.layout:
        case "poem":
            step = min(1.7, (clip.seconds - 3.5) / max(1, len(clip.lines)))
            return [
                Line(text, "EB Garamond 08", 62, 430 + 92 * i, 0.7 + step * i, last, rise=14)
                for i, text in enumerate(clip.lines)
            ]
        case "fact":
            headline, *body = clip.lines
            return [
                Line(headline, "BebasNeueRegular", 168, 380, 0.3, last, spacing=2, rise=24),
                *(
                    Line(text, "Sora", 41, 515 + 60 * i, 1.3 + 0.7 * i, last, rise=12)
                    for i, text in enumerate(body)
                ),
            ]
        case "recipe":
            headline, *steps = clip.lines
            size = 92 if len(headline) < 16 else 70
            return [
                Line(headline, "Dancing Script", size, 400, 0.3, last, rise=18),
                *(
                    Line(text, "Sora", 42, 535 + 68 * i, 1.4 + 1.1 * i, last, rise=12)
                    for i, text in enumerate(steps)
                ),
            ]
        case "whisper":
            size = 58 if max(map(len, clip.lines)) < 28 else 46
            return [
                Line(text, "Sora", size - 4, 500 + 72 * i, 1.0 + 0.9 * i, last, rise=10)
                for i, text in enumerate(clip.lines)
            ]
        case "title":
            if clip.creator == "calmminute":  # a breath: one word after the other
                share = last / len(clip.lines)
                return [
                    Line(text, "Sora ExtraBold", 74, 560, 0.1 + share * i, share * (i + 1), spacing=2)
                    for i, text in enumerate(clip.lines)
                ]
            return [
                Line(text, "Sora ExtraBold", 76, 300 + 92 * i, 0.4 + 0.3 * i, min(last, 4.6), rise=20)
                for i, text in enumerate(clip.lines)
            ]


def _clock(seconds: float) -> str:
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 100:02}.{rest % 100:02}"


def _safe(text: str) -> str:
    """Text that can't open a tag: braces and backslashes mean something to libass."""
    return text.replace("\\", "\u29f5").replace("{", "(").replace("}", ")").replace("\n", " ")


_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: 720
PlayResY: 1280
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
MarginR, MarginV, Encoding
Style: base,Sora,40,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,5,0,0,0,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
