"""What people answer videos with, over HTTP: likes here, the rest in files of their own."""

from django.http import HttpRequest
from ninja import Router, Schema

from mutoscope.apps.accounts.http import person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.social import http_comments, http_shelves, services
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import from_text

router = Router(tags=["social"])
router.add_router("", http_comments.router)
router.add_router("", http_shelves.router)


class LikesOut(Schema):
    likes: int


@router.put("/videos/{video_id}/like", response=LikesOut)
def like(request: HttpRequest, video_id: str) -> LikesOut:
    return LikesOut(likes=services.like(*_pair(request, video_id)))


@router.delete("/videos/{video_id}/like", response=LikesOut)
def unlike(request: HttpRequest, video_id: str) -> LikesOut:
    return LikesOut(likes=services.unlike(*_pair(request, video_id)))


def _pair(request: HttpRequest, text: str) -> tuple[int, int]:
    """Who likes what; refuses what this person may not see."""
    person_id, video_id = person_of(request), from_text(text)
    take(f"p{person_id}", "like")
    videos.check_may_view(video_id, viewer_of(request))
    return person_id, video_id
