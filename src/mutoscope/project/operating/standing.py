"""How everything stands at this moment, asked of the database, the engine and the machine.

Every question looks only at what waits, runs or was given up, or is remembered for some minutes, so that
asking costs the same on a large server as on a small one.
"""

import os
import platform
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import django
import msgspec
from django.conf import settings
from django.core.cache import cache
from django.db import connection

import mutoscope
from mutoscope.adapters.captions import engine_of
from mutoscope.apps.videos import queries as videos
from mutoscope.project import backup as backups
from mutoscope.project.backup import Backup

T = TypeVar("T")
_REMEMBERED_S = 300
_PROC = Path("/proc")


class Disk(msgspec.Struct, frozen=True):
    free: int
    total: int

    @property
    def used_percent(self) -> int:
        return round(100 * (1 - self.free / self.total)) if self.total else 0


class Running(msgspec.Struct, frozen=True):
    """Processes of one kind on this machine."""

    verb: str
    """As in ``mutoscope web``; empty: jailed media tools."""
    count: int
    seconds: float
    """How long the oldest of them runs."""
    resident: int
    """Bytes of memory they hold."""


def versions() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        database = f"{connection.display_name} {cursor.fetchone()[0]}"
    return {
        "mutoscope": mutoscope.__version__,
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": database,
    }


def captions() -> str:
    """The speech engine there is, or why there is none."""
    return engine_of(settings.CONFIG.captions_model).says


def disk() -> Disk:
    seen = shutil.disk_usage(settings.HOME)
    return Disk(seen.free, seen.total)


def database_bytes() -> int:
    """Of the database with its log; 0 where it is not a file of ours."""
    path = settings.CONFIG.sqlite_path
    if path is None:
        return 0
    sizes = 0
    for name in (path.name, f"{path.name}-wal"):
        with suppress(OSError):
            sizes += path.with_name(name).stat().st_size
    return sizes


def stored_bytes() -> dict[str, int]:
    """Bytes of originals and of what was made of them, as counted within the last minutes."""
    return remembered("operating:stored", videos.stored_bytes)


def remembered(key: str, ask: Callable[[], T]) -> T:
    found: T | None = cache.get(key)
    if found is None:
        found = ask()
        cache.set(key, found, _REMEMBERED_S)
    return found


def last_backup() -> Backup | None:
    return backups.last_backup(settings.HOME)


def processes() -> list[Running]:
    """What runs under the same supervisor as this process, by what the machine tells."""
    kinds: dict[str, list[Running]] = {}
    for one in filter(None, map(_running, _family())):
        kinds.setdefault(one.verb, []).append(one)
    return [
        Running(verb, len(some), max(one.seconds for one in some), sum(one.resident for one in some))
        for verb, some in sorted(kinds.items(), reverse=True)
    ]


def _family() -> list[int]:
    try:
        holder = int((settings.HOME / "serve.lock").read_text("ascii"))
    except (OSError, ValueError):
        return [os.getpid()]
    parents = {int(path.name): _parent(int(path.name)) for path in _PROC.glob("[0-9]*")}
    family = {holder}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sorted(family) if os.getpid() in family else [os.getpid()]


def _running(pid: int) -> Running | None:
    try:
        words = (_PROC / str(pid) / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        fields = (_PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        up = float((_PROC / "uptime").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return None
    began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    last = words[-1].decode("utf-8", "replace")
    return Running(
        last if last.isalpha() else "", 1, up - began, int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    )


def _parent(pid: int) -> int:
    try:
        return int((_PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0
