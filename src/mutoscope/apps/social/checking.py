"""Proof that the counters are right: a slow walk that counts the rows themselves and mends what differs."""

import logging
from collections.abc import Mapping, Sequence

from django.db import connection, models
from django.db.models import Count, Sum
from django.db.transaction import atomic

from mutoscope.apps.social.models import Comment, Like, Repost, Save, Watermark
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import Counted
from mutoscope.core.policy.comments import rank

log = logging.getLogger(__name__)
VIDEOS_A_STEP, COMMENTS_A_STEP = 200, 1000
_ROWS: dict[Counted, type[models.Model]] = {"likes": Like, "saves": Save, "reposts": Repost}
_VIDEOS, _COMMENTS = "videos' counts", "comments' counts"


def check_some() -> int:
    """One step of the walk; how many rows were wrong. It ends where it began and starts again."""
    mended = _check_comments()
    after, wrong = videos.check_counts(_after(_VIDEOS), VIDEOS_A_STEP, truth)
    _remember(_VIDEOS, after)
    if mended + wrong:
        log.warning("counts mended: %s videos, %s comments", wrong, mended)
    return mended + wrong


def truth(video_ids: Sequence[int]) -> Mapping[int, Mapping[Counted, int]]:
    """What the rows say about these videos."""
    found: dict[int, dict[Counted, int]] = {video_id: {} for video_id in video_ids}
    tops = Comment.objects.filter(video_id__in=video_ids, root_id=0, state="shown").values_list("video_id")
    for what, model in _ROWS.items():
        rows = model.objects.filter(video_id__in=video_ids).values_list("video_id").annotate(Count("id"))
        for video_id, count in rows:
            found[video_id][what] = count
    for video_id, count, replies in tops.annotate(Count("id"), Sum("replies")):
        found[video_id]["comments"] = count + replies
    return found


def _check_comments() -> int:
    """Likes and answers of the next comments."""
    with atomic(), connection.cursor() as cursor:
        ids = list(
            Comment.objects.select_for_update()
            .filter(id__gt=_after(_COMMENTS))
            .order_by("id")
            .values_list("id", flat=True)[:COMMENTS_A_STEP]
        )
        _remember(_COMMENTS, ids[-1] if len(ids) == COMMENTS_A_STEP else 0)
        if not ids:
            return 0
        cursor.execute(
            "SELECT * FROM (SELECT c.id, c.likes, c.replies, c.created_ms,"
            " (SELECT COUNT(*) FROM social_commentlike l WHERE l.comment_id = c.id) AS true_likes,"
            " (SELECT COUNT(*) FROM social_comment r WHERE r.root_id = c.id AND r.state = 'shown')"
            " AS true_replies FROM social_comment c WHERE c.id BETWEEN %s AND %s) AS counted"
            " WHERE likes <> true_likes OR replies <> true_replies",
            [ids[0], ids[-1]],
        )
        wrong = cursor.fetchall()
        for comment_id, _, _, created_ms, likes, replies in wrong:
            Comment.objects.filter(id=comment_id).update(
                likes=likes, replies=replies, rank=rank(likes, replies, created_ms)
            )
        return len(wrong)


def _after(name: str) -> int:
    return Watermark.objects.filter(name=name).values_list("after_id", flat=True).first() or 0


def _remember(name: str, after_id: int) -> None:
    Watermark.objects.update_or_create(name=name, defaults={"after_id": after_id})
