"""The recommenders of the benchmarks follow their formulas; what is measured as the engine's is its own."""

import numpy as np
import pytest
from bench.discovery.models import (
    best_of_rows,
    blend,
    covisit_lists,
    ease_lists,
    linear_lists,
    markov_lists,
    popularity,
    profile,
    through,
    transitions,
    whole_linear_lists,
)
from bench.discovery.protocol import as_matrix

from mutoscope.core.discovery.covisits import Covisits, Rule

KNOWN = [[1, 2, 3, 4], [2, 3, 1], [4, 1, 2, 5, 3], [5]]
ITEMS = 6


def histories(fade: float) -> tuple[np.ndarray, np.ndarray]:
    """S and E of the regression written down place by place: the faded history, and what came."""
    before, came = [], []
    for sequence in KNOWN:
        for place in range(1, len(sequence)):
            row = np.zeros(ITEMS)
            for ago, item in enumerate(reversed(sequence[:place])):
                row[item] += fade**ago
            before.append(row)
            came.append(np.eye(ITEMS)[sequence[place]])
    return np.array(before), np.array(came)


def test_sums_over_pairs_are_those_of_the_histories() -> None:
    """S'E and S'S lag by lag equal the products of the matrices that were never written down."""
    history, came = histories(0.8)
    before, together = transitions(KNOWN, ITEMS, 0.8)
    assert before.toarray() == pytest.approx(history.T @ came, rel=1e-5)
    assert together.toarray() == pytest.approx(history.T @ history, rel=1e-5)


def test_the_regression_is_the_ridge_solution_whole_and_by_columns() -> None:
    """Where every source is allowed, solving column by column leaves only out what never came before."""
    history, came = histories(0.8)
    ridge = history.T @ history + 2.0 * np.eye(ITEMS)
    expected = np.linalg.solve(ridge, history.T @ came)
    before, together = transitions(KNOWN, ITEMS, 0.8)
    assert whole_linear_lists(before, together, 2.0) == pytest.approx(expected, abs=1e-5)
    parts = linear_lists(before, together, popularity(KNOWN, ITEMS), 2.0, 100).toarray()
    for target in range(1, ITEMS):
        sources = np.flatnonzero(before.toarray()[:, target])
        square = ridge[np.ix_(sources, sources)]
        theirs = np.linalg.solve(square, (history.T @ came)[sources, target])
        assert parts[sources, target] == pytest.approx(theirs, abs=1e-5)
        assert not np.delete(parts[:, target], sources).any()


def test_what_is_measured_is_what_the_engine_would_suggest() -> None:
    """A user's scores through the lists are those of ``Covisits.suggest``."""
    rule = Rule()
    scores = through(profile(KNOWN, ITEMS, rule.fade), covisit_lists(KNOWN, ITEMS, rule))(0, len(KNOWN))
    covisits, at_ms = Covisits(rule), 0
    for user, sequence in enumerate(KNOWN):
        for item in sequence:
            at_ms += 1
            covisits.move(f"p{user}", item, None, at_ms)
    for user, sequence in enumerate(KNOWN):
        items, strengths = covisits.suggest(sequence)
        expected = np.zeros(ITEMS)
        expected[items] = strengths
        assert scores[user] == pytest.approx(expected, rel=1e-5)


def test_no_item_speaks_for_itself_in_ease() -> None:
    """Its diagonal is nothing; the rest solves the ridge regression of each item on the others."""
    had = as_matrix(KNOWN, ITEMS)
    lists = ease_lists(had, 0.5)
    assert not np.diag(lists).any()
    gram = (had.T @ had).toarray() + 0.5 * np.eye(ITEMS)
    others = [item for item in range(ITEMS) if item != 3]
    theirs = np.linalg.solve(gram[np.ix_(others, others)], gram[others, 3])
    assert lists[others, 3] == pytest.approx(theirs, abs=1e-5)


def test_the_chance_of_the_next_is_shrunk_while_little_is_known() -> None:
    """After 2 came 3 twice and 5 once; with 3 imagined counts: 2/6 and 1/6."""
    lists = markov_lists(KNOWN, ITEMS, 3.0).toarray()
    assert lists[2, [3, 5]] == pytest.approx([2 / 6, 1 / 6])


def test_blending_sets_the_best_of_each_to_one() -> None:
    one, two = np.array([[0.0, 10.0, 5.0]], np.float32), np.array([[0.0, 0.0, 0.1]], np.float32)
    blended = blend([(0.5, lambda start, end: one), (0.5, lambda start, end: two)])(0, 1)
    assert blended == pytest.approx(np.array([[0.0, 0.5, 0.75]]))


def test_the_best_of_a_row_are_kept() -> None:
    kept = best_of_rows(as_matrix([[1, 2, 3], [1]], 4).multiply([[0, 3, 1, 2]]).tocsr(), 2)
    assert kept.toarray().tolist() == [[0, 3, 0, 2], [0, 3, 0, 0]]
