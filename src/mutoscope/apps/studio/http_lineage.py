"""Over HTTP: what a video was made of, and what was made of it."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mutoscope.apps.accounts.http import answers, encoded, viewer_of
from mutoscope.apps.studio import made_of
from mutoscope.apps.studio.contracts import Lineage
from mutoscope.apps.studio.shapes import Cursor
from mutoscope.apps.videos.contracts import CardPage
from mutoscope.core.units import from_text

router = Router(tags=["studio"])


@router.get("/videos/{video_id}/lineage", openapi_extra=answers(Lineage))
def show_lineage(request: HttpRequest, video_id: str) -> HttpResponse:
    """Whose videos and sounds it was made with, as far as whoever asks may see them, and how many were made
    with it."""
    return encoded(made_of.lineage(from_text(video_id), viewer_of(request)))


@router.get("/videos/{video_id}/uses", openapi_extra=answers(CardPage))
def list_uses(request: HttpRequest, video_id: str, cursor: Cursor = "") -> HttpResponse:
    """Videos that were made with it, newest first."""
    return encoded(made_of.uses(from_text(video_id), viewer_of(request), cursor))
