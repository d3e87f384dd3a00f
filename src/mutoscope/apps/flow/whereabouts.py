"""Which process is which worker: so that the jobs of one that died here are taken back at once.

A worker's name is ``<machine>:<process>:<start>``. The machine part is the boot and the process namespace,
so a name is judged only where its process number means something.
"""

import os
import uuid
from functools import cache
from pathlib import Path


@cache
def _here() -> str:
    """This boot and process namespace; a random word where the system doesn't tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot[:13]}-{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return uuid.uuid4().hex[:20]


def name_of(pid: int | None = None) -> str:
    """The worker's name of a process of this machine, by default this one."""
    number = os.getpid() if pid is None else pid
    return f"{_here()}:{number}:{_started(number)}"


def is_gone(worker: str) -> bool:
    """True when ``worker`` ran on this machine and its process has certainly ended."""
    here, _, rest = worker.partition(":")
    number, _, started = rest.partition(":")
    return here == _here() and bool(started) and number.isdecimal() and _started(int(number)) != started


def _started(pid: int) -> str:
    """When the process started, in the kernel's ticks: tells it from a later one with the same number."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
