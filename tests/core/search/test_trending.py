"""What rises stands above what is always there."""

from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.search.trending import heat


def test_what_rises_is_hotter_than_what_stays() -> None:
    """Ten people in two days, none before, before ten in two days of an even thirty-five."""
    assert heat(10, 10) > heat(10, 35) > heat(1, 35) > heat(0, 35) > heat(0, 0) == 0


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_one_more_person_never_cools(recent: int, before: int) -> None:
    """Somebody new today is in both counts."""
    assert heat(recent + 1, recent + before + 1) > heat(recent, recent + before)
