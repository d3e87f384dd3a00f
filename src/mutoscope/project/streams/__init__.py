"""The streams process: news to open pages, over server-sent events.

It holds nothing that is not also in the database, so it may be killed at any moment: pages that lose their
stream ask now and then until there is one again. A stream says where to look («messages», of which
conversation), never what is there: what somebody may read is decided where it is read.

    GET /api/stream    event: hello    it is listening now: look at everything once
                       event: news     data: {"kind": "messages", "about": "0an9..."}
                       : a comment now and then, so that a dead line is noticed
"""

import asyncio
import logging
import os
import re
from collections.abc import MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.http.request import split_domain_port, validate_host  # noqa: E402

from mutoscope.adapters.metrics import CONTENT_TYPE, gauge  # noqa: E402
from mutoscope.apps.accounts.sittings import Sitting, sitting  # noqa: E402
from mutoscope.core.units import Refusal  # noqa: E402
from mutoscope.project.media.asgi import Answer, Receive, Request, Send, in_database, refused, start  # noqa: E402
from mutoscope.project.operating.door import may_read  # noqa: E402
from mutoscope.project.streams.lines import Lines  # noqa: E402

log = logging.getLogger(__name__)
lines = Lines()

_UNKNOWN = Refusal("not_found", "There is nothing at this address.", status=404)
_METHOD = Refusal("method_not_allowed", "This can't be done here.", status=405)
_ELSEWHERE = Refusal("csrf", "Please reload the page and try again.", status=403)
_NOBODY = Refusal("log_in_first", "Please log in first.", status=401)
_FAULT = Refusal("server_error", "Something went wrong on our side. Please try again.", status=500)
_SESSION = re.compile(r"[a-z0-9]{32}")


async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        request = Request(scope, receive)
        try:
            await _route(request, _letting_read(request, send))
        except Refusal as refusal:
            await refused(request, refusal).send(_letting_read(request, send))
        except Exception:
            log.exception("a stream could not begin")
            await refused(request, _FAULT).send(send)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"]
        if kind == "lifespan.startup":
            lines.begin()
        else:
            lines.end_all()
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


async def _route(request: Request, send: Send) -> None:
    if request.path == "/livez" and request.method in ("GET", "HEAD"):
        await Answer(200, {"content-type": "application/json"}, b'{"alive":true}').send(send)
    elif request.path == "/metrics" and may_read(request.header("authorization")):
        await Answer(200, {"content-type": CONTENT_TYPE}, _numbers().encode()).send(send)
    elif request.path != "/api/stream":
        raise _UNKNOWN
    elif request.method != "GET":
        raise _METHOD
    else:
        await _stream(request, await _who(request), send)


def _numbers() -> str:
    return gauge("mutoscope_streams_open", "Pages that listen for news.", [({}, lines.open)])


async def _who(request: Request) -> Sitting:
    """Whose page of ours asks; refuses other sites' pages, and whoever is not logged in."""
    host, _ = split_domain_port(request.header("host"))
    from_us = _from_our_page(request)
    if not from_us or not validate_host(host, settings.ALLOWED_HOSTS):
        raise _ELSEWHERE
    key = _session_key(request.header("cookie"))
    found = await in_database(sitting, key) if key else None
    if found is None:
        raise _NOBODY
    return found


def _from_our_page(request: Request) -> bool:
    """A browser names the page's origin when it is not this very one."""
    origin = request.header("origin")
    if origin:
        return origin in settings.CSRF_TRUSTED_ORIGINS
    return request.header("sec-fetch-site") in ("", "same-origin")


def _session_key(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found and _SESSION.fullmatch(found.value) else ""


async def _stream(request: Request, who: Sitting, send: Send) -> None:
    line = await lines.join(who)
    gone = asyncio.ensure_future(request.until_gone())
    gone.add_done_callback(lambda _: line.end())
    try:
        headers = {
            "content-type": "text/event-stream",
            "cache-control": "no-store",
            "x-accel-buffering": "no",
        }
        await send(start(200, headers))
        while words := await line.next():
            await send({"type": "http.response.body", "body": words, "more_body": True})
        if not gone.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()
        lines.leave(line)


def _letting_read(request: Request, send: Send) -> Send:
    """``send`` with the headers that let pages of ours on another port read the answer."""
    origin = request.header("origin")
    pairs = [(b"x-content-type-options", b"nosniff"), (b"vary", b"Origin")]
    if origin and origin in settings.CSRF_TRUSTED_ORIGINS:
        pairs += [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-allow-credentials", b"true"),
        ]

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *pairs]
        await send(message)

    return sending
