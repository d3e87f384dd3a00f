"""Rows that stand for an act, such as a like: there once or not at all, however many ask at the same time."""

from typing import Any

from django.db import connection, models


def add_once(model: type[models.Model], **values: Any) -> bool:
    """Add a row unless a unique one like it is there; whether it is new. Nobody can come between."""
    return insert_once(model(**values))


def insert_once(row: models.Model) -> bool:
    """The same for a row that is made already."""
    meta = row._meta
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    names = ", ".join(field.column for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608 - names of ours
            [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields],
        )
        return bool(cursor.rowcount == 1)


def remove(model: type[models.Model], **values: int) -> bool:
    """Remove the row with these values; whether there was one."""
    where = " AND ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {where}", list(values.values()))  # noqa: S608 - names of ours
        return bool(cursor.rowcount > 0)
