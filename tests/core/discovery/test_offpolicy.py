"""What another policy would have earned, checked against worlds in which the answer is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.discovery.offpolicy import (
    BadLog,
    Decisions,
    TooFewDecisions,
    effective_number,
    estimates,
)

RATES = np.array([0.02, 0.05, 0.08, 0.20, 0.11])
LOGGED = np.array([0.40, 0.30, 0.15, 0.05, 0.10])
OTHER = np.array([0.05, 0.10, 0.15, 0.50, 0.20])


def a_log(
    seed: int, n: int = 20_000, target: np.ndarray = OTHER, model: np.ndarray | None = None
) -> Decisions:
    dice = np.random.default_rng(seed)
    shown = dice.choice(len(RATES), n, p=LOGGED)
    reward = (dice.random(n) < RATES[shown]).astype(float)
    return Decisions(
        propensity=LOGGED[shown],
        target=target[shown],
        reward=reward,
        modelled=None if model is None else model[shown],
        expected=None if model is None else np.full(n, float(target @ model)),
    )


@pytest.mark.parametrize("name", ["ips", "snips", "dr"])
def test_intervals_hold_the_truth_as_often_as_they_say(name: str) -> None:
    """In two hundred logs the 95 % interval misses the truth some ten times; DR's model is quite wrong."""
    truth, wrong_model = float(OTHER @ RATES), np.array([0.1, 0.1, 0.1, 0.1, 0.1])
    told = [
        {one.name: one for one in estimates(a_log(seed, 8_000, model=wrong_model))}[name]
        for seed in range(200)
    ]
    held = sum(one.low <= truth <= one.high for one in told)
    assert 180 <= held <= 199


def test_a_good_model_narrows_what_the_log_says() -> None:
    """Doubly robust with the true rates is surer than weighting alone."""
    by = {one.name: one for one in estimates(a_log(1, model=RATES))}
    assert by["dr"].high - by["dr"].low < 0.95 * (by["ips"].high - by["ips"].low)


def test_the_policy_that_logged_is_told_what_it_saw() -> None:
    """A/A: every estimate of the logging policy itself is the observed mean."""
    log = a_log(2, target=LOGGED)
    for one in estimates(log):
        assert one.value == pytest.approx(log.reward.mean(), abs=1e-12)
        assert (one.effective, one.heaviest) == (pytest.approx(len(log.reward)), pytest.approx(1.0))


def test_made_up_propensities_are_found_out() -> None:
    """Pitfall 10: with a propensity that is not the one of the draw, the weights no longer average to one."""
    log = a_log(3)
    weight = log.target / log.propensity
    assert weight.mean() == pytest.approx(1.0, abs=0.05)
    made_up = np.full_like(log.propensity, 0.2)
    assert abs((log.target / made_up).mean() - 1.0) > 0.2


def test_a_policy_of_which_the_log_knows_little_is_refused() -> None:
    """Hardly ever shown: no number at all rather than a doubtful one."""
    log = a_log(4, n=2_000)
    with pytest.raises(TooFewDecisions, match="too few"):
        estimates(log)
    rare = Decisions(np.full(50_000, 0.9), np.where(np.arange(50_000) < 40, 0.9, 0.0), np.ones(50_000))
    with pytest.raises(TooFewDecisions) as refused:
        estimates(rare)
    assert refused.value.effective == pytest.approx(40)


@pytest.mark.parametrize(
    ("propensity", "target", "reward"),
    [
        ([0.0, 0.5], [0.5, 0.5], [1.0, 0.0]),
        ([0.5, 1.5], [0.5, 0.5], [1.0, 0.0]),
        ([0.5, 0.5], [-0.1, 0.5], [1.0, 0.0]),
        ([0.5, 0.5], [0.5, 0.5], [float("nan"), 0.0]),
        ([0.5, float("inf")], [0.5, 0.5], [1.0, 0.0]),
        ([0.5], [0.5, 0.5], [1.0, 0.0]),
    ],
)
def test_a_log_that_cannot_be_is_refused(propensity, target, reward) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadLog):
        estimates(Decisions(np.array(propensity), np.array(target), np.array(reward)))


@given(st.lists(st.floats(0.0, 1e6), max_size=40))
def test_nothing_is_worth_more_decisions_than_there_are(weights: list[float]) -> None:
    assert 0.0 <= effective_number(np.array(weights)) <= len(weights) + 1e-6
