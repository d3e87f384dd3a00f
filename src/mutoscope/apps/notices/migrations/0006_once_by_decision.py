"""A notice is once for each decision, too. The unique index is built aside while notices are told and read; only the
swap, a moment, keeps others out. Killed half-way it may run again."""

from django.db import migrations, models
from django.db.transaction import atomic

AGAIN = "DROP INDEX CONCURRENTLY IF EXISTS notices_notice_next"
ASIDE = """CREATE UNIQUE INDEX CONCURRENTLY notices_notice_next
    ON notices_notice (recipient_id, kind, actor_id, video_id, comment_id, decision_id)"""
SWAP = """ALTER TABLE notices_notice DROP CONSTRAINT IF EXISTS notices_notice_once,
    ADD CONSTRAINT notices_notice_once UNIQUE USING INDEX notices_notice_next"""


class Widen(migrations.AddConstraint):
    """In the place of the constraint of that name."""

    atomic = False
    reversible = False  # what was told by decision may stand several times for the former one

    def state_forwards(self, app_label, state):
        state.remove_constraint(app_label, self.model_name_lower, self.constraint.name)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            for statement in (AGAIN, ASIDE, SWAP):
                schema_editor.execute(statement)
            return
        with atomic(schema_editor.connection.alias):
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("notices", "0005_taken_words")]
    operations = [
        Widen(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["recipient_id", "kind", "actor_id", "video_id", "comment_id", "decision_id"],
                name="notices_notice_once",
            ),
        )
    ]
