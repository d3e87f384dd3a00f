"""What was deleted goes for good: comments that nobody can bring back, everything about an erased video."""

from collections.abc import Sequence

from django.db.models import Q

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.social.models import (
    Collected,
    Comment,
    CommentEdit,
    CommentLike,
    Like,
    Pin,
    Repost,
    Save,
    Waiting,
)
from mutoscope.apps.social.turning import turn
from mutoscope.apps.videos.contracts import VideoErased
from mutoscope.core.units import DAY_MS

KEPT_MS = 60 * 60_000
"""How long what its author or the creator deleted is kept, a little longer than it can be brought back."""
KEPT_BY_TEAM_MS = 30 * DAY_MS
"""How long what our team took away is kept, for whoever asks why."""
AT_ONCE = 500


def erase(comment_ids: Sequence[int]) -> None:
    """Delete these comments, the answers below them, and what hangs on either."""
    for start in range(0, len(comment_ids), AT_ONCE):
        some = comment_ids[start : start + AT_ONCE]
        ids = list(Comment.objects.filter(Q(id__in=some) | Q(root_id__in=some)).values_list("id", flat=True))
        for model in (CommentLike, CommentEdit, Pin, Waiting):
            model.objects.filter(comment_id__in=ids).delete()
        Comment.objects.filter(id__in=ids).delete()


def sweep() -> int:
    """Erase comments that were deleted long enough ago; how many, with a cap on each round."""
    at = now_ms()
    by_people = Q(gone_by__gt=0, gone_ms__lt=at - KEPT_MS)
    by_team = Q(gone_by=0, gone_ms__lt=at - KEPT_BY_TEAM_MS)
    gone = Comment.objects.filter(by_people | by_team, state="gone").values_list("id", flat=True)
    ids = list(gone.order_by("gone_ms")[:AT_ONCE])
    ids += _empty_places()
    erase(ids)
    return len(ids)


def _empty_places() -> list[int]:
    """Places that people who left had in talks, once no answer needs them any more."""
    empty = Comment.objects.filter(author_id=0, replies=0, state="shown").values_list("id", flat=True)
    ids = list(empty[:AT_ONCE])
    for comment_id in ids:
        turn(comment_id, "gone")
    return ids


def forget_video(fact: VideoErased) -> None:
    """Nobody will see the video again, so what was said and done about it goes too."""
    erase(list(Comment.objects.filter(video_id=fact.video_id).values_list("id", flat=True)))
    for model in (Like, Save, Collected, Repost):
        model.objects.filter(video_id=fact.video_id).delete()
