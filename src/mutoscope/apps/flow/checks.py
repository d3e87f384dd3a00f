"""What must be right before anything starts: wires lead somewhere, and SQLite's log is in safe hands."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.module_loading import import_string

from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.flow.outbox import class_of

WAL_FAULT_FIXED_IN = (3, 51, 3)


@checks.register
def check_wiring(app_configs: Any, **_: Any) -> Sequence[checks.CheckMessage]:
    """Every fact in the wiring exists, and so does everyone who listens to it."""
    return list(_broken_wires())


def _broken_wires() -> Iterator[checks.CheckMessage]:
    for fact, listeners in settings.FLOW_LISTENERS.items():
        try:
            known = issubclass(class_of(fact), Fact)
        except (ImportError, LookupError, TypeError):
            known = False
        if not known:
            yield checks.Error(
                f"The wiring names the fact {fact}, and there is none of that name.",
                hint="A fact is <app>.<Class>: a subclass of Fact in the app's contracts.",
                id="flow.E001",
            )
        for listener in listeners:
            try:
                able = callable(import_string(listener))
            except ImportError:
                able = False
            if not able:
                yield checks.Error(
                    f"The wiring sends {fact} to {listener}, which cannot be imported or called.",
                    id="flow.E002",
                )


@checks.register
def check_sqlite(app_configs: Any, **_: Any) -> Sequence[checks.CheckMessage]:
    """SQLite before 3.51.3 can lose a commit when a checkpoint and a commit meet: ours may not meet."""
    if sqlite3.sqlite_version_info >= WAL_FAULT_FIXED_IN:
        return []
    return [
        checks.Error(
            f"SQLite {sqlite3.sqlite_version} can lose a commit while its log is folded (fixed in 3.51.3), "
            f"and the database «{alias}» does not keep connections from folding it.",
            hint="Use mutoscope.project.sqlite with PRAGMA wal_autocheckpoint=0, or a newer SQLite.",
            id="flow.E003",
        )
        for alias, told in settings.DATABASES.items()
        if "sqlite" in told["ENGINE"] and not _folds_by_turns(told)
    ]


def _folds_by_turns(told: dict[str, Any]) -> bool:
    commands = told.get("OPTIONS", {}).get("init_command", "").replace(" ", "").lower()
    return told["ENGINE"] == "mutoscope.project.sqlite" and "wal_autocheckpoint=0" in commands
