"""The closed loop, small: the engine learns in a world of rules, and no promise is broken on the way.

The figures are published from ``bin/bench discovery.world_b``; here the bounds are wide, so that what fails
is the engine or the world and not the luck of one seed.
"""

import json
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet as parquet
import pytest
from bench.discovery.controls import one_world
from bench.discovery.worlds import measures, watching
from bench.discovery.worlds.dice import chances
from bench.discovery.worlds.kinds import SMALL
from bench.discovery.worlds.kuairec import Asked, read
from bench.discovery.worlds.loop import Loop
from bench.discovery.worlds.personas import kolmogorov
from bench.discovery.worlds.policies import policy
from bench.discovery.worlds.runs import lift, mean_and_margin, one_seed
from bench.discovery.worlds.village import Village

from mutoscope.core.discovery import DEFAULT


def test_world_b_is_calibrated() -> None:
    """Under random exposure it gives what Kuaishou measured: within a fifth, rare things within a half."""
    drawn = [watching.under_random_exposure(Village(seed)) for seed in (1, 2)]
    for name, published in watching.RANDOM_EXPOSURE.items():
        mean = sum(one[name] for one in drawn) / len(drawn)
        assert mean == pytest.approx(published, rel=0.5 if published < 1 else 0.2), name


@pytest.mark.slow
def test_ours_beats_popularity_and_random_in_a_small_world() -> None:
    """Two days of forty viewers: clearly above random, below the oracle, nothing twice, everything met."""
    told = [one_seed("b", seed, ("random", "popular", "ours", "oracle"), small=True) for seed in (1, 2)]
    mean = {name: np.mean([run[name]["long_view"] for run in told]) for name in told[0]}
    assert mean["random"] * 1.25 < mean["ours"] < mean["oracle"]
    assert mean["popular"] * 0.9 < mean["ours"]
    assert all(run["ours"]["repeats"] == 0 and run["ours"]["unmet"] == 0 for run in told)
    assert all(run["ours"]["explore_cost"] < 15 for run in told)
    assert all(run["ours"]["bad_half"] <= DEFAULT.floor for run in told)


@pytest.mark.slow
def test_what_viewers_say_is_heard_in_a_warm_engine() -> None:
    """In an engine that forty others have warmed: a refused topic fades and stays away for a week; whoever
    began anew cannot be told from somebody who was never here."""
    told = one_world(1, many=2)
    assert np.mean(told["refused 100"]) < 60 and np.mean(told["refused 7 days"]) < 60
    assert told["reset p"][0] > 0.05
    assert np.median(told["drift"]) <= 100


def test_two_samples_are_compared_as_kolmogorov_and_smirnov_did() -> None:
    """Of one distribution: not to be told apart. Shifted by its spread: told apart with certainty."""
    dice = np.random.default_rng(3)
    one, same = dice.normal(size=200), dice.normal(size=200)
    assert kolmogorov(one, same) > 0.05 and kolmogorov(one, same + 1.0) < 1e-6


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


def test_world_a_looks_answers_up(tmp_path: Path) -> None:
    """From files as small as can be: who held what is what comes out, exact ratios where they are known."""
    write_answers(tmp_path)
    world = Asked(1, read(tmp_path), viewers=3, videos=4)
    for viewer in range(3):
        outcomes = list(world.meet(viewer, [0, 1, 2, 3], world.start_ms))
        truth = world.answers.held[world.people[viewer], world.videos]
        assert [one.long_view for one in outcomes] == truth.tolist()
        assert world.hopes(viewer, np.arange(4), world.start_ms, ()).tolist() == truth.tolist()
    viewer, video = world.people.tolist().index(0), world.videos.tolist().index(1)
    [known] = world.meet(viewer, [video], world.start_ms)
    assert known.watched_ms == 3_500, "this pair's ratio is in the sample"


def test_ours_beats_random_where_answers_are_known(tmp_path: Path) -> None:
    """Two kinds of people, two kinds of videos: within forty videos each the engine tells them apart."""
    write_answers(tmp_path, people=24, videos=120)
    held = {}
    for name in ("random", "ours"):
        world = Asked(1, read(tmp_path), viewers=24, videos=120)
        columns = Loop(world, policy(name, world)).run().columns()
        held[name] = columns["long_view"][columns["before"] < 40].mean()
    assert held["ours"] > 1.3 * held["random"]


def write_answers(folder: Path, people: int = 3, videos: int = 4) -> None:
    """A data set of the same form: even people hold even videos, odd people odd ones."""
    held = (np.arange(people)[:, None] + np.arange(videos)) % 2 == 0
    indptr = np.concatenate([[0], held.sum(1).cumsum()])
    np.savez(
        folder / "small_matrix_wr_gt2.npz",
        indptr=indptr.astype(np.int32),
        indices=held.nonzero()[1].astype(np.int16),
        shape=np.array(held.shape),
        user_ids=np.arange(people) + 100,
        video_ids=np.arange(videos) + 500,
    )
    tags = {str(500 + video): [video % 2] for video in range(videos)}
    (folder / "video_tags.json").write_text(json.dumps(tags), "utf-8")
    sample = {"user_id": [100, 100], "video_id": [501, 500], "watch_ratio": [0.35, 2.5]}
    parquet.write_table(pyarrow.table(sample), folder / "watch_ratio_sample.parquet")
