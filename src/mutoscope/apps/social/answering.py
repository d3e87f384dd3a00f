"""Answering a comment by a video: the creator's video carries the comment, the comment leads to the video."""

from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import CommentAnsweredByVideo
from mutoscope.apps.social.models import Comment
from mutoscope.apps.social.threads import find
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoPublished, VideoWithdrawn
from mutoscope.core.units import Refusal


def answer_by_video(viewer: Viewer, video_id: int, comment_id: int) -> None:
    """Let one's own video answer a comment under another of one's own; told once it is published.

    Refuses ``no_such_comment``, ``no_such_video``, ``not_yours`` and ``not_shown``.
    """
    row, talk = find(comment_id, viewer)
    if talk.creator_id != viewer.person_id:
        raise Refusal("not_yours", "Only the video's creator can do this.", status=403)
    if row.state != "shown" or row.video_id == video_id:
        raise Refusal("not_shown", "This comment can't be answered by this video.", status=409)
    before = videos_seen.comment_answered_by(video_id)
    with atomic():
        if videos.answer_comment(viewer.person_id, video_id, comment_id):
            _note(comment_id, published=video_id)
        if before not in (0, comment_id):
            _note(before)


def answer_nothing(person_id: int, video_id: int) -> None:
    """One's own video answers no comment any more. Refuses ``no_such_video``."""
    before = videos_seen.comment_answered_by(video_id)
    with atomic():
        videos.answer_comment(person_id, video_id, 0)
        _note(before)


def hear_video(fact: VideoPublished | VideoChanged | VideoWithdrawn) -> None:
    """Listens: a video that answers a comment came, went, or changed whom it is for."""
    comment_id = videos_seen.comment_answered_by(fact.video_id)
    if comment_id:
        _note(comment_id, published=fact.video_id if isinstance(fact, VideoPublished) else 0)


def _note(comment_id: int, *, published: int = 0) -> None:
    """Write on a comment which video answers it now, and tell its author of a new one."""
    newest = videos_seen.newest_answer(comment_id)
    Comment.objects.filter(id=comment_id).update(video_answer_id=newest)
    row = Comment.objects.filter(id=comment_id, state="shown").first()
    if published and published == newest and row is not None:
        flow.record(
            CommentAnsweredByVideo(
                comment_id=comment_id,
                author_id=row.author_id,
                video_id=published,
                person_id=videos_seen.creator_of(published),
            )
        )
