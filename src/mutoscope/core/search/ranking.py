"""Which find comes first: how well the words fit, then how much it is liked and how new it is.

    fit     a word as typed 1, begun by what was typed 0.8, with slips 0.5 and 0.35; the mean over all words
    favour  log of likes (or uses), worth up to 0.35
    youth   halves every thirty days, worth up to 0.1

A find that lacks a word of the question is none at all. What was typed to the letter stands above anything
with a slip in it, however liked that is.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from mutoscope.core.search.distance import allowed_slips, slips
from mutoscope.core.units import DAY_MS

EXACT, BEGUN = 1.0, 0.8
_SLIPPED = (BEGUN, 0.5, 0.35)
_FAVOUR, _YOUTH, _MANY = 0.35, 0.1, 1_000_000
_HALF_LIFE_MS = 30 * DAY_MS


class Asked(msgspec.Struct, frozen=True):
    """One word of a question: what was typed, and the words it may have meant."""

    typed: str
    meant: Mapping[str, float] = {}
    """Words a few slips away, each with how well it fits."""


class Find(msgspec.Struct, frozen=True):
    """Something that may answer a question."""

    ref: str
    words: Sequence[str]
    """As ``words_of`` gives them."""
    liked: int = 0
    """Likes of a video, videos of a person, uses of a tag or sound."""
    born_ms: int = 0
    """When it was published; 0 where age says nothing."""


class Scored(msgspec.Struct, frozen=True):
    ref: str
    score: float


def meant_by(typed: str, known: Iterable[str], most: int = 8) -> Asked:
    """``typed`` with those of the ``known`` words that it may be a slip of, the nearest ``most``."""
    limit = allowed_slips(typed)
    fits: dict[str, float] = {}
    for word in known:
        needed = slips(typed, word, limit, open_ended=True)
        if 0 < needed <= limit:
            whole = slips(typed, word, limit) <= limit
            fits[word] = _SLIPPED[needed] - (0.0 if whole else 0.05)
    best = sorted(fits.items(), key=lambda one: (-one[1], len(one[0]), one[0]))[:most]
    return Asked(typed, dict(best))


def best_first(asked: Sequence[Asked], finds: Iterable[Find], now_ms: int) -> list[Scored]:
    """The finds that hold every word asked for, the best first; of equals the younger (the later ref)."""
    scored = [
        Scored(find.ref, round(fit + _bonus(find, now_ms), 6)) for find in finds if (fit := _fit(asked, find))
    ]
    return sorted(scored, key=lambda one: (one.score, one.ref), reverse=True)


def _fit(asked: Sequence[Asked], find: Find) -> float:
    if not asked:
        return 0.0
    fits = [max((_fit_of(one, word) for word in find.words), default=0.0) for one in asked]
    return sum(fits) / len(fits) if min(fits) > 0 else 0.0


def _fit_of(asked: Asked, word: str) -> float:
    if word.startswith(asked.typed):
        return EXACT if word == asked.typed else BEGUN
    return asked.meant.get(word, 0.0)


def _bonus(find: Find, now_ms: int) -> float:
    favour = min(1.0, math.log1p(max(0, find.liked)) / math.log1p(_MANY))
    age_ms = max(0, now_ms - find.born_ms)
    youth = 0.5 ** (age_ms / _HALF_LIFE_MS) if find.born_ms else 0.0
    return _FAVOUR * favour + _YOUTH * youth
