"""Word lists: found however it is dressed up, and not inside innocent words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.words import Entry, Hit, screen

LIST = [Entry("hate", "hold"), Entry("ass", "hold"), Entry("buy pills", "block"), Entry("пример", "hold")]


@pytest.mark.parametrize(
    "text",
    [
        "hate",
        "I HATE it",
        "h4te",
        "haaaate",
        "h a t e",
        "h.a.t.e",
        "ｈａｔｅ",
        "hâte",
        "#hate",
        "h_a_t_e",
        "Пример!",
        "asssss",
    ],
)
def test_dressed_up_words_are_found(text: str) -> None:
    """Case, accents, wide letters, digits, stretches and gaps don't hide a word."""
    hit = screen(text, LIST)
    assert hit is not None and hit.effect == "hold"


@pytest.mark.parametrize(
    "text", ["", "whatever", "hatter", "class", "as if", "chateau", "buy  my pills", "passport"]
)
def test_innocent_words_pass(text: str) -> None:
    """Nothing is caught inside longer words, and phrases only whole."""
    assert screen(text, LIST) is None


def test_the_gravest_counts() -> None:
    """Block comes before hold."""
    assert screen("I hate to say: buy pills", LIST) == Hit("buy pills", "block")


@given(st.text(max_size=300), st.text(max_size=20))
def test_no_text_breaks_it(text: str, entry: str) -> None:
    """Any text against any entry has an answer; an entry without words never hits."""
    hit = screen(text, [Entry(entry, "hold")])
    assert hit is None or hit.entry == entry
