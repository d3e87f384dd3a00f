"""Renders over HTTP: exact pictures while one edits, films to take away, films to publish."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import BeforeValidator

from mutoscope.apps.accounts.http import answers, encoded, person_of
from mutoscope.apps.studio import ahead, drawing, publishing, rendered, renders, storage
from mutoscope.apps.studio.contracts import RenderList, RenderView, StorageView
from mutoscope.apps.studio.shapes import ClientId, acting
from mutoscope.apps.videos import services as videos
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.reuse import Reuse
from mutoscope.core.units import from_text

router = Router(tags=["studio"])

Place = Annotated[int, Field(ge=0, le=1 << 24)]
Edge = Annotated[Literal[360, 540, 720, 1080], BeforeValidator(int)]
"""What an address says is text, which no number of a ``Literal`` is equal to."""


class RenderWish(Schema):
    client_id: ClientId
    ahead: bool = False
    """Begin it to be published: nobody asks for it yet, but soon will."""


class PublishWish(Schema):
    client_id: ClientId
    caption: Annotated[str, Field(max_length=12_000)] = ""
    audience: Literal["everyone", "followers", "me"] = "everyone"
    cover_ms: Annotated[int, Field(ge=-1, le=1 << 30, strict=True)] = -1
    allow_sound: bool = True
    comments_for: CommentsFor | None = None
    allow_download: bool | None = None
    """Whether others may take it away, with a mark; null: by the settings of the account."""
    allows: Annotated[list[Reuse], Field(max_length=8)] | None = None
    """What others may make of it; null: by the settings of the account."""


@router.post("/studio/projects/{project_id}/render", openapi_extra=answers(RenderView))
def order_render(request: HttpRequest, project_id: str, wish: RenderWish) -> HttpResponse:
    """Have the project, as it is saved now, made into a film to take away. The same ``client_id`` gives
    the same film again, and what was made before is not made anew. One that is begun ``ahead`` of being
    published is stopped as the others are, and when the next is begun ahead."""
    viewer = acting(request, "ahead" if wish.ahead else "render")
    ask = ahead.begin if wish.ahead else renders.order
    row = ask(viewer, from_text(project_id), wish.client_id)
    return encoded(rendered.render(viewer.person_id, row.id))


@router.get("/studio/projects/{project_id}/renders", openapi_extra=answers(RenderList))
def list_renders(request: HttpRequest, project_id: str) -> HttpResponse:
    """The newest films of a project."""
    return encoded(rendered.renders_of(person_of(request), from_text(project_id)))


@router.get("/studio/renders/{render_id}", openapi_extra=answers(RenderView))
def show_render(request: HttpRequest, render_id: str) -> HttpResponse:
    """How far it is; open pages hear of each step by the news «studio_render»."""
    return encoded(rendered.render(person_of(request), from_text(render_id)))


@router.delete("/studio/renders/{render_id}", openapi_extra=answers(RenderView))
def cancel_render(request: HttpRequest, render_id: str) -> HttpResponse:
    """Stop it; a video that was to have the film ends as failed, with that reason. Of one that is done:
    let the film go that lies here to be taken away, and have its room again."""
    viewer, an_id = acting(request), from_text(render_id)
    renders.cancel(viewer.person_id, an_id)
    return encoded(rendered.render(viewer.person_id, an_id))


@router.get("/studio/storage", openapi_extra=answers(StorageView))
def show_storage(request: HttpRequest) -> HttpResponse:
    """What takes the room of my storage, the largest first."""
    return encoded(storage.storage(person_of(request)))


@router.post("/studio/projects/{project_id}/publish", openapi_extra=answers(RenderView))
def publish_project(request: HttpRequest, project_id: str, wish: PublishWish) -> HttpResponse:
    """Publish the project as it is saved now: its video (``video_id``) is there at once, its status says
    «rendering», and it goes on by itself once the film is made. The same ``client_id`` publishes once."""
    viewer = acting(request, "render")
    said = wish.dict()
    client_id = said.pop("client_id")
    row = publishing.publish(viewer, from_text(project_id), client_id, videos.Submission(**said))
    return encoded(rendered.render(viewer.person_id, row.id))


@router.get("/studio/projects/{project_id}/still")
def draw_still(request: HttpRequest, project_id: str, at: Place, edge: Edge = 720) -> HttpResponse:
    """The picture ``at`` (pictures from the start) exactly as it will be rendered, as JPEG."""
    viewer = acting(request)
    return _file(drawing.still(viewer, from_text(project_id), at, edge), "image/jpeg")


@router.get("/studio/projects/{project_id}/chunk")
def draw_chunk(request: HttpRequest, project_id: str, at: Place) -> HttpResponse:
    """Two seconds from picture ``at`` on exactly as they will be rendered, as a small MP4."""
    viewer = acting(request)
    return _file(drawing.chunk(viewer, from_text(project_id), at), "video/mp4")


def _file(data: bytes, mime: str) -> HttpResponse:
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=mime, headers=headers)
