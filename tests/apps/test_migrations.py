"""The database is upgraded while processes of the version before are at work."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader
from django.db.transaction import atomic

BEFORE = {"accounts": 6, "messaging": 2, "notices": 4, "relations": 2, "safety": 5, "social": 5, "videos": 8}
"""Up to here columns were added without: whoever had those versions is past them."""
REPORTS = """INSERT INTO safety_report (reporter_id, video_id, comment_id, person_id, quote, reason, details,
    state, created_ms) VALUES (1, 2, 0, 0, '', 'spam', '', 'open', 1)"""
DECISIONS = """INSERT INTO safety_decision (video_id, comment_id, message_id, conversation_id, creator_id,
    effect, code, by_person_id, note, made_ms) VALUES (1, 0, 0, 0, 1, 'held', 'staff', 0, '', 1)"""
GROUPS = """INSERT INTO notices_group (id, recipient_id, kind, key, video_id, comment_id, decision_id, count,
    latest_ms, unread) VALUES (1, 1, 'taken', 'k', 0, 0, 1, 1, 1, true)"""
NOTICES = """INSERT INTO notices_notice (recipient_id, kind, actor_id, video_id, comment_id, decision_id,
    group_id, taken_back) VALUES (1, 'taken', 0, 0, 0, %s, 1, false)"""


def added() -> Iterator[tuple[str, AddField]]:
    """Columns that came after the first migration of their app."""
    for (app, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        if migration.__module__.startswith("mutoscope.") and int(name[:4]) > BEFORE.get(app, 1):
            yield from ((f"{app} {name}", one) for one in migration.operations if isinstance(one, AddField))


def test_new_columns_fill_themselves() -> None:
    """A process that does not know a column yet writes rows all the same."""
    new = list(added())
    assert len(new) > 5
    assert [
        f"{where}: {one.name}" for where, one in new if not (one.field.null or one.field.has_db_default())
    ] == []


@pytest.mark.django_db
def test_who_does_not_know_of_answers_to_reports_writes_reports() -> None:
    """And decisions: what the version before says is taken in, as not answered yet."""
    with connection.cursor() as cursor:
        cursor.execute(REPORTS)
        cursor.execute(DECISIONS)
        cursor.execute("SELECT outcome, answered_ms, decision_id FROM safety_report")
        assert cursor.fetchall() == [("", 0, None)]


@pytest.mark.django_db(transaction=True)
def test_notices_are_told_while_their_index_is_built() -> None:
    """Nobody waits for it (on PostgreSQL), and one that was killed in the middle begins anew."""
    loader = MigrationLoader(connection)
    migration = loader.get_migration("notices", "0006_once_by_decision")
    tell(GROUPS)
    if connection.vendor == "postgresql":
        tell("CREATE INDEX notices_notice_next ON notices_notice (kind)")  # what a killed one left
    told = iter(range(1, 100))

    def meanwhile(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if connection.vendor == "postgresql":  # SQLite has one writer, who is here
            with ThreadPoolExecutor(1) as other:
                other.submit(tell, NOTICES, [next(told)]).result()
        return execute(sql, params, many, context)

    state = loader.project_state(("notices", "0005_taken_words"))
    with connection.execute_wrapper(meanwhile), connection.schema_editor(atomic=migration.atomic) as editor:
        migration.apply(state, editor)
    assert connection.vendor == "sqlite" or next(told) > 3
    tell(NOTICES, [200])
    with pytest.raises(IntegrityError), atomic():
        tell(NOTICES, [200])
    tell(NOTICES, [201])
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "notices_notice")
    assert [name for name, one in found.items() if one["unique"] and len(one["columns"]) > 1] == [
        "notices_notice_once"
    ]


def tell(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET lock_timeout = '3s'")
        cursor.execute(sql, params)
    if not connection.in_atomic_block and connection.vendor == "postgresql":
        connection.close()
