"""Taking in a copy from another server, over HTTP: announce it, look, choose, and read what came of it."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Field, Router, Schema
from pydantic import StrictBool

from mutoscope.apps.accounts.http import ClientId, answers, encoded, person_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.privacy import bringing, receiving
from mutoscope.apps.privacy.models import Import
from mutoscope.apps.videos.contracts import Ticket

router = Router(tags=["privacy"])


class CopyWish(Schema):
    size: Annotated[int, Field(ge=0, le=1 << 50, strict=True)]
    client_id: ClientId


class BringWish(Schema):
    videos: bringing.Audience = "drafts"
    profile: StrictBool = False
    following: StrictBool = False
    mutes: StrictBool = False
    interests: StrictBool = False


class FoundOut(Schema):
    """What is in a copy."""

    server: str
    handle: str
    made_ms: int
    name: str
    avatar: bool
    videos: int
    drafts: int
    bytes: int
    same_server: bool
    """It comes from here: people and sounds in it mean those who are here."""
    following: int
    mutes: int
    interests: bool


class LeftOutOut(Schema):
    what: str
    why: str


class PartOut(Schema):
    part: str
    taken: int
    already: int
    left_out: list[LeftOutOut]
    more_left_out: int


class ImportOut(Schema):
    state: str
    """open, looking, looked, bringing, done or refused"""
    progress: float
    message: str
    """Why it was refused."""
    found: FoundOut | None
    report: list[PartOut]


@router.post("/me/import", openapi_extra=answers(Ticket))
def announce_copy(request: HttpRequest, wish: CopyWish) -> HttpResponse:
    """Announce a copy; the answer says where to send it. The same ``client_id`` is the same upload."""
    person_id = person_of(request)
    take(f"p{person_id}", "upload")
    return encoded(receiving.start(person_id, wish.size, wish.client_id))


@router.get("/me/import", response=ImportOut | None)
def my_import(request: HttpRequest) -> ImportOut | None:
    """How far the newest copy is, what is in it, and what came of it."""
    return _shown(receiving.latest(person_of(request)))


@router.post("/me/import/start", response=ImportOut)
def bring_in(request: HttpRequest, wish: BringWish) -> ImportOut | None:
    """Take in what is chosen."""
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    return _shown(bringing.begin(person_id, bringing.Wish(**wish.dict())))


@router.delete("/me/import")
def drop_copy(request: HttpRequest) -> HttpResponse:
    """Forget the copy and its report; what came in already stays."""
    receiving.cancel(person_of(request))
    return HttpResponse(status=204)


def _shown(row: Import | None) -> ImportOut | None:
    if row is None:
        return None
    return ImportOut(
        state=row.state,
        progress=round(row.progress, 3),
        message=_said(row.sentence, row.fields) if row.sentence else "",
        found=FoundOut(**row.found) if row.found else None,
        report=[_part(one) for one in row.report],
    )


def _part(told: dict[str, Any]) -> PartOut:
    left_out = [
        LeftOutOut(what=one["what"], why=_said(one["why"], one["fields"])) for one in told["left_out"]
    ]
    return PartOut(**{**told, "left_out": left_out})


def _said(sentence: str, fields: dict[str, Any]) -> str:
    if "why" in fields:
        fields = {**fields, "why": gettext(fields["why"])}
    return gettext(sentence) % fields if fields else gettext(sentence)
