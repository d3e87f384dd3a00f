"""Whether what was restored is what was backed up: rows, references, migrations, and the bytes they name.

Reads databases by itself, without Django: a backup must be readable before anything of ours runs on it.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

import mutoscope

_OBJECTS = (
    ("videos_rendition", "object_key"),
    ("videos_video", "original"),
    ("videos_sound", "object_key"),
    ("accounts_person", "avatar_object"),
    ("studio_material", "original"),
    ("studio_materialfile", "object_key"),
    ("studio_render", "object_key"),
)
"""Tables and columns that name objects in the store."""
_PUBLIC = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def rows(database: Path) -> dict[str, int]:
    """How many rows each table has; the full-text index's own tables are left out."""
    with _opened(database) as db:
        return {name: _count(db, name) for name in _tables(db)}


def migrations(database: Path) -> list[str]:
    """The changes of shape that this database has been through, as ``app.name``."""
    with _opened(database) as db:
        if "django_migrations" not in _tables(db):
            return []
        return [f"{app}.{name}" for app, name in db.execute("SELECT app, name FROM django_migrations")]


def faults(home: Path, objects: Path | None, manifest: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a restored home that was not started yet, one sentence each."""
    database = home / "mutoscope.sqlite3"
    if not database.exists():
        yield f"There is no database in {home}."
        return
    with _opened(database) as db:
        sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            yield f"The database is damaged: {sound}"
            return
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(5):
            yield f"Row {row} of {table} names a row of {parent} that is not there."
        found = {name: _count(db, name) for name in _tables(db)}
        for name, count in manifest.get("rows", {}).items():
            if found.get(name) != count:
                yield f"{name} has {found.get(name, 0)} rows, and {count} were backed up."
        if objects is not None:
            yield from _missing(lambda sql: db.execute(sql).fetchall(), _tables(db), objects)
    yield from _newer(migrations(database))


def faults_on_postgres(address: str, objects: Path | None) -> Iterator[str]:
    """The same of a PostgreSQL database; rows and references are what ``pg_restore`` itself insists on."""
    with psycopg.connect(address) as db:
        tables = [name for (name,) in db.execute(_PUBLIC)]
        if "django_migrations" not in tables:
            yield "There are no tables in the database."
            return
        if objects is not None:
            yield from _missing(lambda sql: db.execute(sql.encode()).fetchall(), tables, objects)
        done = db.execute("SELECT app, name FROM django_migrations").fetchall()
        yield from _newer([f"{app}.{name}" for app, name in done])


def is_empty(address: str) -> bool:
    """Whether a PostgreSQL database has no tables of anybody's yet."""
    with psycopg.connect(address) as db:
        return db.execute(_PUBLIC).fetchone() is None


def _newer(names: Sequence[str]) -> Iterator[str]:
    known = _known()
    apps = {name.partition(".")[0] for name in known}
    newer = [name for name in names if name.partition(".")[0] in apps and name not in known]
    if newer:
        yield f"The backup is of a newer version, which knew {newer[-1]}; restore it with that one."


def _known() -> set[str]:
    """The changes of shape that this version of the program makes, as ``app.name``."""
    program = Path(mutoscope.__file__).parent
    files = [*program.glob("apps/*/migrations/[0-9]*.py"), *program.glob("project/*/migrations/[0-9]*.py")]
    return {f"{one.parents[1].name}.{one.stem}" for one in files}


def _missing(
    ask: Callable[[str], Sequence[tuple[Any, ...]]], tables: Sequence[str], objects: Path
) -> Iterator[str]:
    there = {path.name for path in objects.rglob("*") if path.is_file()}
    for table, column in _OBJECTS:
        if table not in tables:
            continue
        named = ask(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608 - ours
        lost = [key for (key,) in named if key not in there]
        if lost:
            yield f"{len(lost)} objects that {table} names are missing, the first being {lost[0]}."


def _tables(db: sqlite3.Connection) -> list[str]:
    listed = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    full_text = [name for name, sql in listed if "VIRTUAL TABLE" in (sql or "").upper()]
    hidden = (*(f"{name}_" for name in full_text), "sqlite_")
    return [name for name, _ in listed if name not in full_text and not name.startswith(hidden)]


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - names the database gave


@contextlib.contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as db:
        yield db
