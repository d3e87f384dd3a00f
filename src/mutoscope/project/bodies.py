"""Bodies of requests to the web process: each is heard to its end, unless nobody may send it.

Small ones are kept in memory. Larger ones go into files, only where a route takes them and few at a time:
whoever sends them need not have logged in, and must not be able to fill the disk.
"""

import io
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from django.conf import settings

from mutoscope.apps.feed.reading import BODY_LIMIT

SMALL_BYTES = 64 * 1024
"""Any route takes so much: the largest form with the longest texts needs less."""
LARGER_BYTES = {
    "/api/feed/events": BODY_LIMIT,
    "/api/feed/profile": BODY_LIMIT,
    "/api/me/avatar": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,  # refused above 8 MB, in words about pictures
}
"""What else may be sent, and how much; the route itself may allow less."""
LARGER_BELOW = {
    "/api/studio/projects/": 2 << 20,  # a whole document
    "/api/studio/captions/read": 2 << 20,
}
"""The same for every address that begins so."""
MOST_LARGE = 16
"""Larger bodies at a time, in each process."""
UNHEARD = "mutoscope.unheard"
"""In the request's environment: the HTTP status that says why its body was not taken."""
_larger = threading.BoundedSemaphore(MOST_LARGE)


@contextmanager
def heard(environ: dict[str, Any]) -> Iterator[None]:
    """The request with its whole body, or with the reason why not under ``UNHEARD``.

    Answered before the body came, the connection would be closed, and whoever sends headers and body apart
    would meet a broken pipe.
    """
    said = environ.get("CONTENT_LENGTH") or ""
    length = int(said) if said.isdecimal() else 0
    if length <= SMALL_BYTES:
        if length:
            _take(environ, length, io.BytesIO())
        yield
    elif length > _most(environ["PATH_INFO"]):
        environ[UNHEARD] = 413
        yield
    elif not _larger.acquire(blocking=False):
        environ[UNHEARD] = 503
        yield
    else:
        file = None
        try:
            file = _filed(environ, length)
            yield
        finally:
            if file is not None:
                with suppress(OSError):  # a full disk was said already
                    file.close()
            _larger.release()


def _filed(environ: dict[str, Any], length: int) -> IO[bytes] | None:
    file = None
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the request is answered
        _take(environ, length, file)
    except OSError:
        environ[UNHEARD] = 507
    return file


def _most(path: str) -> int:
    below = (most for start, most in LARGER_BELOW.items() if path.startswith(start))
    return LARGER_BYTES.get(path) or next(below, SMALL_BYTES)


def _take(environ: dict[str, Any], left: int, body: IO[bytes]) -> None:
    given = environ["wsgi.input"]
    while left and (part := _next(given, min(left, SMALL_BYTES))):
        body.write(part)
        left -= len(part)
    body.seek(0)
    environ["wsgi.input"] = body


def _next(given: IO[bytes], most: int) -> bytes:
    with suppress(OSError):  # whoever sent it is gone: what follows meets a body that is too short
        return given.read(most)
    return b""
