"""Who likes what."""

from collections.abc import Sequence

from django.db import connection


def liked(person_id: int, video_ids: Sequence[int]) -> set[int]:
    """Those of ``video_ids`` that this person likes."""
    if not video_ids:
        return set()
    marks = ", ".join(["%s"] * len(video_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT video_id FROM social_like WHERE person_id = %s AND video_id IN ({marks})",  # noqa: S608 - only marks are put in
            [person_id, *video_ids],
        )
        return {row[0] for row in cursor.fetchall()}
