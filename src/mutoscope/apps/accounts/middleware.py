"""``request.user`` and ``request.viewer`` on every request, and the cookies of viewers and devices."""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from mutoscope.apps.accounts import devices
from mutoscope.apps.accounts.recognising import recognise
from mutoscope.apps.accounts.viewers import keep_token, viewer_of


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, with a shorter road to the person of an ordinary session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: recognise(request))  # type: ignore[assignment]


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        keep_token(request, response)
        devices.keep_token(request, response)
        if request.path.startswith("/api/") and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"  # answers depend on who asks
        return response
