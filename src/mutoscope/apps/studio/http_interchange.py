"""Projects to other editing programs and back, over HTTP."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.studio import interchange, queries
from mutoscope.apps.studio.contracts import ImportedProject
from mutoscope.apps.studio.shapes import ClientId, acting
from mutoscope.core.units import from_text

router = Router(tags=["studio"])


class TimelineWish(Schema):
    client_id: ClientId
    name: Annotated[str, Field(max_length=1000)] = ""
    timeline: Annotated[str, Field(max_length=8 << 20)]
    """The text of an .otio file."""


@router.get("/studio/projects/{project_id}/otio")
def export_otio(request: HttpRequest, project_id: str) -> HttpResponse:
    """The project as an OpenTimelineIO file, to be opened by other editing programs."""
    person_of(request)
    data = interchange.otio_of(viewer_of(request), from_text(project_id))
    said = HttpResponse(data, content_type="application/json")
    said["Content-Disposition"] = f'attachment; filename="mutoscope-{project_id}.otio"'
    said["Cache-Control"] = "private, no-store"
    said["X-Content-Type-Options"] = "nosniff"
    return said


@router.post("/studio/import", openapi_extra=answers(ImportedProject))
def import_otio(request: HttpRequest, wish: TimelineWish) -> HttpResponse:
    """A project made of an OpenTimelineIO file. Its clips are found among one's materials by their file
    names."""
    viewer = acting(request, "render")
    made = interchange.bring(viewer, wish.client_id, wish.name, wish.timeline.encode("utf-8", "replace"))
    line = queries.line(viewer, made.project_id)
    return encoded(ImportedProject(project=line, left_out=made.left_out, missing=made.missing))
