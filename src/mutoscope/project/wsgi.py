"""The web process's application: a request is heard to its end, then waits for one of a few turns.

Threads that wait for somebody's bytes cost next to nothing; threads that compute fight for one interpreter.
So there are many of the first and few of the second, and who sends slowly, or never, holds up nobody.
"""

import io
import os
import queue
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import DEFAULT_DB_ALIAS, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from mutoscope.project.operating import sums  # noqa: E402

_SMALL_BYTES = 64 * 1024
_seats: "queue.SimpleQueue[BaseDatabaseWrapper]" = queue.SimpleQueue()
"""A turn is a connection to the database: however many threads wait, there are no more of these."""


def _seat() -> BaseDatabaseWrapper:
    made = connections.create_connection(DEFAULT_DB_ALIAS)
    made.inc_thread_sharing()
    return made


for _ in range(settings.CONFIG.web_threads):
    _seats.put(_seat())
sums.keep_telling()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    _hear_out(environ)
    connections[DEFAULT_DB_ALIAS] = seat = _seats.get()
    try:
        return _django(environ, start_response)
    finally:
        del connections[DEFAULT_DB_ALIAS]
        _seats.put(seat)


def _hear_out(environ: dict[str, Any]) -> None:
    """Take the whole body first, small ones into memory. One that nobody may send stays where it is.

    Answered before the body came, the connection would be closed, and whoever sends headers and body apart
    would meet a broken pipe.
    """
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or not 0 < int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return
    left, given = int(length), environ["wsgi.input"]
    body = io.BytesIO() if left <= _SMALL_BYTES else tempfile.TemporaryFile()  # noqa: SIM115 - closed when let go
    with suppress(OSError):  # whoever asked is gone: the rest meets a body that is too short
        while left and (part := given.read(min(left, _SMALL_BYTES))):
            body.write(part)
            left -= len(part)
    body.seek(0)
    environ["wsgi.input"] = body
