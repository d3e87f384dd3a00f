"""Bytes out, for one: ``GET /x/<copy>/<token>``, the copy of somebody's data, through a link that works once.

A download that broke off goes on with a range of the same file; nothing else of the link works twice.
"""

from functools import partial

from mutoscope.apps.privacy import services as privacy
from mutoscope.core.units import Refusal, from_text
from mutoscope.project.media.asgi import Answer, Request, Send, in_database
from mutoscope.project.media.ranges import wanted
from mutoscope.project.media.streaming import stream

VERSION = 32
"""Letters of the object's hash that name the version of a file."""


async def copy(request: Request, send: Send) -> None:
    """Answer one GET; refuses ``no_export``."""
    _, _, named, token = request.path.split("/", 3)
    asks = request.header("range")
    version = request.header("if-range").strip(' "')
    goes_on = "" if asks.replace(" ", "").startswith("bytes=0-") else version
    found = await in_database(partial(privacy.open_link, _id_of(named), token[:64], goes_on=goes_on))
    etag = f'"{found.object_key[:VERSION]}"'
    asked = wanted(found.size, etag, range_=asks, if_range=request.header("if-range"))
    headers = {
        "content-type": "application/zip",
        "content-disposition": f'attachment; filename="{found.name}"',
        "content-length": str(asked.end - asked.start),
        "etag": etag,
        "accept-ranges": "bytes",
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    if asked.status == 206:
        headers["content-range"] = f"bytes {asked.start}-{asked.end - 1}/{found.size}"
    elif asked.status != 200:
        await Answer(asked.status, {"content-range": f"bytes */{found.size}"}).send(send)
        return

    async def still() -> None:
        """Whoever has begun may end."""

    await stream(request, send, found.object_key, asked, headers, still)


def _id_of(text: str) -> int:
    try:
        return from_text(text)
    except Refusal:
        return 0
