"""How many processes this machine bears."""

import os
from pathlib import Path

MOST_WEB = 4
"""Beyond these, more machines serve better: the database, engine and worker want cores as well."""
_A_WEB_BYTES = 1 << 30
"""Of the machine's memory for each web process, which holds about 180 MB: the rest is for the others."""
_GROUP = Path("/sys/fs/cgroup")


def web_processes(cores: int, memory_bytes: int) -> int:
    """One for each core, as far as the memory reaches, at most ``MOST_WEB``; always one."""
    return max(1, min(cores, memory_bytes // _A_WEB_BYTES, MOST_WEB))


def cores() -> int:
    """Cores this process may use; fewer where a container grants only a share of them."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _said("cpu.max").partition(" ")
    if quota.isdecimal() and period.isdecimal():
        found = min(found, max(1, int(quota) // int(period)))
    return found


def memory_bytes() -> int:
    """Memory of this machine, or of its container."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = _said("memory.max")
    return min(found, int(limit)) if limit.isdecimal() else found


def _said(name: str) -> str:
    try:
        return (_GROUP / name).read_text("ascii").strip()
    except OSError:
        return ""
