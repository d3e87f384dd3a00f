"""Writing to SQLite by turns: many processes and threads, nested transactions, errors, a growing log."""

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.db.transaction import atomic
from django.db.utils import DatabaseError, IntegrityError, OperationalError
from tests.waiting import wait_for

from mutoscope.project.sqlite import turns
from mutoscope.project.sqlite.turns import Turn, TurnTimeout

ALIAS = "turns"
FORK = multiprocessing.get_context("fork")

pytestmark = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="the suite runs on PostgreSQL"
)


@pytest.fixture
def database(tmp_path, django_db_blocker) -> Iterator[Path]:
    """A database of its own beside the test database, with the program's own options."""
    path = tmp_path / "turns.sqlite3"
    told = {**settings.DATABASES["default"], "NAME": path}
    connections.settings[ALIAS] = connections.configure_settings({"default": told})["default"]
    with django_db_blocker.unblock():
        run("CREATE TABLE tally (who integer, count integer UNIQUE)")
        yield path
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def run(sql: str, *values: object) -> list[tuple]:
    with connections[ALIAS].cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def in_children(count: int, act, *args) -> list[int]:
    """Exit statuses of so many forked processes that each call ``act(number, *args)``."""
    connections[ALIAS].close()
    children = [FORK.Process(target=act, args=(number, *args)) for number in range(count)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    return [child.exitcode or 0 for child in children]


def _count_up(number: int, times: int) -> None:
    """Read, add one, write back: any two that overlap would collide on the unique count."""
    for _ in range(times):
        with atomic(using=ALIAS):
            last = run("SELECT coalesce(max(count), 0) FROM tally")[0][0]
            run("INSERT INTO tally (who, count) VALUES (%s, %s)", number, last + 1)
        run("UPDATE tally SET who = who WHERE count = %s", last + 1)  # and once outside a transaction


def test_eight_writers_take_turns(database):
    """Transactions and single statements of eight processes never meet, and never find it locked."""
    assert in_children(8, _count_up, 25) == [0] * 8
    assert run("SELECT count(*), max(count), count(DISTINCT who) FROM tally") == [(200, 200, 8)]


def test_threads_have_turns_of_their_own(database):
    """Each thread has its own connection, and they exclude each other like processes do."""

    def work(number: int) -> None:
        _count_up(number, 25)
        connections[ALIAS].close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run("SELECT count(*), max(count) FROM tally") == [(100, 100)]


def test_a_savepoint_does_not_end_the_turn(database):
    """What fails inside is undone alone; the turn lasts until the outermost transaction ends."""
    with atomic(using=ALIAS):
        run("INSERT INTO tally VALUES (1, 1)")
        with pytest.raises(IntegrityError), atomic(using=ALIAS):
            run("INSERT INTO tally VALUES (1, 2)")
            run("INSERT INTO tally VALUES (1, 1)")
        with pytest.raises(TurnTimeout):
            Turn(database, 0.05)
    Turn(database, 0.05).end()
    assert run("SELECT count FROM tally") == [(1,)]


@pytest.mark.parametrize("end", ["an error", "a closed connection", "a failed commit", "a failed statement"])
def test_the_turn_ends_however_the_transaction_does(database, end):
    """No way out of a transaction keeps the others waiting."""
    if end == "an error":
        with pytest.raises(ZeroDivisionError), atomic(using=ALIAS):
            run("INSERT INTO tally VALUES (1, 1)")
            raise ZeroDivisionError
    elif end == "a closed connection":
        with pytest.raises(DatabaseError), atomic(using=ALIAS):
            run("INSERT INTO tally VALUES (1, 1)")
            connections[ALIAS].close()
            run("INSERT INTO tally VALUES (1, 2)")
    elif end == "a failed commit":
        run("CREATE TABLE child (tally integer REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)")
        run("CREATE TABLE parent (id integer PRIMARY KEY)")
        with pytest.raises(IntegrityError), atomic(using=ALIAS):
            run("INSERT INTO child VALUES (5)")
    else:
        with pytest.raises(OperationalError):
            run("INSERT INTO nowhere VALUES (1)")
    Turn(database, 0.05).end()
    assert run("SELECT * FROM tally") == []
    run("INSERT INTO tally VALUES (2, 2)")


def test_whoever_waits_too_long_is_told(database):
    """A writer that got stuck makes the others fail with «locked», as SQLite does; it does not hang them."""
    connections[ALIAS].settings_dict["OPTIONS"]["timeout"] = 0.2
    try:
        turn = Turn(database, 1)
        begin = time.monotonic()
        with pytest.raises(OperationalError, match="locked"), atomic(using=ALIAS):
            pass
        with pytest.raises(OperationalError, match="locked"):
            run("INSERT INTO tally VALUES (1, 1)")
        assert 0.4 <= time.monotonic() - begin < 2
        assert run("SELECT * FROM tally") == [], "reading needs no turn"
        turn.end()
        run("INSERT INTO tally VALUES (1, 1)")
    finally:
        connections[ALIAS].settings_dict["OPTIONS"]["timeout"] = 20


def test_a_killed_writer_ends_its_turn(database):
    """kill -9 in the middle of a transaction: the next writer goes on, and nothing of it is there."""

    def die_writing(number: int) -> None:
        with atomic(using=ALIAS):
            run("INSERT INTO tally VALUES (1, 1)")
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_children(1, die_writing) == [-signal.SIGKILL]
    run("INSERT INTO tally VALUES (1, 1)")
    assert run("SELECT * FROM tally") == [(1, 1)]


def test_a_child_forked_during_a_turn_does_not_prolong_it(database):
    """Whoever inherits the lock's descriptor holds nothing once the writer is through."""
    turn = Turn(database, 1)
    child = FORK.Process(target=time.sleep, args=(5,))
    child.start()
    turn.end()
    Turn(database, 0.5).end()
    child.kill()
    child.join()


def test_threads_come_in_the_order_in_which_they_asked(database):
    """Whoever waited longest is next; whoever gave up meanwhile holds up nobody behind them."""
    turn, came = Turn(database, 1), []

    def wait(name: str, timeout_s: float) -> None:
        try:
            mine = Turn(database, timeout_s)
        except TurnTimeout:
            came.append(f"{name} gave up")
            return
        came.append(name)
        mine.end()

    line, threads = turns._lines[str(database)], []
    for name, timeout_s in (("first", 20), ("second", 0.2), ("third", 20), ("fourth", 20)):
        threads.append(threading.Thread(target=wait, args=(name, timeout_s)))
        threads[-1].start()
        wait_for(lambda count=len(threads): len(line._tickets) == count or "second gave up" in came)
    wait_for(lambda: came == ["second gave up"])
    turn.end()
    for thread in threads:
        thread.join()
    assert came == ["second gave up", "first", "third", "fourth"]


def test_whoever_is_interrupted_while_they_wait_holds_up_nobody(database):
    """Ctrl-C in a thread that stands in the line: those behind it go on."""
    turn = Turn(database, 1)

    def interrupt(number, frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            Turn(database, 20)
    finally:
        signal.signal(signal.SIGALRM, before)
    turn.end()
    Turn(database, 1).end()


def test_a_child_does_not_stand_in_its_parents_line(database):
    """A process forked while a thread waits or writes has a line of its own."""
    turn = Turn(database, 1)
    child = FORK.Process(target=lambda: Turn(database, 20).end())
    child.start()
    turn.end()
    child.join(20)
    assert child.exitcode == 0


def _write_until(number: int, stop: Path) -> None:
    step = 0
    while not stop.exists():
        step += 1
        run("INSERT INTO tally VALUES (%s, %s)", number, number * 1_000_000 + step)


def test_the_log_is_folded_while_others_write(database, tmp_path):
    """A grown log is emptied between the turns of writers; every commit is still there."""
    stop = tmp_path / "stop"
    connections[ALIAS].close()
    writers = [FORK.Process(target=_write_until, args=(number, stop)) for number in range(3)]
    for writer in writers:
        writer.start()
    log, folded = Path(f"{database}-wal"), 0
    wait_for(log.exists)
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        folded += connections[ALIAS].fold_log_when_large(64 * 1024)
        time.sleep(0.02)
    stop.touch()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert folded >= 1
    counted = run("SELECT who, count(*), max(count) FROM tally GROUP BY who ORDER BY who")
    assert [count for _, count, _ in counted] == [last - who * 1_000_000 for who, _, last in counted]
    assert run("PRAGMA integrity_check") == [("ok",)]


def test_a_reader_in_the_way_only_postpones_folding(database):
    """A long read keeps the log from being emptied; that is no error, and no writer waits for it."""
    run("INSERT INTO tally VALUES (1, 1)")
    reader = sqlite3.connect(database)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM tally").fetchall()
    run("INSERT INTO tally VALUES (1, 2)")
    assert connections[ALIAS].fold_log_when_large(1) is False
    reader.close()
    assert connections[ALIAS].fold_log_when_large(1) is True
    assert Path(f"{database}-wal").stat().st_size == 0


def test_every_connection_is_safe(database):
    """Each connection writes through to the disk, checks references, and leaves the log alone."""
    wanted = {"journal_mode": "wal", "synchronous": 1, "wal_autocheckpoint": 0, "foreign_keys": 1}
    assert {name: run(f"PRAGMA {name}")[0][0] for name in wanted} == wanted
