"""The worker: claims jobs, delivers facts, fires schedules, until it is told to stop."""

import logging
import os
import signal
import socket
import threading

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from mutoscope.apps.flow import leases, outbox, running, schedules

IDLE_S = 0.1

log = logging.getLogger(__name__)


def main() -> int:
    """Work until SIGTERM or SIGINT; the exit status."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    autodiscover_modules("tasks")
    schedules.sync()
    name = f"{socket.gethostname()}:{os.getpid()}"
    log.info("worker %s with %s slots", name, settings.CONFIG.worker_slots)
    while not stop.is_set():
        if not _step(name):
            stop.wait(IDLE_S)
    return 0


def _step(name: str) -> bool:
    """One round; False when there was nothing to do."""
    leases.reap()
    fired = schedules.fire()
    told = sum(outbox.deliver_to(listener) for listener in outbox.due_listeners())
    claimed = leases.claim(name)
    for lease in claimed:
        running.run(lease)
    return bool(fired or told or claimed)
