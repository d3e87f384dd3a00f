"""Projects over HTTP: begun, saved, brought back, thrown away."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.studio import projects, queries
from mutoscope.apps.studio.contracts import (
    ProjectLine,
    ProjectPage,
    ProjectView,
    Saved,
    Saving,
    SavingAsDescribed,
    Versions,
)
from mutoscope.apps.studio.models import Project
from mutoscope.apps.studio.shapes import ClientId, Cursor, acting, body_of
from mutoscope.core.units import from_text

router = Router(tags=["studio"])

Name = Annotated[str, Field(max_length=1000)]


class ProjectWish(Schema):
    client_id: ClientId
    name: Name = ""


class ProjectName(Schema):
    name: Name


@router.get("/studio/projects", openapi_extra=answers(ProjectPage))
def list_projects(request: HttpRequest, cursor: Cursor = "", thrown: bool = False) -> HttpResponse:
    """My projects, the last changed first; ``thrown``: those in the bin."""
    return encoded(queries.projects_of(person_of(request), cursor, thrown=thrown))


@router.post("/studio/projects", openapi_extra=answers(ProjectLine))
def begin_project(request: HttpRequest, wish: ProjectWish) -> HttpResponse:
    """Begin a project with nothing in it. The same ``client_id`` gives the same project again."""
    viewer = acting(request)
    an_id = projects.found(viewer.person_id, wish.client_id, name=wish.name)
    return encoded(queries.line(viewer, an_id))


@router.get("/studio/projects/{project_id}", openapi_extra=answers(ProjectView))
def show_project(request: HttpRequest, project_id: str) -> HttpResponse:
    """A project to work on: its document, and everything that is cut from."""
    person_of(request)
    return encoded(queries.project(viewer_of(request), from_text(project_id)))


@router.put("/studio/projects/{project_id}", openapi_extra=answers(Saved, body=SavingAsDescribed))
def save_project(request: HttpRequest, project_id: str) -> HttpResponse:
    """Save the document. ``base`` is the revision it was made from: 409 ``saved_elsewhere`` says that another
    device saved meanwhile, and which revision is the newest. Saving the same again does no harm."""
    viewer = acting(request)
    wish = body_of(request, Saving)
    assert isinstance(wish, Saving)
    row = projects.save(viewer, from_text(project_id), wish.base, bytes(wish.document))
    return _saved(row)


@router.patch("/studio/projects/{project_id}", openapi_extra=answers(ProjectLine))
def rename_project(request: HttpRequest, project_id: str, wish: ProjectName) -> HttpResponse:
    viewer, an_id = acting(request), from_text(project_id)
    projects.rename(viewer.person_id, an_id, wish.name)
    return encoded(queries.line(viewer, an_id))


@router.delete("/studio/projects/{project_id}")
def throw_project_away(request: HttpRequest, project_id: str) -> HttpResponse:
    """Into the bin; it can be taken out for a week."""
    projects.throw_away(acting(request).person_id, from_text(project_id))
    return HttpResponse(status=204)


@router.post("/studio/projects/{project_id}/restore", openapi_extra=answers(ProjectLine))
def take_project_out(request: HttpRequest, project_id: str) -> HttpResponse:
    """Out of the bin."""
    viewer, an_id = acting(request), from_text(project_id)
    projects.take_out(viewer.person_id, an_id)
    return encoded(queries.line(viewer, an_id))


@router.post("/studio/projects/{project_id}/copy", openapi_extra=answers(ProjectLine))
def copy_project(request: HttpRequest, project_id: str, wish: ProjectWish) -> HttpResponse:
    """A copy to go another way with."""
    viewer = acting(request)
    made = projects.duplicate(viewer.person_id, from_text(project_id), wish.client_id, wish.name)
    return encoded(queries.line(viewer, made))


@router.get("/studio/projects/{project_id}/versions", openapi_extra=answers(Versions))
def list_versions(request: HttpRequest, project_id: str) -> HttpResponse:
    """Earlier saves that it can be brought back to."""
    return encoded(queries.versions(person_of(request), from_text(project_id)))


@router.get("/studio/projects/{project_id}/versions/{revision}", openapi_extra=answers(ProjectView))
def show_version(request: HttpRequest, project_id: str, revision: int) -> HttpResponse:
    """The project as it was."""
    person_of(request)
    return encoded(queries.version(viewer_of(request), from_text(project_id), _small(revision)))


@router.post("/studio/projects/{project_id}/versions/{revision}", openapi_extra=answers(Saved))
def bring_version_back(request: HttpRequest, project_id: str, revision: int) -> HttpResponse:
    """Make an earlier version the newest; what is now stays among the versions."""
    return _saved(projects.bring_back(acting(request), from_text(project_id), _small(revision)))


def _saved(row: Project) -> HttpResponse:
    return encoded(Saved(revision=row.revision, changed_ms=row.changed_ms))


def _small(revision: int) -> int:
    """A number that the database can hold; one that is none of ours stays none of ours."""
    return max(-1, min(revision, (1 << 31) - 1))
