"""``request.viewer`` on every request, and the cookies behind it and behind the list of devices."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from mutoscope.apps.accounts import devices
from mutoscope.apps.accounts.viewers import keep_token, viewer_of


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
