"""What people write under a video: made clean, measured, and read for #tags and @mentions."""

import re
import unicodedata

import msgspec

from mutoscope.core.units import Refusal

MAX_LETTERS = 300
"""Visible characters: combining marks, joiners and variation selectors count with what they decorate."""
MAX_TAGS = 20
MAX_MENTIONS = 20
_MARKS_IN_A_ROW = 4
"""Accents one letter may carry; real scripts need at most three, stacks of dozens deface a page."""

_ZWJ, _ZWNJ = "\u200d", "\u200c"
_VARIATION = "\ufe0f"
_INVISIBLE = frozenset("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u115f\u1160\u3164\uffa0\u180e")
_TAG = re.compile(r"(?<![\w&#/])#(\w{1,50})")
_MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9_][a-z0-9_.]{0,29})", re.IGNORECASE)


class Caption(msgspec.Struct, frozen=True):
    text: str
    tags: tuple[str, ...] = ()
    """Folded, without the sign, in the order written, each once."""
    mentions: tuple[str, ...] = ()
    """Folded handles, likewise; whether anybody has them is not known here."""


def read_caption(raw: str) -> Caption:
    """The caption that ``raw`` stands for; refuses ``caption_too_long``, ``too_many_tags``."""
    if len(raw) > 40 * MAX_LETTERS:  # before any work is done on it
        raise _too_long()
    text = clean(raw)
    if visible_length(text) > MAX_LETTERS:
        raise _too_long()
    tags = tuple(dict.fromkeys(map(fold, tags_written(text))))
    mentions = tuple(dict.fromkeys(name.rstrip(".").lower() for name in _MENTION.findall(text)))
    if len(tags) > MAX_TAGS or len(mentions) > MAX_MENTIONS:
        raise Refusal(
            "too_many_tags",
            "A caption can carry %(limit)s tags and as many mentions; please leave some out.",
            fields={"limit": MAX_TAGS},
        )
    return Caption(text, tags, mentions)


def tags_written(text: str) -> list[str]:
    """The tags of a clean text as they are written, without the sign."""
    return [tag for tag in _TAG.findall(text) if not tag.isdigit()]


def clean(raw: str) -> str:
    """NFC without what nobody can see or what turns the rest of a page around; blanks tidied.

    Line breaks stay, at most two in a row. The zero-width joiner stays between emoji and, like the
    non-joiner, inside scripts that spell with it (Arabic, Indic).
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    marks = 0
    for index, letter in enumerate(text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MARKS_IN_A_ROW or letter in _INVISIBLE:
            continue
        if letter in (_ZWJ, _ZWNJ):
            if _joins(kept, text[index + 1 : index + 2], letter):
                kept.append(letter)
        elif letter == "\n" or category not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            kept.append(" " if category == "Zs" or letter == "\t" else letter)
        elif 0xE0020 <= ord(letter) <= 0xE007F and kept and _is_flag_tag(kept[-1]):
            kept.append(letter)  # the flags of England, Scotland and Wales are spelt with tag letters
        elif category == "Cc":
            kept.append(" ")
    lines = [re.sub(" +", " ", line).strip() for line in "".join(kept).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def visible_length(text: str) -> int:
    """How many characters a reader sees, near enough: one family of emoji is one."""
    count, joined = 0, False
    for letter in text:
        if letter == _ZWJ:
            joined = True
        elif _decorates(letter):
            continue
        else:
            count += 0 if joined else 1
            joined = False
    return count


def fold(text: str) -> str:
    """One spelling for what people mean alike: case, accents and compatibility forms set aside."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    decomposed = unicodedata.normalize("NFKD", plain.casefold())  # a mathematical capital is one only now
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn" or _spells(letter))
    return unicodedata.normalize("NFC", bare)


def _joins(before: list[str], following: str, joiner: str) -> bool:
    if not before or not following:
        return False
    left = before[-1]
    if joiner == _ZWJ and (left == _VARIATION or _is_pictograph(left)):
        return _is_pictograph(following)
    return _is_cursive(left) and (_is_cursive(following))


def _is_pictograph(letter: str) -> bool:
    return unicodedata.category(letter) in ("So", "Sk") or 0x1F000 <= ord(letter) <= 0x1FAFF


def _is_flag_tag(letter: str) -> bool:
    return letter == "\U0001f3f4" or 0xE0020 <= ord(letter) <= 0xE007E


def _is_cursive(letter: str) -> bool:
    """Whether the script spells with joiners: Arabic and its kin, the Indic scripts, Mongolian."""
    code = ord(letter)
    return 0x0600 <= code <= 0x08FF or 0x0900 <= code <= 0x0DFF or 0x1800 <= code <= 0x18AF


def _spells(mark: str) -> bool:
    """Whether the mark makes the word and does not decorate it: Indic vowels, kana voicing."""
    code = ord(mark)
    return 0x0900 <= code <= 0x0FFF or code in (0x3099, 0x309A)


def _decorates(letter: str) -> bool:
    code = ord(letter)
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Cf")
        or 0x1F3FB <= code <= 0x1F3FF
        or letter == _VARIATION
    )


def _too_long() -> Refusal:
    return Refusal(
        "caption_too_long",
        "A caption has at most %(limit)s characters; please shorten yours.",
        fields={"limit": MAX_LETTERS},
    )
