"""The yardstick of the benchmarks, on cases small enough to work out by hand."""

import math

import numpy as np
import pytest
import scipy.sparse as sp
from bench.discovery.protocol import hit_rate, leave_one_out, ndcg, ranked, ranks, recall_and_ndcg


def matrix(rows: list[list[int]]) -> sp.csr_matrix:
    return sp.csr_matrix(np.array(rows, np.float32))


def scores(*rows: list[float]) -> np.ndarray:
    return np.array(rows, np.float32)


def rank(row: list[float], target: int, seen: list[int]) -> int:
    return int(ranks(scores(row), np.array([target]), matrix([seen]))[0])


def test_the_last_item_is_the_test_and_nothing_is_learned_from_it() -> None:
    """Of 1 2 3 4: 4 is the test, after 1 2 3; 3 validates, after 1 2, which is all there is to learn from.
    Whoever has under three has nothing to learn from and is left out."""
    valid, test = leave_one_out([[1, 2, 3, 4], [5, 6], [2, 5, 1]])
    assert (valid.known, valid.target.tolist()) == ([[1, 2], [2]], [3, 5])
    assert (test.known, test.target.tolist()) == ([[1, 2, 3], [2, 5]], [4, 1])
    assert test.items == 6  # numbers 0 to 5; 0 is no item


def test_a_rank_counts_everything_better_that_was_not_seen() -> None:
    """Items 1..5 with scores .9 .2 .7 .5 .1; 1 is seen, so of 4 only 3 stands before it."""
    assert rank([9.0, 0.9, 0.2, 0.7, 0.5, 0.1], target=4, seen=[0, 1, 0, 0, 0, 0]) == 1


def test_equals_stand_before_the_target() -> None:
    """A recommender that scores everything alike has found nothing."""
    assert rank([0.0, 0.0, 0.0, 0.0, 0.0], target=2, seen=[0, 0, 0, 0, 0]) == 3


def test_what_is_no_number_is_worst() -> None:
    nan = math.nan
    assert rank([0.0, nan, 1.0, 0.5], target=1, seen=[0, 0, 0, 0]) >= 4
    assert rank([0.0, nan, 1.0, 0.5], target=2, seen=[0, 0, 0, 0]) == 0


def test_hit_rate_and_ndcg_of_three_users() -> None:
    """Ranks 0, 2 and 10: two of three within ten; 1, 1/log2(4) and nothing."""
    found = np.array([0, 2, 10])
    assert hit_rate(found) == pytest.approx(2 / 3)
    assert ndcg(found) == pytest.approx((1 + 0.5 + 0) / 3)


def test_every_user_is_ranked_whatever_the_batches() -> None:
    """A thousand users whose target is item 2 and whose scores put item 1 first."""
    _, test = leave_one_out([[3, 4, 2]] * 1_000)
    row = np.array([0.0, 0.9, 0.5, 0.8, 0.7], np.float32)
    found = ranked(test, lambda start, end: np.tile(row, (end - start, 1)))
    assert found.tolist() == [1] * 1_000


def test_recall_and_ndcg_of_several_sought_items() -> None:
    """Known: 0. Sought: 1 and 3. First two of the rest: 3, 2. So recall 1/2; NDCG 1 / (1 + 1/log2 3)."""
    known, sought = matrix([[1, 0, 0, 0, 0]]), matrix([[0, 1, 0, 1, 0]])
    found = recall_and_ndcg(lambda start, end: scores([9, 1, 2, 3, 0]), known, sought, k=2)
    assert found == pytest.approx((0.5, 1 / (1 + 1 / math.log2(3))))


def test_users_with_nothing_sought_do_not_count() -> None:
    known, sought = matrix([[1, 0, 0], [1, 0, 0]]), matrix([[0, 0, 0], [0, 1, 0]])
    found = recall_and_ndcg(lambda start, end: scores([0, 1, 0], [0, 1, 0]), known, sought, k=1)
    assert found == (1.0, 1.0)


def test_among_equals_the_sought_come_last() -> None:
    known, sought = matrix([[0, 0, 0]]), matrix([[1, 0, 0]])
    assert recall_and_ndcg(lambda start, end: scores([1, 1, 1]), known, sought, k=2) == (0.0, 0.0)
