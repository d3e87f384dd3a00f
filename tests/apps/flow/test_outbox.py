"""Facts and who hears of them."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from tests.apps.flow import world
from tests.apps.flow.world import Happened

from mutoscope.apps.flow import outbox, queries
from mutoscope.apps.flow.contracts import outside
from mutoscope.apps.flow.models import Schedule
from mutoscope.apps.flow.services import drain, record

HERE = "tests.apps.flow.world"
FACT = f"{HERE}.Happened"


@pytest.fixture
def listening(settings, effects):
    def listen(*names):
        settings.FLOW_LISTENERS = {FACT: tuple(f"{HERE}.{name}" for name in names)}

    return listen


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
def test_a_fact_is_told_right_after_the_commit(listening):
    """Nobody waits for the worker when all goes well; nothing is told before the commit."""
    listening("hear")
    with transaction.atomic():
        record(Happened(number=1))
        assert world.told == []
    assert world.told == [Happened(number=1)]


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
    record(Happened(number=1))
    record(Happened(number=2))
    assert heard == [(1, False)], "the second waits for the first, which is tried again"
    drain(ahead=timedelta(minutes=1))
    assert heard == [(1, False), (1, False), (2, False)]


@pytest.mark.django_db
def test_a_dead_job_is_a_fact(settings, effects):
    """Whoever waits for a job hears that it will never come."""
    settings.FLOW_LISTENERS = {"flow.JobDied": (f"{HERE}.hear",)}
    world.surrender.enqueue()
    drain(raise_faults=False)
    [died] = world.told
    assert (died.task, died.code) == (f"{HERE}.surrender", "hopeless")
