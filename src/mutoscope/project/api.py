"""The API: each app's router under its own prefix, refusals turned into answers in one place."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI

from mutoscope.core.units import Refusal

api = NinjaAPI(title="Mutoscope", version="1", docs_url=None, openapi_url="/openapi.json")


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """{code, message, fields}: the message in the reader's language."""
    sentence = gettext(refusal.sentence)
    message = sentence % refusal.fields if refusal.fields else sentence
    return api.create_response(
        request,
        {"code": refusal.code, "message": message, "fields": refusal.fields},
        status=refusal.status,
    )


for _app in ("accounts", "relations", "videos", "social", "safety", "feed"):
    api.add_router("", import_module(f"mutoscope.apps.{_app}.http").router)
