"""What holds for every curve."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from mutoscope.core.montage.document import Key, Speed
from mutoscope.core.montage.timing import (
    ease,
    first_sample,
    length_for,
    mean_rate,
    pace_of,
    value_at,
    values_along,
)
from mutoscope.core.montage.timing.easing import passages

rates = st.integers(100, 10_000)
places = st.lists(st.integers(0, 10_000), min_size=1, max_size=8, unique=True).map(sorted)
curves = places.flatmap(
    lambda ats: st.lists(rates, min_size=len(ats), max_size=len(ats)).map(
        lambda every: [Speed(at, rate) for at, rate in zip(ats, every, strict=True)]
    )
)
lengths = st.integers(1, 5_400)


@given(curves, lengths)
def test_what_is_used_up_is_the_area_under_the_curve(speed: list[Speed], length: int) -> None:
    """The closed form is what adding up many thin slices comes to."""
    ats, rates = [point.at / 10_000 for point in speed], [point.rate / 1000 for point in speed]
    edges = np.unique(np.concatenate([np.linspace(0, 1, 1001), ats]))
    under = np.trapezoid(np.interp(edges, ats, rates), edges) * length
    assert abs(pace_of(speed, length).used(length) - under) <= 1e-9 * length * 10


@given(curves, lengths, st.floats(-100, 6_000), st.floats(0.001, 500))
def test_material_only_runs_on_and_the_way_back_is_exact(
    speed: list[Speed], length: int, k: float, more: float
) -> None:
    """S grows throughout, no faster than its fastest rate, and its inverse leads back."""
    pace = pace_of(speed, length)
    grown = pace.used(k + more) - pace.used(k)
    fastest, slowest = (pick(point.rate for point in speed) / 1000 for pick in (max, min))
    assert slowest * more * (1 - 1e-6) - 1e-6 <= grown <= fastest * more * (1 + 1e-6) + 1e-6
    assert abs(pace.seen(pace.used(k)) - k) <= 1e-6


@given(curves, st.integers(1, 20_000))
def test_a_length_uses_up_its_stretch_to_half_a_picture(speed: list[Speed], stretch: int) -> None:
    """Half a picture of the timeline is all that rounding may take or add."""
    length = length_for(stretch, speed)
    assume(length > 1)
    used = pace_of(speed, length).used(length)
    assert abs(used - stretch) <= 0.5 * mean_rate(speed) + 1e-6


@given(
    st.tuples(st.integers(0, 1000), st.integers(-2000, 3000), st.integers(0, 1000), st.integers(-2000, 3000)),
    st.integers(1, 999),
)
def test_an_easing_lies_on_its_curve(curve: tuple[int, int, int, int], thousandth: int) -> None:
    """At the parameter where the curve passes x, its height is what we say."""
    t = thousandth / 1000
    x1, y1, x2, y2 = (value / 1000 for value in curve)
    x = 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3
    y = 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3
    # Where the curve stands upright a piece of it has nearly one x: there y may differ by more than x does.
    steep = 3 * (1 - t) ** 2 * x1 + 6 * (1 - t) * t * (x2 - x1) + 3 * t**2 * (1 - x2)
    assume(steep > 0.01)
    assert abs(ease(curve, x) - y) <= 1e-10


@given(st.sampled_from([24, 25, 30, 50, 60]), st.integers(0, 100_000))
def test_samples_never_drift(fps: int, picture: int) -> None:
    """A picture's first sample is at most half a sample from its time, however late it is."""
    assert abs(first_sample(picture, fps) * fps - 48_000 * picture) * 2 <= fps


def test_a_long_passage_is_the_same_and_not_remembered() -> None:
    """An hour from one key to the next would be kept by the megabyte."""
    for lasts in (1000, 1001):
        keys = (Key(0, 0), Key(lasts, 100))
        before = passages.cache_info().misses
        assert values_along(keys, 0, lasts) == [value_at(keys, k) for k in range(lasts)]
        assert passages.cache_info().misses == before + (lasts == 1000)
