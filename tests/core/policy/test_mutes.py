"""What a person muted, and what it hides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.mutes import LONGEST, Mutes, key_of, readable, tag_of
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("muted", "text", "hidden"),
    [
        ("rat", "A rat!", True),
        ("rat", "My strategy", False),
        ("Été", "un ETE sans fin", True),
        ("spoiler", "no #Spoiler please", True),
        ("the end", "This is The  End.", True),
        ("the end", "the happy end", False),
        ("end", "week_end", True),
        ("\u732b", "\u3053\u306e\u732b\u306f\u5927\u304d\u3044", True),
        ("\u732b", "\u3053\u306e\u72ac\u306f\u5927\u304d\u3044", False),
        ("ﬁn", "la fin", True),
        ("rat", "", False),
    ],
)
def test_words_hide_what_says_them(muted: str, text: str, hidden: bool) -> None:
    """Whole words in any case and accent, several in a row, inside tags, and in scripts without blanks."""
    assert Mutes(words=(key_of(muted),)).hides(text=text) is hidden


def test_each_kind_hides_its_own() -> None:
    """A person, a tag and a sound hide what is by, under and with them, and nothing else."""
    mutes = Mutes(people=frozenset({1}), tags=frozenset({"cats"}), sounds=frozenset({9}))
    assert mutes.hides(person_id=1) and mutes.hides(tags=("dogs", "cats")) and mutes.hides(sound_id=9)
    assert not mutes.hides(person_id=2, text="cats", tags=("cat",), sound_id=8)


def test_nothing_muted_hides_nothing() -> None:
    """Neither an empty value nor the absence of a creator or sound hides anything."""
    assert not Mutes() and Mutes(sounds=frozenset({9}))
    assert not Mutes().hides(person_id=0, text="anything", tags=("x",), sound_id=0)
    assert not Mutes(people=frozenset({5}), sounds=frozenset({5})).hides()


@given(st.text(max_size=80))
def test_whatever_is_written_is_kept_clean_or_refused(text: str) -> None:
    """One line, short, with at least a letter in it: it then hides exactly the text it was written as."""
    try:
        line = readable(text)
    except Refusal as refused:
        assert refused.code in ("too_long", "nothing_to_mute")
        return
    assert 0 < len(line) <= LONGEST and "\n" not in line
    assert Mutes(words=(key_of(line),)).hides(text=line)


@pytest.mark.parametrize("text", ["", "   ", "!!", "\u202e", "#", "x" * (LONGEST + 1), "x" * 100_000])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    """Blanks, signs alone, marks nobody sees, and whole novels are no word to mute."""
    with pytest.raises(Refusal):
        readable(text)


@pytest.mark.parametrize(("written", "tag"), [("#Été", "ete"), ("cats", "cats"), ("week_end", "week_end")])
def test_tags_are_kept_as_captions_fold_them(written: str, tag: str) -> None:
    """With or without the sign, in any case or accent, a tag is the one that captions carry."""
    assert tag_of(written) == tag


@pytest.mark.parametrize("text", ["", "#", "two words", "a#b", "x" * 51, "\n", "#" * 9])
def test_what_is_no_tag_is_refused(text: str) -> None:
    """One word without blanks, or a refusal."""
    with pytest.raises(Refusal) as refused:
        tag_of(text)
    assert refused.value.code == "not_a_tag"
