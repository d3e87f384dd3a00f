"""The web client as Vite built it: its page for every address that is nobody else's, its files for long.

The page of a video or a person carries facts about it in its head, for those who run no scripts; it starts
the same client. Files under ``assets/`` carry a hash of their content in their name, so browsers may keep
them for ever; the page that names them must be asked for each time, or people would stay on an old version.
"""

import re
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware

_HASHED = re.compile(r"/assets/.+-[\w-]{8,}\.\w+$")
_FONT = re.compile(r"/static/fonts/[\w-]+\.(otf|ttf|woff2)$")
"""Asked for with their size behind a question mark: another file has another address."""
_PAINTER = re.compile(r"/assets/(painter\.worker|jassub-worker)-[\w-]+\.js$")
_PAINTER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"
)
"""A worker goes by the policy that its own script comes with. libass, which sets words in the studio, is all
that is compiled in a browser; on no page anything may be."""
_ROOT_FILES = {
    "favicon.ico": ("icons/icon-192.png", "image/png"),
    "sw.js": ("sw.js", "text/javascript; charset=utf-8"),
}
"""Files browsers look for at the root, where each lies and what it is. A service worker rules only what lies
below its own address; an icon is asked for by every page that names none."""


_HEAD = re.compile(rb"<!-- facts -->.*?<!-- /facts -->", re.DOTALL)
_BODY = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


@require_safe
def client(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """The page that starts the client, or one of the few files that live at the root."""
    if path.startswith("static/"):  # of another build: browsers would keep the page in its place
        return HttpResponse(status=404)
    if path not in _ROOT_FILES:
        return starting_page(request)
    name, kind = _ROOT_FILES[path]
    file = settings.CLIENT / name
    if not file.is_file():
        return HttpResponse(status=404)
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = "no-cache"
    return answer


def starting_page(request: HttpRequest, head: str = "", body: str = "", *, status: int = 200) -> HttpResponse:
    """The page that starts the client, with markup for its head and for those who run no scripts."""
    page = _page(settings.CLIENT / "index.html")
    if head:
        page = _HEAD.sub(lambda _: head.encode(), page, count=1)
    if body:
        page = _BODY.sub(lambda _: b"<noscript>%b</noscript>" % body.encode(), page, count=1)
    page = page.replace(b'<html lang="en">', b'<html lang="%b">' % (get_language() or "en").encode(), 1)
    answer = HttpResponse(page, status=status)
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
    b'<!doctype html><html lang="en"><meta charset=utf-8>'
    b"<!-- facts --><title>Mutoscope</title><!-- /facts -->"
    b"<p>The server runs, but the web client was not built. <code>bin/run</code> builds it."
    b"<noscript></noscript>"
)


def know_the_page() -> None:
    """Read the starting page now, as it belongs to the files that are served: a build under a running server
    writes another one, which names files that this server will not know before it starts again."""
    _page(settings.CLIENT / "index.html")


class Files(WhiteNoiseMiddleware):
    """WhiteNoise, for which a file that has gone since the start is no fault of ours, but is not there."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        except FileNotFoundError:
            return HttpResponse(status=404)
        return answer


def is_immutable(path: str, url: str) -> bool:
    """Whether WhiteNoise may let browsers keep ``url`` for ever."""
    return bool(_HASHED.search(url) or _FONT.search(url))


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """The painter's policy; and the embedded player stands in other sites' frames, whose origin may be none:
    its few files go there."""
    if _PAINTER.search(url):
        headers["Content-Security-Policy"] = _PAINTER_POLICY
    if url.startswith("/static/sharing/") or url == "/static/client/icon.svg":
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
