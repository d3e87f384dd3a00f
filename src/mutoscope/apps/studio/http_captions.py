"""Captions over HTTP: written down by the server's speech engine, read from files, taken away as files."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of
from mutoscope.apps.studio import captions
from mutoscope.apps.studio.contracts import CaptionsOffer, CaptionWords, TranscriptView
from mutoscope.apps.studio.shapes import acting
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import from_text

router = Router(tags=["studio"])

Pictures = Annotated[int, Field(ge=1, le=1 << 20)]
Milliseconds = Annotated[int, Field(ge=0, le=1 << 27)]
_MIMES = {"srt": "application/x-subrip", "vtt": "text/vtt", "ass": "text/x-ssa"}


class TranscriptWish(Schema):
    origin: Literal["upload", "video", "sound"]
    material_id: Annotated[str, Field(max_length=20)]
    language: Annotated[str, Field(max_length=3, pattern="^[a-z]{0,3}$")] = ""
    """As ISO 639 writes it; empty: it is found out."""


@router.get("/studio/captions", openapi_extra=answers(CaptionsOffer))
def show_captions_offer(request: HttpRequest) -> HttpResponse:
    """Whether this server can write captions by itself."""
    person_of(request)
    return encoded(captions.offer())


@router.post("/studio/transcripts", openapi_extra=answers(TranscriptView))
def write_transcript(request: HttpRequest, wish: TranscriptWish) -> HttpResponse:
    """Have what is said in a material written down; asked again, the same question says how far that is."""
    viewer = acting(request)
    from_text(wish.material_id)
    name = Named(wish.origin, wish.material_id)
    return encoded(captions.transcript(viewer, name, wish.language))


@router.post("/studio/transcripts/stop", response={204: None})
def stop_transcript(request: HttpRequest, wish: TranscriptWish) -> HttpResponse:
    """Wait no longer for what is said in a material."""
    viewer = acting(request)
    from_text(wish.material_id)
    captions.stop(viewer, Named(wish.origin, wish.material_id), wish.language)
    return HttpResponse(status=204)


@router.post("/studio/captions/read", openapi_extra=answers(CaptionWords))
def read_captions(
    request: HttpRequest, fps: Annotated[int, Field(ge=1, le=60)], length: Pictures, from_ms: Milliseconds = 0
) -> HttpResponse:
    """The words of a file of subtitles (SRT, VTT or ASS, the body as it is) for a clip of ``length``
    pictures whose first is at ``from_ms`` of the file."""
    acting(request)
    return encoded(captions.read(request.body, fps, length, from_ms))


@router.get("/studio/projects/{project_id}/captions")
def take_captions(
    request: HttpRequest, project_id: str, form: Literal["srt", "vtt", "ass"] = "srt"
) -> HttpResponse:
    """All captions of a project, as it is saved now, as a file of subtitles."""
    data = captions.written(acting(request), from_text(project_id), form)
    answer = HttpResponse(data, content_type=f"{_MIMES[form]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="captions.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
