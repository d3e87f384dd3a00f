"""Word lists against text: what staff does not want here is found however it is dressed up.

A list entry is one or more words. It matches whole words of the folded text, also when letters are swapped
for look-alike digits (``h4te``), stretched (``haaate``) or spaced out (``h a t e``). It does not match inside
longer words: a list that catches «Scunthorpe» is worse than none.
"""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from mutoscope.core.policy.captions import fold

Effect = Literal["hold", "block"]
_DIGITS = str.maketrans("013457@$!", "oieastasi")
_WORD = re.compile(r"\w+")


class Entry(msgspec.Struct, frozen=True):
    text: str
    effect: Effect


class Hit(msgspec.Struct, frozen=True):
    entry: str
    effect: Effect


def screen(text: str, entries: Iterable[Entry]) -> Hit | None:
    """The gravest hit (``block`` before ``hold``), or None."""
    readings = _readings(text)
    hits = [
        Hit(entry.text, entry.effect)
        for entry in entries
        if (needle := _key(entry.text)) and any(f" {needle} " in reading for reading in readings)
    ]
    return min(hits, key=lambda hit: hit.effect != "block", default=None)


def has_words(text: str) -> bool:
    """Whether a list entry of this text could ever match."""
    return bool(_key(text))


def _readings(text: str) -> set[str]:
    """The text as words between blanks: plain, undressed, and with spaced-out letters closed up."""
    folded = fold(text)
    undressed = _words(folded.translate(_DIGITS).replace("_", " "))
    readings = (_words(folded), undressed, _closed(undressed))
    return {f" {' '.join(_calm(word, keep) for word in words)} " for words in readings for keep in (1, 2)}


def _closed(words: list[str]) -> list[str]:
    """Runs of single letters as one word: h a t e -> hate."""
    closed: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1:
            run += word
            continue
        closed += [run, word] if run else [word]
        run = ""
    return [*closed, run] if run else closed


def _key(text: str) -> str:
    return " ".join(_words(fold(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _calm(word: str, keep: int) -> str:
    """Letters said three times or more, said ``keep`` times: ``haaate`` is ``hate``, ``asss`` is ``ass``.

    Two in a row stay, because «as» and the other word differ by just that.
    """
    return re.sub(r"(.)\1{2,}", lambda run: run[1] * keep, word)
