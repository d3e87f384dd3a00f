"""A backup is a folder: database, objects, engine log, keys, and a manifest with a checksum of every file.

It is taken while people write. Objects never change, so they are copied before and after the database: every
object that a row of the copied database names was there in one of the two passes. The engine's log only
grows; the copy of its last file may end in the middle of a record, which its reader expects.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

import mutoscope
from mutoscope.adapters import erased
from mutoscope.adapters.objects import hash_of
from mutoscope.project import restored
from mutoscope.project.config import Config

MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
NOTE = "last_backup.json"
"""In the home folder: when the last whole backup was made, and where."""
_KEYS = ("secret.key", "secret.key.former", "push.key", "mutoscope.toml")
_SHARDS_NAME = "engine/of-*/name"
_ARCHIVE = "engine"
"""In the folder of objects, where `engine_archive` is the same: a copy of what home has."""
_ON_THE_WAY = {"fetching", "snapshot.sending"}
"""In an engine's folder: gone before it starts."""
_LEFT_OUT = {"mutoscope.sqlite3", "backups", "objects", "serve.lock", "uploads", NOTE, *_KEYS}
"""In home, but copied another way, made again, or not worth keeping."""

Say = Callable[[str], None]


class Backup(msgspec.Struct, frozen=True):
    """The last whole backup that was made from this home."""

    made: datetime
    folder: str
    files: int

    @property
    def age_s(self) -> float:
        return (datetime.now(UTC) - self.made).total_seconds()


class BackupFailed(Exception):
    """No backup was made, or the one looked at is not whole; the message says why."""


def make_backup(config: Config, target: Path, say: Say, previous: Path | None = None) -> Path:
    """Copy everything into ``target``, a folder that must be new or empty; returns it.

    The folder gets its name only when it is whole: an interrupted backup is called ``….unfinished``. Objects
    never change: those that a ``previous`` backup beside it has are linked instead of copied.
    """
    began, target = datetime.now(UTC), target.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupFailed(f"{target} exists already; name a new folder.")
    draft = target.with_name(f"{target.name}{UNFINISHED}")
    if draft.exists():
        shutil.rmtree(draft)
    try:
        draft.mkdir(parents=True, mode=0o700)  # it holds people's data and the secret key
        objects = _objects_folder(config)
        if objects is not None:
            say("Copying objects ...")
            if previous is not None:
                _link_tree(previous / "objects", draft / "objects", objects)
            _copy_tree(objects, draft / "objects", besides=_ARCHIVE)
        say("Copying the database ...")
        _copy_database(config, draft)
        if objects is not None:
            _copy_tree(objects, draft / "objects", besides=_ARCHIVE)
        for name in _KEYS:
            if (config.home_path / name).is_file():
                shutil.copy2(config.home_path / name, draft / name)
        _copy_rest(config.home_path, draft / "home")
        say("Writing checksums ...")
        files = _write_manifest(config, draft, began, previous)
        if target.exists():
            target.rmdir()
        draft.rename(target)
        _write_note(config, target, began, files)
    except OSError as error:
        raise BackupFailed(f"{error.strerror}: {error.filename or target}") from error
    except sqlite3.Error as error:
        raise BackupFailed(f"The database could not be copied: {error}") from error
    if objects is None:
        say(
            f"The objects are in {config.objects_url}, which this backup does not copy: switch on "
            "versioning, with old versions that go after as long as you keep backups, or replication there."
        )
    if config.engine_archive.startswith("s3:"):
        kept = config.engine_archive.rstrip("/")
        say(
            f"Old versions below {kept}/engine/ must go within a day, or whoever is forgotten stays there: "
            "docs/operate/scale.md."
        )
    return target


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a backup says of itself; raises BackupFailed."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        dict(manifest["files"])
        return manifest
    except OSError as error:
        raise BackupFailed(f"{folder} is not a whole backup: {MANIFEST} can't be read.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFailed(f"{folder / MANIFEST} is damaged.") from error


def verify_backup(folder: Path) -> int:
    """The number of files checked; raises BackupFailed naming the first that is missing or altered."""
    files: dict[str, str] = read_manifest(folder)["files"]
    for name, digest in files.items():
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise BackupFailed(f"{MANIFEST} names {name}, which lies outside of the backup.")
        try:
            same = hash_of(folder / name) == digest
        except OSError as error:
            raise BackupFailed(f"{name} is missing from the backup.") from error
        if not same:
            raise BackupFailed(f"{name} is not what was backed up.")
    database = folder / "mutoscope.sqlite3"
    if database.exists():
        with contextlib.closing(
            sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
        ) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise BackupFailed(f"The database in the backup is damaged: {found}")
    return len(files)


def restore_backup(config: Config, folder: Path, say: Say, heard: Sequence[Path] = ()) -> None:
    """Put a verified backup into an empty home folder, and into an empty PostgreSQL where one is set.

    Objects that are kept elsewhere are not touched. Who was erased after it was made, as the backups beside
    it and the files in ``heard`` tell, is erased again at the next start.
    """
    home = config.home_path
    taken = [p.name for p in home.iterdir() if p.name != "serve.lock"] if home.is_dir() else []
    if taken:
        raise BackupFailed(f"{home} is not empty ({taken[0]} ...); restore into a new folder with --home.")
    count = verify_backup(folder)
    if (folder / "database.pgdump").is_file() and config.database and not restored.is_empty(config.database):
        raise BackupFailed("The PostgreSQL database is not empty; restore into a new one.")
    say(f"{count} files are what was backed up. Restoring ...")
    home.mkdir(parents=True, exist_ok=True)
    for name in ("mutoscope.sqlite3", *_KEYS):
        if (folder / name).is_file():
            shutil.copy2(folder / name, home / name)
    objects = _objects_folder(config) or home / "objects"
    if (folder / "objects").is_dir():
        _copy_tree(folder / "objects", objects)
    if (folder / "home").is_dir():
        _copy_tree(folder / "home", home)
    erased.take_over(home, [*folder.absolute().parent.glob(f"*/home/{erased.NAME}"), *heard])
    dump = folder / "database.pgdump"
    if dump.is_file() and config.database:
        say("Putting the database back ...")
        _restore_postgres(config.database, dump)
    elif dump.is_file():
        say(f"The database is PostgreSQL: restore with `database` set to an empty one, or pg_restore {dump}.")


def faults_of_restored(config: Config, folder: Path) -> list[str]:
    """What is wrong with a home just restored from ``folder``, and not started yet; one sentence each."""
    manifest = read_manifest(folder)
    objects = _objects_folder(config) if manifest["objects"] == "copied" else None
    if manifest["database"] == "postgresql":
        if not config.database:
            return ["The database is not put back yet: set `database` to an empty PostgreSQL database."]
        return list(restored.faults_on_postgres(config.database, objects))
    return list(restored.faults(config.home_path, objects, manifest))


def last_backup(home: Path) -> Backup | None:
    """The last whole backup made from this home; None when there is none, or its note can't be read."""
    try:
        note: dict[str, Any] = json.loads((home / NOTE).read_text("utf-8"))
        return Backup(datetime.fromisoformat(note["made"]), note["folder"], note["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _copy_database(config: Config, draft: Path) -> None:
    source = config.sqlite_path
    if source is None:
        _dump_postgres(config.database, draft / "database.pgdump")
        return
    if not source.exists():
        raise BackupFailed(f"There is no database at {source}; is this the right --home?")
    with (
        contextlib.closing(sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=20)) as live,
        contextlib.closing(sqlite3.connect(draft / "mutoscope.sqlite3")) as copy,
    ):
        live.execute("PRAGMA wal_autocheckpoint=0")
        live.backup(copy)  # one read transaction: the state of one moment, while writers go on
        copy.execute("PRAGMA journal_mode=DELETE")
    (draft / "mutoscope.sqlite3").chmod(0o600)


def _dump_postgres(address: str, target: Path) -> None:
    _run_postgres("pg_dump", address, "--format=custom", f"--file={target}")


def _restore_postgres(address: str, dump: Path) -> None:
    _run_postgres("pg_restore", address, "--no-owner", "--exit-on-error", str(dump))


def _run_postgres(name: str, address: str, *words: str) -> None:
    """Run one of PostgreSQL's own tools on the database at ``address``."""
    tool = shutil.which(name)
    if tool is None:
        raise BackupFailed(
            f"The database is PostgreSQL, and {name} is not installed here (Debian: postgresql-client). "
            "Install it, or do it where the database runs."
        )
    parts = urlsplit(address)
    secret = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    plain = address.replace(f":{parts.password}@", "@", 1) if parts.password else address
    done = subprocess.run(  # the password goes by the environment: arguments are visible to everybody
        [tool, f"--dbname={plain}", *words],
        env={**os.environ, **secret},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"{name} failed: {done.stderr.strip()}")


def _objects_folder(config: Config) -> Path | None:
    parts = urlsplit(config.objects_url)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _copy_rest(home: Path, target: Path) -> None:
    """Whatever else the home folder holds: the engine's log and state."""
    for path in sorted(home.iterdir()):
        if (
            path.name in _LEFT_OUT
            or path.name.startswith(("mutoscope.sqlite3", "memory.sqlite3"))
            or path.name.startswith("secret")
        ):
            continue
        if path.is_dir():
            _copy_tree(path, target / path.name)
        elif path.is_file():
            target.mkdir(parents=True, exist_ok=True)
            _copy(path, target / path.name)


def _copy_tree(source: Path, target: Path, besides: str = "") -> None:
    """Copy the files that ``target`` lacks; one that goes away meanwhile was deleted, which is fine."""
    target.mkdir(parents=True, exist_ok=True)
    for path in _files(source):
        parts = path.relative_to(source).parts
        if parts[0] == besides or _ON_THE_WAY.intersection(parts):
            continue
        if path.name.endswith(".part"):  # half an object: not one yet
            continue
        if path.match(_SHARDS_NAME):  # what is put back beside the original is to be another one
            continue
        there = target / path.relative_to(source)
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            _copy(path, there)


def _link_tree(previous: Path, target: Path, source: Path) -> None:
    """Take over what the previous backup has of ``source``, as second names of the same files."""
    if not previous.is_dir():
        return
    for path in _files(previous):
        name = path.relative_to(previous)
        if (source / name).exists():
            there = target / name
            there.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # another file system: it is copied after all
                there.hardlink_to(path)


def _copy(path: Path, there: Path) -> None:
    try:
        shutil.copy2(path, there)
    except FileNotFoundError:
        there.unlink(missing_ok=True)


def _write_manifest(config: Config, draft: Path, began: datetime, previous: Path | None) -> int:
    """Write what the backup holds; the number of files. What was linked keeps the checksum it had."""
    known = read_manifest(previous)["files"] if previous is not None else {}
    files = {}
    for path in _files(draft):
        name = str(path.relative_to(draft))
        linked = name in known and previous is not None and _same_file(path, previous / name)
        files[name] = known[name] if linked else hash_of(path)
    database = draft / "mutoscope.sqlite3"
    body = {
        "made": began.isoformat(timespec="seconds"),
        "program": mutoscope.__version__,
        "database": "postgresql" if config.database else "sqlite",
        "objects": "copied" if _objects_folder(config) else "not copied",
        "rows": restored.rows(database) if database.exists() else {},
        "migrations": restored.migrations(database) if database.exists() else [],
        "files": files,
    }
    (draft / MANIFEST).write_text(json.dumps(body, indent=1), "utf-8")
    return len(files)


def _write_note(config: Config, target: Path, began: datetime, files: int) -> None:
    body = {"made": began.isoformat(timespec="seconds"), "folder": str(target), "files": files}
    draft = config.home_path / f"{NOTE}.{os.getpid()}"
    draft.write_text(json.dumps(body), "utf-8")
    draft.replace(config.home_path / NOTE)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path
