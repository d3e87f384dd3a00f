"""An object of the store, or a range of it, sent to a reader who may stop taking it at any time."""

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from mutoscope.adapters.objects import NoSuchObject
from mutoscope.apps.videos.services import store
from mutoscope.core.units import Refusal
from mutoscope.project.media.asgi import Request, Send, in_files, start
from mutoscope.project.media.ranges import Wanted

FRESH_S = 2.0
"""How long an answer of the database counts."""
BLOCK = 256 * 1024


async def stream(
    request: Request,
    send: Send,
    key: str,
    asked: Wanted,
    headers: dict[str, str],
    still: Callable[[], Awaitable[object]],
) -> None:
    """Send what is ``asked`` of an object. ``still`` is awaited now and then; its refusal cuts the answer.

    Refuses ``no_such_film`` when the object is not there.
    """
    local = await in_files(store().local_path, key)
    descriptor = await in_files(_opened, local) if local is not None else -1
    if descriptor < 0 and not await in_files(store().exists, key):
        raise nothing_here()
    watching = asyncio.ensure_future(request.until_gone())
    try:
        await send(start(asked.status, headers))
        at, checked = asked.start, time.monotonic()
        while at < asked.end and not watching.done():
            if time.monotonic() - checked > FRESH_S:
                await still()  # raises: the connection is cut
                checked = time.monotonic()
            length = min(BLOCK, asked.end - at)
            data = await _read(descriptor, key, at, length)
            at += len(data)
            await send({"type": "http.response.body", "body": data, "more_body": at < asked.end})
    finally:
        watching.cancel()
        if descriptor >= 0:
            os.close(descriptor)


def nothing_here() -> Refusal:
    return Refusal("no_such_film", "There is nothing here (any more).", status=404)


def _opened(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return -1


async def _read(descriptor: int, key: str, at: int, length: int) -> bytes:
    if descriptor >= 0:
        data = await in_files(os.pread, descriptor, length, at)
    else:
        data = await store().aread(key, at, length)
    if not data:
        raise NoSuchObject(key)  # shorter than its row says: never pretend that it ended well
    return data
