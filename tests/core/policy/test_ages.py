"""Ages and their bands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.ages import (
    LOWER_BOUND,
    age_on,
    band,
    known_age,
    may_suggest,
    plausible,
    private_at_first,
)

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(2013, 11, 23), date(2026, 11, 23), 13),
        (date(2013, 11, 24), date(2026, 11, 23), 12),
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2000, 1, 1), date(2000, 1, 1), 0),
    ],
)
def test_age_in_whole_years(birth: date, today: date, age: int) -> None:
    """A year is full on the birthday; 29 February comes on 1 March where there is none."""
    assert age_on(birth, today) == age


@given(days, days)
def test_age_never_falls(birth: date, today: date) -> None:
    """Tomorrow nobody is younger, and never by more than a year older."""
    assert 0 <= age_on(birth, today + timedelta(1)) - age_on(birth, today) <= 1


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (None, "unknown"),
        (TODAY + timedelta(1), "unknown"),
        (date(1890, 1, 1), "unknown"),
        (date(2013, 11, 24), "child"),
        (date(2013, 11, 23), "young_teen"),
        (date(2010, 11, 24), "young_teen"),
        (date(2010, 11, 23), "teen"),
        (date(2008, 11, 24), "teen"),
        (date(2008, 11, 23), "adult"),
        (date(1906, 11, 23), "adult"),
    ],
)
def test_bands(birth: date | None, expected: str) -> None:
    """A missing, future or impossible date is unknown; the others fall into four bands."""
    assert band(birth, TODAY) == expected


@given(days, days)
def test_what_is_known_never_exceeds_the_truth(birth: date, today: date) -> None:
    """The age that others decide by is a lower bound, and only ever one of four numbers."""
    known = known_age(birth, today)
    assert known in LOWER_BOUND.values()
    assert known == 0 or known <= age_on(birth, today)
    assert plausible(birth, today) or known == 0


@pytest.mark.parametrize(
    ("age", "to_age", "may"),
    [
        (18, 18, True),
        (13, 16, True),
        (0, 13, True),
        (16, 18, False),
        (18, 16, False),
        (0, 18, False),
        (18, 0, False),
    ],
)
def test_strangers_are_named_within_their_age(age: int, to_age: int, may: bool) -> None:
    """Grown-ups to grown-ups, the young to the young; whose age nobody knows is young."""
    assert may_suggest(age, to_age) is may


def test_the_young_start_private() -> None:
    """Below 16, and when the age is unknown, a new account is private."""
    assert private_at_first(date(2011, 1, 1), TODAY)
    assert private_at_first(None, TODAY)
    assert not private_at_first(date(2010, 11, 23), TODAY)
