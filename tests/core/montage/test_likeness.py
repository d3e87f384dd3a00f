"""Whether one film holds part of another."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.montage.likeness import (
    SOUND_STEP_MS,
    Glimpse,
    Prints,
    alike_in_picture,
    alike_in_sound,
    keys_of,
)

SEEDS = st.integers(0, 2**32 - 1)


def noise(seed: int, words: int) -> npt.NDArray[np.uint32]:
    return np.random.default_rng(seed).integers(0, 2**32, words, dtype=np.uint32)


def scratched(words: npt.NDArray[np.uint32], share: float, seed: int = 5) -> npt.NDArray[np.uint32]:
    """The same with this share of its bits turned over."""
    flips = np.random.default_rng(seed).random((len(words), 32)) < share
    return words ^ (flips * (1 << np.arange(32, dtype=np.uint64))).sum(axis=1).astype(np.uint32)


def looks(seed: int, seconds: int, first_ms: int = 0) -> list[Glimpse]:
    """Moments a second apart, each unlike every other."""
    rows = np.random.default_rng(seed).integers(0, 256, (seconds, 32), dtype=np.uint8)
    return [Glimpse(first_ms + second * 1000, row.tobytes()) for second, row in enumerate(rows)]


def test_a_part_of_a_song_is_found_where_it_lies() -> None:
    """Six seconds taken from the tenth second on stand at the start of the copy."""
    song = noise(1, 400)
    copy = np.concatenate([scratched(song[80:130], 0.15), noise(2, 60)])
    found = alike_in_sound(song, copy)
    assert found is not None
    assert abs(found.start_ms - 80 * SOUND_STEP_MS) <= 300
    assert found.other_ms == 0
    assert 5_500 <= found.length_ms <= 7_500
    assert 0.75 < found.share < 0.9


@given(SEEDS, SEEDS)
def test_two_songs_that_have_nothing_in_common_are_not_alike(one: int, other: int) -> None:
    if one != other:
        assert alike_in_sound(noise(one, 200), noise(other, 200)) is None


def test_silence_is_like_nothing() -> None:
    """Two silent films are not copies of each other, nor is one held note."""
    silence = np.full(300, 627_964_279, np.uint32)
    assert alike_in_sound(silence, silence) is None
    assert alike_in_sound(np.zeros(0, np.uint32), silence) is None
    assert alike_in_sound(noise(3, 10), noise(3, 10)) is None, "a second and a bit is too little to tell"


def test_moments_in_the_same_order_are_a_copy() -> None:
    """Seconds 4 to 9 of one film are seconds 1 to 6 of another, and a bit later by the clock."""
    film = looks(1, 12)
    copy = [*looks(2, 1), *(Glimpse(1_400 + at * 1000, film[4 + at].pdq) for at in range(6))]
    found = alike_in_picture(film, copy)
    assert found is not None
    assert (found.start_ms, found.other_ms, found.length_ms, found.share) == (4_000, 1_400, 5_000, 1.0)


def test_the_same_picture_once_is_no_copy() -> None:
    """A famous picture shown for a moment in two films makes neither of the other."""
    film, other = looks(1, 10), looks(2, 10)
    other[5] = Glimpse(5_000, film[2].pdq)
    assert alike_in_picture(film, other) is None


@given(SEEDS, st.integers(0, 8), st.integers(0, 20_000))
def test_whoever_is_compared_first_finds_the_same_stretch(seed: int, first: int, shift_ms: int) -> None:
    film = looks(seed, 16)
    part = [
        Glimpse(glimpse.at_ms - first * 1000 + shift_ms, glimpse.pdq) for glimpse in film[first : first + 6]
    ]
    one, other = alike_in_picture(film, part), alike_in_picture(part, film)
    assert one is not None
    assert other is not None
    assert (one.start_ms, one.other_ms, one.length_ms) == (other.other_ms, other.start_ms, other.length_ms)


@given(SEEDS)
def test_a_copy_is_found_by_its_keys(seed: int) -> None:
    """Whatever is close enough to be a copy shares keys with it; strangers share next to none."""
    film = Prints(tuple(looks(seed, 20)), noise(seed, 160).tobytes())
    bad = np.frombuffer(film.glimpses[0].pdq, np.uint8).copy()
    bad[:15] ^= 1  # fifteen bits, in eight of the sixteen pieces
    copy = Prints((Glimpse(0, bad.tobytes()),), scratched(noise(seed, 160), 0.05, seed).tobytes())
    assert keys_of(film)[0] & keys_of(copy)[0]
    assert len(keys_of(film)[1] & keys_of(copy)[1]) > 20
    assert len(keys_of(film)[1] & keys_of(Prints((), noise(seed + 1, 160).tobytes()))[1]) <= 3
    assert keys_of(Prints()) == (frozenset(), frozenset())
