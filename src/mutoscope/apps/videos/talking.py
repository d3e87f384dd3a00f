"""What responding to videos depends on: who may comment, and which comments videos answer."""

from collections.abc import Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos.cards import may_write, onlookers, read_rows, shown, who_follow
from mutoscope.apps.videos.changes import no_such_video
from mutoscope.apps.videos.contracts import Talk
from mutoscope.apps.videos.models import Video
from mutoscope.core.policy.life import SHOWN
from mutoscope.core.policy.visibility import is_public, may_see


def talk(video_id: int, viewer: Viewer) -> Talk:
    """What responding to a video depends on; refuses ``no_such_video`` unless ``viewer`` may see it."""
    found = talks([video_id], viewer)
    if not found:
        raise no_such_video()
    return found[video_id]


def talks(video_ids: Sequence[int], viewer: Viewer) -> dict[int, Talk]:
    """The same for those of the videos that ``viewer`` may see."""
    if not video_ids:
        return {}
    rows = read_rows(f"WHERE v.id IN ({', '.join(['%s'] * len(video_ids))})", video_ids)
    people = accounts.people({row.creator_id for row in rows})
    towards = onlookers(viewer, [row.creator_id for row in rows])
    seen = [row for row in rows if may_see(shown(row, people), towards[row.creator_id])]
    fans = who_follow(seen, viewer)
    return {
        row.id: Talk(
            video_id=row.id,
            creator_id=row.creator_id,
            comments_for=row.comments_for,  # type: ignore[arg-type]  # the database holds nothing else
            may_comment=may_write(row, viewer, towards[row.creator_id], fans),
            comments=row.comments,
            public=is_public(shown(row, people)),
        )
        for row in seen
    }


def comment_answered_by(video_id: int) -> int:
    """The comment that this video answers; 0: none."""
    return Video.objects.filter(id=video_id).values_list("answers", flat=True).first() or 0


def newest_answer(comment_id: int) -> int:
    """The newest published video that answers a comment and is not for its maker alone; 0: none."""
    found = Video.objects.filter(answers=comment_id, state__in=SHOWN, deleted=False).exclude(audience="me")
    newest = found.order_by("-published_ms", "-id")
    return newest.values_list("id", flat=True).first() or 0
