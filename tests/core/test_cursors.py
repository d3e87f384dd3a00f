"""Cursors of lists: what was written is read, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.units import Refusal, cursor_after, read_cursor


@given(st.integers(0, 10**15 - 1), st.integers(0, (1 << 63) - 1))
def test_a_cursor_is_read_as_it_was_written(order: int, an_id: int) -> None:
    assert read_cursor(cursor_after(order, an_id)) == (order, an_id)


@pytest.mark.parametrize(
    "cursor", ["", "-", "x", "1", "1-", "-0000000000000", "²-0000000000000", "9" * 16 + "-a"]
)
def test_anything_else_is_refused(cursor: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_cursor(cursor)
    assert refused.value.code in ("bad_cursor", "bad_id")
