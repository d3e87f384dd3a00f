"""What the processes of one machine remember together, as those processes meet it."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import wait_for

from mutoscope.project.caches.memory import Memory
from mutoscope.project.caches.throwaway import ThrowawayFile

_BEGIN = """
import json, os, sys, django
django.setup()
from django.core.cache import cache
from mutoscope.apps.accounts import limits
from mutoscope.core.policy.gcra import Rate
from mutoscope.core.units import Refusal
limits.RULES["like"] = Rate(200, 600_000)

def taken(key, tries):
    got = 0
    for _ in range(tries):
        try:
            limits.take(key, "like")
            got += 1
        except Refusal:
            pass
    return got
"""


def _start(home: Path, code: str) -> subprocess.Popen[str]:
    """A process of its own with this home; it runs ``code`` once it is told a line."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MUTOSCOPE_")}
    env |= {"MUTOSCOPE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "mutoscope.project.settings"}
    words = [sys.executable, "-c", f"{_BEGIN}\nsys.stdin.readline()\n{code}"]
    return subprocess.Popen(
        words, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _told(process: subprocess.Popen[str]) -> tuple[Any, str]:
    """What it printed last, as JSON, and what it logged."""
    said, logged = process.communicate("go\n", timeout=120)
    assert process.returncode == 0, logged
    return json.loads(said.splitlines()[-1]), logged


@pytest.mark.slow
def test_two_processes_allow_together_what_one_would(tmp_path: Path) -> None:
    """They race for one burst of two hundred, and get it exactly; other keys are their own."""
    both = [_start(tmp_path, "print(json.dumps(taken('p1', 150) + taken('x', 0)))") for _ in range(2)]
    got: list[Any] = []
    threads = [threading.Thread(target=lambda one=one: got.append(_told(one)[0])) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(got) == 200 and max(got) <= 150
    assert _told(_start(tmp_path, "print(json.dumps([taken('p1', 5), taken('p2', 5)]))"))[0] == [0, 5]


@pytest.mark.slow
def test_a_file_that_is_not_whole_is_thrown_away_and_said(tmp_path: Path) -> None:
    """Whoever finds it broken begins another; a process that had the old one open goes on with the new."""
    code = (
        "spent = taken('p1', 200)\nprint('ready', flush=True)\nsys.stdin.readline()\n"
        "print(json.dumps([spent, taken('p1', 150)]))"
    )
    old = _start(tmp_path, code)
    assert old.stdin and old.stdout
    old.stdin.write("go\n")
    old.stdin.flush()
    assert old.stdout.readline() == "ready\n"
    for ending in ("", "-wal", "-shm"):
        broken = tmp_path / f"memory.sqlite3{ending}"
        broken.write_bytes(b"\x55" * broken.stat().st_size)
    new, logged = _told(_start(tmp_path, "print(json.dumps(taken('p1', 100)))"))
    assert new == 100 and logged.count("has been thrown away") == 1
    (spent, after), _ = _told(old)
    assert spent == 200 and after == 100, "of the new file's burst the other one had spent a hundred"


@pytest.mark.slow
def test_a_full_disk_lifts_no_limit(tmp_path: Path) -> None:
    """While nothing can be written each process counts by itself, and says so."""
    code = (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "print(json.dumps([taken('p1', 300), cache.shared()]))"
    )
    got, logged = _told(_start(tmp_path, code))
    assert got == [200, False] and "each process remembers by itself" in logged


@pytest.mark.slow
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    """Whenever it dies, the next process goes on where it was."""
    for round_ in range(4):
        writer = _start(tmp_path, "n = 0\nwhile True:\n  cache.set(f'k{n % 500}', 'x' * n); n += 1")
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
        log = tmp_path / "memory.sqlite3-wal"
        wait_for(lambda log=log: log.exists() and log.stat().st_size > 200_000, 60, what="its log")
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        got, logged = _told(_start(tmp_path, "print(json.dumps([taken('p1', 10), cache.get('k7')[:1]]))"))
        assert got == [10, "x"] and "thrown away" not in logged, round_


def test_too_many_keys_lose_what_ends_first(tmp_path: Path) -> None:
    """What is gained soonest is worth least; what has ended is not found, and is taken out."""
    memory = Memory(tmp_path / "memory.sqlite3", 100)
    for number in range(250):
        memory.put(b"%d" % number, b"here", 1e12 + number)
    memory.put(b"over", b"gone", 1.0)
    assert memory.get(b"over") is None
    memory.tidy()
    kept = memory.get_many([b"%d" % number for number in range(250)])
    assert set(kept) == {b"%d" % number for number in range(175, 250)}


def test_of_what_has_ended_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    """Its bytes are neither in the file nor in its log, while those of its neighbours are."""
    memory = Memory(tmp_path / "memory.sqlite3", 100)
    for number in range(40):
        memory.put(b"%d" % number, b"ended-%d" % number, 1.0)
        memory.put(b"n%d" % number, b"lasting-%d" % number, 1e12)
    memory.tidy()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"lasting-7" in left and b"ended-" not in left


def test_a_value_changes_only_from_what_was_read(tmp_path: Path) -> None:
    """Of two who read the same, one writes; who reads nothing may write over what has ended."""
    memory = Memory(tmp_path / "memory.sqlite3", 100)
    assert memory.swap(b"a", None, b"1", 1e12) and not memory.swap(b"a", None, b"2", 1e12)
    assert memory.swap(b"a", b"1", b"2", 1e12) and not memory.swap(b"a", b"1", b"3", 1e12)
    assert memory.prolong(b"a", 1.0) and memory.get(b"a") is None and not memory.prolong(b"a", 1e12)
    assert memory.swap(b"a", None, b"4", 1e12) and memory.get(b"a") == b"4"
    assert memory.drop(b"a") and not memory.drop(b"a")


def test_sums_add_up_over_whoever_counts(tmp_path: Path) -> None:
    """Two that count the same thing in one file, until counting begins anew."""
    path, thing = tmp_path / "memory.sqlite3", ("things", "[]", 0)
    one, other = Memory(path, 100), Memory(path, 100)
    one.count({thing: 2, ("waits", '["a"]', 1): 0.5})
    other.count({thing: 3})
    assert one.counted() == other.counted() == {thing: 5, ("waits", '["a"]', 1): 0.5}
    other.begin_counting()
    assert one.counted() == {}


def test_another_version_on_the_same_file_is_a_fault_and_no_bug(tmp_path: Path) -> None:
    """It makes its file again and again: ours can't be kept, which whoever asks knows how to meet."""
    path, table = tmp_path / "memory.sqlite3", "CREATE TABLE kept (key INTEGER);"
    other = ThrowawayFile(tmp_path / "theirs", table, 2)
    other.write("INSERT INTO kept VALUES (1)")
    other.close()
    done = threading.Event()

    def make_again() -> None:
        while not done.is_set():
            shutil.copy(tmp_path / "theirs", tmp_path / "next")
            for ending in ("-wal", "-shm"):
                path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
            (tmp_path / "next").replace(path)

    ours = ThrowawayFile(path, table, 1)

    def is_fault() -> bool:
        try:
            ours.write("INSERT INTO kept VALUES (1)")
        except (sqlite3.Error, OSError):
            return True
        return False

    thread = threading.Thread(target=make_again)
    thread.start()
    try:
        assert any(is_fault() for _ in range(50_000))
    finally:
        done.set()
        thread.join()
        ours.close()
