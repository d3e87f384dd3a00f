"""Likes of videos: given and taken back, counted exactly."""

from django.db.transaction import atomic

from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import Liked, Unliked
from mutoscope.apps.social.models import Like
from mutoscope.apps.social.rows import add_once, remove
from mutoscope.apps.videos import services as videos


def like(person_id: int, video_id: int) -> int:
    """Like a video that this person may see (the caller has asked); how many like it. Twice is once."""
    with atomic():
        new = add_once(Like, person_id=person_id, video_id=video_id)
        if new:
            flow.record(Liked(person_id=person_id, video_id=video_id))
        return videos.count(video_id, "likes", 1 if new else 0)


def unlike(person_id: int, video_id: int) -> int:
    """Take a like back; how many like the video. Without one nothing changes."""
    with atomic():
        gone = remove(Like, person_id=person_id, video_id=video_id)
        if gone:
            flow.record(Unliked(person_id=person_id, video_id=video_id))
        return videos.count(video_id, "likes", -1 if gone else 0)
