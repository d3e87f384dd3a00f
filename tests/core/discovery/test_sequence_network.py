"""The network of the trained source: its gradients are right, it sees no future, and the sample is fair."""

import numpy as np
import pytest

from mutoscope.core.discovery.sequence.loss import full_softmax, sampled_softmax
from mutoscope.core.discovery.sequence.network import Drops, Pass, Shape, initial

SHAPE = Shape(items=9, width=8, heads=2, blocks=2, length=6, inner=10)
ROWS = np.array([[0, 3, 5, 3], [8, 1, 1, 0]])
NEXT = np.array([[3, 5, 3, 2], [1, 1, 0, 7]])


def whole(seed: int) -> dict[str, np.ndarray]:
    """Weights of double precision, far enough from zero to be felt."""
    rng = np.random.default_rng(seed)
    return {name: rng.standard_normal(one.shape) * 0.5 for name, one in initial(SHAPE, rng).items()}


def surprise_of(weights, drops=None, seed=None):
    rng = None if seed is None else np.random.default_rng(seed)
    through = Pass(weights, SHAPE, ROWS, drops, rng)
    return through, full_softmax(through.hidden.reshape(-1, 8), NEXT.ravel(), weights["item"])


@pytest.mark.parametrize("name", initial(SHAPE, np.random.default_rng(0)))
def test_each_gradient_is_what_a_small_step_shows(name):
    """With numbers left out too: the same ones, by the same seed."""
    weights, drops = whole(1), Drops(input=0.2, item=0.3, attention=0.2, block=0.3)
    through, surprise = surprise_of(weights, drops, seed=5)
    found = through.gradients(surprise.of_hidden.reshape(through.hidden.shape))
    found["item"] = found["item"] + surprise.of_items

    way = np.random.default_rng(2).standard_normal(weights[name].shape)
    step = 1e-5
    ahead, behind = (
        surprise_of({**weights, name: weights[name] + sign * step * way}, drops, seed=5)[1].total
        for sign in (1, -1)
    )
    assert (found[name] * way).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-3, abs=1e-4)


def test_a_place_sees_nothing_of_what_comes_after_it():
    weights = whole(3)
    changed = ROWS.copy()
    changed[:, 2:] = 7
    before, after = Pass(weights, SHAPE, ROWS).hidden, Pass(weights, SHAPE, changed).hidden
    assert np.array_equal(before[:, :2], after[:, :2])
    assert not np.allclose(before[:, 2:], after[:, 2:])


def test_each_place_is_the_row_cut_off_there():
    """So training on all places at once is training on every beginning of every row."""
    weights = whole(4)
    all_at_once = Pass(weights, SHAPE, ROWS).hidden
    for end in range(1, 5):
        alone = Pass(weights, SHAPE, ROWS[:, :end]).hidden[:, -1]
        assert np.allclose(alone, all_at_once[:, end - 1])


def test_a_sample_of_all_videos_is_the_whole_softmax():
    weights = whole(5)
    hidden = np.random.default_rng(6).standard_normal((8, 8))
    full = full_softmax(hidden, NEXT.ravel(), weights["item"])
    sampled = sampled_softmax(hidden, NEXT.ravel(), weights["item"], np.arange(9))
    assert sampled.total == pytest.approx(full.total)
    assert np.allclose(sampled.of_hidden, full.of_hidden, atol=1e-6)
    assert np.allclose(sampled.of_items, full.of_items, atol=1e-5)


def test_a_sample_estimates_the_whole_sum():
    """Over many draws the mean of what is under the logarithm is that of the whole softmax."""
    rng = np.random.default_rng(7)
    items, hidden, targets = rng.standard_normal((200, 8)), rng.standard_normal((1, 8)), np.array([3])
    full = full_softmax(hidden, targets, items).total
    sums = [
        np.exp(sampled_softmax(hidden, targets, items, rng.permutation(200)[:40]).total) for _ in range(400)
    ]
    assert np.mean(sums) == pytest.approx(np.exp(full), rel=0.05)
