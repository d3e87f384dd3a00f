"""The closed loop, small: the engine learns in a world of rules, and no promise is broken on the way.

The figures are published from ``bin/bench discovery.world_b``; here the bounds are wide, so that what fails is
the engine or the world and not the luck of one seed.
"""

import numpy as np
import pytest
from bench.discovery.worlds import measures, watching
from bench.discovery.worlds.dice import chances
from bench.discovery.worlds.kinds import SMALL
from bench.discovery.worlds.loop import Loop
from bench.discovery.worlds.policies import policy
from bench.discovery.worlds.runs import lift, mean_and_margin, one_seed
from bench.discovery.worlds.village import Village


def test_world_b_is_calibrated() -> None:
    """Under random exposure it gives what Kuaishou measured: within a fifth, rare things within a half."""
    drawn = [watching.under_random_exposure(Village(seed)) for seed in (1, 2)]
    for name, published in watching.RANDOM_EXPOSURE.items():
        mean = sum(one[name] for one in drawn) / len(drawn)
        assert mean == pytest.approx(published, rel=0.5 if published < 1 else 0.2), name


def test_ours_beats_popularity_and_random_in_a_small_world() -> None:
    """Two days of forty viewers: clearly above random, below the oracle, nothing twice, everything met."""
    told = [one_seed("b", seed, ("random", "popular", "ours", "oracle"), small=True) for seed in (1, 2)]
    mean = {name: np.mean([run[name]["long_view"] for run in told]) for name in told[0]}
    assert mean["random"] * 1.25 < mean["ours"] < mean["oracle"]
    assert mean["popular"] * 0.9 < mean["ours"]
    assert all(run["ours"]["repeats"] == 0 and run["ours"]["unmet"] == 0 for run in told)
    assert all(run["ours"]["explore_cost"] < 15 for run in told)


def test_a_run_can_be_repeated() -> None:
    """The same seed and policy give the same impressions, one by one."""

    def impressions() -> list[list[int]]:
        world = Village(3, SMALL)
        columns = Loop(world, policy("popular", world)).run().columns()
        return [column.tolist() for column in columns.values()]

    assert impressions() == impressions()


def test_random_numbers_are_common_to_policies() -> None:
    """A viewer meeting a video draws the same chances, whichever page it came on."""
    whole = chances(1, 7, np.arange(50), 4)
    assert (chances(1, 7, np.array([30]), 4)[0] == whole[30]).all()
    assert not np.isclose(whole, chances(1, 8, np.arange(50), 4)).any()
    assert abs(chances(2, 1, np.arange(4000), 1).mean() - 0.5) < 0.03


def test_somebody_who_has_had_enough_sees_less_in_it() -> None:
    """Six of one subject in a row: what they hope of a seventh has fallen, and of another subject has not."""
    world = Village(1, SMALL)
    subject = int(np.flatnonzero(world.loved[0])[0])
    same = np.flatnonzero((world.subject == subject) & (world.copy_of < 0))
    at_ms = world.start_ms
    before = world.hopes(0, same[6:], at_ms, ())
    after = world.hopes(0, same[6:], at_ms, same[:6].tolist())
    assert (after <= before).all() and after.mean() < before.mean()


def test_intervals_are_paired() -> None:
    """A policy a tenth better in every world is a tenth better with no doubt, however worlds differ."""
    runs = [{"mine": {"x": 1.1 * base}, "other": {"x": base}} for base in (1.0, 5.0, 20.0)]
    mean, margin = lift(runs, "x", "mine", "other")
    assert mean == pytest.approx(10.0) and margin < 1e-6
    assert mean_and_margin([1.0, 2.0, 3.0])[1] == pytest.approx(4.30 / 3**0.5, rel=0.01)


def test_what_proves_a_video() -> None:
    """Eight long views of ten looks prove it at the tenth look; one of a hundred never does."""
    log = {
        "video": np.array([5] * 10 + [6] * 100),
        "long_view": np.array([1] * 8 + [0] * 2 + [1] + [0] * 99),
    }
    assert measures.impressions_until_proven(log, np.array([5, 6, 7]), 0.08) == [10.0, np.inf, np.inf]
