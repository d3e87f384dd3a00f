"""``mutoscope check``: whether this machine and these settings can run the program, in words."""

import io
import os
import secrets
import shutil
import socket
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from mutoscope.adapters.engine import connect_all
from mutoscope.adapters.engine.contracts import Archived
from mutoscope.project.caches.memory import NAME
from mutoscope.project.config import Config
from mutoscope.project.processes import CannotStart, check_port

WAL_FIXED_IN = (3, 51, 3)
"""First SQLite whose checkpoints can't lose a commit of another process."""

LATE_S, LATE_BACKUP_S, LATE_SNAPSHOT_S = 300, 36 * 3600, 1800
"""Seconds after which work is late, a backup old, and a snapshot in object storage, too."""

Level = Literal["ok", "note", "FAIL"]


class Finding(msgspec.Struct, frozen=True):
    level: Level
    about: str
    words: str


def check(config: Config, say: Callable[[str], None]) -> int:
    """Look at everything, say one line each, and return how many things fail. Needs Django set up."""
    failed = 0
    for finding in look(config):
        say(f"{finding.level:>4}  {finding.about:<10} {finding.words}")
        failed += finding.level == "FAIL"
    say("" if not failed else f"\n{failed} of these must be mended before Mutoscope can run.")
    return failed


def look(config: Config) -> Iterator[Finding]:
    """Every finding, each check safe from the others' failures."""
    for about, inspect in _CHECKS.items():
        try:
            yield from (Finding(level, about, words) for level, words in inspect(config))
        except Exception as error:  # whatever breaks a check is what it found
            yield Finding("FAIL", about, f"{type(error).__name__}: {error}")


Found = Iterator[tuple[Level, str]]


def _home(config: Config) -> Found:
    home = config.home_path
    probe = home / f".probe-{secrets.token_hex(4)}"
    probe.write_bytes(b"")
    probe.unlink()
    free = shutil.disk_usage(home).free
    fits = free >= config.min_free_bytes
    yield "ok" if fits else "FAIL", f"{home}, {free >> 20} MiB free" + ("" if fits else "; too little")
    for key in (home / "secret.key", home / "push.key"):
        if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
            yield "FAIL", f"{key} can be read by others; chmod 600 it"


def _django(_: Config) -> Found:
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", stdout=io.StringIO(), stderr=io.StringIO())
        yield "ok", "settings, models and addresses agree"
    except SystemCheckError as error:
        yield "FAIL", str(error)


def _database(config: Config) -> Found:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    connection.ensure_connection()
    where = "PostgreSQL" if config.database else str(connection.settings_dict["NAME"])
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield "ok", where
    if waiting:
        yield "note", f"{waiting} migrations are waiting; `mutoscope serve` or `prepare` applies them"
    if not config.database:
        yield from _sqlite()


def _sqlite() -> Found:
    from django.db import connection

    version = sqlite3.sqlite_version
    with connection.cursor() as cursor:
        own = cursor.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if sqlite3.sqlite_version_info >= WAL_FIXED_IN:
        yield "ok", f"SQLite {version}, journal {mode}"
    elif own == 0:
        yield (
            "ok",
            f"SQLite {version}, journal {mode}; connections never checkpoint (fault before 3.51.3)",
        )
    else:
        yield "FAIL", f"SQLite {version} can lose commits when several processes checkpoint (before 3.51.3)"


def _objects(config: Config) -> Found:
    from mutoscope.adapters.objects import open_store

    store = open_store(config.objects_url)
    data = secrets.token_bytes(32)
    key = store.put_bytes(data)
    try:
        same = store.read(key, 0, len(data)) == data
    finally:
        store.delete(key)
    yield "ok" if same else "FAIL", config.objects_url + ("" if same else " does not give back what was put")


def _jail(config: Config) -> Found:
    from mutoscope.adapters.ffmpeg import self_test

    report = self_test()
    if report.holds:
        yield "ok", report.summary
    elif config.accept_no_jail:
        yield "note", f"{report.summary} Uploads are accepted all the same (accept_no_jail)."
    else:
        yield "FAIL", f"{report.summary} No video can be prepared."


def _ffmpeg(_: Config) -> Found:
    from mutoscope.adapters.ffmpeg import Fault, tool

    try:
        yield "ok", f"{tool()} starts in the jail"
    except Fault as fault:
        yield (
            "FAIL",
            f"{fault} Videos can't be prepared: let FFMPEG_BIN name a program that runs, or leave it out.",
        )


def _ports(config: Config) -> Found:
    holder = _running(config)
    if holder:
        yield "note", f"Mutoscope is running on this home (process {holder}); its ports were not tried"
        return
    for setting in ("web_port", "media_port", "stream_port"):
        try:
            check_port(config.host, getattr(config, setting), setting)
            yield "ok", f"{setting} {getattr(config, setting)} is free on {config.host}"
        except CannotStart as reason:
            yield "FAIL", str(reason)


def _engine(config: Config) -> Found:
    if not _running(config):
        return
    for path in config.engine_paths:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(2)
            door.connect(str(path))
        yield "ok", f"answers at {path}"
    engine = connect_all(config.engine_paths)
    health = engine.health()
    engine.close()
    if config.engine_shards > 1:
        yield ("note", health.deaf) if health.deaf else ("ok", "the shards hear of each other")
    for one in health.archived:
        yield _archived(one)


def _archived(one: Archived) -> tuple[Level, str]:
    """How the copy of one shard in object storage stands."""
    if one.trouble:
        return "note", f"the copy in {one.where} is behind: {one.trouble}"
    if not one.snapshot_ms:
        return "ok", f"the log is in {one.where}, up to entry {one.sequence}; no snapshot yet"
    age_s = time.time() - one.snapshot_ms / 1000
    said = f"the log is in {one.where}, up to entry {one.sequence}; the snapshot there is {int(age_s)} s old"
    return "ok" if age_s < LATE_SNAPSHOT_S else "note", said


def _client(_: Config) -> Found:
    from django.conf import settings

    if (settings.CLIENT / "index.html").is_file():
        yield "ok", "the web client is built"
    else:
        yield "FAIL", "the web client is not built; bin/build-web builds it"


def _network(config: Config) -> Found:
    if config.trusted_proxies == 0 and config.public_url.startswith("https") and not config.tls_certificate:
        yield (
            "note",
            "public_url is https without a certificate of ours, so a proxy must stand in front: set "
            "trusted_proxies to how many, or every visitor looks like one address",
        )
    if config.trusted_proxies and config.host not in ("127.0.0.1", "::1", "localhost"):
        yield "note", f"listening on {config.host}: whoever gets past the proxies can claim any address"
    for name in ("tls_certificate", "tls_key"):
        path = getattr(config, name)
        if path:
            with open(path, "rb"):  # noqa: PTH123 - only whether it opens
                yield "ok", f"{name} can be read"
    if config.debug:
        yield "note", "debug is on: pages of errors show the program's inside to everybody"


def _provenance(config: Config) -> Found:
    from mutoscope.adapters.provenance import Unsigned, is_installed, read_signatory

    if not config.provenance_certificate:
        return
    if not is_installed():
        yield "FAIL", "provenance_certificate is set, and the extra «provenance» is not installed"
        return
    try:
        who = read_signatory(Path(config.provenance_certificate), Path(config.provenance_key))
    except Unsigned as error:
        yield "FAIL", str(error)
        return
    over = who.until_ms < time.time() * 1000
    yield "FAIL" if over else "ok", f"films are sealed by {who.name}" + (", until it ended" if over else "")


def _cache(config: Config) -> Found:
    from django.core.cache import cache

    if not config.cache:
        where = config.home_path / NAME
        yield from _remembers(cache, f"{where}, for the processes of this machine")
        return
    where = config.cache.rpartition("@")[2]
    yield from _remembers(cache, where)


def _remembers(cache: Any, where: str) -> Found:
    word = secrets.token_hex(8)
    cache.set("check", word, 30)
    fits = cache.shared() and cache.get("check") == word
    yield "ok" if fits else "FAIL", where + ("" if fits else " can't be reached")


def _work(_: Config) -> Found:
    from django.db import connection

    from mutoscope.apps.flow import queries

    if "flow_job" not in connection.introspection.table_names():
        return  # not prepared yet: said above
    backlog = queries.backlog()
    late_s = max(backlog.oldest_due_ms, backlog.oldest_fact_ms) // 1000
    if late_s > LATE_S:
        yield "note", f"the oldest work has waited {late_s} s; is a worker running?"
    dead = backlog.jobs.get("dead", 0) + backlog.facts.get("dead", 0)
    if dead:
        yield "note", f"{dead} jobs or facts were given up; /admin/status/ says why and lets them try again"
    if late_s <= LATE_S and not dead:
        yield "ok", "nothing is late, nothing was given up"


def _backup(config: Config) -> Found:
    from mutoscope.project.backup import last_backup

    found = last_backup(config.home_path)
    if found is None:
        yield "note", "there is no backup yet; `mutoscope backup` makes one"
    elif found.age_s > LATE_BACKUP_S:
        yield "note", f"the last backup is {int(found.age_s // 3600)} hours old ({found.folder})"
    else:
        yield "ok", f"{found.folder}, {int(found.age_s // 60)} minutes old"


def _running(config: Config) -> str:
    """The process id of the supervisor that holds this home, or nothing."""
    import fcntl

    path = config.home_path / "serve.lock"
    if not path.exists():
        return ""
    lock = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return ""
    except BlockingIOError:
        return os.pread(lock, 32, 0).decode("ascii", "replace").strip() or "unknown"
    finally:
        os.close(lock)


_CHECKS: dict[str, Callable[[Config], Found]] = {
    "home": _home,
    "django": _django,
    "database": _database,
    "objects": _objects,
    "jail": _jail,
    "ffmpeg": _ffmpeg,
    "ports": _ports,
    "engine": _engine,
    "client": _client,
    "network": _network,
    "seals": _provenance,
    "cache": _cache,
    "work": _work,
    "backup": _backup,
}
