"""Counting people and visits: how sure it is, what joins, and what is not said."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutoscope.core.insights.sketch import NOBODY, Sketch, count_all
from mutoscope.core.insights.tallies import (
    Tally,
    Watched,
    average_share,
    beyond_subtraction,
    finished_share,
    part_of,
    retention,
)


def people(first: int, many: int) -> Sketch:
    sketch = Sketch()
    for number in range(first, first + many):
        sketch.add(int.from_bytes(hashlib.blake2b(str(number).encode(), digest_size=8).digest(), "big"))
    return sketch


@pytest.mark.parametrize("many", [0, 1, 9, 10, 100, 101, 300, 2_000, 30_000])
def test_how_many_people_there_were(many: int) -> None:
    """Exact while they are few, within three standard errors always; twice the same is one."""
    sketch = people(0, many)
    sketch.join(people(0, many))
    assert abs(sketch.count() - many) <= (0 if many <= 100 else 0.1 * many)
    again = Sketch(sketch.packed())
    assert again.count() == sketch.count() and again.packed() == sketch.packed()


def test_everybody_in_either() -> None:
    """Joined sketches count people of both once, in any order; nobody takes no room."""
    assert count_all([people(0, 60).packed(), people(30, 60).packed()]) == 90
    assert count_all([people(0, 60).packed(), people(0, 3_000).packed()]) == people(0, 3_000).count()
    one, other = people(0, 200), people(100, 200)
    assert count_all([one.packed(), NOBODY, other.packed()]) == count_all([other.packed(), one.packed()])
    assert 270 <= count_all([one.packed(), other.packed()]) <= 330
    assert Sketch().packed() == NOBODY and count_all([]) == 0


REPORTS = st.lists(st.integers(0, 20_000), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=8))
def test_the_longest_report_of_a_visit_counts(visits: list[list[int]]) -> None:
    """However often a visit is reported on its way, the numbers are those of its longest report alone."""
    often, once = Tally(), Tally()
    for reports in visits:
        known: Watched | None = None
        for ms in reports:
            now = Watched.of(ms, 8_000)
            if known is None or now.watched_ms > known.watched_ms:
                often.watch(known, now)
                known = now
        once.watch(None, Watched.of(max(reports), 8_000))
    for name in ("visits", "finished", "permille", "watched_ms", "bins"):
        assert getattr(often, name) == getattr(once, name)


def test_where_people_leave() -> None:
    """A curve that begins with everybody and never rises; loops are no more than all of it."""
    tally = Tally()
    for ms in (0, 1_000, 5_000, 9_000, 10_000, 35_000):
        tally.watch(None, Watched.of(ms, 10_000))
    curve = retention(tally.bins)
    assert len(curve) == 21 and curve[0] == 1.0 and list(curve) == sorted(curve, reverse=True)
    assert curve[2] == pytest.approx(5 / 6) and curve[3] == pytest.approx(4 / 6)
    assert curve[20] == pytest.approx(2 / 6)
    assert finished_share(tally) == pytest.approx(3 / 6)
    assert average_share(tally) == pytest.approx((0 + 0.1 + 0.5 + 0.9 + 1 + 1) / 6)
    assert retention([0] * 21) == () and average_share(Tally()) == finished_share(Tally()) == 0.0


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"a": 9, "b": 9}, {}),
        ({"a": 10, "b": 30}, {"b": 30, "a": 10}),
        ({"a": 100, "b": 30, "c": 3}, {"a": 100}),
        ({"a": 100, "c": 3}, {"a": 100}),
        ({"a": 100, "b": 30, "c": 3, "d": 4}, {"a": 100, "b": 30}),
        ({"a": 100, "b": 0}, {"a": 100}),
        ({}, {}),
    ],
)
def test_of_fewer_than_ten_nothing_is_said(groups: dict[str, int], said: dict[str, int]) -> None:
    """Nor can a single small group be had by subtracting the others."""
    told = beyond_subtraction(groups)
    assert told == said and list(told) == list(said)


def test_where_it_was_shown() -> None:
    """The feed's trace in the words of a creator."""
    assert part_of("fresh", explore=True) == part_of("random", explore=True) == "audition"
    assert part_of("long", explore=False) == part_of("trending", explore=False) == "for_you"
    assert part_of("follows", explore=False) == "follows" and part_of("recycled", explore=False) == "again"
    assert part_of("", explore=False) == "elsewhere"
