"""The API: each app's router, and every kind of no turned into one shape of answer in one place.

An answer that is not the one asked for is always ``{code, message, fields}``: the code for programs, the
message for people in their language, the fields saying more (which input, how long to wait).
"""

import logging
import sqlite3
from importlib import import_module
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from mutoscope.apps.accounts.http import from_our_pages
from mutoscope.core.units import Refusal
from mutoscope.project.errors import said

log = logging.getLogger(__name__)
_POSTGRES_FULL = "53100"

api = NinjaAPI(
    title="Mutoscope", version="1", docs_url=None, openapi_url="/openapi.json", auth=from_our_pages
)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    sentence = gettext(refusal.sentence)
    message = sentence % refusal.fields if refusal.fields else sentence
    response = _no(request, refusal.status, refusal.code, message, dict(refusal.fields))
    if "retry_after" in refusal.fields:
        response["Retry-After"] = str(refusal.fields["retry_after"])
    return response


BAD_INPUT = _("Something in this request is missing or of the wrong kind.")


@api.exception_handler(ValidationError)
def _bad_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names each input at fault and why; never repeats what was sent."""
    fields = {".".join(str(part) for part in fault["loc"][1:]): fault["msg"] for fault in error.errors}
    return _no(request, 422, "bad_input", gettext(BAD_INPUT), fields)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _error: Http404) -> HttpResponse:
    return _no(request, 404, *said(404))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _no(request, error.status_code, *said(error.status_code))


@api.exception_handler(OperationalError)
def _database_fault(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """A full disk is said plainly: nothing is broken, nothing was changed, and later it works again."""
    if not _is_full(error):
        raise error
    log.error("the database has no room: %s", error)
    return _no(request, 507, *said(507))


def _is_full(error: OperationalError) -> bool:
    cause = error.__cause__
    return (
        getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(cause, "sqlstate", None) == _POSTGRES_FULL
    )


def _no(
    request: HttpRequest, status: int, code: str, message: str, fields: dict[str, Any] | None = None
) -> HttpResponse:
    body = {"code": code, "message": message, "fields": fields or {}}
    return api.create_response(request, body, status=status)


for _app in (
    "feed",
    "accounts",
    "relations",
    "videos",
    "social",
    "safety",
    "studio",
    "likeness",
    "search",
    "notices",
    "insights",
    "messages",
    "privacy",
):
    api.add_router("", import_module(f"mutoscope.apps.{_app}.http").router)


def addresses() -> list[URLPattern | URLResolver]:
    """The API's routes, in a branch for each first word: Django tries one after the other, and copies what it
    tried, so two hundred in a row cost a tenth of a small request."""
    found: list[URLPattern | URLResolver] = []
    branches: dict[str, list[URLPattern]] = {}
    for one in api.urls[0]:
        first, _, rest = str(one.pattern).partition("/")
        assert "<" not in first, "an address that begins with a parameter would need its place in the order"
        if rest:
            branches.setdefault(first, []).append(path(rest, one.callback, name=one.name))
        else:
            found.append(one)
    return found + [path(f"{first}/", include(those)) for first, those in branches.items()]
