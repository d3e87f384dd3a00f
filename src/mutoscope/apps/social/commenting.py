"""Writing, editing and deleting comments. Every act may be repeated: twice is once."""

from django.db.transaction import atomic

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import CommentEdited, CommentPlace
from mutoscope.apps.social.models import Comment, CommentEdit
from mutoscope.apps.social.rows import insert_once
from mutoscope.apps.social.sieving import sieve
from mutoscope.apps.social.tallies import is_shown
from mutoscope.apps.social.threads import Row, find, no_such_comment, place, place_of_new
from mutoscope.apps.social.turning import appear, keep_back, mentioned_by, turn
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.core.policy.comments import rank, read_comment
from mutoscope.core.units import Refusal

UNDO_MS = 10 * 60_000
"""For so long whoever deleted a comment may bring it back."""
MOST_EDITS = 20


def comment(viewer: Viewer, video_id: int, raw: str, *, parent_id: int = 0, client_id: str) -> CommentPlace:
    """Write under a video, or answer a comment there; where the comment stands.

    ``client_id`` is the writer's own name for it: sent again, it is the same comment. Refuses
    ``no_such_video``, ``no_such_comment``, ``comments_closed``, ``words_not_allowed`` and what
    ``read_comment`` refuses.
    """
    written = read_comment(raw)
    person_id = viewer.person_id
    talk = videos_seen.talk(video_id, viewer)
    if not talk.may_comment:
        raise _closed(talk.comments_for)
    parent = find(parent_id, viewer)[0] if parent_id else None
    if parent and parent.video_id != video_id:
        raise no_such_comment()
    state = sieve(written.text, author_id=person_id, creator_id=talk.creator_id)
    at = now_ms()
    row = Comment(
        id=new_id(),
        video_id=video_id,
        author_id=person_id,
        client_id=client_id,
        root_id=(parent.root_id or parent.id) if parent else 0,
        parent_id=parent.id if parent else 0,
        parent_author_id=parent.author_id if parent else 0,
        text=written.text,
        state=state,
        rank=rank(0, 0, at),
        created_ms=at,
    )
    with atomic():
        new = insert_once(row)
        if new and state == "shown":
            appear(row)
        elif new:
            keep_back(row, talk.creator_id)
        if new and row.root_id and not is_shown(row.root_id):
            raise no_such_comment()  # its top comment went while this was written
    if not new:
        return place(_known(person_id, client_id), viewer)
    return place_of_new(Row(*(getattr(row, name) for name in Row.__struct_fields__)), talk, viewer)


def edit(viewer: Viewer, comment_id: int, raw: str) -> None:
    """Change what one's own comment says; what it said before stays readable. Refuses ``no_such_comment``,
    ``not_yours``, ``too_many_edits``, ``words_not_allowed`` and what ``read_comment`` refuses."""
    written = read_comment(raw)
    found, talk = find(comment_id, viewer)
    if found.author_id != viewer.person_id:
        raise Refusal("not_yours", "Only its author can do this.", status=403)
    state = sieve(written.text, author_id=viewer.person_id, creator_id=talk.creator_id)
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
        CommentEdit.objects.create(comment_id=comment_id, text=row.text, until_ms=now_ms())
        Comment.objects.filter(id=comment_id).update(text=written.text, edited_ms=now_ms())
        if row.state == "shown" and state == "shown":
            before = read_comment(row.text).mentions
            named = tuple(name for name in written.mentions if name not in before)
            flow.record(
                CommentEdited(
                    comment_id=comment_id,
                    video_id=row.video_id,
                    person_id=viewer.person_id,
                    mentioned_ids=mentioned_by(named, viewer.person_id, row.video_id),
                )
            )
        elif row.state != "held" and state != "shown":
            turn(comment_id, state)


def delete(viewer: Viewer, comment_id: int) -> None:
    """Take a comment away: one's own, or one under one's own video. What our team takes down is a decision of
    ``safety``. Refuses ``no_such_comment``, ``not_yours``."""
    row, talk = find(comment_id, viewer)
    if viewer.person_id not in (row.author_id, talk.creator_id):
        raise Refusal("not_yours", "Only its author and the video's creator can do this.", status=403)
    turn(comment_id, "gone", by=viewer.person_id)


def bring_back(viewer: Viewer, comment_id: int) -> None:
    """Undo one's own deletion, soon after it. Refuses ``no_such_comment``."""
    row = Comment.objects.filter(id=comment_id, state="gone", gone_by=viewer.person_id).first()
    if row is None or row.gone_ms < now_ms() - UNDO_MS:
        raise no_such_comment()
    videos_seen.talk(row.video_id, viewer)
    turn(comment_id, row.gone_from)


def _known(person_id: int, client_id: str) -> int:
    return int(Comment.objects.values_list("id", flat=True).get(author_id=person_id, client_id=client_id))


def _closed(comments_for: str) -> Refusal:
    if comments_for == "followers":
        return Refusal("comments_closed", "Only followers of its creator can comment here.", status=403)
    if comments_for == "following":
        return Refusal("comments_closed", "Only people its creator follows can comment here.", status=403)
    return Refusal("comments_closed", "Comments are closed here.", status=403)
