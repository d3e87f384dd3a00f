"""Ages: from a birth date to the little that the rest of the program needs to know.

Nobody but the person sees a birth date; decisions ask for the lower bound of a band. An unknown age is 0,
and gets the youngest rules.
"""

from datetime import date
from typing import Literal

Band = Literal["unknown", "child", "young_teen", "teen", "adult"]
"""unknown; below 13; 13 to 15; 16 and 17; 18 and more."""

LOWER_BOUND: dict[Band, int] = {"unknown": 0, "child": 0, "young_teen": 13, "teen": 16, "adult": 18}
"""Years that somebody in the band surely has."""

OLDEST = 120
"""Years above which a birth date is a mistake or a joke."""


def age_on(birth: date, today: date) -> int:
    """Whole years lived on ``today``; who was born on 29 February turns older on 1 March in other years."""
    before_birthday = (today.month, today.day) < (birth.month, birth.day)
    return today.year - birth.year - before_birthday


def plausible(birth: date, today: date) -> bool:
    """Whether somebody alive can have been born then."""
    return birth <= today and age_on(birth, today) <= OLDEST


def band(birth: date | None, today: date) -> Band:
    """The band of somebody born then; a missing or impossible date is unknown."""
    if birth is None or not plausible(birth, today):
        return "unknown"
    age = age_on(birth, today)
    if age < 13:
        return "child"
    if age < 16:
        return "young_teen"
    return "teen" if age < 18 else "adult"


def known_age(birth: date | None, today: date) -> int:
    """Years that somebody born then surely has, as coarse as their band; 0 when unknown."""
    return LOWER_BOUND[band(birth, today)]


def may_suggest(age: int, to_age: int) -> bool:
    """Whether somebody may be named to a stranger: grown-ups to grown-ups, the young to the young.

    An unknown age counts as young.
    """
    return (age >= LOWER_BOUND["adult"]) == (to_age >= LOWER_BOUND["adult"])


def private_at_first(birth: date | None, today: date) -> bool:
    """Whether a new account starts private: below 16, and whenever the age is unknown."""
    return known_age(birth, today) < 16
