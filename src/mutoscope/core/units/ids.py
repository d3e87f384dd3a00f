"""Identifiers: 63-bit integers inside, 13 letters outside.

An id is 41 bits of milliseconds since 2024-01-01 UTC followed by 22 random bits, so ids sort by age,
fit every database's signed bigint, and are not guessable neighbours. JavaScript cannot hold 63-bit
integers, so ids leave the program as Crockford base 32 text and never as numbers.
"""

from typing import NewType

from mutoscope.core.units.refusal import Refusal

PersonId = NewType("PersonId", int)
VideoId = NewType("VideoId", int)
UploadId = NewType("UploadId", int)
SoundId = NewType("SoundId", int)

EPOCH_MS = 1_704_067_200_000
"""2024-01-01T00:00:00Z in milliseconds since 1970."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"i": 1, "l": 1, "o": 0}
_LETTERS = 13
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]


def make_id(now_ms: int, random_bits: int) -> int:
    """An id for something born at ``now_ms``; ``random_bits`` is any integer, its low 22 bits count."""
    age_ms = now_ms - EPOCH_MS
    assert 0 <= age_ms < 1 << 41, "the clock is before 2024 or after 2093"
    return (age_ms << 22) | (random_bits & 0x3FFFFF)


def born_ms(an_id: int) -> int:
    """Milliseconds since 1970 at which ``an_id`` was made."""
    return (an_id >> 22) + EPOCH_MS


def to_text(an_id: int) -> str:
    """The 13 letters that stand for ``an_id`` in addresses and answers."""
    assert 0 <= an_id < 1 << 63
    pairs = [_PAIRS[an_id >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)]
    return _ALPHABET[an_id >> 60] + "".join(pairs)


def from_text(text: str) -> int:
    """The id that ``text`` stands for; refuses anything else with ``bad_id``."""
    if len(text) != _LETTERS:
        raise Refusal("bad_id", "This address is not one of ours.")
    value = 0
    for letter in text.lower():
        digit = _VALUES.get(letter)
        if digit is None:
            raise Refusal("bad_id", "This address is not one of ours.")
        value = value << 5 | digit
    if value >= 1 << 63:
        raise Refusal("bad_id", "This address is not one of ours.")
    return value
