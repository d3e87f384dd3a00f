"""The full-text index beside ``search_entry``, kept by the database itself: see ``search.index``.

Words are cut and folded by us. FTS5's ascii tokenizer takes every other letter as part of a word, so it splits
at our blanks alone; PostgreSQL gets the array of words as lexemes, past every dictionary of its own.
"""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        words, content='search_entry', content_rowid='id', tokenize='ascii', detail='none', prefix='2 3 4')""",
    """CREATE TRIGGER search_entry_made AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE OF words ON search_entry
        WHEN old.words <> new.words BEGIN
        INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);
    END""",
)
POSTGRES = (
    """ALTER TABLE search_entry ADD COLUMN lexemes tsvector
        GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED""",
    "CREATE INDEX search_entry_lexemes ON search_entry USING gin (lexemes)",
)


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("made", "gone", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
        schema_editor.execute("DROP TABLE search_fts")
    else:
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN lexemes")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
