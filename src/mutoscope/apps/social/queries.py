"""The nouns of social: comments as a viewer meets them, and what a viewer did to videos."""

from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.social.contracts import CommentInContext, Judged
from mutoscope.apps.social.exporting import EXPORTED, export_of
from mutoscope.apps.social.models import Collection, Comment, CommentEdit, Like, Repost, Save, Showing
from mutoscope.apps.social.shelves import collected, collections, liked_by, reposted, saved, shelves
from mutoscope.apps.social.sieving import sieve_of
from mutoscope.apps.social.threads import comments, editions, find, place, read_rows, replies, waiting
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CommentOnCard, Responses
from mutoscope.core.units import to_text

__all__ = [
    "EXPORTED",
    "amounts_of",
    "check_may_read",
    "collected",
    "collections",
    "comments",
    "editions",
    "export_of",
    "in_context",
    "judged",
    "liked_by",
    "place",
    "quotes",
    "replies",
    "reposted",
    "responses",
    "saved",
    "shelves",
    "shows_likes",
    "sieve_of",
    "waiting",
]


def responses(viewer: Viewer, video_ids: Sequence[int], answered: Sequence[int]) -> Responses:
    """What ``viewer`` did to these videos, and the comments of ``answered`` they may read."""
    done = _done(viewer.person_id, video_ids) if viewer.person_id and video_ids else []
    return Responses(
        liked=frozenset(video_id for kind, video_id in done if kind == "liked"),
        saved=frozenset(video_id for kind, video_id in done if kind == "saved"),
        reposted=frozenset(video_id for kind, video_id in done if kind == "reposted"),
        answers=_answers(viewer, answered) if answered else {},
    )


def check_may_read(comment_id: int, viewer: Viewer) -> None:
    """Refuses ``no_such_comment`` unless this viewer may read it."""
    find(comment_id, viewer)


def in_context(comment_ids: Sequence[int]) -> dict[int, CommentInContext]:
    """Comments as our team looks at them, whatever their state; nothing about who else may read them."""
    found = {row.id: row for row in Comment.objects.filter(id__in=comment_ids)}
    answered = {row.parent_id for row in found.values() if row.parent_id}
    said = dict(Comment.objects.filter(id__in=answered).values_list("id", "text"))
    before: dict[int, list[str]] = {}
    edits = CommentEdit.objects.filter(comment_id__in=list(found)).order_by("-id")
    for comment_id, text in edits.values_list("comment_id", "text"):
        before.setdefault(comment_id, []).append(text)
    return {
        one.id: CommentInContext(
            comment_id=one.id,
            video_id=one.video_id,
            author_id=one.author_id,
            text=one.text,
            state=one.state,
            answers=said.get(one.parent_id, ""),
            said_before=tuple(before.get(one.id, ())),
        )
        for one in found.values()
    }


def ids_by_author(person_id: int) -> list[int]:
    """Everything that somebody wrote below videos, whatever its state."""
    return list(Comment.objects.filter(author_id=person_id).order_by("id").values_list("id", flat=True))


def judged(comment_ids: Sequence[int], person_id: int) -> list[Judged]:
    """Those of the comments that are this person's own and that our team decided about, with the reason."""
    if not comment_ids:
        return []
    mine = Comment.objects.filter(id__in=comment_ids, author_id=person_id).exclude(code="")
    return [Judged(one.id, one.state, one.text, gettext(one.sentence)) for one in mine]


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    comments = Comment.objects.filter(author_id=person_id).exclude(state="gone").count()
    models = {"likes": Like, "saves": Save, "collections": Collection, "reposts": Repost}
    mine = {name: model.objects.filter(person_id=person_id).count() for name, model in models.items()}  # type: ignore[attr-defined]
    return {"comments": comments, **mine}


def shows_likes(person_id: int) -> bool:
    """Whether somebody lets others see what they like."""
    return Showing.objects.filter(person_id=person_id, likes=True).exists()


def comment_text(comment_id: int) -> str:
    """What a comment says, for screening; empty when there is none."""
    return Comment.objects.filter(id=comment_id).values_list("text", flat=True).first() or ""


def quotes(comment_ids: Sequence[int]) -> dict[int, str]:
    """What those of these comments say that are shown, and whose thread is; nothing about who may read it."""
    if not comment_ids:
        return {}
    marks = ", ".join(["%s"] * len(comment_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT c.id, c.text FROM social_comment c LEFT JOIN social_comment r ON r.id = c.root_id
             WHERE c.id IN ({marks}) AND c.state = 'shown' AND (c.root_id = 0 OR r.state = 'shown')
            """,  # noqa: S608 - only marks are put in
            list(comment_ids),
        )
        return dict(cursor.fetchall())


def _done(person_id: int, video_ids: Sequence[int]) -> list[tuple[str, int]]:
    """(what was done, video), in one read, because each page of cards needs it."""
    which = f"WHERE person_id = %s AND video_id IN ({', '.join(['%s'] * len(video_ids))})"
    tables = {"liked": "social_like", "saved": "social_save", "reposted": "social_repost"}
    reads = (f"SELECT '{kind}', video_id FROM {table} {which}" for kind, table in tables.items())  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(reads), [person_id, *video_ids] * len(tables))
        return cursor.fetchall()


def _answers(viewer: Viewer, comment_ids: Sequence[int]) -> dict[int, CommentOnCard]:
    """Comments that videos answer, as far as this viewer would read them in their own place."""
    rows = read_rows(
        "LEFT JOIN social_comment r ON r.id = c.root_id"
        f" WHERE c.id IN ({', '.join(['%s'] * len(comment_ids))}) AND c.state = 'shown'"
        " AND (c.root_id = 0 OR r.state = 'shown')",
        comment_ids,
    )
    open_talks = videos.talks([row.video_id for row in rows], viewer)
    authors = accounts.people({row.author_id for row in rows})
    standings = relations.standing(viewer.person_id, set(authors) - {viewer.person_id})
    mutes = relations.mutes_of(viewer.person_id)
    return {
        row.id: CommentOnCard(to_text(row.id), to_text(row.video_id), authors[row.author_id].handle, row.text)
        for row in rows
        if row.author_id in authors
        and not (row.author_id in standings and standings[row.author_id].blocked)
        and row.video_id in open_talks
        and open_talks[row.video_id].comments_for != "nobody"
        and not mutes.hides(person_id=row.author_id, text=row.text)
    }
