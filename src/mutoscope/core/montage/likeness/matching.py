"""Compare the prints of two films.

A print of the picture is a PDQ hash a second (vPDQ: Dalins et al., «PDQ & TMK + PDQF», 2019); a print of the
sound is Chromaprint's row of 32-bit words, one each 0.124 s, of which neighbours overlap (Haitsma and Kalker,
«A Highly Robust Audio Fingerprinting System», 2002: two recordings are one where fewer than 35 of 100 bits
differ over three seconds). Both survive other sizes and encodings; neither says who copied from whom.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]

SOUND_STEP_MS = 1365 * 1000 / 11025
"""From one word of sound to the next: a third of a window of 4,096 samples at 11,025 a second."""
PICTURE_NEAR = 31
"""Bits of 256 that two hashes of one picture may differ in, as PDQ's authors recommend."""
_LEAST_MS = 3_000
"""What is alike for less than this is chance, or too little to speak of."""
_NEAR = 0.30
"""Share of bits that may differ; stricter than the paper's .35, because three seconds are short."""
_MOVES, _LEAST_LOOKS = 10, 3
"""Moments of one film that differ in more than so many bits are different pictures, and so many of those a
stretch must have: a still card with the same words says nothing of who made the film around it."""
_ALIGNMENTS = 16
"""So many alignments of pictures are looked at closely, those with the most moments in common."""
_WINDOW = round(_LEAST_MS / SOUND_STEP_MS)
_OFFSETS = 12
"""So many alignments with the most words in common are looked at closely."""
_PLAIN = 0.25
"""Where this share of a stretch's words is one and the same it is silence, or one note, and says nothing."""
_OF_CHANCE = 0.65
"""How much of what is wrong at other shifts of the same stretch may be wrong at its own."""
_SHIFTS, _NEAREST = 64, 8
"""So many other shifts are looked at, none nearer than so many words, about a second."""
_LEAST_SOUNDS, _OTHER = 6, 8
"""Words that differ in more than eight bits are different sounds; fewer than six of those are a clock, a beep
or a ring tone, which are nobody's."""
_SAME = np.uint32(12)
"""Lower bits of a word that are not compared when words are looked up: they are wrong too often."""
_MOST_KEYS = 400
_SLACK_MS = 1_200
"""Hashes are taken a second apart, so the same moment may stand this far from itself."""


class Glimpse(msgspec.Struct, frozen=True):
    """What one moment looks like."""

    at_ms: int
    pdq: bytes
    """32 bytes."""


class Prints(msgspec.Struct, frozen=True):
    """What a film can be recognised by."""

    glimpses: tuple[Glimpse, ...] = ()
    sound: bytes = b""
    """32-bit words, little endian."""
    mirrored: tuple[Glimpse, ...] = ()
    """The same moments, left and right exchanged."""

    @property
    def words(self) -> Words:
        return np.frombuffer(self.sound, "<u4").astype(np.uint32)


class Stretch(msgspec.Struct, frozen=True):
    """Where two films are alike."""

    start_ms: int
    """In the first."""
    other_ms: int
    """In the other."""
    length_ms: int
    share: float
    """1: in every bit; what was measured over the stretch."""


def alike_in_picture(one: Sequence[Glimpse], other: Sequence[Glimpse]) -> Stretch | None:
    """The longest stretch that looks the same in both, at one speed; None when there is none.

    Moments that look like their own neighbours (a slow film) vote for many alignments; the one with most of
    them wins, and the earliest among equals. A still picture, however long, is like nothing.
    """
    if not one or not other:
        return None
    bits = _distances(one, other)
    mine, theirs = np.nonzero(bits <= PICTURE_NEAR)
    if not mine.size:
        return None
    at = np.array([glimpse.at_ms for glimpse in one])
    other_at = np.array([glimpse.at_ms for glimpse in other])
    offsets = other_at[theirs] - at[mine]
    best: tuple[int, Stretch] | None = None
    for offset in _best_alignments(offsets):
        fits = np.abs(offsets - offset) <= _SLACK_MS
        moments = np.unique(mine[fits])
        for run in _runs(moments, at, 2 * _SLACK_MS):
            length = int(at[run[-1]] - at[run[0]])
            if len(run) < _LEAST_LOOKS or length < _LEAST_MS - 1_000 or (best and len(run) <= best[0]):
                continue
            if _is_still([one[place] for place in run.tolist()]):
                continue
            inside = fits & (mine >= run[0]) & (mine <= run[-1])
            differ = float(bits[mine[inside], theirs[inside]].mean()) / 256
            start = int(at[run[0]])
            best = len(run), Stretch(start, max(0, start + offset), length, round(1 - differ, 4))
    return best[1] if best else None


def alike_in_sound(one: Words, other: Words) -> Stretch | None:
    """The longest stretch that sounds the same in both, at one speed; None when there is none."""
    best: Stretch | None = None
    for offset in _likely_offsets(one, other):
        start = max(0, -offset)
        end = min(len(one), len(other) - offset)
        mine, theirs = one[start:end], other[start + offset : end + offset]
        wrong = np.bitwise_count(mine ^ theirs) / 32
        for first, last in _quiet_runs(wrong):
            if best and (last - first) * SOUND_STEP_MS <= best.length_ms:
                continue
            if _says_nothing(mine[first:last], theirs[first:last]):
                continue
            best = Stretch(
                round((start + first) * SOUND_STEP_MS),
                round((start + first + offset) * SOUND_STEP_MS),
                round((last - first) * SOUND_STEP_MS),
                round(1 - float(wrong[first:last].mean()), 4),
            )
    return best


def keys_of(prints: Prints) -> tuple[frozenset[int], frozenset[int]]:
    """(of the picture, of the sound): numbers that films which are alike have in common, to find them by.

    A hash of a picture gives 16 pieces of 16 bits with their place; two hashes 15 bits apart share one for
    certain. A word of sound gives its upper 20 bits. Of many keys the lowest by a fixed scramble are kept, so
    that a film and its copy keep the same ones.
    """
    hashes = b"".join(glimpse.pdq for glimpse in prints.glimpses)
    pieces = np.frombuffer(hashes, "<u2").reshape(-1, 16).astype(np.uint32)
    placed = np.bitwise_or(pieces, np.arange(16, dtype=np.uint32) << np.uint32(16), dtype=np.uint32)
    return _lowest(placed), _lowest(prints.words >> _SAME)


def _lowest(keys: Words) -> frozenset[int]:
    keys = np.unique(keys)
    scrambled = keys * np.uint32(2_654_435_761)  # Knuth's multiplier, modulo 2^32
    return frozenset(keys[np.argsort(scrambled, kind="stable")[:_MOST_KEYS]].tolist())


def _distances(one: Sequence[Glimpse], other: Sequence[Glimpse]) -> npt.NDArray[np.int64]:
    """How many of 256 bits differ, for each of one against each of the other."""
    mine, theirs = (
        np.frombuffer(b"".join(glimpse.pdq for glimpse in row), np.uint64).reshape(-1, 4)
        for row in (one, other)
    )
    bits: npt.NDArray[np.int64] = np.bitwise_count(mine[:, None] ^ theirs[None]).sum(axis=2, dtype=np.int64)
    return bits


def _best_alignments(offsets: npt.NDArray[np.int64]) -> list[int]:
    """Those of the offsets that have most others near them; of as good ones the smallest first."""
    ordered = np.sort(offsets)
    every = np.unique(ordered)
    votes = np.searchsorted(ordered, every + _SLACK_MS, "right") - np.searchsorted(ordered, every - _SLACK_MS)
    best: list[int] = every[np.argsort(-votes, kind="stable")[:_ALIGNMENTS]].tolist()
    return best


def _runs(moments: npt.NDArray[np.int64], at: npt.NDArray[np.int64], gap: int) -> list[npt.NDArray[np.int64]]:
    """Moments, by their place in ``at``, cut where more than ``gap`` lies between two."""
    return np.split(moments, np.nonzero(np.diff(at[moments]) > gap)[0] + 1)


def _is_still(glimpses: Sequence[Glimpse]) -> bool:
    """Whether fewer than three different pictures are among them."""
    bits = _distances(glimpses, glimpses)
    kept: list[int] = []
    for place in range(len(glimpses)):
        if all(bits[place, other] > _MOVES for other in kept):
            kept.append(place)
            if len(kept) == _LEAST_LOOKS:
                return False
    return True


def _likely_offsets(one: Words, other: Words) -> list[int]:
    """Alignments at which words agree in their upper 20 bits, those with most of them first."""
    places: dict[int, list[int]] = {}
    for place, word in enumerate((other >> _SAME).tolist()):
        places.setdefault(word, []).append(place)
    votes: Counter[int] = Counter()
    for place, word in enumerate((one >> _SAME).tolist()):
        for there in places.get(word, ())[:50]:  # a note held for long would vote for everything
            votes[there - place] += 1
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0])))
    return [offset for offset, _ in ranked[:_OFFSETS]]


def _quiet_runs(wrong: npt.NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Stretches over which, in every window of three seconds, few enough bits are wrong."""
    if len(wrong) < _WINDOW:
        return
    means = np.convolve(wrong, np.ones(_WINDOW) / _WINDOW, "valid")
    good = np.concatenate(([False], means < _NEAR, [False]))
    edges = np.nonzero(np.diff(good.astype(np.int8)))[0]
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield first, last - 1 + _WINDOW


def _plain(words: Words) -> bool:
    _, counts = np.unique(words, return_counts=True)
    return bool(counts.max() / len(words) > _PLAIN)


def _says_nothing(mine: Words, theirs: Words) -> bool:
    """Whether two stretches are alike as any two of their kind are.

    Bits of rain, of a fan, of a quiet room are so uneven that two such sounds differ in 15 to 30 of 100 at
    whatever shift, a copy only at one. Noise has 0.75 to 1.05 of the median of shifted comparisons, a bad
    copy 0.55 at most. Shifted ones of noise spread by about a twentieth around their median: 0.65 is seven
    times that away.
    """
    return _plain(mine) or not _is_varied(mine) or not _only_here(mine, theirs)


def _only_here(mine: Words, theirs: Words) -> bool:
    """Whether they are clearly more alike as they lie than where one is turned around by some words."""
    shifts = np.unique(np.linspace(_NEAREST, len(mine) - _NEAREST, _SHIFTS).astype(np.int64))
    wrong = [_wrong(mine, np.roll(theirs, shift)) for shift in shifts.tolist()]
    return _wrong(mine, theirs) <= _OF_CHANCE * float(np.median(wrong))


def _wrong(mine: Words, theirs: Words) -> float:
    return float(np.bitwise_count(mine ^ theirs).mean()) / 32


def _is_varied(words: Words) -> bool:
    kept: list[int] = []
    for word in words.tolist():
        if all((word ^ other).bit_count() > _OTHER for other in kept):
            kept.append(word)
            if len(kept) == _LEAST_SOUNDS:
                return True
    return False
