"""How many like, save, repost and comment on a video: kept on its own row, where every card reads it.

Whoever adds or removes the row that stands for a like counts it here, in the same transaction, so the number
is right at every moment. ``check_counts`` proves that now and then, and mends what a bug or a hand in the
database put wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from django.db import connection
from django.db.transaction import atomic

from mutoscope.apps.videos.contracts import Counted
from mutoscope.apps.videos.models import Video

COUNTED: tuple[Counted, ...] = get_args(Counted)
Truth = Callable[[Sequence[int]], Mapping[int, Mapping[Counted, int]]]
"""Counts the rows themselves: numbers above zero for those of the videos that have any."""


def count(video_id: int, what: Counted, change: int) -> int:
    """Add ``change`` to a number of a video, in the caller's transaction; what it is then, never below 0."""
    assert what in COUNTED
    least = "GREATEST" if connection.vendor == "postgresql" else "MAX"
    with connection.cursor() as cursor:
        if change:
            cursor.execute(
                f"UPDATE videos_video SET {what} = {least}({what} + %s, 0) WHERE id = %s RETURNING {what}",  # noqa: S608 - one of four names
                [change, video_id],
            )
        else:
            cursor.execute(f"SELECT {what} FROM videos_video WHERE id = %s", [video_id])  # noqa: S608 - likewise
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def check_counts(after_id: int, size: int, truth: Truth) -> tuple[int, int]:
    """Compare the numbers of the ``size`` videos that follow ``after_id`` with the ``truth``.

    Answers (the last id looked at, 0 at the end; how many videos were mended). The videos are locked before
    the rows are counted, so a like on its way is either counted here or adds itself afterwards.
    """
    with atomic():
        some = Video.objects.select_for_update().filter(id__gt=after_id).order_by("id")[:size]
        kept = {row[0]: dict(zip(COUNTED, row[1:], strict=True)) for row in some.values_list("id", *COUNTED)}
        true = truth(list(kept)) if kept else {}
        wrong = {
            video_id: right
            for video_id, numbers in kept.items()
            if (right := dict.fromkeys(COUNTED, 0) | dict(true.get(video_id, {}))) != numbers
        }
        for video_id, right in wrong.items():
            Video.objects.filter(id=video_id).update(**right)
    return (max(kept) if len(kept) == size else 0), len(wrong)
