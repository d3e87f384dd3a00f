"""Teaching: it learns what follows what, by the seed alone; full ranking judges it by what it never saw."""

import numpy as np
import pytest
from msgspec.structs import replace

from mutoscope.core.discovery.sequence.judging import Trial, beats, judge, ranks
from mutoscope.core.discovery.sequence.lesson import TooLittle, lesson
from mutoscope.core.discovery.sequence.network import Drops, Shape
from mutoscope.core.discovery.sequence.teaching import proposer, teach
from mutoscope.core.discovery.sequence.training import Recipe, batches, cut, fit

VIDEOS = 24
SMALL = Shape(items=VIDEOS, width=16, heads=2, blocks=1, length=8, inner=16)
QUICK = Recipe(epochs=8, patience=2, places=200, drawn=0, rate=1e-2, memory=0.9, drops=Drops(input=0.1))


def rounds(viewers: int, length: int, seed: int, surprising: float = 0.1) -> list[np.ndarray]:
    """Viewers who go through the videos seven at a time, and now and then somewhere else."""
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(viewers):
        row = [int(rng.integers(VIDEOS))]
        while len(row) < length:
            astray = rng.random() < surprising
            row.append(int(rng.integers(VIDEOS)) if astray else (row[-1] + 7) % VIDEOS)
        rows.append(np.array(row))
    return rows


def test_it_learns_what_follows_what():
    """Two videos back would be no less often near; only the order tells."""
    taught = fit(SMALL, rounds(150, 9, seed=1), QUICK)
    trials = [Trial(row[:-1], int(row[-1])) for row in rounds(200, 5, seed=2, surprising=0.0)]
    assert judge(proposer(taught.weights, SMALL), trials, most=1).hit_rate > 0.95


def test_a_sample_teaches_it_too():
    recipe = Recipe(epochs=10, places=200, drawn=8, rate=1e-2, memory=0.9)
    taught = fit(SMALL, rounds(150, 9, seed=1), recipe)
    trials = [Trial(row[:-1], int(row[-1])) for row in rounds(200, 5, seed=2, surprising=0.0)]
    assert judge(proposer(taught.weights, SMALL), trials, most=1).hit_rate > 0.9


def test_where_nothing_follows_from_anything_nothing_is_found():
    """Shuffled rows: full ranking of 24 videos finds one of ten by chance and no more."""
    taught = fit(SMALL, rounds(150, 9, seed=1, surprising=1.0), QUICK)
    trials = [Trial(row[:1], int(row[1])) for row in rounds(2000, 2, seed=2, surprising=1.0)]
    found = judge(proposer(taught.weights, SMALL), [one for one in trials if one.target not in one.history])
    assert found.hit_rate == pytest.approx(10 / (VIDEOS - 1), abs=0.05)


def test_the_same_seed_gives_the_same_weights():
    rows = rounds(20, 6, seed=3)
    first, again = (fit(SMALL, rows, Recipe(seed=5, epochs=2, places=50)).weights for _ in range(2))
    other = fit(SMALL, rows, Recipe(seed=6, epochs=2, places=50)).weights
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["item"], other["item"])


def test_it_stops_when_the_judge_has_seen_better_and_keeps_that():
    said = iter([0.1, 0.3, 0.2, 0.2, 0.9])
    told = []
    recipe = Recipe(epochs=10, patience=2, judged_every=1, places=50)
    taught = fit(SMALL, rounds(10, 6, seed=3), recipe, lambda _: next(said), told.append)
    assert (taught.epoch, len(told)) == (2, 4)


def test_every_video_but_the_first_is_predicted_once():
    rows = [np.arange(length) for length in (1, 2, 9, 17, 23)]
    pieces = cut(rows, 8)
    assert sorted(int(x) for piece in pieces for x in piece[1:]) == sorted(
        x for row in rows for x in range(1, len(row))
    )
    assert max(len(piece) for piece in pieces) == 9
    dealt = [piece for batch in batches(pieces, 20, np.random.default_rng(1)) for piece in batch]
    assert sorted(map(tuple, dealt)) == sorted(map(tuple, pieces))


def test_ranking_is_full_leaves_out_what_was_watched_and_counts_ties_against():
    scores = np.array([[5.0, 9.0, 3.0, 3.0, 1.0, np.nan]], np.float32)
    rank = lambda target: ranks(lambda _: scores.copy(), [Trial(np.array([1]), target)])[0]  # noqa: E731  # read as a table
    assert [rank(target) for target in (0, 2, 3, 4)] == [2, 4, 4, 5], "what is no number stands before all"
    assert rank(5) == 6, "and is never a find"


def test_better_by_chance_is_not_better():
    even = np.array([1, 20] * 50)
    assert not beats(even, even)
    assert not beats(np.array([*even[:-1], 1]), even), "one find more"
    assert beats(np.array([1] * 100), even)
    assert not beats(np.array([1]), np.array([20])), "one trial tells nothing"


def watchers(viewers: int, length: int, seed: int, surprising: float) -> list[list[tuple[int, int]]]:
    """Who watched what when: each begins somewhere in the same 1,000 seconds, videos are 1,000 and above."""
    rng = np.random.default_rng(seed)
    found = []
    for row in rounds(viewers, length, seed, surprising):
        videos = list(dict.fromkeys(int(one) for one in row))
        times = np.sort(rng.integers(0, 1_000_000, len(videos)))
        found.append([(int(at_ms), 1_000 + video) for at_ms, video in zip(times, videos, strict=True)])
    return found


def test_nothing_is_taught_that_happened_after_what_it_is_judged_by():
    everything = watchers(300, 8, seed=4, surprising=0.1)
    times = sorted(at_ms for one in everything for at_ms, _ in one)
    first, second = times[int(0.8 * len(times))], times[int(0.9 * len(times))]
    part = lesson(everything)
    early = [[video - 1_000 for at_ms, video in one if at_ms < first] for one in everything]
    assert [row.tolist() for row in part.rows] == [row for row in early if len(row) > 1]
    late = [
        ([video - 1_000 for _, video in one[:index]], video - 1_000)
        for one in everything
        for index, (at_ms, video) in enumerate(one)
        if index and at_ms >= second
    ]
    assert [(trial.history.tolist(), trial.target) for trial in part.judging] == late


def test_too_little_is_said():
    with pytest.raises(TooLittle, match="500 are needed"):
        lesson(watchers(10, 8, seed=4, surprising=0.1))
    with pytest.raises(TooLittle):
        lesson([])


def test_a_whole_training_is_judged_beside_covisitation():
    """It wins where two videos together tell what neither does alone, and not where there is nothing."""
    shape, patient = Shape(items=0, width=16, heads=2, length=8, inner=32), replace(QUICK, epochs=16)
    found = teach(two_ways(1200, seed=5), patient, shape)
    assert found.wins and found.trained.ndcg > found.covisitation.ndcg + 0.05
    assert found.videos == tuple(range(1_000, 1_000 + VIDEOS)) and found.shape.items == VIDEOS
    assert not teach(watchers(500, 8, seed=6, surprising=1.0), QUICK, shape).wins


def two_ways(viewers: int, seed: int) -> list[list[tuple[int, int]]]:
    """The first video says by how many the third is further than the second."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(viewers):
        way, second = int(rng.integers(2)), int(rng.integers(22))
        videos = (22 + way, second, (second + (5, 9)[way]) % 22)
        times = np.sort(rng.integers(0, 1_000_000, 3))
        found.append([(int(at_ms), 1_000 + one) for at_ms, one in zip(times, videos, strict=True)])
    return found
