"""Commits reach the disk before anybody is told, many with one sync."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from mutoscope.project.sqlite.keeping import Keeper


def a_log(folder: Path) -> Path:
    database = folder / "some.sqlite3"
    Path(f"{database}-wal").write_bytes(b"log")
    return database


def test_one_sync_serves_all_who_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one thread syncs, whoever commits waits for the next sync, and all of them for the same."""
    begun, go_on, syncs = threading.Event(), threading.Event(), []

    def slow(descriptor: int) -> None:
        syncs.append(descriptor)
        begun.set()
        assert go_on.wait(10)

    monkeypatch.setattr(os, "fsync", slow)
    keeper = Keeper(a_log(tmp_path))
    first = threading.Thread(target=keeper.keep)
    first.start()
    assert begun.wait(10)
    others = [threading.Thread(target=keeper.keep) for _ in range(8)]
    for one in others:
        one.start()
    while keeper._asked < 9:
        pass
    go_on.set()
    for one in (first, *others):
        one.join(10)
    assert len(syncs) == 2 and keeper._kept == 9


def test_a_disk_that_fails_is_said_to_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waited for a sync that failed tries again, and meets the error too; later it may work."""

    def broken(descriptor: int) -> None:
        raise OSError(5, "broken")

    keeper = Keeper(a_log(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        for _ in range(2):
            with pytest.raises(OSError, match="broken"):
                keeper.keep()
    keeper.keep()
    assert keeper._kept == keeper._asked


def test_a_folded_log_needs_no_sync(tmp_path: Path) -> None:
    """Without a log everything stands in the database, which was synced when it was folded."""
    Keeper(tmp_path / "none.sqlite3").keep()


@pytest.mark.django_db(transaction=True)
def test_every_commit_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction and a statement of its own: both; reading: not."""
    from django.db import connection
    from django.db.transaction import atomic

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does this itself")
    kept: list[Any] = []
    real = Keeper.keep
    monkeypatch.setattr(Keeper, "keep", lambda keeper: (kept.append(keeper), real(keeper)))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 1
        cursor.execute("SELECT 1")
        assert not kept
        cursor.execute("DELETE FROM social_like WHERE id = 0")
        assert len(kept) == 1
    with atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM social_like WHERE id = 0")
        cursor.execute("DELETE FROM social_like WHERE id = 1")
    assert len(kept) == 2
