"""Writing, editing and deleting comments. Every act may be repeated: twice is once.

    top comment   counts on its video, with all its answers
      answer      counts on its top comment; one level however deep the talk goes

A comment that goes takes its answers out of sight with it, and brings them back when it returns.
"""

from django.db.transaction import atomic

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.social.contracts import (
    Commented,
    CommentEdited,
    CommentGone,
)
from mutoscope.apps.social.models import Comment, CommentEdit, Pin
from mutoscope.apps.social.rows import add_once
from mutoscope.apps.social.tallies import count_replies
from mutoscope.apps.social.threads import find, no_such_comment
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.core.policy.comments import rank, read_comment
from mutoscope.core.units import Refusal

UNDO_MS = 10 * 60_000
"""For so long whoever deleted a comment may bring it back."""
MOST_EDITS = 20


def comment(viewer: Viewer, video_id: int, raw: str, *, parent_id: int = 0, client_id: str) -> int:
    """Write under a video, or answer a comment there; the comment's id.

    ``client_id`` is the writer's own name for it: sent again, it is the same comment. Refuses
    ``no_such_video``, ``no_such_comment``, ``comments_closed`` and what ``read_comment`` refuses.
    """
    written = read_comment(raw)
    person_id = viewer.person_id
    talk = videos_seen.talk(video_id, viewer)
    if not talk.may_comment:
        raise _closed(talk.comments_for)
    parent = find(parent_id, viewer)[0] if parent_id else None
    if parent and parent.video_id != video_id:
        raise no_such_comment()
    mentioned = _mentioned(written.mentions, person_id, video_id)
    at = now_ms()
    row = {
        "id": new_id(),
        "video_id": video_id,
        "author_id": person_id,
        "client_id": client_id,
        "root_id": (parent.root_id or parent.id) if parent else 0,
        "parent_id": parent.id if parent else 0,
        "parent_author_id": parent.author_id if parent else 0,
        "text": written.text,
        "rank": rank(0, 0, at),
        "created_ms": at,
    }
    with atomic():
        if not add_once(Comment, **row):
            return _known(person_id, client_id)
        if row["root_id"] and not count_replies(row["root_id"], 1):
            raise no_such_comment()  # its top comment went while this was written
        videos.count(video_id, "comments", 1)
        _tell_written(Comment(**row), mentioned)
    return row["id"]


def edit(viewer: Viewer, comment_id: int, raw: str) -> None:
    """Change what one's own comment says; what it said before stays readable. Refuses ``no_such_comment``,
    ``too_many_edits`` and what ``read_comment`` refuses."""
    written = read_comment(raw)
    if find(comment_id, viewer)[0].author_id != viewer.person_id:
        raise Refusal("not_yours", "Only its author can do this.", status=403)
    with atomic():
        row = Comment.objects.select_for_update().filter(id=comment_id).exclude(state="gone").first()
        if row is None:
            raise no_such_comment()
        if row.text == written.text:
            return
        if CommentEdit.objects.filter(comment_id=comment_id).count() >= MOST_EDITS:
            raise Refusal(
                "too_many_edits", "This comment was edited very often; please write a new one.", status=409
            )
        before = read_comment(row.text).mentions
        CommentEdit.objects.create(comment_id=comment_id, text=row.text, until_ms=now_ms())
        Comment.objects.filter(id=comment_id).update(text=written.text, edited_ms=now_ms())
        named = tuple(name for name in written.mentions if name not in before)
        mentioned = _mentioned(named, viewer.person_id, row.video_id)
        flow.record(
            CommentEdited(
                comment_id=comment_id,
                video_id=row.video_id,
                person_id=viewer.person_id,
                mentioned_ids=mentioned,
            )
        )


def delete(viewer: Viewer, comment_id: int) -> None:
    """Take a comment away: one's own, one under one's own video, any for staff. Refuses ``no_such_comment``,
    ``not_yours``."""
    row, talk = find(comment_id, viewer)
    if viewer.person_id not in (row.author_id, talk.creator_id) and not viewer.is_staff:
        raise Refusal("not_yours", "Only its author and the video's creator can do this.", status=403)
    turn(comment_id, "gone", by=viewer.person_id)


def bring_back(viewer: Viewer, comment_id: int) -> None:
    """Undo one's own deletion, soon after it. Refuses ``no_such_comment``."""
    row = Comment.objects.filter(id=comment_id, state="gone", gone_by=viewer.person_id).first()
    if row is None or row.gone_ms < now_ms() - UNDO_MS:
        raise no_such_comment()
    videos_seen.talk(row.video_id, viewer)
    turn(comment_id, "shown", by=viewer.person_id)


def turn(comment_id: int, to: str, *, by: int = 0) -> bool:
    """Let a comment be shown, held or gone, with everything counted; False when it already is."""
    with atomic():
        row = Comment.objects.select_for_update().filter(id=comment_id).first()
        if row is None or row.state == to:
            return False
        change = (to == "shown") - (row.state == "shown")
        gone = {"gone_by": by, "gone_ms": now_ms()} if to == "gone" else {"gone_by": 0, "gone_ms": 0}
        Comment.objects.filter(id=comment_id).update(state=to, **gone)
        if change and row.root_id:
            if count_replies(row.root_id, change):
                videos.count(row.video_id, "comments", change)
        elif change:
            videos.count(row.video_id, "comments", change * (1 + row.replies))
        if to != "shown":
            Pin.objects.filter(comment_id=comment_id).delete()
        if to == "gone":
            flow.record(CommentGone(comment_id=row.id, video_id=row.video_id))
        elif to == "shown":
            names = read_comment(row.text).mentions
            _tell_written(row, _mentioned(names, row.author_id, row.video_id))
        return True


def _known(person_id: int, client_id: str) -> int:
    return int(Comment.objects.values_list("id", flat=True).get(author_id=person_id, client_id=client_id))


def _mentioned(names: tuple[str, ...], author_id: int, video_id: int) -> tuple[int, ...]:
    """Who is named and may know it: not the author, nobody blocked either way, whoever may see the video."""
    ids = [one for one in accounts.ids_of_handles(names).values() if one != author_id] if names else []
    standings = relations.standing(author_id, ids)
    viewers = (accounts.viewer(one) for one in ids if not standings[one].blocked)
    return tuple(one.person_id for one in viewers if one and videos_seen.may_view(video_id, one))


def _tell_written(row: Comment, mentioned: tuple[int, ...]) -> None:
    flow.record(
        Commented(
            comment_id=row.id,
            video_id=row.video_id,
            person_id=row.author_id,
            root_id=row.root_id,
            parent_id=row.parent_id,
            parent_person_id=row.parent_author_id,
            mentioned_ids=mentioned,
        )
    )


def _closed(comments_for: str) -> Refusal:
    if comments_for == "followers":
        return Refusal("comments_closed", "Only followers of its creator can comment here.", status=403)
    return Refusal("comments_closed", "Comments are closed here.", status=403)
