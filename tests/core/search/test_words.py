"""Text becomes words alike, however it is dressed, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.search.words import (
    LONGEST_WORD,
    MOST_ASKED,
    MOST_WORDS,
    asked_words,
    fold,
    name_words,
    trigrams,
    words_of,
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Morning light, over #Sunrise!", ("morning", "light", "over", "sunrise")),
        ("L'ÉTÉ à Nîmes", ("l", "ete", "a", "nimes")),
        ("Søren Łódź Œuvre Straße", ("soren", "lodz", "oeuvre", "strasse")),
        ("ｆｕｌｌ 𝓯𝓪𝓷𝓬𝔂", ("full", "fancy")),
        ("東京タワー", ("東京", "京タ", "タワ", "ワー", "ー")),
        ("tokyo東京", ("tokyo", "東京", "京")),
        ("हिन्दी गीत", ("हिन्दी", "गीत")),
        ("again Again AGAIN", ("again",)),
        ("take 2 of 10", ("take", "2", "of", "10")),
        ("🔥🔥 — …", ()),
        ("\u0301\u0301", ()),
    ],
)
def test_words_of_a_text(written: str, words: tuple[str, ...]) -> None:
    """Case, accents, full-width and fancy letters fall away; scripts without blanks are cut in pairs."""
    assert words_of(written) == words


def test_a_question_asks_for_pairs_or_for_the_one_letter_it_has() -> None:
    """The lone letter that ends an unspaced text is not asked for, unless it is everything."""
    assert asked_words("東京") == ("東京",)
    assert asked_words("東") == ("東",)
    assert asked_words("Sun set") == ("sun", "set")
    assert asked_words("  ,;  ") == ()


def test_a_person_is_found_by_every_part_of_their_name() -> None:
    """A handle counts whole, without its signs, and in parts."""
    assert name_words("ana_lund.99", "Ána Lund") == ("analund99", "ana", "lund", "99")


@given(st.text(max_size=400))
def test_any_text_gives_few_short_folded_words(text: str) -> None:
    """Whatever is written, words are bounded, folded, without blanks, and asking for them is stable."""
    words = words_of(text)
    assert len(words) <= MOST_WORDS and len(set(words)) == len(words)
    assert len(asked_words(text)) <= MOST_ASKED
    for word in words:
        assert 0 < len(word) <= LONGEST_WORD and not any(letter.isspace() for letter in word)
        assert '"' not in word and "'" not in word and "\0" not in word


@given(st.text(alphabet="abcéÉøœßÅñ ABC", max_size=30))
def test_accents_and_case_never_matter(text: str) -> None:
    """The same words come of a text, of its capitals and of its plain spelling."""
    assert words_of(text) == words_of(text.upper()) == words_of(fold(text))


@given(st.text(alphabet="abcd", min_size=1, max_size=12))
def test_trigrams_of_an_open_word_are_among_those_of_its_continuations(word: str) -> None:
    """What is typed so far shares all its threes with every word it may become."""
    assert trigrams(word, open_ended=True) <= trigrams(word + "xyz")
    assert len(trigrams(word)) <= len(word) + 1
