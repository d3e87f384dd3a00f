"""Bytes out: ``GET /m/<media key>/<name>`` with ranges, validators, and a watchful eye on who may have them.

A public address may be kept by shared caches for three seconds and by a browser for a minute, then it is
asked again by its ETag: within five seconds the server gives a withdrawn video to nobody. An address that is
not public carries a signature, and whether its viewer may still watch is asked anew every two seconds, in the
middle of a long answer too. Reading happens in a few threads and only when the reader has taken what it got
before, so a hundred stalled readers cost a hundred sockets.
"""

import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from django.conf import settings

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Servable
from mutoscope.core.units import to_text
from mutoscope.project.media.asgi import Answer, Remembered, Request, Send, in_database, start
from mutoscope.project.media.ranges import Wanted, wanted
from mutoscope.project.media.streaming import FRESH_S, nothing_here, stream

_servable: Remembered[Servable | None] = Remembered(FRESH_S)
_allowed: Remembered[bool] = Remembered(FRESH_S)
_bare: Remembered[bool] = Remembered(FRESH_S)


async def film(request: Request, send: Send) -> None:
    """Answer one GET or HEAD; refuses ``no_such_film`` for whatever this asker may not have."""
    _, _, media_key, name = request.path.split("/", 3)
    found = await _find(media_key, name, request)
    more: dict[str, str] = {}
    if found.to_keep or await _is_for_its_maker(media_key, found, request):
        more = to_keep(found)

    async def still() -> None:
        await _find(media_key, found.name, request)

    await answer(request, send, found, more, still)


def to_keep(found: Servable) -> dict[str, str]:
    """The header that makes a file of it, with a name for whoever saves it."""
    return {"content-disposition": f'attachment; filename="mutoscope-{to_text(found.video_id)}.mp4"'}


async def answer(
    request: Request,
    send: Send,
    found: Servable,
    more: dict[str, str],
    still: Callable[[], Awaitable[object]],
) -> None:
    """Send what is asked of a file, with ``more`` headers; ``still`` refuses who may not read on."""
    asked = wanted(
        found.size,
        _etag(found),
        range_=request.header("range") if request.method == "GET" else "",
        if_none_match=request.header("if-none-match"),
        if_match=request.header("if-match"),
        if_range=request.header("if-range"),
    )
    headers = {**_headers(found, asked), **more}
    if asked.status in (304, 412, 416):
        headers.pop("content-length", None)
        await Answer(asked.status, headers).send(send, without_body=True)
    elif request.method == "HEAD":
        await send(start(asked.status, headers))
        await send({"type": "http.response.body", "body": b""})
    else:
        await stream(request, send, found.object_key, asked, headers, still)


async def _find(media_key: str, name: str, request: Request) -> Servable:
    if len(media_key) > 40 or len(name) > 80:
        raise nothing_here()
    found = await _servable.get((media_key, name), lambda: in_database(videos.servable, media_key, name))
    if found is None or not (found.public or await _may_have(media_key, found, request)):
        raise nothing_here()
    return found


async def _may_have(media_key: str, found: Servable, request: Request) -> bool:
    viewer_key = signed_for(media_key, request)
    if not viewer_key:
        return False

    def ask() -> bool:
        viewer = viewer_behind(viewer_key)
        if viewer is None:
            return False
        if found.to_keep:
            return videos.manner_of_keeping(found.video_id, viewer) == "marked"
        return videos.may_view(found.video_id, viewer)

    return await _allowed.get((found.video_id, found.to_keep, viewer_key), lambda: in_database(ask))


async def _is_for_its_maker(media_key: str, found: Servable, request: Request) -> bool:
    """Whether its creator wants it as a file, and may have it without a mark."""
    viewer_key = signed_for(media_key, request)
    wanted_ = request.query.get("save") == "1" and found.mime == "video/mp4"
    if not wanted_ or viewer_key != f"p{found.creator_id}":
        return False

    def ask() -> bool:
        viewer = viewer_behind(viewer_key)
        return viewer is not None and videos.manner_of_keeping(found.video_id, viewer) == "bare"

    return await _bare.get((found.video_id, viewer_key), lambda: in_database(ask))


def signed_for(media_key: str, request: Request) -> str:
    """The key of the viewer to whom this address was given; empty when it is not ours or too old."""
    viewer_key, seal, expires = (request.query.get(part, "") for part in ("v", "s", "e"))
    if not (expires.isascii() and expires.isdigit() and len(expires) < 16):
        return ""
    good = videos.is_signed(media_key, viewer_key, int(expires), seal, int(time.time() * 1000))
    return viewer_key if good else ""


def viewer_behind(key: str) -> Viewer | None:
    """Who stands behind a viewer key; None when nobody does any more."""
    if key.startswith("p") and key[1:].isascii() and key[1:].isdigit() and len(key) < 21:
        return accounts.viewer(int(key[1:]))
    return Viewer(key, 0, 0, "") if key.startswith("a") and len(key) < 60 else None


def _headers(found: Servable, asked: Wanted) -> dict[str, str]:
    age = "public, max-age=60, s-maxage=3" if found.public else "private, max-age=60"
    headers = {
        "content-type": found.mime,
        "content-length": str(asked.end - asked.start),
        "etag": _etag(found),
        "accept-ranges": "bytes",
        "cache-control": f"{age}, must-revalidate",
        "content-disposition": "inline",
        "cross-origin-resource-policy": "cross-origin" if found.public or not _same_site() else "same-site",
    }
    if asked.status == 206:
        headers["content-range"] = f"bytes {asked.start}-{asked.end - 1}/{found.size}"
    elif asked.status == 416:
        headers["content-range"] = f"bytes */{found.size}"
    return headers


def _etag(found: Servable) -> str:
    return f'"{found.object_key[:32]}"'


def _same_site() -> bool:
    """Whether web and media share a host name or its parent, so that «same-site» includes our own pages."""
    web, media = (
        urlsplit(address).hostname or ""
        for address in (settings.CONFIG.web_address, settings.CONFIG.media_address)
    )
    return web == media or media.endswith(f".{web}") or web.partition(".")[2] == media.partition(".")[2] != ""
