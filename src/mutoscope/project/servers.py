"""The listening processes: web (pages and API, threads), media (films and uploads) and streams (news to open
pages), these two asynchronous."""

import gc
import logging
import logging.config
import os
import resource
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from mutoscope.project import sizing
from mutoscope.project.caches.memory import NAME, begin
from mutoscope.project.config import Config
from mutoscope.project.logs import django_logging
from mutoscope.project.processes import die_with

GRACE_S = 10
"""Seconds that answers under way have to finish when the process is asked to stop."""
SELDOM = (20_000, 20, 20)
"""When Python looks for garbage in circles, which requests hardly leave: see ``gc.set_threshold``."""
MOST_CONNECTIONS = 32_768
"""Of the streams process: more wait outside, and their pages ask now and then."""


LISTENING = 124
"""Threads of a web process beyond its ``web_threads``: they wait for what people send."""


def serve_web(config: Config) -> None:
    """Answer pages and API calls until told to stop."""
    begin(config.home_path / NAME)
    _serve(
        config,
        target="mutoscope.project.wsgi:application",
        port=config.web_port,
        interface=Interfaces.WSGI,
        workers=config.web_processes or sizing.web_processes(sizing.cores(), sizing.memory_bytes()),
        blocking_threads=config.web_threads + LISTENING,
        websockets=False,
    )


def serve_media(config: Config) -> None:
    """Send films and take uploads until told to stop. No Django view runs here, so a slow phone holds a
    socket and never a web thread."""
    _serve(
        config,
        target="mutoscope.project.media:application",
        port=config.media_port,
        interface=Interfaces.ASGI,
        websockets=False,
    )


def serve_streams(config: Config) -> None:
    """Keep streams to open pages until told to stop: thousands, idle most of the time."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # a stream is an open file; inherited below
    _serve(
        config,
        target="mutoscope.project.streams:application",
        port=config.stream_port,
        interface=Interfaces.ASGI,
        websockets=False,
        backpressure=MOST_CONNECTIONS,
    )


def _serve(config: Config, *, target: str, port: int, **options: Any) -> None:
    # granian runs the application in processes of their own below this one, which only watches them, starts
    # another for one that ended, and ends if that happens again at once: they must not outlive it either.
    server = Granian(
        target,
        address=config.host,
        port=port,
        respawn_failed_workers=True,
        log_enabled=False,  # requests are logged by us, with an id and without personal data
        workers_kill_timeout=GRACE_S,
        ssl_cert=Path(config.tls_certificate) if config.tls_certificate else None,
        ssl_key=Path(config.tls_key) if config.tls_key else None,
        **options,
    )
    logging.config.dictConfig(django_logging(config))
    logging.getLogger("_granian").setLevel(logging.ERROR)  # what it says of processes that ended
    server.serve(target_loader=partial(_load, os.getpid(), target), wrap_loader=False)


def _load(watcher: int, target: str) -> Callable[..., Any]:
    """The application, loaded in the process that will run it."""
    die_with(watcher)
    module, _, name = target.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    gc.collect()
    gc.freeze()  # what is loaded stays: a collection that walks it again holds up every thread
    gc.set_threshold(*SELDOM)
    return application
