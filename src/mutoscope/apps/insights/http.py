"""Insights over HTTP: how a video fares, for its creator and staff; how all of one's own do."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router

from mutoscope.apps.accounts.http import answers, asker, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.insights import queries
from mutoscope.apps.insights.contracts import AccountInsights, VideoInsights
from mutoscope.core.units import from_text

router = Router(tags=["insights"])


@router.get("/videos/{video_id}/insights", openapi_extra=answers(VideoInsights))
def of_video(request: HttpRequest, video_id: str) -> HttpResponse:
    """Who watches it how far, where they met it, and what it brought."""
    person_of(request)
    take(asker(request), "page")
    return encoded(queries.video(from_text(video_id), viewer_of(request)))


@router.get("/insights", openapi_extra=answers(AccountInsights))
def of_account(request: HttpRequest, days: Annotated[int, Field(ge=1, le=1000)] = 28) -> HttpResponse:
    """All of my videos, over the last 7, 28 or 90 days."""
    person_of(request)
    take(asker(request), "page")
    return encoded(queries.account(viewer_of(request), days))
