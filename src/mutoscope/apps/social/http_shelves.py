"""Saves, collections, reposts, and the rows of videos on a profile, over HTTP."""

import io
from typing import Annotated

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.social import queries, services
from mutoscope.apps.social.contracts import Collections, Shelves
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CardPage
from mutoscope.core.units import from_text, to_text

router = Router(tags=["shelves"])

Cursor = Annotated[str, Field(max_length=60)]


class NameWish(Schema):
    name: Annotated[str, Field(max_length=4000)]


class SavesOut(Schema):
    saves: int


class UnsavedOut(Schema):
    saves: int
    collections: list[str]
    """Those it was in, so that it can be put back."""


class RepostsOut(Schema):
    reposts: int


class CollectionOut(Schema):
    id: str


@router.put("/videos/{video_id}/save", response=SavesOut)
def save(request: HttpRequest, video_id: str) -> SavesOut:
    return SavesOut(saves=services.save(*_pair(request, video_id)))


@router.delete("/videos/{video_id}/save", response=UnsavedOut)
def unsave(request: HttpRequest, video_id: str) -> UnsavedOut:
    """No longer keep it. A video that one may not see any more can be let go too."""
    person_id, an_id = person_of(request), from_text(video_id)
    take(f"p{person_id}", "save")
    saves, was_in = services.unsave(person_id, an_id)
    shown = saves if videos.may_view(an_id, viewer_of(request)) else 0
    return UnsavedOut(saves=shown, collections=[to_text(one) for one in was_in])


@router.put("/videos/{video_id}/repost", response=RepostsOut)
def repost(request: HttpRequest, video_id: str) -> RepostsOut:
    take(f"p{person_of(request)}", "repost")
    return RepostsOut(reposts=services.repost(viewer_of(request), from_text(video_id)))


@router.delete("/videos/{video_id}/repost", response=RepostsOut)
def unrepost(request: HttpRequest, video_id: str) -> RepostsOut:
    """Take it off one's profile. A video that one may not see any more can be let go too."""
    person_id, an_id = person_of(request), from_text(video_id)
    take(f"p{person_id}", "repost")
    reposts = services.unrepost(person_id, an_id)
    return RepostsOut(reposts=reposts if videos.may_view(an_id, viewer_of(request)) else 0)


@router.get("/videos/{video_id}/qr", response={200: None})
def qr(request: HttpRequest, video_id: str) -> HttpResponse:
    """The address of a video as a picture (SVG) that a camera reads."""
    an_id = from_text(video_id)
    videos.check_may_view(an_id, viewer_of(request))
    picture = io.BytesIO()
    address = f"{settings.CONFIG.web_address}/v/{to_text(an_id)}"
    segno.make(address, error="m", micro=False).save(picture, kind="svg", scale=6, border=1)
    answer = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@router.get("/saved", openapi_extra=answers(CardPage))
def list_saved(request: HttpRequest, cursor: Cursor = "") -> HttpResponse:
    person_of(request)
    return encoded(queries.saved(viewer_of(request), cursor))


@router.get("/collections", openapi_extra=answers(Collections))
def list_collections(
    request: HttpRequest, video_id: Annotated[str, Field(max_length=13)] = ""
) -> HttpResponse:
    """My collections; with ``video_id`` each says whether that video is in it."""
    person_of(request)
    about = from_text(video_id) if video_id else 0
    return encoded(Collections(tuple(queries.collections(viewer_of(request), about))))


@router.post("/collections", response=CollectionOut)
def make_collection(request: HttpRequest, wish: NameWish) -> CollectionOut:
    """A collection of this name: a new one, or the one there is."""
    person_id = person_of(request)
    take(f"p{person_id}", "save")
    return CollectionOut(id=to_text(services.make_collection(person_id, wish.name)))


@router.patch("/collections/{collection_id}", response=CollectionOut)
def rename_collection(request: HttpRequest, collection_id: str, wish: NameWish) -> CollectionOut:
    person_id = person_of(request)
    take(f"p{person_id}", "save")
    services.rename_collection(person_id, from_text(collection_id), wish.name)
    return CollectionOut(id=collection_id)


@router.delete("/collections/{collection_id}")
def delete_collection(request: HttpRequest, collection_id: str) -> HttpResponse:
    """What is in it stays saved."""
    services.delete_collection(person_of(request), from_text(collection_id))
    return HttpResponse(status=204)


@router.get("/collections/{collection_id}/videos", openapi_extra=answers(CardPage))
def list_collected(request: HttpRequest, collection_id: str, cursor: Cursor = "") -> HttpResponse:
    person_of(request)
    return encoded(queries.collected(viewer_of(request), from_text(collection_id), cursor))


@router.put("/collections/{collection_id}/videos/{video_id}", response=SavesOut)
def collect(request: HttpRequest, collection_id: str, video_id: str) -> SavesOut:
    person_id, an_id = _pair(request, video_id)
    return SavesOut(saves=services.collect(person_id, from_text(collection_id), an_id))


@router.delete("/collections/{collection_id}/videos/{video_id}")
def take_out(request: HttpRequest, collection_id: str, video_id: str) -> HttpResponse:
    """The video stays saved."""
    services.take_out(person_of(request), from_text(collection_id), from_text(video_id))
    return HttpResponse(status=204)


@router.get("/people/{handle}/shelves", openapi_extra=answers(Shelves))
def list_shelves(request: HttpRequest, handle: str) -> HttpResponse:
    """Which rows of videos this profile has for me."""
    return encoded(queries.shelves(handle, viewer_of(request)))


@router.get("/people/{handle}/reposts", openapi_extra=answers(CardPage))
def list_reposts(request: HttpRequest, handle: str, cursor: Cursor = "") -> HttpResponse:
    return encoded(queries.reposted(handle, viewer_of(request), cursor))


@router.get("/people/{handle}/likes", openapi_extra=answers(CardPage))
def list_likes(request: HttpRequest, handle: str, cursor: Cursor = "") -> HttpResponse:
    """What somebody likes, when they chose to show it."""
    return encoded(queries.liked_by(handle, viewer_of(request), cursor))


def _pair(request: HttpRequest, text: str) -> tuple[int, int]:
    """Who saves what; refuses what this person may not see."""
    person_id, video_id = person_of(request), from_text(text)
    take(f"p{person_id}", "save")
    videos.check_may_view(video_id, viewer_of(request))
    return person_id, video_id
