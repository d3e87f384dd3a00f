"""The web client as Vite built it: its page for every address that is nobody else's, its files for long.

Files under ``assets/`` carry a hash of their content in their name, so browsers may keep them for ever; the
page that names them must be asked for each time, or people would stay on an old version.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

_HASHED = re.compile(r"/assets/.+-[\w-]{8,}\.\w+$")
_ROOT_FILES = {
    "favicon.ico": "image/x-icon",
    "manifest.webmanifest": "application/manifest+json",
    "robots.txt": "text/plain; charset=utf-8",
    "sw.js": "text/javascript; charset=utf-8",
}
"""Files browsers look for at the root: a service worker rules only what lies below its own address."""


@require_safe
def client(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The page that starts the client, or one of the few files that live at the root."""
    if path in _ROOT_FILES:
        file = settings.CLIENT / path
        if not file.is_file():
            return HttpResponse(status=404)
        answer: HttpResponseBase = FileResponse(file.open("rb"), content_type=_ROOT_FILES[path])
    else:
        answer = HttpResponse(_page(settings.CLIENT / "index.html"))
        get_token(request)  # sets the cookie: a new visitor's first write needs no question before it
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _page(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _NOT_BUILT


_NOT_BUILT = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Mutoscope</title>"
    b"<p>The server runs, but the web client was not built. <code>bin/run</code> builds it."
)


def is_immutable(path: str, url: str) -> bool:
    """Whether WhiteNoise may let browsers keep ``url`` for ever."""
    return bool(_HASHED.search(url))
