"""Likes: given and taken back, counted exactly."""

from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import Liked, Unliked
from mutoscope.apps.social.models import Like
from mutoscope.apps.videos import services as videos


def like(person_id: int, video_id: int) -> int:
    """Like a video that this person may see (the caller has asked); how many like it. Twice is once."""
    with atomic():
        _, new = Like.objects.get_or_create(person_id=person_id, video_id=video_id)
        if new:
            flow.record(Liked(person_id=person_id, video_id=video_id))
        return videos.count_likes(video_id, 1 if new else 0)


def unlike(person_id: int, video_id: int) -> int:
    """Take a like back; how many like the video. Without one nothing changes."""
    with atomic():
        gone, _ = Like.objects.filter(person_id=person_id, video_id=video_id).delete()
        if gone:
            flow.record(Unliked(person_id=person_id, video_id=video_id))
        return videos.count_likes(video_id, -gone)


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their likes along."""
    for video_id in list(Like.objects.filter(person_id=fact.person_id).values_list("video_id", flat=True)):
        unlike(fact.person_id, video_id)
