"""Somebody left: what they said and did goes, a little at a time, so that nobody waits for it.

Every step may be repeated, and whoever was interrupted starts again where something is left.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.transaction import atomic

from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import CommentGone
from mutoscope.apps.social.erasing import erase
from mutoscope.apps.social.liking import unlike
from mutoscope.apps.social.models import (
    Collected,
    Collection,
    Comment,
    CommentEdit,
    CommentLike,
    Like,
    Pin,
    Repost,
    Save,
    Showing,
    Sieve,
    Waiting,
)
from mutoscope.apps.social.reposting import unrepost
from mutoscope.apps.social.rows import remove
from mutoscope.apps.social.saving import unsave
from mutoscope.apps.social.tallies import count_likes
from mutoscope.apps.social.turning import turn

AT_ONCE = 500


def forget(person_id: int) -> None:
    """Nothing that this person, who has left, said or did is there afterwards."""
    acts: list[tuple[type[models.Model], str, Callable[[int, int], Any]]] = [
        (Save, "video_id", unsave),
        (Repost, "video_id", unrepost),
        (Like, "video_id", unlike),
        (CommentLike, "comment_id", _unlike_comment),
    ]
    for model, about, take_back in acts:
        rows = model._default_manager.filter(person_id=person_id)
        while ids := list(rows.values_list(about, flat=True)[:AT_ONCE]):
            for one in ids:
                take_back(person_id, one)
    for owned in (Collected, Collection, Showing, Sieve):
        owned._default_manager.filter(person_id=person_id).delete()
    mine = Comment.objects.filter(Q(author_id=person_id) | Q(state="gone", gone_by=person_id))
    while some := list(mine.order_by("id")[:AT_ONCE]):
        for comment in some:
            _forget_comment(comment, person_id)
    Comment.objects.filter(parent_author_id=person_id).update(parent_author_id=0)
    Waiting.objects.filter(creator_id=person_id).delete()


def _forget_comment(comment: Comment, person_id: int) -> None:
    """A comment goes; one that others answered leaves an empty place, so that their answers stay."""
    answers = Comment.objects.filter(root_id=comment.id).exclude(author_id__in=(person_id, 0))
    with atomic():
        if comment.author_id != person_id or comment.state == "gone" or not answers.exists():
            if not turn(comment.id, "gone"):
                flow.record(CommentGone(comment_id=comment.id, video_id=comment.video_id))
            erase([comment.id])
            return
        turn(comment.id, "shown")  # what waits for staff is empty now
        for model in (CommentEdit, Pin):
            model._default_manager.filter(comment_id=comment.id).delete()
        emptied = {"author_id": 0, "client_id": f"left-{comment.id}", "text": "", "edited_ms": 0}
        Comment.objects.filter(id=comment.id).update(**emptied, code="", sentence="")
        flow.record(CommentGone(comment_id=comment.id, video_id=comment.video_id))


def _unlike_comment(person_id: int, comment_id: int) -> None:
    if remove(CommentLike, person_id=person_id, comment_id=comment_id):
        count_likes(comment_id, -1)
