"""Which other pages may read what the media process answers: our own web client, nobody else."""

from collections.abc import MutableMapping
from typing import Any

from django.conf import settings

from mutoscope.project.media.asgi import Request, Send

_EXPOSED = (
    "Location, Upload-Offset, Upload-Length, Upload-Expires, Tus-Resumable, Tus-Version, Tus-Extension,"
    " Tus-Max-Size, Tus-Checksum-Algorithm, Content-Range, Accept-Ranges, ETag, Retry-After"
)
_ASKED = (
    "Authorization, Content-Type, Range, If-Range, If-None-Match, Tus-Resumable, X-HTTP-Method-Override,"
    " Upload-Length, Upload-Offset, Upload-Metadata, Upload-Checksum, Upload-Defer-Length, X-Request-ID"
)


def adding(request: Request, send: Send) -> Send:
    """``send`` with the headers that every answer of this process carries."""
    shared = {
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "referrer-policy": "no-referrer",
        "vary": "Origin",
    }
    origin = request.header("origin")
    if origin and origin in settings.CSRF_TRUSTED_ORIGINS:
        shared["access-control-allow-origin"] = origin
        shared["access-control-expose-headers"] = _EXPOSED
        if request.method == "OPTIONS":
            shared["access-control-allow-methods"] = "GET, HEAD, POST, PATCH, DELETE, OPTIONS"
            shared["access-control-allow-headers"] = _ASKED
            shared["access-control-max-age"] = "86400"
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in shared.items()]

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *pairs]
        await send(message)

    return sending
