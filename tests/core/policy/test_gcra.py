"""Laws of the rate limit."""

from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.gcra import Rate, take

rates = st.builds(Rate, burst=st.integers(1, 50), every_ms=st.integers(1, 10_000))
waits = st.lists(st.integers(0, 20_000), max_size=80)
NOW = 1_700_000_000_000


@given(rates, waits, st.data())
def test_no_window_holds_more_than_burst_and_what_was_regained(rate: Rate, pauses: list[int], data) -> None:
    """Between any two moments no more is allowed than the burst plus what was regained between them."""
    at, tat = NOW, None
    allowed: list[tuple[int, int]] = []
    for pause in pauses:
        at += pause
        cost = data.draw(st.integers(1, rate.burst))
        verdict = take(rate, tat, at, cost)
        tat = verdict.tat_ms
        if verdict.allowed:
            allowed.append((at, cost))
    for first in range(len(allowed)):
        for last in range(first, len(allowed)):
            spent = sum(cost for _, cost in allowed[first : last + 1])
            elapsed = allowed[last][0] - allowed[first][0]
            assert spent <= rate.burst + elapsed / rate.every_ms


@given(rates, st.integers(0, 200), st.data())
def test_a_refused_act_costs_nothing_and_succeeds_after_its_wait(rate: Rate, tries: int, data) -> None:
    """Refusals change nothing; after the named wait, not a moment before, the same act is allowed."""
    cost = data.draw(st.integers(1, rate.burst))
    tat = None
    for _ in range(tries):
        tat = take(rate, tat, NOW).tat_ms
    verdict = take(rate, tat, NOW, cost)
    if verdict.allowed:
        assert verdict.wait_ms == 0
        return
    assert verdict.tat_ms == tat
    assert verdict.wait_ms >= 1
    assert take(rate, tat, NOW + verdict.wait_ms, cost).allowed
    assert not take(rate, tat, NOW + verdict.wait_ms - 1, cost).allowed


@given(rates)
def test_a_whole_burst_is_there_at_first_and_again_later(rate: Rate) -> None:
    """Somebody new, and somebody who rested long enough, may spend the whole burst, and then no more."""
    verdict = take(rate, None, NOW, rate.burst)
    assert verdict.allowed
    assert not take(rate, verdict.tat_ms, NOW).allowed
    assert take(rate, verdict.tat_ms, NOW + rate.burst * rate.every_ms, rate.burst).allowed


@given(rates, st.integers(1, 10**9))
def test_a_clock_set_back_locks_nobody_out_for_long(rate: Rate, back_ms: int) -> None:
    """When the clock jumps back, a full burst's time is the longest anybody waits."""
    spent = take(rate, None, NOW, rate.burst)
    verdict = take(rate, spent.tat_ms, NOW - back_ms)
    assert not verdict.allowed
    assert verdict.wait_ms <= rate.burst * rate.every_ms


@given(rates, st.integers(1, 1000))
def test_more_than_the_burst_is_never_allowed(rate: Rate, over: int) -> None:
    """A single act larger than the burst is refused however long one waits."""
    assert not take(rate, None, NOW, rate.burst + over).allowed
