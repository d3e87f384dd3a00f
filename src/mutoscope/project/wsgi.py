"""The web process's application: a request is heard to its end, then waits for one of a few turns.

Threads that wait for somebody's bytes cost next to nothing; threads that compute fight for one interpreter.
So there are many of the first and few of the second, and who sends slowly, or never, holds up nobody.
"""

import os
import queue
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import DEFAULT_DB_ALIAS, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from mutoscope.project.bodies import heard  # noqa: E402
from mutoscope.project.client_files import know_the_page  # noqa: E402
from mutoscope.project.operating import sums  # noqa: E402

_seats: "queue.SimpleQueue[BaseDatabaseWrapper]" = queue.SimpleQueue()
"""A turn is a connection to the database: however many threads wait, there are no more of these."""


def _seat() -> BaseDatabaseWrapper:
    made = connections.create_connection(DEFAULT_DB_ALIAS)
    made.inc_thread_sharing()
    return made


for _ in range(settings.CONFIG.web_threads):
    _seats.put(_seat())
sums.keep_telling()
know_the_page()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    with heard(environ):
        connections[DEFAULT_DB_ALIAS] = seat = _seats.get()
        try:
            return _django(environ, start_response)
        finally:
            del connections[DEFAULT_DB_ALIAS]
            _seats.put(seat)
