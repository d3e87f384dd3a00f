"""Captions: what people mean is kept, what deceives or breaks pages is not."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mutoscope.core.policy.captions import MAX_LETTERS, clean, fold, read_caption, visible_length
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  hello   world \n\n\n\n again ", "hello world\n\nagain"),
        ("tab\there\x00\x07 and\x1b[31m", "tab here and [31m"),
        ("\u202eevil\u202c \u2066x\u2069 \u200fy", "evil x y"),
        ("in\u200bvis\u2060ib\ufeffle\u00ad", "invisible"),
        ("e\u0301te\u0301", "été"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("a\u200db \u200dx x\u200d", "ab x x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        (
            "🏴\U000e0067\U000e0062\U000e007f hidden\U000e0041\U000e0042",
            "🏴\U000e0067\U000e0062\U000e007f hidden",
        ),
        ("Z" + "\u0336" * 40, "Z" + "\u0336" * 4),
        ("\ud800 lone", "lone"),
        ("\ue000private\U0010ffff", "private"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\u2028line\u2029", "line"),
    ],
)
def test_cleaning(raw: str, text: str) -> None:
    """Overrides, invisible letters and control characters go; emoji and real scripts stay as written."""
    assert clean(raw) == text


def test_tags_and_mentions_are_read() -> None:
    """#tags in any script, folded, each once; @mentions too; addresses and colours are neither."""
    caption = read_caption(
        "#Été #ete #日本 #1 #2nd x#no http://a/#frag me@example.org @Ada_L. @bob @ADA_L &#39;"
    )
    assert caption.tags == ("ete", "日本", "2nd")
    assert caption.mentions == ("ada_l", "bob")


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("été", 3), ("👨\u200d👩\u200d👧", 1), ("👍🏽", 1), ("日本", 2)]
)
def test_length_is_what_a_reader_counts(text: str, length: int) -> None:
    assert visible_length(text) == length


def test_too_much_is_refused_with_the_limit() -> None:
    """One letter too many, ten thousand, or a flood of tags: a sentence that names the limit."""
    assert visible_length(read_caption("x" * MAX_LETTERS).text) == MAX_LETTERS
    for raw in ("x" * (MAX_LETTERS + 1), "x" * 10_000, "\u0301" * 10_000_000):
        with pytest.raises(Refusal, match="caption_too_long") as refusal:
            read_caption(raw)
        assert refusal.value.fields["limit"] == MAX_LETTERS
    with pytest.raises(Refusal, match="too_many_tags"):
        read_caption(" ".join(f"#a{number}" for number in range(21)))


@given(st.text(max_size=200))
def test_any_text_comes_out_clean_and_stays_so(raw: str) -> None:
    """Nothing invisible that turns text around survives, and cleaning again changes nothing."""
    text = clean(raw)
    assert clean(text) == text == unicodedata.normalize("NFC", text)
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\x00\r")


@example("𝐀")
@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    """What is folded folds to itself, whatever its case was."""
    assert fold(fold(text)) == fold(text)
