"""Names and biographies that can stand beside other people's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.plain_text import clean_text
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Luz \n", "Ana Luz"),
        ("Ana\x00\x07", "Ana"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200bb\ufeff", "ab"),
        ("e\u0301", "é"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("z" + "\u0336" * 40, "z" + "\u0336" * 4),
        ("\u200d\u200d", ""),
        ("<b>אנה</b>", "<b>אנה</b>"),
    ],
)
def test_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    """Controls, direction overrides, hiding places and towers go; every script, emoji and flag stays."""
    assert clean_text(typed, field="name", longest=60) == kept


def test_lines_stay_where_they_may() -> None:
    """A biography keeps its line breaks, at most one empty line in a row."""
    assert clean_text("a\r\n\n\n\nb  c", field="bio", longest=60, lines=True) == "a\n\nb c"


@pytest.mark.parametrize("typed", ["x" * 61, "x" * 10_000, "é" * 61])
def test_too_long_is_refused(typed: str) -> None:
    """Nothing is cut silently."""
    with pytest.raises(Refusal) as refused:
        clean_text(typed, field="name", longest=60)
    assert (refused.value.code, refused.value.fields["field"]) == ("too_long", "name")


@given(st.text(max_size=60), st.booleans())
def test_cleaning_twice_is_cleaning_once(typed: str, lines: bool) -> None:
    """What was cleaned stays as it is, and shows no control character."""
    try:
        once = clean_text(typed, field="bio", longest=60, lines=lines)
    except Refusal:
        return
    assert clean_text(once, field="bio", longest=60, lines=lines) == once
    assert all(letter.isprintable() or letter in "\n\u200c\u200d" or ord(letter) > 127 for letter in once)
