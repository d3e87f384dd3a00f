"""A small world for the job queue: a few tasks and facts, and a place where their effects show.

Effects are rows of a table of their own, so that processes of one test can count them.
"""

import os
import signal
import time
from pathlib import Path

from django.db import connection
from django_tasks import task

from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH, Effects, Fact, GiveUp, Stopped
from mutoscope.apps.flow.services import control, record
from mutoscope.core.units import Refusal

told: list[object] = []
"""What listeners heard, in order; tests empty it."""


class Happened(Fact):
    """Something happened, numbered."""

    number: int


def lay_out() -> None:
    """Make the table of effects."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS world_effect (name varchar(80), number integer)")


def effects(name: str = "") -> list[int]:
    """Numbers of the effects so far, sorted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM world_effect WHERE name = %s ORDER BY number", [name])
        return [row[0] for row in cursor.fetchall()]


def write(number: int, name: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO world_effect (name, number) VALUES (%s, %s)", [name, number])


@task
def stamp(number: int) -> Effects:
    """Writes its number when it is acknowledged."""
    return lambda: write(number)


@task(priority=PUBLISH)
def stamp_soon(number: int) -> Effects:
    return lambda: write(number)


@task(priority=BACKGROUND)
def stamp_late(number: int) -> Effects:
    return lambda: write(number)


@task
def add(first: int, second: int) -> int:
    return first + second


@task
def clock() -> float:
    return time.time()


@task(max_attempts=3)
def stumble() -> None:
    raise OSError("the disk is sulking")


@task
def refuse() -> None:
    raise Refusal("too_odd", "This is too odd for %(who)s.", fields={"who": "us"})


@task
def surrender() -> None:
    raise GiveUp("hopeless", "Nobody could do this.")


def hear(fact: Fact) -> None:
    told.append(fact)


def stumble_over(fact: Fact) -> None:
    raise OSError("deaf today")


def keep(fact: Happened) -> None:
    """A listener whose effect is a row."""
    write(fact.number, "kept")


@task
def toil(number: int, seconds: float, log: str = "") -> Effects:
    """Works for a while, then writes its number and lets it be known."""
    if log:
        with Path(log).open("a") as file:
            file.write(f"{number}\n")
    time.sleep(seconds)

    def effects() -> None:
        write(number)
        record(Happened(number=number))

    return effects


@task(priority=BACKGROUND)
def potter(seconds: float, log: str) -> None:
    """Background work that pauses when it is asked to, and writes down what it does."""
    until = time.monotonic() + seconds
    paused = False
    while time.monotonic() < until and not control().must_stop():
        if control().must_pause() != paused:
            paused = not paused
            note(log, "paused" if paused else "goes on")
        time.sleep(0.01)
        until += 0.01 if paused else 0
    if control().must_stop():
        note(log, "stopped")
        raise Stopped
    note(log, "finished")


@task(priority=PUBLISH)
def hasten(log: str) -> None:
    note(log, "urgent")


@task
def crash(log: str) -> None:
    """Takes its process down, as a broken library would."""
    note(log, "crash")
    os.kill(os.getpid(), signal.SIGSEGV)


@task(max_seconds=1, max_attempts=1)
def dawdle() -> None:
    time.sleep(60)


def note(log: str, word: str) -> None:
    with Path(log).open("a") as file:
        file.write(f"{word}\n")
