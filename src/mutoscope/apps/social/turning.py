"""How a comment comes into sight and out of it, with everything counted.

    top comment   counts on its video, with all its answers
      answer      counts on its top comment; one level however deep the talk goes

A comment that goes takes its answers out of sight with it, and brings them back when it returns.
"""

from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.social.contracts import Commented, CommentGone, CommentHeld, CommentJudged
from mutoscope.apps.social.models import Comment, Pin, Waiting
from mutoscope.apps.social.tallies import count_replies
from mutoscope.apps.social.threads import find
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.core.policy.comments import read_comment
from mutoscope.core.units import Refusal


def appear(row: Comment) -> None:
    """Count a comment that others may read from now on, and tell of it; in the caller's transaction."""
    _count(row, 1)
    flow.record(
        Commented(
            comment_id=row.id,
            video_id=row.video_id,
            person_id=row.author_id,
            root_id=row.root_id,
            parent_id=row.parent_id,
            parent_person_id=row.parent_author_id,
            mentioned_ids=mentioned_by(read_comment(row.text).mentions, row.author_id, row.video_id),
        )
    )


def keep_back(row: Comment, creator_id: int) -> None:
    """Let a comment that is held or waits be found by whoever looks at it; in the caller's transaction."""
    if row.state == "waiting":
        Waiting.objects.get_or_create(comment_id=row.id, defaults={"creator_id": creator_id})
    else:
        flow.record(CommentHeld(comment_id=row.id, video_id=row.video_id, author_id=row.author_id))


def approve(viewer: Viewer, comment_id: int) -> None:
    """Let a comment that waits under one's own video be read. Refuses ``no_such_comment``, ``not_yours``."""
    row, talk = find(comment_id, viewer)
    if viewer.person_id != talk.creator_id:
        raise Refusal("not_yours", "Only the video's creator can do this.", status=403)
    if row.state == "waiting":
        turn(comment_id, "shown")


def judge(comment_id: int, to: str, why: Refusal) -> bool:
    """What our team decided, with the reason its author reads; False when that was decided before.

    Taking a decision back does not bring back what its author or the creator deleted, before the decision or
    since.
    """
    with atomic():
        row = _locked(comment_id)
        if row is None or (row.state, row.code) == (to, why.code):
            return False
        deleted = row.state == "gone" and (row.gone_by > 0 or row.gone_from == "gone")
        if deleted and to != "gone":
            return False
        if to == "shown" and row.state in ("shown", "waiting"):
            return False
        turn(comment_id, to)
        said = {"code": why.code, "sentence": why.sentence}
        if deleted:  # it is our team's now, kept as long as that, and nobody's to bring back
            said |= {"gone_from": "gone"}
        Comment.objects.filter(id=comment_id).update(**said, gone_by=0)
        flow.record(CommentJudged(comment_id=row.id, video_id=row.video_id, author_id=row.author_id))
        return True


def taken_down_from(comment_id: int) -> str:
    """Where a comment stood that our team took down (``gone``: somebody had deleted it), held until the
    caller's transaction ends; empty for any other comment."""
    row = _locked(comment_id)
    return row.gone_from if row is not None and row.state == "gone" and not row.gone_by else ""


def turn(comment_id: int, to: str, *, by: int = 0) -> bool:
    """Let a comment be shown, held, waiting or gone, with everything counted; False when it already is."""
    with atomic():
        row = _locked(comment_id)
        if row is None or row.state == to:
            return False
        before, row.state = row.state, to
        row.gone_from = before if to == "gone" else row.gone_from
        row.gone_by, row.gone_ms = (by, now_ms()) if to == "gone" else (0, 0)
        row.save(update_fields=["state", "gone_from", "gone_by", "gone_ms"])
        if before == "waiting":
            Waiting.objects.filter(comment_id=comment_id).delete()
        if before == "shown":
            _count(row, -1)
            Pin.objects.filter(comment_id=comment_id).delete()
        if to == "gone":
            flow.record(CommentGone(comment_id=row.id, video_id=row.video_id))
        elif to == "shown":
            appear(row)
        else:
            keep_back(row, videos_seen.creator_of(row.video_id))
        return True


def mentioned_by(names: tuple[str, ...], author_id: int, video_id: int) -> tuple[int, ...]:
    """Who is named and may know it: not the author, nobody blocked either way, whoever may see the video."""
    ids = [one for one in accounts.ids_of_handles(names).values() if one != author_id] if names else []
    standings = relations.standing(author_id, ids)
    viewers = (accounts.viewer(one) for one in ids if not standings[one].blocked)
    return tuple(one.person_id for one in viewers if one and videos_seen.may_view(video_id, one))


def _locked(comment_id: int) -> Comment | None:
    return Comment.objects.select_for_update().filter(id=comment_id).first()


def _count(row: Comment, change: int) -> None:
    if not row.root_id:
        videos.count(row.video_id, "comments", change * (1 + row.replies))
    elif count_replies(row.root_id, change):
        videos.count(row.video_id, "comments", change)
