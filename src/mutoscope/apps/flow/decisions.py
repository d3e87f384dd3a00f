"""What the worker decides, as arithmetic: how long to wait, whom to pause. No clock, dice or database."""

from collections.abc import Sequence

import msgspec

POISON_STRIKES = 2
"""So many dead processes under one job, and it is quarantined."""

URGENT_BY = 50
"""A waiting job may displace a running one whose priority is at least this much lower."""

LONGEST_PAUSE_MS = 600_000
"""A paused job goes on after this long, whatever else waits."""

LEAST_RUN_MS = 300_000
"""A job that went on after its longest pause is left alone for this long."""

ANYTHING = -101
"""Below every priority."""


def retry_delay_ms(attempt: int, dice: float) -> int:
    """Pause before the next attempt: 2 s, 8 s, 32 s ... at most 30 minutes, spread by a quarter.

    ``attempt`` counts from 1; ``dice`` in [0, 1) keeps jobs that failed together from returning together.
    """
    assert attempt >= 1
    whole = min(2_000 * 4 ** min(attempt - 1, 8), 1_800_000)
    return int(whole * (0.75 + 0.5 * dice))


def redelivery_delay_ms(attempt: int, dice: float) -> int:
    """Pause before a fact is delivered again: 0.2 s, 0.8 s, 3.2 s ... at most 2 hours."""
    assert attempt >= 1
    whole = min(200 * 4 ** min(attempt - 1, 9), 7_200_000)
    return int(whole * (0.75 + 0.5 * dice))


class Seat(msgspec.Struct, frozen=True):
    """A job that runs or is paused."""

    job_id: int
    priority: int
    since_ms: int
    """When it started, or was paused, or went on."""
    paused: bool = False
    shielded: bool = False
    """It has been paused for as long as anybody may be, and is left alone for a while."""


class Moves(msgspec.Struct, frozen=True):
    """What to do now: pauses and resumes first, then claim."""

    pause: tuple[int, ...] = ()
    resume: tuple[int, ...] = ()
    claim: int = 0
    """How many jobs to claim,"""
    above: int = ANYTHING
    """each with a priority over this."""


def seat_jobs(slots: int, seats: Sequence[Seat], urgent: int | None, now_ms: int) -> Moves:
    """Who works now. ``urgent`` is the highest priority among jobs that are due; None: none is.

        slots=2   [render 0] [render 0]      publish 50 is due
               -> [render 0] (render 0)      one pauses,
                  [publish 50]               an extra seat opens; when it ends, the paused one goes on

    At most ``slots`` jobs are paused at a time, and none for longer than LONGEST_PAUSE_MS.
    """
    paused = sorted((seat for seat in seats if seat.paused), key=lambda seat: (-seat.priority, seat.since_ms))
    patient = [seat for seat in paused if now_ms - seat.since_ms >= LONGEST_PAUSE_MS]
    if patient:
        return Moves(resume=tuple(seat.job_id for seat in patient))
    active = [seat for seat in seats if not seat.paused]
    free = slots - len(active)
    if free > 0:
        return _fill(free, paused, urgent)
    if urgent is None or len(paused) >= slots:
        return Moves()
    return _displace(active, urgent, now_ms)


def _fill(free: int, paused: list[Seat], urgent: int | None) -> Moves:
    """Paused jobs go before newcomers, except before those that would displace them again."""
    if not paused:
        return Moves(claim=free) if urgent is not None else Moves()
    bar = paused[0].priority + URGENT_BY
    if urgent is not None and urgent >= bar:
        return Moves(claim=1, above=bar - 1)
    return Moves(resume=tuple(seat.job_id for seat in paused[:free]))


def _displace(active: list[Seat], urgent: int, now_ms: int) -> Moves:
    """The least urgent job makes room, and of several the one that has done the least."""
    weak = [
        seat
        for seat in active
        if seat.priority <= urgent - URGENT_BY
        and not (seat.shielded and now_ms - seat.since_ms < LEAST_RUN_MS)
    ]
    if not weak:
        return Moves()
    victim = min(weak, key=lambda seat: (seat.priority, -seat.since_ms))
    return Moves(pause=(victim.job_id,), claim=1, above=victim.priority + URGENT_BY - 1)
