"""What all web processes of this machine counted together: each adds its own to sums in their common memory.

A process that is killed leaves what it had told, so that no sum ever falls; what it counted within the last
two seconds is lost. All sums begin anew with ``mutoscope web``, as those of one process would.
"""

import json
import sqlite3
import threading
import time
from contextlib import suppress

from django.conf import settings

from mutoscope.adapters.metrics import ALL, Counter, Counts, counts
from mutoscope.project.caches.memory import Memory, Sum, memory_of

_EVERY_S = 2
_TIDY_EVERY_S = 60
_CPU = Counter("mutoscope_web_cpu_seconds_total", "CPU time of the web processes.")
_telling = threading.Lock()
_told: dict[Sum, float] = {}
_cpu_told = 0.0


def together() -> dict[str, Counts]:
    """Everything counted, by this process up to now and by the others up to two seconds ago."""
    tell()
    found: dict[str, Counts] = {one.name: {} for one in ALL}
    sizes = {one.name: one.size for one in ALL}
    for (name, labels, place), amount in _memory().counted().items():
        if place < sizes.get(name, 0):
            of = found[name].setdefault(tuple(json.loads(labels)), [0.0] * sizes[name])
            of[place] = amount
    return found


def tell() -> None:
    """Add what this process counted since it last told."""
    global _cpu_told
    with _telling:
        spent = time.process_time()
        _CPU.add(amount=spent - _cpu_told)
        _cpu_told = spent
        now = {
            (name, json.dumps(labels), place): amount
            for name, of in counts().items()
            for labels, amounts in of.items()
            for place, amount in enumerate(amounts)
        }
        news = {which: amount - _told.get(which, 0.0) for which, amount in now.items()}
        _memory().count({which: amount for which, amount in news.items() if amount})
        _told.update(now)


def keep_telling() -> None:
    """Tell every two seconds, from a thread that ends with the process; and take out what has ended."""

    def go_on() -> None:
        tidied = time.monotonic()
        while True:
            time.sleep(_EVERY_S)
            with suppress(sqlite3.Error, OSError):  # told later
                tell()
                if time.monotonic() - tidied > _TIDY_EVERY_S:
                    tidied = time.monotonic()
                    _memory().tidy()

    threading.Thread(target=go_on, name="sums", daemon=True).start()


def _memory() -> Memory:
    return memory_of(settings.HOME)
