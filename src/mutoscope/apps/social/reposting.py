"""Reposts: a video of others, shown on one's own profile. Every act may be repeated: twice is once."""

from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import Reposted, Unreposted
from mutoscope.apps.social.models import Repost
from mutoscope.apps.social.rows import add_once, remove
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.core.units import Refusal


def repost(viewer: Viewer, video_id: int) -> int:
    """Show a public video of somebody else on one's own profile; how many do.

    Refuses ``no_such_video``, ``own_video`` and ``not_public``: what was meant for a few is not passed on.
    """
    talk = videos_seen.talk(video_id, viewer)
    if talk.creator_id == viewer.person_id:
        raise Refusal("own_video", "This is your own video: it is on your profile already.", status=409)
    if not talk.public:
        raise Refusal("not_public", "Only videos that everybody may see can be reposted.", status=403)
    with atomic():
        new = add_once(Repost, person_id=viewer.person_id, video_id=video_id)
        if new:
            flow.record(Reposted(person_id=viewer.person_id, video_id=video_id))
        return videos.count(video_id, "reposts", 1 if new else 0)


def unrepost(person_id: int, video_id: int) -> int:
    """Take a video off one's profile again; how many still show it. Without a repost nothing changes."""
    with atomic():
        gone = remove(Repost, person_id=person_id, video_id=video_id)
        if gone:
            flow.record(Unreposted(person_id=person_id, video_id=video_id))
        return videos.count(video_id, "reposts", -1 if gone else 0)
