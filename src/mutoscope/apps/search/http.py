"""Search over HTTP. Anybody may search; what comes is what this viewer may see."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from mutoscope.apps.accounts.http import asker, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.search import queries, shelves, trends
from mutoscope.apps.search.contracts import Found, SoundPage, TagPage, Trending
from mutoscope.apps.videos.http import answers, encoded
from mutoscope.core.units import from_text

router = Router(tags=["search"])


class Wish(Schema):
    q: Annotated[str, Field(max_length=200)] = ""
    kind: Literal["all", "people", "videos", "tags", "sounds"] = "all"
    since: Literal["any", "day", "week", "month", "year"] = "any"
    length: Literal["any", "short", "medium", "long"] = "any"
    sort: Literal["best", "newest"] = "best"
    cursor: Annotated[str, Field(max_length=300)] = ""


Cursor = Annotated[str, Field(max_length=60)]


@router.get("/search", openapi_extra=answers(Found))
def search(request: HttpRequest, wish: Query[Wish]) -> HttpResponse:
    """A few of every kind while somebody types, or one kind page by page."""
    take(asker(request), "search")
    question = queries.Question(wish.q, wish.since, wish.length)
    viewer = viewer_of(request)
    if wish.kind == "all":
        return encoded(queries.glance(question, viewer))
    newest = wish.kind == "videos" and wish.sort == "newest"
    page = queries.newest_videos if newest else _PAGES[wish.kind]
    return encoded(page(question, viewer, wish.cursor))


_PAGES = {
    "people": queries.people_page,
    "videos": queries.best_videos,
    "tags": queries.tags_page,
    "sounds": queries.sounds_page,
}


@router.get("/tags/{tag}", openapi_extra=answers(TagPage))
def tag_page(request: HttpRequest, tag: str, cursor: Cursor = "") -> HttpResponse:
    """Videos with a tag, the newest first; a tag that nobody uses is an empty page."""
    take(asker(request), "search")
    return encoded(shelves.tag_page(tag, viewer_of(request), cursor))


@router.get("/sounds/{sound_id}", openapi_extra=answers(SoundPage))
def sound_page(request: HttpRequest, sound_id: str, cursor: Cursor = "") -> HttpResponse:
    """A sound and the videos with it, the newest first."""
    take(asker(request), "search")
    return encoded(shelves.sound_page(from_text(sound_id), viewer_of(request), cursor))


@router.get("/trends", openapi_extra=answers(Trending))
def trending(request: HttpRequest) -> HttpResponse:
    """Tags that several people used lately, without counting the one who asks."""
    return encoded(trends.trending(viewer_of(request)))
