"""Slips of the finger: counted right, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.search.distance import allowed_slips, slips

WORD = st.text(alphabet="abc", max_size=8)


@pytest.mark.parametrize(
    ("typed", "word", "needed"),
    [
        ("sunset", "sunset", 0),
        ("sunst", "sunset", 1),
        ("sunnset", "sunset", 1),
        ("sinset", "sunset", 1),
        ("snuset", "sunset", 1),
        ("snusett", "sunset", 2),
        ("", "ab", 2),
    ],
)
def test_each_slip_counts_once(typed: str, word: str, needed: int) -> None:
    """A letter left out, put in, mistaken, or two swapped."""
    assert slips(typed, word, 3) == needed == slips(word, typed, 3)


def test_a_word_still_being_typed_is_measured_to_its_best_beginning() -> None:
    """What is not typed yet is no slip."""
    assert slips("suns", "sunset", 2, open_ended=True) == 0
    assert slips("snus", "sunset", 2, open_ended=True) == 1
    assert slips("sunset", "suns", 2, open_ended=True) == 2


def test_short_words_are_taken_literally() -> None:
    """«sea» is not «see»; long words are forgiven two slips."""
    assert [allowed_slips(word) for word in ("in", "sea", "rain", "sunset", "sunrise")] == [0, 0, 1, 1, 2]


def _plain(typed: str, word: str) -> int:
    """Optimal string alignment by its definition, one whole table."""
    table = [
        [max(i, j) if not i or not j else 0 for j in range(len(word) + 1)] for i in range(len(typed) + 1)
    ]
    for i in range(1, len(typed) + 1):
        for j in range(1, len(word) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (typed[i - 1] != word[j - 1])
            )
            if i > 1 and j > 1 and typed[i - 1] == word[j - 2] and typed[i - 2] == word[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORD, WORD, st.integers(0, 3))
def test_as_many_as_the_definition_says(typed: str, word: str, most: int) -> None:
    """The hurried way counts what the plain table counts, up to the limit."""
    assert slips(typed, word, most) == min(_plain(typed, word), most + 1)


@given(WORD, WORD, st.integers(0, 3))
def test_open_ended_is_the_best_over_all_beginnings(typed: str, word: str, most: int) -> None:
    """The best beginning is the best of all of them, each measured plainly."""
    best = min(_plain(typed, word[:end]) for end in range(len(word) + 1))
    assert slips(typed, word, most, open_ended=True) == min(best, most + 1)
