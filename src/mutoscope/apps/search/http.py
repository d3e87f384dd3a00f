"""Search over HTTP. Anybody may search; what comes is what this viewer may see."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from mutoscope.apps.accounts.http import asker, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.search import queries
from mutoscope.apps.search.contracts import Found
from mutoscope.apps.videos.http import answers, encoded

router = Router(tags=["search"])


class Wish(Schema):
    q: Annotated[str, Field(max_length=200)] = ""
    kind: Literal["all", "people", "videos"] = "all"
    since: Literal["any", "day", "week", "month", "year"] = "any"
    length: Literal["any", "short", "medium", "long"] = "any"
    sort: Literal["best", "newest"] = "best"
    cursor: Annotated[str, Field(max_length=60)] = ""


@router.get("/search", openapi_extra=answers(Found))
def search(request: HttpRequest, wish: Query[Wish]) -> HttpResponse:
    """A few of every kind while somebody types, or one kind page by page."""
    take(asker(request), "search")
    question = queries.Question(wish.q, wish.since, wish.length)
    viewer = viewer_of(request)
    if wish.kind == "people":
        found = queries.people_page(question, viewer, wish.cursor)
    elif wish.kind == "videos":
        page = queries.newest_videos if wish.sort == "newest" else queries.best_videos
        found = page(question, viewer, wish.cursor)
    else:
        found = queries.glance(question, viewer)
    return encoded(found)
