"""The studio over HTTP: one's materials here; projects and renders in files of their own."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.studio import (
    http_beginning,
    http_captions,
    http_interchange,
    http_lineage,
    http_projects,
    http_renders,
    materials,
    queries,
)
from mutoscope.apps.studio.contracts import MaterialPage, MaterialTicket, MaterialView
from mutoscope.apps.studio.shapes import ClientId, Cursor
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import from_text

router = Router(tags=["studio"])
router.add_router("", http_projects.router)
router.add_router("", http_renders.router)
router.add_router("", http_beginning.router)
router.add_router("", http_captions.router)
router.add_router("", http_interchange.router)
router.add_router("", http_lineage.router)


class MaterialWish(Schema):
    size: Annotated[int, Field(ge=0, le=1 << 50, strict=True)]
    name: Annotated[str, Field(max_length=1000)] = ""
    type: Annotated[str, Field(max_length=200)] = ""
    client_id: ClientId


class MaterialName(Schema):
    name: Annotated[str, Field(max_length=1000)]


@router.post("/studio/materials", openapi_extra=answers(MaterialTicket))
def announce_material(request: HttpRequest, wish: MaterialWish) -> HttpResponse:
    """Announce a film, photo or sound to cut from; the answer says where to send it and with which key. The
    same ``client_id`` gives the same material again."""
    person_id = person_of(request)
    take(f"p{person_id}", "material")
    row = materials.announce(person_id, wish.size, wish.name, wish.client_id)
    url, token = materials.upload_address(row)
    view = queries.material(person_id, row.id)
    return encoded(MaterialTicket(material=view, upload_url=url, token=token, expires_ms=row.expires_ms))


@router.get("/studio/materials", openapi_extra=answers(MaterialPage))
def list_materials(
    request: HttpRequest, cursor: Cursor = "", what: Literal["film", "photo", "sound", "table", ""] = ""
) -> HttpResponse:
    """What I brought to cut from, newest first; ``table`` asks for my tables of colours."""
    return encoded(queries.materials(person_of(request), cursor, what))


@router.get("/studio/materials/{material_id}", openapi_extra=answers(MaterialView))
def show_material(request: HttpRequest, material_id: str) -> HttpResponse:
    """What I brought, or a stretch that somebody lends me."""
    person_id, an_id = person_of(request), from_text(material_id)
    if queries.is_stretch(an_id):
        return encoded(queries.stretch(an_id, viewer_of(request)))
    return encoded(queries.material(person_id, an_id))


@router.patch("/studio/materials/{material_id}", openapi_extra=answers(MaterialView))
def rename_material(request: HttpRequest, material_id: str, wish: MaterialName) -> HttpResponse:
    person_id, an_id = person_of(request), from_text(material_id)
    take(f"p{person_id}", "studio")
    materials.rename(person_id, an_id, wish.name)
    return encoded(queries.material(person_id, an_id))


@router.delete("/studio/materials/{material_id}")
def delete_material(request: HttpRequest, material_id: str) -> HttpResponse:
    """Delete for good what no project is cut from."""
    materials.delete(person_of(request), from_text(material_id))
    return HttpResponse(status=204)


@router.get("/studio/videos/{video_id}", openapi_extra=answers(MaterialView))
def show_video_as_material(request: HttpRequest, video_id: str) -> HttpResponse:
    """A published video as something to cut from; ``gone`` with the reason when I may not."""
    return _found(request, Named("video", video_id))


@router.get("/studio/sounds/{sound_id}", openapi_extra=answers(MaterialView))
def show_sound_as_material(request: HttpRequest, sound_id: str) -> HttpResponse:
    """A sound of somebody's video as something to cut from; ``gone`` with the reason when I may not."""
    return _found(request, Named("sound", sound_id))


def _found(request: HttpRequest, name: Named) -> HttpResponse:
    person_of(request)
    from_text(name.id)
    (view,) = queries.found([name], viewer_of(request))
    return encoded(view)
