"""The numbers on a comment's own row: its likes, and the answers in its thread."""

from django.db import connection

from mutoscope.apps.social.models import Comment
from mutoscope.core.policy.comments import rank


def count_replies(root_id: int, change: int) -> bool:
    """Count an answer on its top comment, in the caller's transaction; whether that is shown."""
    return _count("replies", root_id, change) is not None and is_shown(root_id)


def count_likes(comment_id: int, change: int) -> int:
    return _count("likes", comment_id, change) or 0


def _count(what: str, comment_id: int, change: int) -> int | None:
    """Add to a number of a comment and rank it anew; what it is then, None when there is no such comment."""
    least = "GREATEST" if connection.vendor == "postgresql" else "MAX"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE social_comment SET {what} = {least}({what} + %s, 0) WHERE id = %s"  # noqa: S608 - names of ours
            " RETURNING likes, replies, created_ms",
            [change, comment_id],
        )
        row = cursor.fetchone()
        if row is None:
            return None
        if change:
            cursor.execute("UPDATE social_comment SET rank = %s WHERE id = %s", [rank(*row), comment_id])
    return int(row[0] if what == "likes" else row[1])


def is_shown(comment_id: int) -> bool:
    return Comment.objects.filter(id=comment_id, state="shown").exists()
