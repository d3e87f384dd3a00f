"""From what somebody wrote to units that a line is set from: letters with the face that draws them, emoji,
places where a line may or must break.

Whatever is written comes out as letters: nothing here can become a command to libass, and nothing depends on
which version of Unicode a language knows.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

from mutoscope.core.montage.words.lettering import Face, Font, Lettering

Kind = Literal["letters", "space", "emoji", "may_break", "line"]

MISSING = "\u25a1"
"""Stands for a letter that none of our fonts has."""
MOST_MARKS = 8
"""On one letter; what is piled up beyond is not drawn."""
_ZWJ, _EMOJI_SIGN, _TEXT_SIGN = "\u200d", "\ufe0f", "\ufe0e"
_LONGEST_EMOJI = 12

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e001f\U000e0080-\U0010ffff]"
)
"""Controls, what is never seen, and letters for private use: nobody writes our layers by hand."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STEERING = re.compile("[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
"""Joiners and marks of direction: they go with what is around them, whatever its font."""
_COMMON = re.compile("[ -@\\[-`{-\xbf\u2000-\u206f\u3000-\u303f]")
"""What many scripts share; it stays in the font of what comes before it."""
EAST = re.compile("[\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff01-\uff60]")
_NOT_FIRST = re.compile(
    "[\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u303b"
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u309b-\u309e"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe"
    "\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff5e!),.:;?\\]}%\u2019\u201d\u2026]"
)
_NOT_LAST = re.compile(
    "[\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\uff08\uff3b\uff5b(\\[{\u2018\u201c]"
)
_THAI = re.compile("[\u0e01-\u0e4e\u0e81-\u0eae]")
_THAI_FIRST = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
"""Vowels written before their consonant: a syllable begins there, for certain."""
_SHOWN_IN_COLOUR = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
    "\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001ffff]"
)
"""Alone, without a sign that asks for colours, a letter before U+1F000 that is not among these is text."""


class Unit(msgspec.Struct, frozen=True):
    """The least that moves alone."""

    kind: Kind
    text: str = ""
    """Letters; of an emoji its name in the table of drawings."""
    face: Face | None = None
    word: int = 0
    letter: int = 0
    """Number among letters and emoji; of what is neither, that of the one before it."""


def units_of(words: Iterable[str], font: Font, bold: bool, lettering: Lettering) -> list[Unit]:
    """The words one after the other, numbered, a space between them where their script has one."""
    faces = [chosen(one, bold) for one in (font, *lettering.helping)]
    made: list[Unit] = []
    for number, word in enumerate(words):
        letters = cleaned(word)
        if made and letters and _apart(made[-1], letters):
            made.append(Unit("space", " ", _last_face(made, faces[0]), number))
        _add(made, letters, number, faces, lettering)
    return made


def chosen(font: Font, bold: bool) -> Face:
    return (font.bold if bold else None) or font.regular


def cleaned(text: str) -> str:
    """What is written, without what can't be seen, accents and letters composed; line ends are ``\\n``."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _apart(before: Unit, letters: str) -> bool:
    if before.kind in ("line", "space") or letters[0] in " \n":
        return False
    return not (before.kind == "letters" and EAST.match(before.text[-1]) and EAST.match(letters[0]))


def _last_face(made: list[Unit], otherwise: Face) -> Face:
    return next((unit.face for unit in reversed(made) if unit.face), otherwise)


def _add(made: list[Unit], letters: str, word: int, faces: list[Face], lettering: Lettering) -> None:
    """Append the units of one word to what is there."""
    at, marks = 0, 0
    while at < len(letters):
        length, name = _emoji(letters, at, lettering)
        if length:
            made.append(Unit("emoji", name, None, word))
            at += length
            marks = 0
            continue
        letter = letters[at]
        at += 1
        if letter == "\n":
            made.append(Unit("line", "", None, word))
        elif letter in (_EMOJI_SIGN, _TEXT_SIGN) or 0xE0020 <= ord(letter) <= 0xE007F:
            continue  # signs of an emoji that we have no drawing of
        elif _goes_with(made, letter):
            marks += 1
            if marks <= MOST_MARKS:
                _lengthen(made, letter, faces, lettering)
        else:
            marks = 0
            if made and _may_break(made[-1], letter):
                made.append(Unit("may_break", "", None, word))
            shown, face = _face(letter, _last_face(made, faces[0]), faces, lettering)
            made.append(Unit("space" if letter == " " else "letters", shown, face, word))


def _emoji(letters: str, at: int, lettering: Lettering) -> tuple[int, str]:
    """How many letters from ``at`` are one emoji, the longest there is, and its name; 0 where none is."""
    found = (0, "")
    if letters[at] not in lettering.emoji_starts:
        return found
    codes: list[str] = []
    coloured = bool(_SHOWN_IN_COLOUR.match(letters[at]))
    for taken, letter in enumerate(letters[at : at + 2 * _LONGEST_EMOJI], 1):
        if letter == _TEXT_SIGN and len(codes) == 1:
            return 0, ""
        if letter == _EMOJI_SIGN:
            coloured = True
        else:
            codes.append(f"{ord(letter):x}")
        name = "-".join(codes)
        if name in lettering.emoji and (coloured or len(codes) > 1):
            found = (taken, name)
    return found


def _goes_with(made: list[Unit], letter: str) -> bool:
    """Whether a letter is drawn on or joined to the one before it."""
    return bool(made) and made[-1].kind == "letters" and bool(_MARKS.match(letter) or _STEERING.match(letter))


def _lengthen(made: list[Unit], letter: str, faces: list[Face], lettering: Lettering) -> None:
    last = made[-1]
    assert last.face is not None
    if _STEERING.match(letter) or ord(letter) in lettering.letters[last.face.file]:
        made[-1] = msgspec.structs.replace(last, text=last.text + letter)
        return
    both = (face for face in faces if {ord(letter), ord(last.text[0])} <= lettering.letters[face.file])
    face = next(both, None)
    if face is not None:
        made[-1] = msgspec.structs.replace(last, text=last.text + letter, face=face)


def _face(letter: str, before: Face, faces: list[Face], lettering: Lettering) -> tuple[str, Face]:
    """The letter as it is shown, and the first face that has it."""
    if _STEERING.match(letter):
        return letter, before
    code = ord(letter)
    if _COMMON.match(letter) and code in lettering.letters[before.file]:
        return letter, before
    for face in faces:
        if code in lettering.letters[face.file]:
            return letter, face
    return _face(MISSING, before, faces, lettering)


def _may_break(before: Unit, letter: str) -> bool:
    """Whether a line may end between two letters that no space stands between."""
    if before.kind not in ("letters", "emoji") or letter in " \n" or _NOT_FIRST.match(letter):
        return False
    last = before.text[-1] if before.kind == "letters" else ""
    if last and _NOT_LAST.match(last):
        return False
    if last and _THAI.match(last) and _THAI_FIRST.match(letter):
        return True
    return bool(EAST.match(letter) or (last and EAST.match(last)))
