"""The media process: films out, uploads in, and nothing else, so that slow phones never hold a web thread.

No Django view runs here; the services and queries of the apps do, in a few threads of their own.
"""

import asyncio
import logging
import os
import time
from collections.abc import MutableMapping
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
django.setup()

from mutoscope.adapters.metrics import CONTENT_TYPE, Counter, Histogram, counted, counts  # noqa: E402
from mutoscope.core.units import Refusal  # noqa: E402 - Django first
from mutoscope.project.media import copies, cors, films, materials, tus  # noqa: E402
from mutoscope.project.media.asgi import Answer, Gone, Receive, Request, Send, refused  # noqa: E402
from mutoscope.project.operating.door import may_read  # noqa: E402

ANSWERED = Histogram(
    "mutoscope_media_first_byte_seconds", "Time until the media process began to answer.", ("kind", "status")
)
SENT = Counter("mutoscope_media_sent_bytes_total", "Bytes that left by the media process.")

log = logging.getLogger(__name__)

_UNKNOWN = Refusal("not_found", "There is nothing at this address.", status=404)
_METHOD = Refusal("method_not_allowed", "This can't be done here.", status=405)
_FAULT = Refusal("server_error", "Something went wrong on our side. Please try again.", status=500)


async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        request = Request(scope, receive)
        await _answer(request, cors.adding(request, send))


async def _live(receive: Receive, send: Send) -> None:
    tidying = asyncio.ensure_future(tus.tidy_for_ever())
    while True:
        kind = (await receive())["type"]
        if kind == "lifespan.shutdown":
            tidying.cancel()
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


async def _answer(request: Request, send: Send) -> None:
    begun, arrived = False, time.perf_counter()

    async def noting(message: MutableMapping[str, Any]) -> None:
        nonlocal begun
        if not begun:
            door = request.path.split("/", 2)[1]
            kind = door if door in ("m", "s", "up", "livez", "metrics") else "other"
            ANSWERED.observe(kind, str(message["status"]), seconds=time.perf_counter() - arrived)
        begun = True
        SENT.add(amount=len(message.get("body", b"")))
        await send(message)

    try:
        await _route(request, noting)
    except Gone:
        if not begun:  # nobody may be there to read it
            await Answer(408, {"connection": "close"}).send(noting)
    except Refusal as refusal:
        if begun:
            raise  # cuts the connection: a shortened answer must not look whole
        await refused(request, refusal).send(noting, without_body=request.method == "HEAD")
    except Exception:
        log.exception("media request failed: %s %s", request.method, request.path[:3])
        if begun:
            raise
        await refused(request, _FAULT).send(noting, without_body=request.method == "HEAD")


async def _route(request: Request, send: Send) -> None:
    if request.method == "OPTIONS":
        await tus.describe().send(send)
    elif request.path.startswith("/m/") and request.path.count("/") == 3:
        if request.method not in ("GET", "HEAD"):
            raise _METHOD
        await films.film(request, send)
    elif request.path.startswith("/s/") and request.path.count("/") == 3:
        if request.method not in ("GET", "HEAD"):
            raise _METHOD
        await materials.material(request, send)
    elif request.path.startswith("/x/") and request.path.count("/") == 3:
        if request.method != "GET":
            raise _METHOD
        await copies.copy(request, send)
    elif request.path in ("/up", "/up/") or (
        request.path.startswith("/up/") and request.path.count("/") == 2
    ):
        answer = await tus.respond(request)
        await answer.send(send, without_body=request.method == "HEAD")
    elif request.path == "/livez" and request.method in ("GET", "HEAD"):
        await Answer(200, {"content-type": "application/json"}, b'{"alive":true}').send(send)
    elif request.path == "/metrics" and may_read(request.header("authorization")):
        await Answer(200, {"content-type": CONTENT_TYPE}, counted(counts()).encode()).send(send)
    else:
        raise _UNKNOWN
