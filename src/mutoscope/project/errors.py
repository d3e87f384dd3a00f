"""What people and programs read when there is no answer: JSON under /api, one plain sentence elsewhere."""

from html import escape

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_SENTENCES = {
    400: ("bad_request", _("This request can't be understood.")),
    401: ("log_in_first", _("Please log in first.")),
    403: ("forbidden", _("This is not allowed. Reload the page and try again.")),
    404: ("not_found", _("There is nothing at this address.")),
    405: ("wrong_method", _("This address can't be used that way.")),
    413: ("too_large", _("That is too much at once.")),
    500: ("server_error", _("Something broke on our side. Please try again in a moment.")),
    503: ("busy", _("Too much is being sent to the server right now. Please try again in a moment.")),
    507: ("disk_full", _("There is no room on the server right now. Please try again later.")),
}


def said(status: int) -> tuple[str, str]:
    """Code and sentence, in the reader's language, for an HTTP status without a reason of its own."""
    code, sentence = _SENTENCES.get(status, _SENTENCES[400 if status < 500 else 500])
    return code, gettext(sentence)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404)


def no_such_api(request: HttpRequest, rest: str) -> HttpResponse:
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return answer(request, 500)


def answer(request: HttpRequest, status: int) -> HttpResponse:
    """This status instead of what was asked for."""
    code, message = said(status)
    if request.path.startswith("/api/"):
        return JsonResponse({"code": code, "message": message, "fields": {}}, status=status)
    return HttpResponse(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Mutoscope</title><p>{escape(message)}<p><a href='/'>Mutoscope</a>",
        status=status,
    )
