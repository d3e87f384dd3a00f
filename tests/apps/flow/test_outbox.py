"""Facts and who hears of them."""

import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from tests.apps.flow import world
from tests.apps.flow.world import Happened

from mutoscope.apps.flow import outbox, queries, upkeep
from mutoscope.apps.flow.contracts import outside
from mutoscope.apps.flow.models import OutboxEntry, Schedule
from mutoscope.apps.flow.services import drain, record

HERE = "tests.apps.flow.world"
FACT = f"{HERE}.Happened"


@pytest.fixture
def listening(settings, effects):
    def listen(*names):
        settings.FLOW_LISTENERS = {FACT: tuple(f"{HERE}.{name}" for name in names)}
        outbox._told_here.clear()  # as a process that has just started

    return listen


class _Ended(BaseException):
    """What becomes of a process whose listener takes it down: nothing is caught, nothing is kept."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seen_before", [0, outbox.TOGETHER])
@pytest.mark.parametrize("reaches_out", [False, True])
def test_a_fact_that_ends_its_process_steps_aside(listening, monkeypatch, seen_before, reaches_out):
    """Those before it are told for good, those behind it after a few tries; it is given up at last."""
    listening("fall_on_13")
    name = f"told {seen_before} {reaches_out}"

    def fall_on_13(fact):
        if fact.number == 13:
            raise _Ended
        world.write(fact.number, name)

    monkeypatch.setattr(
        world, "fall_on_13", outside(fall_on_13) if reaches_out else fall_on_13, raising=False
    )
    for number in (11, 12, 13, 14):
        record(Happened(number=number))
    outbox._told_here[f"{HERE}.fall_on_13"] = seen_before
    ends = 0
    for hours in range(1, 60):
        try:
            drain(raise_faults=False, ahead=timedelta(hours=3 * hours))
        except _Ended:
            ends += 1
            outbox._told_here.clear()
        if ends == 2:
            assert set(world.effects(name)) == {11, 12}
    assert set(world.effects(name)) == {11, 12, 14}
    assert reaches_out or len(world.effects(name)) == 3
    assert queries.backlog().facts == {"dead": 1}
    assert ends <= outbox.TRIES + 1


@pytest.mark.django_db
def test_every_listener_is_told_in_order(listening):
    """Each listener hears each fact, in the order of recording."""
    listening("hear", "keep")
    for number in range(3):
        record(Happened(number=number))
    assert drain() == 6
    assert world.told == [Happened(number=number) for number in range(3)]
    assert world.effects("kept") == [0, 1, 2]
    assert drain() == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_records_a_fact_waits_for_no_listener(listening):
    """The commit is all that the answer to a person waits for, however many facts are on their way."""
    listening("hear")
    for number in range(3):
        record(Happened(number=number))
    assert world.told == []
    assert queries.backlog().facts == {"waiting": 3}


@pytest.mark.django_db(transaction=True)
def test_facts_are_told_together_in_short_transactions(listening, monkeypatch):
    """Several facts share a transaction, but a slow listener never keeps the database for more than one."""
    listening("hear")
    outbox._told_here[f"{HERE}.hear"] = outbox.TOGETHER
    monkeypatch.setattr(outbox, "HOLD_S", 60.0)
    for number in range(3 * outbox.TOGETHER):
        record(Happened(number=number))
    with CaptureQueriesContext(connection) as quick:
        assert outbox.deliver_to(f"{HERE}.hear") == 3 * outbox.TOGETHER
    assert commits(quick) == 3 + 1, "one for each delivery, and one that finds nothing"

    monkeypatch.setattr(outbox, "HOLD_S", 0.01)
    monkeypatch.setattr(world, "dawdle", lambda fact: time.sleep(outbox.HOLD_S), raising=False)
    listening("dawdle")
    outbox._told_here[f"{HERE}.dawdle"] = outbox.TOGETHER
    for number in range(3):
        record(Happened(number=number))
    with CaptureQueriesContext(connection) as slow:
        assert outbox.deliver_to(f"{HERE}.dawdle") == 3
    assert commits(slow) == 3, "and nobody looks for a fourth"


def commits(seen):
    return sum(query["sql"].startswith("BEGIN") for query in seen.captured_queries)


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_fails_takes_nothing_from_those_before_it(listening, monkeypatch):
    """What was told in the same transaction stays told; what the failing listener wrote does not stay."""
    listening("stumble_on_13")
    outbox._told_here[f"{HERE}.stumble_on_13"] = outbox.TOGETHER

    def stumble_on_13(fact):
        world.write(fact.number, "told")
        if fact.number == 13:
            raise OSError("unlucky")

    monkeypatch.setattr(world, "stumble_on_13", stumble_on_13, raising=False)
    for number in (11, 12, 13, 14):
        record(Happened(number=number))
    assert outbox.deliver_to(f"{HERE}.stumble_on_13") == 2
    assert world.effects("told") == [11, 12]
    assert queries.backlog().facts == {"waiting": 2}


@pytest.mark.django_db(transaction=True)
def test_a_long_queue_holds_up_nobody_elses_turn(listening, monkeypatch):
    """Whoever is told for a moment is told the rest later: a round of upkeep ends, however long the queue."""
    listening("dawdle", "hear")
    monkeypatch.setattr(upkeep, "MOMENT_S", 3 * outbox.HOLD_S)
    monkeypatch.setattr(world, "dawdle", lambda fact: time.sleep(outbox.HOLD_S), raising=False)
    for number in range(2 * outbox.TOGETHER):
        record(Happened(number=number))
    upkeep.deliver()
    assert len(world.told) > 0, "the other listener was reached"
    assert OutboxEntry.objects.filter(listener=f"{HERE}.dawdle").count() >= 2 * outbox.TOGETHER - 4


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_was_rolled_back_is_not_told(listening):
    """A fact lives and dies with the transaction that made it true."""
    listening("hear")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Happened(number=1))
        raise ZeroDivisionError
    assert drain() == 0
    assert world.told == []


@pytest.mark.django_db
def test_one_deaf_listener_keeps_nobody_from_hearing(listening):
    """A listener that fails is tried again later; the others have heard."""
    listening("stumble_over", "hear")
    record(Happened(number=1))
    drain(raise_faults=False)
    assert world.told == [Happened(number=1)]
    assert queries.backlog().facts == {"waiting": 1}


@pytest.mark.django_db
def test_a_poison_fact_steps_aside_and_is_given_up(listening, monkeypatch):
    """Facts behind one that keeps failing wait a little, not for ever."""
    listening("stumble_on_13")

    def stumble_on_13(fact):
        if fact.number == 13:
            raise OSError("unlucky")
        world.told.append(fact.number)

    monkeypatch.setattr(world, "stumble_on_13", stumble_on_13, raising=False)
    for number in (12, 13, 14):
        record(Happened(number=number))
    for _ in range(outbox.TRIES_IN_ORDER - 1):
        drain(raise_faults=False, ahead=timedelta(hours=1))
        assert world.told == [12], "14 waits behind 13"
    drain(raise_faults=False, ahead=timedelta(hours=1))
    assert world.told == [12, 14]
    for _ in range(outbox.TRIES):
        drain(raise_faults=False, ahead=timedelta(hours=3))
    assert queries.backlog().facts == {"dead": 1}


@pytest.mark.django_db
def test_a_listener_that_swallows_a_database_error_has_failed(listening, monkeypatch):
    """Its transaction cannot be kept, so the fact is not taken for told."""
    listening("careless")

    def careless(fact):
        with suppress(IntegrityError):
            Schedule.objects.create(name="twice", every_ms=1, next_ms=1)

    monkeypatch.setattr(world, "careless", careless, raising=False)
    Schedule.objects.create(name="twice", every_ms=1, next_ms=1)
    record(Happened(number=1))
    with pytest.raises(TransactionManagementError):
        drain()
    assert queries.backlog().facts == {"waiting": 1}


@pytest.mark.django_db
def test_a_fact_nobody_knows_any_more_blocks_nothing(listening):
    """An entry whose class or listener is gone fails like any other delivery."""
    listening("gone", "hear")
    record(Happened(number=1))
    drain(raise_faults=False)
    assert world.told == [Happened(number=1)]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_reaches_outside_holds_up_nobody(listening, monkeypatch):
    """It is called without a transaction; while it is busy, nobody else tells it the next fact."""
    listening("call_outside")
    heard = []

    @outside
    def call_outside(fact):
        heard.append((fact.number, connection.in_atomic_block))
        assert outbox.deliver_to(f"{HERE}.call_outside") == 0, "busy with this one"
        if fact.number == 1 and len(heard) == 1:
            raise OSError("no answer")

    monkeypatch.setattr(world, "call_outside", call_outside, raising=False)
    for number in (1, 2, 3):
        record(Happened(number=number))
    assert outbox.deliver_to(f"{HERE}.call_outside") == 0
    assert heard == [(1, False)], "the others wait for the first, which is tried again"
    drain(ahead=timedelta(minutes=1))
    assert heard == [(number, False) for number in (1, 1, 2, 3)]


@pytest.mark.django_db(transaction=True)
def test_what_somebody_else_took_over_stays_theirs(listening, monkeypatch):
    """A process that was frozen while it told outside forgets nothing that another one is at now."""
    listening("call_outside")

    @outside
    def call_outside(fact):
        OutboxEntry.objects.update(fence=F("fence") + 1)  # what a delivery elsewhere does first

    monkeypatch.setattr(world, "call_outside", call_outside, raising=False)
    for number in (1, 2):
        record(Happened(number=number))
    outbox.deliver_to(f"{HERE}.call_outside")
    assert OutboxEntry.objects.count() == 2, "the other one has not said yet that they are told"


@pytest.mark.django_db
def test_a_dead_job_is_a_fact(settings, effects):
    """Whoever waits for a job hears that it will never come."""
    settings.FLOW_LISTENERS = {"flow.JobDied": (f"{HERE}.hear",)}
    world.surrender.enqueue()
    drain(raise_faults=False)
    [died] = world.told
    assert (died.task, died.code) == (f"{HERE}.surrender", "hopeless")
