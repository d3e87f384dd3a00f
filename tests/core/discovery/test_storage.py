"""What keeps facts and orders small gives the same answers as the plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.heat import PERIOD_MS, Heat
from mutoscope.core.discovery.ranks import Ranks
from mutoscope.core.discovery.touches import FLAGS, TIMES, Touches
from mutoscope.core.discovery.votes import ballot, ballots

touches = st.builds(
    Touch,
    first_ms=st.integers(0, 1 << 52),
    last_ms=st.integers(0, 1 << 52),
    watched_ms=st.integers(0, (1 << 32) - 1),
    permille=st.integers(-1, 5000),
    **{name: st.booleans() for name in FLAGS},
    **{name: st.sampled_from([0, 0, 0, 1, 1 << 40, 1 << 52]) for name in TIMES},
)


@given(st.lists(st.tuples(st.integers(0, 90), st.none() | touches), max_size=150))
def test_packed_touches_are_the_touches(changes: list[tuple[int, Touch | None]]) -> None:
    """Set and dropped in any order, packed or not yet: what a dictionary would hold, and what columns say of
    each is what the touch says."""
    packed, plain = Touches(), dict[int, Touch]()
    for row, touch in changes:
        if touch is None:
            packed.drop(row)
            plain.pop(row, None)
        else:
            packed.set(row, touch)
            plain[row] = touch
        assert packed.get(row) == plain.get(row) and len(packed) == len(plain)
    columns = packed.columns()
    assert dict(packed.items()) == plain and columns.rows.tolist() == sorted(plain)
    for place, row in enumerate(columns.rows.tolist()):
        touch = plain[row]
        assert columns.cherished[place] == touch.cherished and columns.loved[place] == touch.loved
        assert columns.passed_on[place] == touch.passed_on and columns.recent_ms[place] == touch.recent_ms
        assert tuple(ballots(columns)[place].tolist()) == ballot(touch)


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 30), st.sampled_from([0.0, -1.5, 2.0, 7.0])), max_size=300
    )
)
def test_ranks_are_a_sorted_list(changes: list[tuple[bool, int, float]]) -> None:
    """Added and taken away in any order: sorted by key, then row."""
    ranks, plain = Ranks(), list[tuple[float, int]]()
    for add, row, key in changes:
        if add and (key, row) not in plain:
            ranks.add(key, row)
            plain.append((key, row))
        elif not add:
            ranks.discard(key, row)
            plain = [one for one in plain if one != (key, row)]
    plain.sort()
    assert [row for rows in ranks.blocks() for row in rows.tolist()] == [row for _, row in plain]
    odd = np.arange(31) % 2 == 1
    assert ranks.first(5, odd).tolist() == [row for _, row in plain if row % 2][:5]
    assert ranks.up_to(0.0) == sum(key <= 0.0 for key, _ in plain)


def test_ranks_of_thousands_are_cut_and_mended() -> None:
    """Blocks are cut when they are full and let go when they are empty, and all at once is as one by one."""
    dice = np.random.default_rng(4)
    keys = dice.integers(0, 500, 5_000).astype(float)
    ranks = Ranks()
    for row, key in enumerate(keys.tolist()):
        ranks.add(key, row)
    at_once = Ranks.of(keys, np.arange(5_000))
    everything = np.ones(5_000, np.bool_)
    order = np.lexsort((np.arange(5_000), keys))
    assert ranks.first(5_000, everything).tolist() == order.tolist()
    assert at_once.first(5_000, everything).tolist() == order.tolist()
    few, all_of_them = ranks.first(5_000, everything, 40.0), int(np.count_nonzero(keys <= 40.0))
    assert few[:all_of_them].tolist() == order[:all_of_them].tolist() and len(few) < all_of_them + 1_025
    for row in order[:4_990].tolist():
        ranks.discard(keys[row], row)
    assert ranks.first(20, everything).tolist() == order[4_990:].tolist() and len(ranks) == 10


@pytest.mark.parametrize("periods", [[3, 90_000, 90_300, 5], [0, 0, 1], [89_999, 90_000]])
def test_heat_is_the_same_in_any_order_and_at_once(periods: list[int]) -> None:
    """Ancient, recent and far apart: one by one forwards, backwards, or filled in at once."""
    prior = np.linspace(-0.5, 0.5, 12)
    watches = [(row, period, (row + period) % 12) for row in range(3) for period in periods]
    sums = []
    for order in (watches, watches[::-1]):
        heat = Heat(prior)
        heat.room(3)
        for row, period, bin_ in order:
            heat.count(row, period, bin_, 1)
            heat.weigh(row)
        sums.append(heat.decayed * heat.since(0))
    filled = Heat(prior)
    filled.room(3)
    filled.fill(filled.notes(*np.array(watches).T))
    assert (sums[0] == sums[1]).all() and (filled.decayed * filled.since(0) == sums[0]).all()
    everything = np.ones(3, np.bool_)
    assert filled.warmest.first(9, everything).tolist() == heat.warmest.first(9, everything).tolist()
    for row, period, bin_ in watches:
        heat.count(row, period, bin_, -1)
        heat.weigh(row)
    assert not heat.decayed.any() and len(heat.warmest) == 0


@pytest.mark.parametrize("away", [41, 100, 300])
def test_heat_is_the_same_after_a_watch_moved_or_was_taken_back(away: int) -> None:
    """The latest watch, told by somebody who had been offline or is forgotten, makes way for older ones that
    told no more beside it."""
    prior = np.linspace(-0.5, 0.5, 12)

    def lived(*steps: tuple[int, int]) -> list[float]:
        heat = Heat(prior)
        heat.room(1)
        for period, sign in steps:
            heat.count(0, period, period % 12, sign)
            heat.weigh(0)
        return (heat.decayed * heat.since(320 * PERIOD_MS)).ravel().tolist()

    plain = lived((10, 1), (15, 1))
    assert lived((10, 1), (15 + away, 1), (15, 1), (15 + away, -1)) == plain
    assert lived((10, 1), (15 + away, 1), (15 + away, -1), (15, 1)) == plain
    filled = Heat(prior)
    filled.room(1)
    filled.fill(filled.notes(*np.array([(0, 10, 10), (0, 15, 3), (0, 15 + away, (15 + away) % 12)]).T))
    filled.count(0, 15 + away, (15 + away) % 12, -1)
    filled.weigh(0)
    assert (filled.decayed * filled.since(320 * PERIOD_MS)).ravel().tolist() == plain
