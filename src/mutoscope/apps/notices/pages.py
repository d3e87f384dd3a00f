"""Ending the mails from a mail, without logging in: by a button, or by a mail program itself (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mutoscope.apps.notices import digests


@csrf_exempt  # the signed token is the right to do it, whoever's page or program sends it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it ends nothing: programs that open every link in a mail must not do it."""
    person_id = digests.whose(token)
    done = bool(person_id) and request.method == "POST"
    if done:
        digests.stop(person_id)
    return render(
        request,
        "notices/stop.html",
        {"good": bool(person_id), "done": done},
        status=200 if person_id else 404,
    )
