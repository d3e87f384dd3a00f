"""Projects begun with what others published, over HTTP: duets, stitches, sounds, answers, templates."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.studio import beginning, queries, templates
from mutoscope.apps.studio.contracts import ProjectLine, TemplatePage, TemplateToFill
from mutoscope.apps.studio.shapes import ClientId, Cursor, acting
from mutoscope.core.units import from_text

router = Router(tags=["studio"])

Name = Annotated[str, Field(max_length=1000)]
Moment = Annotated[int, Field(ge=0, le=24 * 3_600_000, strict=True)]


class BeginWish(Schema):
    client_id: ClientId
    name: Name = ""


class FromVideoWish(Schema):
    client_id: ClientId
    name: Name = ""
    way: Literal["duet", "stitch", "greenscreen", "react", "remix", "clip", "template"]
    """How the video is used; ``remix`` opens its timeline where it was made in the studio."""
    layout: Literal["beside", "over", "corner", "cutout"] = "beside"
    """Of a duet."""
    begin_ms: Moment = 0
    """Of a stitch: from where in the video."""
    length_ms: Moment = 5000
    materials: Annotated[list[Annotated[str, Field(max_length=13)]], Field(max_length=300)] = []
    """Of a template: one's own materials that are ready, for its places in order."""


@router.post("/studio/from-video/{video_id}", openapi_extra=answers(ProjectLine))
def begin_from_video(request: HttpRequest, video_id: str, wish: FromVideoWish) -> HttpResponse:
    """Begin a project with somebody's video, in a way that its author allows. The same ``client_id`` gives
    the same project again."""
    viewer = acting(request)
    made = beginning.from_video(
        viewer,
        from_text(video_id),
        wish.way,
        wish.client_id,
        layout=wish.layout,
        begin_ms=wish.begin_ms,
        length_ms=wish.length_ms,
        name=wish.name,
        chosen=tuple(wish.materials),
    )
    return encoded(queries.line(viewer, made))


@router.post("/studio/from-sound/{sound_id}", openapi_extra=answers(ProjectLine))
def begin_from_sound(request: HttpRequest, sound_id: str, wish: BeginWish) -> HttpResponse:
    """Begin a project to a sound."""
    viewer = acting(request)
    made = beginning.from_sound(viewer, from_text(sound_id), wish.client_id, wish.name)
    return encoded(queries.line(viewer, made))


@router.post("/studio/from-comment/{comment_id}", openapi_extra=answers(ProjectLine))
def begin_from_comment(request: HttpRequest, comment_id: str, wish: BeginWish) -> HttpResponse:
    """Begin a project that answers a comment under one's own video; once it is published it does."""
    viewer = acting(request)
    made = beginning.from_comment(viewer, from_text(comment_id), wish.client_id, wish.name)
    return encoded(queries.line(viewer, made))


@router.get("/studio/templates", openapi_extra=answers(TemplatePage))
def list_templates(
    request: HttpRequest, sort: Literal["trending", "new"] = "trending", cursor: Cursor = ""
) -> HttpResponse:
    """Templates that I may use."""
    person_of(request)
    return encoded(templates.page(viewer_of(request), newest=sort == "new", cursor=cursor))


@router.get("/studio/templates/{video_id}", openapi_extra=answers(TemplateToFill))
def show_template(request: HttpRequest, video_id: str) -> HttpResponse:
    """A template with its places empty, to be filled in the browser or by ``from-video``."""
    person_of(request)
    return encoded(templates.one(viewer_of(request), from_text(video_id)))
