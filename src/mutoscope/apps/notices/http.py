"""Notices over HTTP: one's own, and nobody else's. Answers are bytes encoded by msgspec."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import StrictBool

from mutoscope.adapters.webpush import Target
from mutoscope.apps.accounts.http import answers, asker, device_of, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.notices import manner as manners
from mutoscope.apps.notices import pushing, queries, services
from mutoscope.apps.notices.contracts import ChoicesOut, Digest, MannerOut, NoticePage, Unread
from mutoscope.core.policy.notices import KINDS

router = Router(tags=["notices"])


class ReadIn(Schema):
    until_ms: Annotated[int, Field(ge=0, lt=1 << 53, strict=True)]
    """The time of the newest notice that was shown."""


class ChoicesIn(Schema):
    off: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=50)]
    """Kinds not to be told of; all others are told."""


class MannerIn(Schema):
    """What changes; all else stays."""

    time_zone: Annotated[str, Field(max_length=64)] | None = None
    quiet_from: Annotated[int, Field(strict=True)] | None = None
    quiet_until: Annotated[int, Field(strict=True)] | None = None
    details: StrictBool | None = None
    digest: Digest | None = None
    digest_hour: Annotated[int, Field(strict=True, ge=0, le=23)] | None = None
    digest_day: Annotated[int, Field(strict=True, ge=0, le=6)] | None = None


class SubscriptionIn(Schema):
    endpoint: Annotated[str, Field(max_length=1000)]
    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=30)]
    time_zone: Annotated[str, Field(max_length=64)] = ""


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


@router.get("/notices/manner", openapi_extra=answers(MannerOut))
def manner(request: HttpRequest) -> HttpResponse:
    """How I am told away from the page, and whether this device rings."""
    person_of(request)
    return encoded(_manner(request))


@router.patch("/notices/manner", openapi_extra=answers(MannerOut))
def change_manner(request: HttpRequest, wish: MannerIn) -> HttpResponse:
    _writer(request)
    pushing.change_manner(viewer_of(request), wish.dict(exclude_none=True))
    return encoded(_manner(request))


@router.put("/notices/push", openapi_extra=answers(MannerOut))
def subscribe(request: HttpRequest, wish: SubscriptionIn) -> HttpResponse:
    """Ring this device, by the subscription that its browser has made with ``push_key``."""
    person_id = person_of(request)
    take(asker(request), "push")
    target = Target(wish.endpoint, wish.p256dh, wish.auth)
    manners.subscribe(person_id, device_of(request), target, wish.time_zone)
    return encoded(_manner(request))


@router.delete("/notices/push", openapi_extra=answers(MannerOut))
def unsubscribe(request: HttpRequest) -> HttpResponse:
    """Ring this device no more."""
    manners.unsubscribe(_writer(request), device_of(request))
    return encoded(_manner(request))


def _manner(request: HttpRequest) -> MannerOut:
    viewer = viewer_of(request)
    return manners.shown(viewer, device_of(request), pushing.public_key())


def _choices(person_id: int) -> ChoicesOut:
    off = queries.off(person_id)
    return ChoicesOut(kinds=KINDS, off=tuple(kind for kind in KINDS if kind in off))


def _writer(request: HttpRequest) -> int:
    person_id = person_of(request)
    take(asker(request), "notices")
    return person_id
