"""Notices over HTTP: one's own, and nobody else's. Answers are bytes encoded by msgspec."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, asker, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.notices import queries, services
from mutoscope.apps.notices.contracts import ChoicesOut, NoticePage, Unread
from mutoscope.core.policy.notices import KINDS

router = Router(tags=["notices"])


class ReadIn(Schema):
    until_ms: Annotated[int, Field(ge=0, lt=1 << 53, strict=True)]
    """The time of the newest notice that was shown."""


class ChoicesIn(Schema):
    off: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=50)]
    """Kinds not to be told of; all others are told."""


@router.get("/notices", openapi_extra=answers(NoticePage))
def notices(request: HttpRequest, cursor: Annotated[str, Field(max_length=60)] = "") -> HttpResponse:
    """What I was told, the newest first."""
    person_of(request)
    return encoded(queries.page(viewer_of(request), cursor))


@router.get("/notices/unread", openapi_extra=answers(Unread))
def unread(request: HttpRequest) -> HttpResponse:
    """How many notices wait for me: small enough to be asked often."""
    person_of(request)
    return encoded(Unread(queries.unread(viewer_of(request))))


@router.post("/notices/read", openapi_extra=answers(Unread))
def read(request: HttpRequest, wish: ReadIn) -> HttpResponse:
    """I have looked at everything up to here; how many wait still."""
    services.read(_writer(request), wish.until_ms)
    return encoded(Unread(queries.unread(viewer_of(request))))


@router.get("/notices/choices", openapi_extra=answers(ChoicesOut))
def choices(request: HttpRequest) -> HttpResponse:
    return encoded(_choices(person_of(request)))


@router.put("/notices/choices", openapi_extra=answers(ChoicesOut))
def choose(request: HttpRequest, wish: ChoicesIn) -> HttpResponse:
    person_id = _writer(request)
    services.choose(person_id, wish.off)
    return encoded(_choices(person_id))


def _choices(person_id: int) -> ChoicesOut:
    off = queries.off(person_id)
    return ChoicesOut(kinds=KINDS, off=tuple(kind for kind in KINDS if kind in off))


def _writer(request: HttpRequest) -> int:
    person_id = person_of(request)
    take(asker(request), "notices")
    return person_id
