"""Who works now, who waits, and for how long."""

from hypothesis import given
from hypothesis import strategies as st

from mutoscope.apps.flow.contracts import BACKGROUND, INTERACTIVE, PUBLISH, RENDER
from mutoscope.apps.flow.decisions import (
    LEAST_RUN_MS,
    LONGEST_PAUSE_MS,
    Moves,
    Seat,
    redelivery_delay_ms,
    retry_delay_ms,
    seat_jobs,
)

NOON = 10 * LONGEST_PAUSE_MS


def seat(job_id: int, priority: int, **more) -> Seat:
    return Seat(job_id, priority, more.pop("since_ms", NOON - 1000), **more)


def test_free_slots_are_filled_and_nothing_is_asked_of_an_empty_queue():
    assert seat_jobs(2, [], BACKGROUND, NOON) == Moves(claim=2)
    assert seat_jobs(2, [seat(1, RENDER)], PUBLISH, NOON) == Moves(claim=1)
    assert seat_jobs(2, [], None, NOON) == Moves()


def test_much_more_urgent_work_displaces_the_least_urgent():
    """A publish displaces a background job rather than a render, and claims only what may displace it."""
    full = [seat(1, RENDER), seat(2, BACKGROUND)]
    assert seat_jobs(2, full, PUBLISH, NOON) == Moves(pause=(2,), claim=1, above=BACKGROUND + 49)
    assert seat_jobs(1, [seat(1, PUBLISH)], INTERACTIVE, NOON) == Moves(), "not urgent enough for that"


def test_of_several_the_youngest_pauses():
    full = [seat(1, RENDER, since_ms=NOON - 9), seat(2, RENDER, since_ms=NOON - 1)]
    assert seat_jobs(2, full, PUBLISH, NOON).pause == (2,)


def test_a_paused_job_goes_on_before_its_like():
    """When a slot is free again the paused one is first, unless it would be displaced at once."""
    paused = seat(1, BACKGROUND, paused=True)
    assert seat_jobs(1, [paused], BACKGROUND, NOON) == Moves(resume=(1,))
    assert seat_jobs(1, [paused], None, NOON) == Moves(resume=(1,))
    assert seat_jobs(1, [paused], PUBLISH, NOON) == Moves(claim=1, above=BACKGROUND + 49)


def test_nobody_is_paused_for_ever():
    """After the longest pause a job goes on whatever waits, and is left alone for a while."""
    starved = seat(1, BACKGROUND, paused=True, since_ms=NOON - LONGEST_PAUSE_MS)
    assert seat_jobs(1, [starved, seat(2, PUBLISH)], PUBLISH, NOON) == Moves(resume=(1,))
    shielded = seat(1, BACKGROUND, shielded=True)
    assert seat_jobs(1, [shielded], PUBLISH, NOON) == Moves()
    assert seat_jobs(1, [shielded], PUBLISH, NOON + LEAST_RUN_MS).pause == (1,)


priorities = st.sampled_from([INTERACTIVE, PUBLISH, RENDER, BACKGROUND])
seats = st.lists(st.tuples(priorities, st.booleans(), st.booleans()), max_size=8)


@given(st.integers(1, 4), seats, st.none() | priorities)
def test_moves_make_sense(slots, world, urgent):
    """Whatever the situation: only the running are paused, only the paused go on, seats stay bounded."""
    table = [
        seat(number, priority, paused=paused, shielded=shielded)
        for number, (priority, paused, shielded) in enumerate(world)
    ]
    moves = seat_jobs(slots, table, urgent, NOON)
    running = {one.job_id for one in table if not one.paused}
    waiting = {one.job_id for one in table if one.paused}
    assert set(moves.pause) <= running and set(moves.resume) <= waiting
    active = len(running) - len(moves.pause) + len(moves.resume) + moves.claim
    assert active <= max(slots, len(running))
    if moves.pause:
        assert len(waiting) < slots and moves.claim == len(moves.pause)


@given(st.integers(1, 100), st.floats(0, 1, exclude_max=True))
def test_pauses_grow_and_stay_bounded(attempt, dice):
    assert 0 < retry_delay_ms(attempt, dice) <= 1_800_000 * 1.25
    assert 0 < redelivery_delay_ms(attempt, dice) <= 7_200_000 * 1.25
    assert retry_delay_ms(attempt, 0.5) <= retry_delay_ms(attempt + 1, 0.5)
