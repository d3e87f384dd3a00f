"""Uploads, videos and drafts over HTTP. Hot answers are bytes encoded by msgspec."""

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.http import ClientId, answers, asker, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations import services as relations_door
from mutoscope.apps.videos import queries, services
from mutoscope.apps.videos.contracts import CardPage, Draft, FilmToKeep, Frame, Status, Ticket, VideoCard
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.reuse import Reuse
from mutoscope.core.units import DAY_MS, from_text

router = Router(tags=["videos"])

Milliseconds = Annotated[int, Field(ge=0, le=DAY_MS, strict=True)]
Moment = Annotated[int, Field(ge=-1, le=DAY_MS, strict=True)]
Audience = Literal["everyone", "followers", "me"]
Reuses = Annotated[list[Reuse], Field(max_length=8)]
Written = Annotated[str, Field(max_length=12_000)]
"""Longer than any caption may be: the refusal that names the limit comes from the caption itself."""


class UploadWish(Schema):
    size: Annotated[int, Field(ge=0, le=1 << 50, strict=True)]
    name: Annotated[str, Field(max_length=1000)] = ""
    type: Annotated[str, Field(max_length=200)] = ""
    client_id: ClientId


class SubmitWish(Schema):
    caption: Written = ""
    audience: Audience = "everyone"
    trim_start_ms: Milliseconds = 0
    trim_end_ms: Milliseconds = 0
    cover_ms: Moment = -1
    allow_sound: bool = True
    sound_id: Annotated[str, Field(max_length=13)] = ""
    """A sound that was recorded to, to be credited."""
    comments_for: CommentsFor | None = None
    allow_download: bool | None = None
    """Whether others may take it away, with a mark; null: by the settings of the account."""
    allows: Reuses | None = None
    """What others may make of it; null: by the settings of the account."""


class EditWish(Schema):
    caption: Written | None = None
    audience: Audience | None = None
    cover_ms: Moment | None = None
    comments_for: CommentsFor | None = None
    allow_sound: bool | None = None
    allow_download: bool | None = None
    allows: Reuses | None = None
    trim_start_ms: Milliseconds | None = None
    trim_end_ms: Milliseconds | None = None


@router.post("/uploads", openapi_extra=answers(Ticket))
def start_upload(request: HttpRequest, wish: UploadWish) -> HttpResponse:
    """Announce a file; the answer says where to send it and with which key. The same ``client_id`` gives the
    same upload again."""
    person_id = person_of(request)
    take(f"p{person_id}", "upload")
    language = viewer_of(request).language
    return encoded(services.start_upload(person_id, wish.size, wish.client_id, language))


@router.get("/videos/{video_id}", openapi_extra=answers(VideoCard))
def show_video(request: HttpRequest, video_id: str) -> HttpResponse:
    return encoded(queries.card(from_text(video_id), viewer_of(request)))


@router.get("/videos/{video_id}/status", openapi_extra=answers(Status))
def show_status(request: HttpRequest, video_id: str) -> HttpResponse:
    """Where one's own video stands."""
    person_of(request)
    return encoded(queries.status(from_text(video_id), viewer_of(request)))


@router.post("/videos/{video_id}/submit", openapi_extra=answers(Status))
def submit_video(request: HttpRequest, video_id: str, wish: SubmitWish) -> HttpResponse:
    """Publish, as soon as the video is ready."""
    person_id = person_of(request)
    take(f"p{person_id}", "edit")
    services.submit_video(person_id, from_text(video_id), _submission(wish))
    return encoded(queries.status(from_text(video_id), viewer_of(request)))


def _submission(wish: SubmitWish) -> services.Submission:
    said = wish.dict()
    return services.Submission(**said | {"sound_id": from_text(wish.sound_id) if wish.sound_id else 0})


@router.patch("/videos/{video_id}", openapi_extra=answers(Status))
def edit_video(request: HttpRequest, video_id: str, wish: EditWish) -> HttpResponse:
    """Change the caption, the audience, the cover or the sound's permission; of a draft its trim too."""
    person_id = person_of(request)
    take(f"p{person_id}", "edit")
    services.edit_video(person_id, from_text(video_id), **wish.dict())
    return encoded(queries.status(from_text(video_id), viewer_of(request)))


@router.delete("/videos/{video_id}")
def delete_video(request: HttpRequest, video_id: str) -> HttpResponse:
    """Delete for good."""
    services.delete_video(person_of(request), from_text(video_id))
    return HttpResponse(status=204)


@router.get("/videos/{video_id}/download", openapi_extra=answers(FilmToKeep))
def show_download(request: HttpRequest, video_id: str) -> HttpResponse:
    """Whether the file that was asked for is ready, and where it lies."""
    return encoded(services.look_at_download(from_text(video_id), viewer_of(request)))


@router.post("/videos/{video_id}/download", openapi_extra=answers(FilmToKeep))
def ask_download(request: HttpRequest, video_id: str) -> HttpResponse:
    """Ask for a video as a file: with a mark, or one's own as it is. Asking again starts nothing twice."""
    take(asker(request), "download")
    return encoded(services.ask_download(from_text(video_id), viewer_of(request)))


class Drafts(msgspec.Struct, frozen=True):
    drafts: list[Draft]


@router.get("/drafts", openapi_extra=answers(Drafts))
def list_drafts(request: HttpRequest) -> HttpResponse:
    return encoded(Drafts(queries.drafts(person_of(request))))


@router.get("/videos/{video_id}/frames", openapi_extra=answers(list[Frame]))
def list_frames(
    request: HttpRequest, video_id: str, n: Annotated[int, Field(ge=1, le=20)] = 10
) -> HttpResponse:
    """Up to ``n`` stills of one's own video to choose the cover from; empty while they are being made."""
    an_id = from_text(video_id)
    stills = queries.frames(an_id, person_of(request))
    if not stills:
        services.start_frames(an_id)
    return encoded(stills if len(stills) <= n else [stills[at * len(stills) // n] for at in range(n)])


@router.get("/people/{handle}/videos", openapi_extra=answers(CardPage))
def list_by_creator(
    request: HttpRequest, handle: str, cursor: Annotated[str, Field(max_length=60)] = ""
) -> HttpResponse:
    """What one person published; for whom they blocked they are not there."""
    person, viewer = accounts.by_handle(handle), viewer_of(request)
    if person is None or relations.hides_from(person.id, viewer.person_id):
        raise relations_door.nobody()
    return encoded(queries.by_creator(person.id, viewer, cursor))
