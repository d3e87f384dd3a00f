"""A text or captions clip, set: the lines of its script, the font files it needs, and what is left to do to
the picture that comes out.

The picture is as large as the canvas. ``SetWords.left`` is the clip as whoever lays the picture on the canvas
must treat it: steps 5 to 8 of docs/algorithms/montage.md. Where nothing moves, place, scale and rotation are
already in the script, so letters stay sharp, and ``left`` has none; movements of words are in the script too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import msgspec

from mutoscope.core.montage.document import Canvas, Captions, Clip, Motion, Text, TextStyle
from mutoscope.core.montage.words import moving
from mutoscope.core.montage.words.grouping import Group, groups_of
from mutoscope.core.montage.words.lettering import NOMINAL_LINE, Face, Lettering
from mutoscope.core.montage.words.letters import Unit, chosen
from mutoscope.core.montage.words.moving import STILL, Touch
from mutoscope.core.montage.words.script import Line, Pen, clear, colour, commands, half_up, number, script_of
from mutoscope.core.montage.words.script import shown as escaped

_EMOJI_SHARE = 1150
"""Thousandths of the em that an emoji's square has: as large as capitals and a little more."""
_BOX_PAD_X, _BOX_PAD_Y = 280, 120
"""Thousandths of the size that a box reaches out around its words."""
_PICTURE, _OPEN, _CLOSE = "\ufffc", "\u2066", "\u2069"
_GLASSY = re.compile(r"\\[134]a&H(?!00|FF)")
_COLOUR, _WHITE = re.compile(r"(\\[134]c)&H[0-9A-F]{6}&"), r"\1&HFFFFFF&"
_MOST_UNITS = 30_000
"""So many units are written for one movement of a group, about 1 MB; where it moves more of them for longer,
it moves in steps of several pictures."""
_WRITTEN = 64
"""To write a unit takes as long as to copy so many letters, even where it says nothing new."""
_MOVED = ("x", "y", "scale", "rotation")


class SetWords(msgspec.Struct, frozen=True):
    lines: tuple[Line, ...]
    files: tuple[str, ...]
    """Names of font files, in alphabetical order."""
    family: str
    left: Clip
    ink: int
    """Pixels that letters take at once, on the canvas or beside it, with their outlines and shadows: libass
    holds them all."""

    def script(self, canvas: Canvas) -> str:
        """For a film of the clip alone: its first picture at time 0."""
        return together([(0, self)], canvas)

    @property
    def glassy(self) -> bool:
        """Whether some of it is seen through in part: then ffmpeg draws its colours right on black, but on a
        canvas of nothing gets its opacity squared."""
        return any(_GLASSY.search(line.text) for line in self.lines)

    def coverage(self, canvas: Canvas) -> str:
        """The script with everything white: drawn on black, its opacity."""
        white = (msgspec.structs.replace(line, text=_COLOUR.sub(_WHITE, line.text)) for line in self.lines)
        return msgspec.structs.replace(self, lines=tuple(white)).script(canvas)


def set_words(
    clip: Clip,
    canvas: Canvas,
    lettering: Lettering,
    span: tuple[int, int] | None = None,
    spend: Callable[[int], None] = lambda _: None,
) -> SetWords:
    """The clip, which holds text or captions, set in letters.

    ``span``: only what its pictures from the first to before the second show; None: all. ``spend`` is told
    how many letters were written, as they are, and may refuse to go on.
    """
    content = clip.content
    assert isinstance(content, (Text, Captions)), content
    left, baked = _left(clip, content.style)
    setter = _Setter(clip, baked, canvas, lettering)
    first, end = span or (0, clip.length)
    lines: list[Line] = []
    ink = 0
    for group in groups_of(clip, canvas.fps, lettering, (first, end), spend):
        lines += setter.lines(group, first, end, spend)
        ink = max(ink, setter.ink(group))
    family = lettering.font(content.style.font).regular.family
    return SetWords(tuple(lines), tuple(sorted(setter.files)), family, left, ink)


def together(clips: Sequence[tuple[int, SetWords]], canvas: Canvas) -> str:
    """One script for several clips, bottom to top, each with the picture of the film that it begins at."""
    lines = [
        (at, msgspec.structs.replace(line, layer=line.layer + 2 * number))
        for number, (at, words) in enumerate(clips)
        for line in words.lines
    ]
    family = clips[0][1].family if clips else ""
    return script_of(lines, family, canvas)


def _left(clip: Clip, style: TextStyle) -> tuple[Clip, bool]:
    """What is left to do to the picture, and whether its place is in the script."""
    motions = {name: _others(getattr(clip, name)) for name in ("enter", "leave", "loop")}
    place = clip.place
    moves = any(motions.values()) or any(name in clip.keys for name in _MOVED)
    shaped = place.mask or clip.effects or place.flip_x or place.flip_y or (style.box and place.rotation)
    baked = not moves and not shaped and place.scale > 0  # to libass, letters of no size have the usual one
    if baked:
        place = msgspec.structs.replace(place, x=5000, y=5000, scale=1000, rotation=0)
    return msgspec.structs.replace(clip, place=place, **motions), baked


def _others(motion: Motion | None) -> Motion | None:
    return motion if motion and motion.name not in moving.MOVEMENTS else None


class _Setter:
    """Sets the groups of one clip. Lengths are hundredths of a pixel."""

    def __init__(self, clip: Clip, baked: bool, canvas: Canvas, lettering: Lettering) -> None:
        content = clip.content
        assert isinstance(content, (Text, Captions))
        self.clip, self.style, self.lettering = clip, content.style, lettering
        self.highlight = content.highlight if isinstance(content, Captions) else ""
        place = clip.place
        x, y, self.scale, turned = (
            (place.x, place.y, place.scale, place.rotation) if baked else (5000, 5000, 1000, 0)
        )
        width = content.width if isinstance(content, Text) else 8000
        self.size = half_up(canvas.height * self.style.size * self.scale, 100_000)
        self.margin = half_up(canvas.width * (10_000_000 - width * self.scale), 20_000_000)
        self.start = self._start(canvas, x, y, width, turned)
        self.files: set[str] = set()
        font = lettering.font(self.style.font)
        fonts = (font, *lettering.helping)
        self.bolder = {chosen(one, True).file for one in fonts if self.style.bold and one.bold is None}

    def _start(self, canvas: Canvas, x: int, y: int, width: int, turned: int) -> str:
        middle, height = half_up(canvas.width * x, 100), half_up(canvas.height * y, 100)
        reach = half_up(canvas.width * width * self.scale, 200_000)
        side = {"left": -1, "middle": 0, "right": 1}[self.style.align]
        start = f"\\an{5 + side}\\pos({number(middle + side * reach)},{number(height)})"
        if turned:
            start += f"\\org({number(middle)},{number(height)})\\frz{number(-turned)}"
        return start

    def lines(self, group: Group, begins: int, ends: int, spend: Callable[[int], None]) -> Iterator[Line]:
        """Those that show somewhere from picture ``begins`` to before ``ends``."""
        style = self.style
        if style.box:
            yield Line(group.first, group.end, self._box(group), self.margin, "Box", 0)
        before: Line | None = None
        for first, end in _stretches(self.clip, group, bool(self.highlight)):
            if end <= begins or first >= ends:
                continue
            text = self._text(group, first)
            spend(_WRITTEN * len(group.units) + len(text))
            if before and before.text == text:
                before = msgspec.structs.replace(before, end=end)
                continue
            if before:
                yield before
            before = Line(first, end, text, self.margin, "Words", 1)
        if before:
            yield before

    def _text(self, group: Group, at: int) -> str:
        """The words as they stand at one picture."""
        said = group.said(at) if self.highlight else -1
        touch = partial(_touch, self.clip, group, at)
        parts, pen = [f"{{{self.start}}}"], Pen()
        for unit in group.units:
            touches = touch(unit.letter, unit.word)
            tint = touches.colour or (self.highlight if unit.word == said else self.style.colour)
            for after, letters in self._strokes(unit, touches, tint):
                parts += (commands(pen, after), letters)
                pen = after or pen
        return "".join(parts)

    def ink(self, group: Group) -> int:
        """``SetWords.ink`` while the group shows."""
        layers = (
            sum(1 for _ in self.lettering.layers(unit.text)) if unit.kind == "emoji" else 1
            for unit in group.units
        )
        side = self.size * (1000 + 2 * self.style.outline) // 100_000
        return sum(layers) * side * side * (2 if self.style.shadow else 1)

    def _box(self, group: Group) -> str:
        """Words nobody sees, with a box around them all."""
        style = self.style
        pads = {
            "xshad": number(half_up(self.size * _BOX_PAD_X, 1000)),
            "yshad": number(half_up(self.size * _BOX_PAD_Y, 1000)),
        }
        unseen = {"bord": "0", "blur": "0", **pads, "4c": colour(style.box_colour)}
        unseen |= {"1a": clear(0), "3a": clear(0), "4a": clear(half_up(style.box * 255, 1000))}
        parts, pen = [f"{{{self.start}}}"], Pen()
        for unit in group.units:
            for after, letters in self._strokes(unit, STILL, style.colour, boxed=True):
                changed = after and {**after, **unseen, "1c": colour(style.colour)}
                parts += (commands(pen, changed), letters)
                pen = changed or pen
        return "".join(parts)

    def _strokes(self, unit: Unit, touch: Touch, tint: str, boxed: bool = False) -> Iterator[tuple[Pen, str]]:
        """What is written for a unit, each part with the pen it is written with; an empty pen: any."""
        if unit.kind == "line":
            yield {}, "\\N"
        elif unit.kind == "may_break":
            face = self.lettering.emoji_face
            yield self._pen(face, 500, STILL, self.style.colour, "0"), " "
        elif unit.kind == "emoji":
            yield from self._emoji(unit, touch, boxed)
        else:
            assert unit.face is not None
            spacing = half_up(self.size * (self.style.spacing + touch.spacing), 1000)
            yield self._pen(unit.face, 1000, touch, tint, number(spacing)), escaped(unit.text)

    def _emoji(self, unit: Unit, touch: Touch, boxed: bool) -> Iterator[tuple[Pen, str]]:
        """Layers over each other, none with a width, then the width; one neutral letter as to direction."""
        pen = self._pen(self.lettering.emoji_face, _EMOJI_SHARE, touch, "#ffffff", "0")
        pen |= {"b": "0", "i": "0", "bord": "0", "xshad": "0", "yshad": "0"}
        yield pen, _OPEN
        if not boxed:
            for letter, rgba in self.lettering.layers(unit.text):
                opacity = half_up(int(rgba[6:], 16) * touch.opacity * touch.fill, 1_000_000)
                yield pen | {"1c": colour(f"#{rgba[:6]}"), "1a": clear(opacity)}, letter
        yield pen, _PICTURE + _CLOSE

    def _pen(self, face: Face, share: int, touch: Touch, tint: str, spacing: str) -> Pen:
        """``share``: thousandths of the size that these letters have."""
        style, size = self.style, self.size
        self.files.add(face.file)
        opacity = half_up(255 * touch.opacity, 1000)
        shadow = number(half_up(size * style.shadow, 1000))
        return {
            "fn": face.family,
            "b": "1" if face.heavy or face.file in self.bolder else "0",
            "i": "1" if style.italic else "0",
            "fs": number(half_up(size * face.line // 1000 * share, NOMINAL_LINE)),
            "fsp": spacing,
            "fscx": number(touch.wide * 10),
            "fscy": number(touch.tall * 10),
            "bord": number(half_up(size * style.outline, 1000)),
            "xshad": shadow,
            "yshad": shadow,
            "blur": number(half_up(size * touch.blur, 1000)),
            "1c": colour(tint),
            "3c": colour(style.outline_colour),
            "4c": colour(style.shadow_colour),
            "1a": clear(half_up(255 * touch.opacity * touch.fill, 1_000_000)),
            "3a": clear(opacity),
            "4a": clear(opacity),
        }


def _stretches(clip: Clip, group: Group, highlights: bool) -> Iterator[tuple[int, int]]:
    """Where the words stand as they are: from a picture to another, as few as can be told beforehand."""
    first, end = group.first, group.end
    cuts = {first, end}
    enter, leave, loop = (_words_motion(motion) for motion in (clip.enter, clip.leave, clip.loop))
    if highlights:
        cuts |= {at for at in group.changes if first < at < end}
    moving_from_to = (
        (enter, first, first + enter.length if enter else 0),
        (leave, end - leave.length if leave else 0, end),
        (loop, first, end),
    )
    for motion, begins, ends in moving_from_to:
        if motion:
            begins, ends = max(first, begins), min(end, ends)
            step = 1 + len(group.units) * (ends - begins) // _MOST_UNITS
            cuts |= {*range(begins, ends, step), ends}
    ordered = sorted(cuts)
    yield from pairwise(ordered)


def _words_motion(motion: Motion | None) -> Motion | None:
    return motion if motion and motion.name in moving.MOVEMENTS and motion.length > 0 else None


def _touch(clip: Clip, group: Group, at: int, letter: int, word: int) -> Touch:
    """What the clip's movements do to a unit at one picture."""
    total = group.end - group.first
    made = STILL
    for motion, since in ((clip.enter, at - group.first), (clip.leave, group.end - 1 - at)):
        if (motion := _words_motion(motion)) is not None:
            length = min(motion.length, total)
            if since < length:
                made = moving.both(
                    made, _one(motion.name, (1000 * since + 500) // length, group, letter, word)
                )
    if (loop := _words_motion(clip.loop)) is not None:
        phase = 1000 * (at % loop.length) // loop.length
        made = moving.both(made, _one(loop.name, phase, group, letter, word))
    return made


def _one(name: str, progress: int, group: Group, letter: int, word: int) -> Touch:
    if moving.MOVEMENTS[name].by == "word":
        return moving.touched(name, progress, word, group.words)
    return moving.touched(name, progress, letter, group.letters)
