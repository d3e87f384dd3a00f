"""Around every request: its id, who really asks, one line in the log, and the headers that guard the page."""

import ipaddress
import re
import secrets
import sys
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from mutoscope.adapters.metrics import Counter, Histogram
from mutoscope.project import errors
from mutoscope.project.bodies import UNHEARD
from mutoscope.project.operating import broken

Answer = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("mutoscope.requests")
_ID = re.compile(r"[\w-]{8,64}")
REQUESTS = Histogram(
    "mutoscope_http_request_seconds", "Requests answered by the web process.", ("method", "route", "status")
)
BUGS = Counter(
    "mutoscope_http_bugs_total", "Requests that broke by an exception nobody expected.", ("route",)
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_QUIET = {"livez", "readyz", "metrics"}
"""Routes that machines ask every few seconds."""


class RequestContext:
    """Gives each request ``id`` and ``client_address``, and logs its route, status and time.

    The route is the pattern (``api/people/{handle}``), never the address: addresses hold handles and
    one-time tokens.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        proxies = settings.CONFIG.trusted_proxies
        given = request.META.get("HTTP_X_REQUEST_ID", "") if proxies else ""
        request.id = given if _ID.fullmatch(given) else secrets.token_hex(8)  # type: ignore[attr-defined]
        request.client_address = client_address(  # type: ignore[attr-defined]
            request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""), proxies
        )
        with structlog.contextvars.bound_contextvars(request_id=request.id):  # type: ignore[attr-defined]
            response = self.get_response(request)
            response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
            self._log(request, response, started)
        return response

    def _log(self, request: HttpRequest, response: HttpResponse, started: float) -> None:
        route = request.resolver_match.route if request.resolver_match else ""
        method = request.method if request.method in METHODS else "OTHER"
        REQUESTS.observe(
            method or "", f"/{route}", str(response.status_code), seconds=time.perf_counter() - started
        )
        if request.path.startswith(settings.STATIC_URL) or (route in _QUIET and response.status_code < 400):
            return
        say = log.warning if response.status_code >= 500 else log.info
        say(
            f"{request.method} /{route} {response.status_code}",
            method=request.method,
            route=f"/{route}",
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )


@receiver(got_request_exception)
def _log_bug(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    route = request.resolver_match.route if request is not None and request.resolver_match else ""
    BUGS.add(f"/{route}")
    broken.note(f"/{route}", sys.exc_info()[1])
    log.exception("A request broke", route=f"/{route}")


def client_address(remote: str, forwarded_for: str, proxies: int) -> str:
    """The address of whoever asks, as text without a port; empty when it can't be known.

    Behind ``proxies`` declared proxies each appended the address it saw to X-Forwarded-For, so the client
    stands that many places from the right end; whatever lies further left the client wrote itself and may
    be a lie. With no proxy declared the header is ignored altogether.
    """
    remote = _address(remote)
    if proxies == 0:
        return remote
    hops = [part.strip() for part in forwarded_for.split(",") if part.strip()] + [remote]
    if len(hops) <= proxies:
        return remote  # it did not come through all of them: trust only the socket
    return _address(hops[-1 - proxies]) or remote


def _address(text: str) -> str:
    """One IP address, normal form, without brackets, port or IPv4-in-IPv6 dress; empty if it is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


class UnheardBodies:
    """Says why a body was not taken, before anything looks for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = request.META.get(UNHEARD)
        return errors.answer(request, status) if status else self.get_response(request)


class SecurityHeaders:
    """A strict content policy and no device but those the client uses. Films come from their own origin."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.policy = content_policy(settings.CONFIG.media_address, settings.CONFIG.stream_address)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def content_policy(media_origin: str, stream_origin: str) -> str:
    """Only our own scripts run, and compile nothing; style attributes are allowed, because templates place
    things with them. The one worker that compiles something has a policy of its own (``client_files``)."""
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": f"'self' data: blob: {media_origin}",
        "media-src": f"'self' blob: {media_origin}",
        "font-src": "'self'",
        "connect-src": f"'self' {media_origin} {stream_origin}",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


PERMISSIONS = ", ".join(
    [
        "camera=(self)",
        "microphone=(self)",
        "autoplay=(self)",
        "fullscreen=(self)",
        "screen-wake-lock=(self)",
        *(
            f"{name}=()"
            for name in ("accelerometer", "display-capture", "geolocation", "gyroscope", "magnetometer")
        ),
        *(f"{name}=()" for name in ("midi", "payment", "serial", "usb", "browsing-topics")),
    ]
)
