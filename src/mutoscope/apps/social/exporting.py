"""What somebody said and did, for the copy of their data that they take along."""

from collections.abc import Iterator
from itertools import islice

import msgspec
from django.db import models

from mutoscope.apps.social.models import (
    Collected,
    Collection,
    Comment,
    CommentEdit,
    CommentLike,
    Like,
    Repost,
    Save,
    Showing,
    Sieve,
)
from mutoscope.core.units import to_text


class ExportedEdition(msgspec.Struct, frozen=True):
    text: str
    until_ms: int


class ExportedComment(msgspec.Struct, frozen=True):
    id: str
    video: str
    answers: str
    """Id of the comment it answers; empty: it answers none."""
    text: str
    state: str
    """shown, held or waiting"""
    created_ms: int
    edited_ms: int
    """0: never."""
    likes: int
    replies: int
    said_before: list[ExportedEdition]


class ExportedAct(msgspec.Struct, frozen=True):
    """A like, save or repost."""

    video: str
    since_ms: int


class ExportedCommentLike(msgspec.Struct, frozen=True):
    comment: str
    since_ms: int


class ExportedCollection(msgspec.Struct, frozen=True):
    id: str
    name: str
    created_ms: int
    videos: list[str]


class ExportedHabits(msgspec.Struct, frozen=True):
    """What somebody chose about responses."""

    shows_likes: bool
    comments_wait: bool
    """All comments under one's videos wait until one has looked."""
    comments_with: list[str]
    """Comments with these words wait."""


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "comments": ExportedComment,
    "likes": ExportedAct,
    "comment_likes": ExportedCommentLike,
    "saves": ExportedAct,
    "collections": ExportedCollection,
    "reposts": ExportedAct,
    "habits": ExportedHabits,
}
_CHUNK = 500


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    return {
        "comments": _comments(person_id),
        "likes": _acts(Like, person_id),
        "comment_likes": _comment_likes(person_id),
        "saves": _acts(Save, person_id),
        "collections": _collections(person_id),
        "reposts": _acts(Repost, person_id),
        "habits": _habits(person_id),
    }


def _comments(person_id: int) -> Iterator[ExportedComment]:
    rows = Comment.objects.filter(author_id=person_id).exclude(state="gone").order_by("id")
    walk = rows.iterator(chunk_size=_CHUNK)
    while some := list(islice(walk, _CHUNK)):
        before: dict[int, list[ExportedEdition]] = {}
        edits = CommentEdit.objects.filter(comment_id__in=[one.id for one in some]).order_by("id")
        for edit in edits:
            before.setdefault(edit.comment_id, []).append(ExportedEdition(edit.text, edit.until_ms))
        for one in some:
            yield ExportedComment(
                id=to_text(one.id),
                video=to_text(one.video_id),
                answers=to_text(one.parent_id) if one.parent_id else "",
                text=one.text,
                state=one.state,
                created_ms=one.created_ms,
                edited_ms=one.edited_ms,
                likes=one.likes,
                replies=one.replies,
                said_before=before.get(one.id, []),
            )


def _acts(model: type[models.Model], person_id: int) -> Iterator[ExportedAct]:
    rows = model._default_manager.filter(person_id=person_id).order_by("id")
    for video_id, since_ms in rows.values_list("video_id", "since_ms").iterator(chunk_size=_CHUNK):
        yield ExportedAct(to_text(video_id), since_ms)


def _comment_likes(person_id: int) -> Iterator[ExportedCommentLike]:
    rows = CommentLike.objects.filter(person_id=person_id).order_by("id")
    for comment_id, since_ms in rows.values_list("comment_id", "since_ms").iterator(chunk_size=_CHUNK):
        yield ExportedCommentLike(to_text(comment_id), since_ms)


def _collections(person_id: int) -> Iterator[ExportedCollection]:
    for one in Collection.objects.filter(person_id=person_id).order_by("id"):
        inside = Collected.objects.filter(collection_id=one.id).order_by("id")
        ids = [to_text(video_id) for video_id in inside.values_list("video_id", flat=True)]
        yield ExportedCollection(to_text(one.id), one.name, one.created_ms, ids)


def _habits(person_id: int) -> Iterator[ExportedHabits]:
    showing = Showing.objects.filter(person_id=person_id).first()
    sieve = Sieve.objects.filter(person_id=person_id).first()
    yield ExportedHabits(
        shows_likes=bool(showing and showing.likes),
        comments_wait=bool(sieve and sieve.everything),
        comments_with=list(sieve.words) if sieve else [],
    )
