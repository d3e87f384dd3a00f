"""Text as searchable words: one spelling for what people mean alike, in every script.

    «Søren's été» -> soren, s, ete        «東京タワー» -> 東京, 京タ, タワ, ワー, ー

Scripts that put no blanks between words are cut into overlapping pairs, so that any two neighbouring letters
find the text. A last single letter stays, for one-letter questions.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from mutoscope.core.policy import captions

LONGEST_WORD = 40
"""Letters of a word that count; the rest is cut off, in text and question alike."""
MOST_WORDS = 96
"""Words of one text that can be found; a caption has fewer."""
MOST_ASKED = 8
"""Words of a question that are looked at."""

_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def fold(text: str) -> str:
    """``captions.fold``, and letters whose stroke is no accent to Unicode: ø is found as o, œ as oe."""
    return captions.fold(text).translate(_PLAIN)


def words_of(*texts: str) -> tuple[str, ...]:
    """The words under which these texts are found, each once, in the order written."""
    found = dict.fromkeys(word for text in texts for word in _words(text))
    return tuple(found)[:MOST_WORDS]


def asked_words(question: str) -> tuple[str, ...]:
    """The words a question asks for; empty when it holds none. A trailing lone letter of an unspaced script
    stands only where it is all there is: the pairs before it say more."""
    found: list[str] = []
    for run in _runs(question[:400]):
        pieces = list(_pieces(run))
        found += pieces[:-1] if len(pieces) > 1 and is_unspaced(run[0]) else pieces
    return tuple(dict.fromkeys(found))[:MOST_ASKED]


def name_words(handle: str, name: str) -> tuple[str, ...]:
    """The words under which a person is found: their handle whole and in parts, and their name."""
    joined = fold(handle).replace("_", "").replace(".", "")
    return tuple(dict.fromkeys((joined[:LONGEST_WORD], *words_of(handle, name))))


def trigrams(word: str, *, open_ended: bool = False) -> frozenset[str]:
    """Its overlapping threes, with the beginning (two blanks) and the end (one) marked.

    ``open_ended``: the end is not known yet, because somebody is still typing.
    """
    padded = f"  {word}" if open_ended else f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def is_unspaced(letter: str) -> bool:
    """Whether the letter's script runs words together."""
    code = ord(letter)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)


def _words(text: str) -> Iterator[str]:
    for run in _runs(text):
        yield from _pieces(run)


def _pieces(run: str) -> Iterable[str]:
    if not is_unspaced(run[0]):
        return (run[:LONGEST_WORD],)
    return [run[at : at + 2] for at in range(len(run))]


def _runs(text: str) -> Iterator[str]:
    """Longest stretches of letters, digits and their marks, of one kind of script each."""
    run = ""
    for letter in fold(text):
        if not _belongs(letter):
            if run:
                yield run
            run = ""
            continue
        if run and not _is_mark(letter) and is_unspaced(letter) != is_unspaced(run[-1]):
            yield run
            run = ""
        if run or not _is_mark(letter):
            run += letter
    if run:
        yield run


def _belongs(letter: str) -> bool:
    return letter.isalnum() or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")
