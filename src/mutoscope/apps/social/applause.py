"""Liking comments, and pinning one above all others. Every act may be repeated: twice is once."""

from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import CommentLiked, CommentPinned, CommentUnliked
from mutoscope.apps.social.models import CommentLike, Pin
from mutoscope.apps.social.rows import add_once, remove
from mutoscope.apps.social.tallies import count_likes
from mutoscope.apps.social.threads import Row, find
from mutoscope.core.units import Refusal


def like_comment(viewer: Viewer, comment_id: int) -> int:
    """Like a comment; how many do. Twice is once. Refuses ``no_such_comment``."""
    row, _ = find(comment_id, viewer)
    with atomic():
        new = add_once(CommentLike, person_id=viewer.person_id, comment_id=comment_id)
        if new:
            flow.record(CommentLiked(**_who(viewer, row)))
        return count_likes(comment_id, 1 if new else 0)


def unlike_comment(viewer: Viewer, comment_id: int) -> int:
    """Take one's like back; how many are left. Refuses ``no_such_comment``."""
    row, _ = find(comment_id, viewer)
    with atomic():
        gone = remove(CommentLike, person_id=viewer.person_id, comment_id=comment_id)
        if gone:
            flow.record(CommentUnliked(**_who(viewer, row)))
        return count_likes(comment_id, -1 if gone else 0)


def pin(viewer: Viewer, comment_id: int) -> None:
    """Put a top comment above all others under one's own video. Refuses ``no_such_comment``, ``not_yours``,
    ``only_top_comments``."""
    row, talk = find(comment_id, viewer)
    _check_creator(viewer, talk.creator_id)
    if row.state != "shown":
        raise Refusal("not_shown", "Only a comment that others can read can be pinned.", status=409)
    if row.root_id:
        raise Refusal("only_top_comments", "Only a comment that answers nobody can be pinned.", status=422)
    with atomic():
        pinned, new = Pin.objects.select_for_update().get_or_create(
            video_id=row.video_id, defaults={"comment_id": comment_id}
        )
        if not new and pinned.comment_id == comment_id:
            return
        Pin.objects.filter(video_id=row.video_id).update(comment_id=comment_id)
        flow.record(CommentPinned(comment_id=row.id, author_id=row.author_id, video_id=row.video_id))


def unpin(viewer: Viewer, comment_id: int) -> None:
    """Let a comment stand among the others again. Refuses ``no_such_comment``, ``not_yours``."""
    row, talk = find(comment_id, viewer)
    _check_creator(viewer, talk.creator_id)
    Pin.objects.filter(video_id=row.video_id, comment_id=comment_id).delete()


def _who(viewer: Viewer, row: Row) -> dict[str, int]:
    return {
        "person_id": viewer.person_id,
        "comment_id": row.id,
        "author_id": row.author_id,
        "video_id": row.video_id,
    }


def _check_creator(viewer: Viewer, creator_id: int) -> None:
    if viewer.person_id != creator_id:
        raise Refusal("not_yours", "Only the video's creator can do this.", status=403)
