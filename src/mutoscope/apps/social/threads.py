"""Comments as a viewer meets them: pages of top comments, pages of a thread, and single ones.

A page is five or six small reads whatever the network's size: the video with what this viewer may do there,
one index walk over the comments, the people in them, the viewer's standing with these, and who likes what.
"""

from collections.abc import Container, Sequence
from typing import Literal

import msgspec
from django.db import connection

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.social.contracts import (
    CommentPage,
    CommentPlace,
    CommentView,
    Edition,
    Editions,
    ReplyPage,
    WaitingPage,
)
from mutoscope.apps.social.models import CommentEdit, Waiting
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Talk
from mutoscope.core.policy.mutes import Mutes
from mutoscope.core.units import Refusal, cursor_after, from_text, read_cursor, to_text

Sort = Literal["best", "newest"]
PAGE = 20

_COLUMNS = (
    "c.id, c.video_id, c.author_id, c.root_id, c.parent_id, c.parent_author_id, c.text, c.state, c.likes,"
    " c.replies, c.rank, c.video_answer_id, c.edited_ms, c.created_ms"
)
_MINE_OR_SHOWN = "(c.state = 'shown' OR (c.state IN ('held', 'waiting') AND c.author_id = %s))"
_WAITS_FOR_ME = (
    "c.id IN (SELECT w.comment_id FROM social_waiting w WHERE w.comment_id = c.id AND w.creator_id = %s)"
)
WAITING_MOST = 100
"""So far the comments that wait for a creator are counted."""


class Row(msgspec.Struct, frozen=True):
    """The columns above."""

    id: int
    video_id: int
    author_id: int
    root_id: int
    parent_id: int
    parent_author_id: int
    text: str
    state: str
    likes: int
    replies: int
    rank: int
    video_answer_id: int
    edited_ms: int
    created_ms: int


def comments(video_id: int, viewer: Viewer, sort: Sort = "best", cursor: str = "") -> CommentPage:
    """A page of the top comments under a video; refuses ``no_such_video``, ``bad_cursor``."""
    talk = videos.talk(video_id, viewer)
    found: list[Row] = []
    if talk.comments_for != "nobody":
        found = _top(video_id, viewer, sort, cursor)
    shown, more = found[:PAGE], len(found) > PAGE
    pinned = [] if cursor or talk.comments_for == "nobody" else _pinned(video_id)
    pins = {row.id for row in pinned} if not cursor else _pin_ids(video_id)
    views = of_rows([*pinned, *(row for row in shown if row.id not in pins)], talk.creator_id, viewer, pins)
    top = views[0] if views and views[0].pinned else None
    return CommentPage(
        comments=tuple(view for view in views if not view.pinned),
        pinned=top,
        next=_cursor_after(shown[-1], sort) if more else "",
        total=0 if talk.comments_for == "nobody" else talk.comments,
        comments_for=talk.comments_for,
        may_comment=talk.may_comment,
        waiting=0 if cursor or viewer.person_id != talk.creator_id else _count_waiting(viewer.person_id),
    )


def waiting(viewer: Viewer, cursor: str = "") -> WaitingPage:
    """A page of the comments that wait for this viewer to look at them, under whichever of their videos."""
    before = from_text(cursor) if cursor else (1 << 63) - 1
    found = read_rows(
        "JOIN social_waiting w ON w.comment_id = c.id WHERE w.creator_id = %s AND w.comment_id < %s"
        f" ORDER BY w.comment_id DESC LIMIT {PAGE + 1}",
        [viewer.person_id, before],
    )
    page, more = found[:PAGE], len(found) > PAGE
    views = of_rows(page, viewer.person_id, viewer, set())
    return WaitingPage(comments=tuple(views), next=to_text(page[-1].id) if more else "")


def replies(root_id: int, viewer: Viewer, cursor: str = "") -> ReplyPage:
    """A page of the answers in a thread, the oldest first; refuses ``no_such_comment``."""
    root, talk = find(root_id, viewer)
    after = from_text(cursor) if cursor else 0
    found = read_rows(
        f"WHERE c.root_id = %s AND c.id > %s AND {_MINE_OR_SHOWN} ORDER BY c.id LIMIT {PAGE + 1}",
        [root.id, after, viewer.person_id],
    )
    page, more = found[:PAGE], len(found) > PAGE
    views = of_rows(page, talk.creator_id, viewer, set())
    return ReplyPage(comments=tuple(views), next=to_text(page[-1].id) if more else "")


def place(comment_id: int, viewer: Viewer) -> CommentPlace:
    """Where a comment stands, for whoever comes from a link to it; refuses ``no_such_comment``."""
    return _place_of(*find(comment_id, viewer), viewer)


def place_of_new(row: Row, talk: Talk, viewer: Viewer) -> CommentPlace:
    """Where a comment stands that ``viewer`` wrote just now: nobody can have liked, answered or pinned it."""
    if row.root_id:
        return _place_of(row, talk, viewer)
    people = accounts.people([viewer.person_id])
    return CommentPlace(
        root=_view(row, people, talk.creator_id, viewer, set(), (), Mutes(), pinned=False), reply=None
    )


def _place_of(row: Row, talk: Talk, viewer: Viewer) -> CommentPlace:
    rows = [*read_rows("WHERE c.id = %s", [row.root_id]), row] if row.root_id else [row]
    views = of_rows(rows, talk.creator_id, viewer, _pin_ids(row.video_id))
    if len(views) != len(rows):
        raise no_such_comment()
    return CommentPlace(root=views[0], reply=views[1] if row.root_id else None)


def editions(comment_id: int, viewer: Viewer) -> Editions:
    """What a comment says and said before; refuses ``no_such_comment``."""
    row, _ = find(comment_id, viewer)
    edits = CommentEdit.objects.filter(comment_id=comment_id).order_by("-id").values_list("text", "until_ms")
    return Editions((Edition(row.text, 0), *(Edition(*edit) for edit in edits)))


def find(comment_id: int, viewer: Viewer) -> tuple[Row, Talk]:
    """A comment that ``viewer`` may read, and what they may do under its video. Refuses ``no_such_comment``
    alike when there is none, when it is hidden, and when the video is not for them."""
    me = viewer.person_id
    rows = read_rows(f"WHERE c.id = %s AND ({_MINE_OR_SHOWN} OR {_WAITS_FOR_ME})", [comment_id, me, me])
    if not rows:
        raise no_such_comment()
    row = rows[0]
    if row.root_id and not read_rows("WHERE c.id = %s AND c.state = 'shown'", [row.root_id]):
        raise no_such_comment()
    try:
        talk = videos.talk(row.video_id, viewer)
    except Refusal:
        raise no_such_comment() from None
    hidden = relations.standing(viewer.person_id, [row.author_id])[row.author_id].blocked
    if hidden or talk.comments_for == "nobody":
        raise no_such_comment()
    return row, talk


def read_rows(rest: str, parameters: Sequence[object]) -> list[Row]:
    """Rows of comments; ``rest`` is SQL of ours after FROM, never anybody's words."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM social_comment c {rest}", parameters)  # noqa: S608
        return [Row(*row) for row in cursor.fetchall()]


def of_rows(rows: Sequence[Row], creator_id: int, viewer: Viewer, pins: set[int]) -> list[CommentView]:
    """Views of comments under videos of one creator; without those whose author is gone or blocked.

    Of a top comment whose author is gone an empty place stays for as long as it has answers.
    """
    if not rows:
        return []
    people = accounts.people({one for row in rows for one in (row.author_id, row.parent_author_id) if one})
    authors = [row.author_id for row in rows if row.author_id != viewer.person_id]
    standings, mutes = relations.meeting(viewer.person_id, authors)
    likes = _likes([row.id for row in rows], viewer.person_id, creator_id)
    seen = videos.talks([row.video_answer_id for row in rows if row.video_answer_id], viewer)
    return [
        _view(row, people, creator_id, viewer, likes, seen, mutes, pinned=row.id in pins)
        for row in rows
        if (row.author_id in people or (row.replies and not row.root_id))
        and not (row.author_id in standings and standings[row.author_id].blocked)
    ]


def no_such_comment() -> Refusal:
    return Refusal("no_such_comment", "This comment is not here (any more).", status=404)


def _view(
    row: Row,
    people: dict[int, PersonCard],
    creator: int,
    viewer: Viewer,
    likes: set[tuple[int, int]],
    seen: Container[int],
    mutes: Mutes,
    *,
    pinned: bool,
) -> CommentView:
    author = people.get(row.author_id)
    me = viewer.person_id
    own = bool(me) and me == row.author_id
    answered = people.get(row.parent_author_id) if row.parent_id != row.root_id else None
    return CommentView(
        id=to_text(row.id),
        video_id=to_text(row.video_id),
        author=videos.creator_on_card(author, 0),
        text=row.text if author else "",
        created_ms=row.created_ms,
        edited_ms=row.edited_ms if author else 0,
        likes=row.likes if author else 0,
        replies=row.replies,
        root_id=to_text(row.root_id) if row.root_id else "",
        answers=answered.handle if answered else "",
        liked=(row.id, me) in likes,
        liked_by_creator=(row.id, creator) in likes,
        by_creator=author is not None and row.author_id == creator,
        own=own,
        muted=not own and mutes.hides(person_id=row.author_id, text=row.text),
        pinned=pinned,
        held=row.state == "held",
        waiting=row.state == "waiting",
        video_answer=to_text(row.video_answer_id) if row.video_answer_id in seen else "",
        may_delete=own or (bool(me) and me == creator),
        may_take_down=viewer.judges and not own and me != creator,
        may_pin=bool(me and author) and me == creator and not row.root_id and row.state == "shown",
        may_answer_by_video=bool(me and author) and me == creator and not own and row.state == "shown",
        deleted=author is None,
    )


def _top(video_id: int, viewer: Viewer, sort: Sort, cursor: str) -> list[Row]:
    where = f"WHERE c.video_id = %s AND c.root_id = 0 AND {_MINE_OR_SHOWN}"
    parameters: list[object] = [video_id, viewer.person_id]
    if cursor and sort == "best":
        rank, an_id = read_cursor(cursor)
        where += " AND (c.rank < %s OR (c.rank = %s AND c.id < %s))"
        parameters += [rank, rank, an_id]
    elif cursor:
        where += " AND c.id < %s"
        parameters.append(from_text(cursor))
    order = "c.rank DESC, c.id DESC" if sort == "best" else "c.id DESC"
    return read_rows(f"{where} ORDER BY {order} LIMIT {PAGE + 1}", parameters)


def _count_waiting(creator_id: int) -> int:
    return Waiting.objects.filter(creator_id=creator_id)[:WAITING_MOST].count()


def _pinned(video_id: int) -> list[Row]:
    return read_rows(
        "JOIN social_pin p ON p.comment_id = c.id WHERE p.video_id = %s AND c.state = 'shown'", [video_id]
    )


def _pin_ids(video_id: int) -> set[int]:
    return {row.id for row in _pinned(video_id)}


def _likes(comment_ids: Sequence[int], *person_ids: int) -> set[tuple[int, int]]:
    """(comment, person) for each of these people's likes of these comments."""
    marks = ", ".join(["%s"] * len(comment_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT comment_id, person_id FROM social_commentlike WHERE person_id IN (%s, %s)"  # noqa: S608 - marks
            f" AND comment_id IN ({marks})",
            [*person_ids, *comment_ids],
        )
        return set(cursor.fetchall())


def _cursor_after(row: Row, sort: Sort) -> str:
    return cursor_after(row.rank, row.id) if sort == "best" else to_text(row.id)
