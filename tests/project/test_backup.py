"""Backups: whole while people write, checked to the last byte, and back in an empty home."""

import contextlib
import hashlib
import json
import sqlite3
import threading
from pathlib import Path

import pytest

from mutoscope.project.backup import BackupFailed, make_backup, restore_backup, verify_backup
from mutoscope.project.config import Config


def _say(_: str) -> None:
    """Nobody listens."""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A home with a database, two objects, an engine's log and keys."""
    home = tmp_path / "home"
    home.mkdir()
    with contextlib.closing(sqlite3.connect(home / "mutoscope.sqlite3")) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE video (id INTEGER PRIMARY KEY, object TEXT)")
        db.commit()
    for data in (b"one", b"two"):
        _put(home, data)
    (home / "objects" / "half.part").write_bytes(b"half")
    (home / "engine").mkdir()
    (home / "engine" / "events.log").write_bytes(b"events")
    (home / "secret.key").write_text("s3cret")
    (home / "secret.key").chmod(0o600)
    return Config(home=str(home))


def _put(home: Path, data: bytes) -> str:
    key = hashlib.sha256(data).hexdigest()
    place = home / "objects" / key[:2] / key
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return key


def test_a_backup_comes_back_whole(config: Config, tmp_path: Path) -> None:
    """What was backed up stands in an empty home afterwards: rows, objects, log, keys, as private."""
    with contextlib.closing(sqlite3.connect(config.home_path / "mutoscope.sqlite3")) as db:
        db.execute("INSERT INTO video (object) VALUES ('x')")
        db.commit()
        folder = make_backup(config, tmp_path / "copy", _say)  # the row is still in the write-ahead log
    assert verify_backup(folder) == 5
    new = Config(home=str(tmp_path / "new"))
    restore_backup(new, folder, _say)
    with contextlib.closing(sqlite3.connect(new.home_path / "mutoscope.sqlite3")) as db:
        assert db.execute("SELECT object FROM video").fetchall() == [("x",)]
    assert (new.home_path / "engine/events.log").read_bytes() == b"events"
    assert (new.home_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len([p for p in (new.home_path / "objects").rglob("*") if p.is_file()]) == 2
    assert folder.stat().st_mode & 0o777 == 0o700


def test_every_row_has_its_object_although_people_write(config: Config, tmp_path: Path) -> None:
    """A backup taken while objects and rows come in never has a row without its object."""
    stop = threading.Event()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(config.home_path / "mutoscope.sqlite3", timeout=20)) as db:
            number = 0
            while not stop.is_set():
                number += 1
                key = _put(config.home_path, f"video {number}".encode())
                db.execute("INSERT INTO video (object) VALUES (?)", (key,))
                db.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            folder = make_backup(config, tmp_path / f"copy{number}", _say)
            verify_backup(folder)
            with contextlib.closing(sqlite3.connect(folder / "mutoscope.sqlite3")) as db:
                for (key,) in db.execute("SELECT object FROM video"):
                    assert (folder / "objects" / key[:2] / key).exists()
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("name", ["secret.key", "home/engine/events.log", "mutoscope.sqlite3"])
@pytest.mark.parametrize("harm", ["alter", "remove"])
def test_harm_to_any_file_is_found(config: Config, tmp_path: Path, name: str, harm: str) -> None:
    """One changed or missing file, and verifying says which; restoring refuses and writes nothing."""
    folder = make_backup(config, tmp_path / "copy", _say)
    if harm == "alter":
        with (folder / name).open("ab") as file:
            file.write(b"!")
    else:
        (folder / name).unlink()
    with pytest.raises(BackupFailed, match=name):
        verify_backup(folder)
    with pytest.raises(BackupFailed):
        restore_backup(Config(home=str(tmp_path / "new")), folder, _say)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"files": 3}', '{"files": {"../../etc/passwd": "0"}}'])
def test_what_is_no_backup_is_refused(tmp_path: Path, manifest: str | None) -> None:
    """A folder without a good manifest is no backup, and a manifest can't point outside."""
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(BackupFailed):
        verify_backup(tmp_path)


def test_nothing_is_overwritten(config: Config, tmp_path: Path) -> None:
    """A backup wants a new folder, a restore an empty home."""
    folder = make_backup(config, tmp_path / "copy", _say)
    with pytest.raises(BackupFailed, match="exists already"):
        make_backup(config, folder, _say)
    with pytest.raises(BackupFailed, match="not empty"):
        restore_backup(config, folder, _say)


def test_a_home_without_a_database_is_told(tmp_path: Path) -> None:
    """The wrong --home is a sentence, and leaves nothing that looks like a backup."""
    with pytest.raises(BackupFailed, match="--home"):
        make_backup(Config(home=str(tmp_path / "nowhere")), tmp_path / "copy", _say)
    assert not (tmp_path / "copy").exists()


def test_an_interrupted_backup_is_not_mistaken_for_one(config: Config, tmp_path: Path) -> None:
    """What an earlier, killed backup left is replaced by the next."""
    left = tmp_path / "copy.unfinished"
    left.mkdir()
    (left / "junk").write_text("junk")
    folder = make_backup(config, tmp_path / "copy", _say)
    assert "junk" not in json.loads((folder / "manifest.json").read_text())["files"]
    assert not left.exists()


def test_without_pg_dump_the_way_on_is_said(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For PostgreSQL the tool does it; where it is missing that is said, with its package."""
    monkeypatch.setenv("PATH", str(tmp_path))
    there = Config(home=config.home, database="postgres://a:b@127.0.0.1/x")
    with pytest.raises(BackupFailed, match="postgresql-client"):
        make_backup(there, tmp_path / "copy", _say)
