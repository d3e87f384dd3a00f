"""What somebody does not want to meet: people, words, tags and sounds, and whether a thing is among them.

A word matches whole words of folded text, in captions, comments and tags: «rat» does not hide a strategy.
Several words match where they stand in a row. Scripts that put no blanks between words are searched through.
"""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from mutoscope.core.policy.captions import clean, fold
from mutoscope.core.units import Refusal

Kind = Literal["person", "word", "tag", "sound"]
LONGEST = 60
_LONGEST_KEY = 250
"""One sign may fold into a whole phrase."""
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"\w{1,50}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


class Mutes(msgspec.Struct, frozen=True):
    """Everything that one person muted. False when that is nothing."""

    people: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    """As ``key_of`` makes them."""
    tags: frozenset[str] = frozenset()
    """Folded and without the sign, as captions are read."""
    sounds: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.people or self.words or self.tags or self.sounds)

    def hides(
        self, *, person_id: int = 0, text: str = "", tags: Iterable[str] = (), sound_id: int = 0
    ) -> bool:
        """Whether something by this person, with these words, folded tags and sound, is not to be shown."""
        if person_id in self.people or sound_id in self.sounds:
            return True
        if self.tags and not self.tags.isdisjoint(tags):
            return True
        return bool(self.words and text) and self._says(text)

    def _says(self, text: str) -> bool:
        spaced = f" {key_of(text)} "
        return any((word if is_unspaced(word) else f" {word} ") in spaced for word in self.words)


def key_of(text: str) -> str:
    """What a word to mute is kept and compared as; empty when no letter is left of it."""
    return " ".join(words_of(fold(text)))


def readable(text: str) -> str:
    """A word to mute as its owner reads it, on one line; refuses ``too_long``, ``nothing_to_mute``."""
    line = " ".join(clean(text[: 8 * LONGEST]).split())
    if len(text) > 8 * LONGEST or len(line) > LONGEST or len(key_of(line)) > _LONGEST_KEY:
        raise Refusal(
            "too_long",
            "This text is too long: there is room for %(longest)s characters.",
            fields={"field": "text", "longest": LONGEST},
            status=422,
        )
    if not key_of(line):
        raise Refusal("nothing_to_mute", "Please write a word.", fields={"field": "text"}, status=422)
    return line


def tag_of(text: str) -> str:
    """The folded tag that ``text`` names, with or without its sign; refuses ``not_a_tag``."""
    tag = fold(clean(text[: 8 * LONGEST]).removeprefix("#"))
    if len(text) > 8 * LONGEST or not _TAG.fullmatch(tag):
        raise Refusal("not_a_tag", "A tag is one word without blanks.", fields={"field": "text"}, status=422)
    return tag


def words_of(folded: str) -> list[str]:
    """The words of folded text, in order, without what stands between them."""
    return _WORD.findall(folded.replace("_", " "))


def is_unspaced(word: str) -> bool:
    """Whether ``word`` is of a script in which words are not set apart."""
    return bool(_UNSPACED.search(word))
