"""Handles: what may be one, and what looks like us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.handles import check_handle, fold, is_handle
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("typed", "handle"),
    [("ana", "ana"), (" @Ana.Luz ", "ana.luz"), ("a_1", "a_1"), ("x" * 24, "x" * 24), ("_a.b_", "_a.b_")],
)
def test_good_handles_are_folded(typed: str, handle: str) -> None:
    """White space, the @ and capitals go; the rest is the handle."""
    assert check_handle(typed) == handle


@pytest.mark.parametrize(
    "typed",
    [
        *("", "ab", "x" * 25, "x" * 10_000, ".ana", "ana.", "a..b", "a b", "a-b", "a/b", "@@ana", "ana\n.b"),
        *(
            "аna",
            "ána",
            "ana\u200b",
            "\u202eana",
            "ana\x00b",
            "🐱🐱🐱",
            "\u212aarl",
            "ａｎａ",
            "a\u0301na",
            "①②③",
        ),
    ],
)
def test_other_letters_are_refused(typed: str) -> None:
    """Only short ASCII: look-alikes (Cyrillic а, the Kelvin sign) and invisible letters are out."""
    with pytest.raises(Refusal) as refused:
        check_handle(typed)
    assert refused.value.code == "bad_handle"


@pytest.mark.parametrize(
    "typed", ["admin", "ADMIN", "adm1n", "_admin_", "a.d.m.i.n", "m0derator", "rnedia", "vvebmaster"]
)
def test_the_house_keeps_its_own_words(typed: str) -> None:
    """Nobody poses as staff, with look-alikes inside ASCII either."""
    with pytest.raises(Refusal) as refused:
        check_handle(typed)
    assert refused.value.code == "handle_reserved"


@given(st.text())
def test_whatever_is_accepted_is_plain_and_stays(typed: str) -> None:
    """What passes has the stored shape, and passes again unchanged."""
    try:
        handle = check_handle(typed)
    except Refusal:
        return
    assert handle.isascii() and is_handle(handle)
    assert fold(handle) == check_handle(handle) == handle
