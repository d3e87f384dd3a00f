"""Small acts on operating-system processes, ports and locks that the supervisor and its children share."""

import ctypes
import errno
import fcntl
import os
import signal
import socket
import sys
from pathlib import Path

SUPERVISOR = "MUTOSCOPE_SUPERVISOR"
"""Environment variable naming the process id whose end must end this process too."""

_PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """The program can't start here; the message says why and what to do."""


def die_with(parent: int) -> None:
    """End this process with SIGKILL as soon as ``parent``, its parent, ends, however it ends.

    Everything Mutoscope does survives a kill, so the certain signal is the right one: a process that hangs
    would outlive a polite one. Linux only; elsewhere the supervisor's own clean stop has to do.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def follow_supervisor() -> None:
    """Called first by every process that a supervisor may have started."""
    supervisor = os.environ.pop(SUPERVISOR, "")
    if supervisor:
        die_with(int(supervisor))


def lock_home(home: Path) -> int:
    """Hold ``home`` for one supervisor; the open file returned is the lock, kept until the process ends."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "serve.lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(lock, 32, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(lock)
        raise CannotStart(
            f"Mutoscope is already running on {home} (process {holder}). Stop it first, or choose another "
            "folder with --home."
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock


def check_port(host: str, port: int, setting: str) -> None:
    """Raises CannotStart, with the reason, unless this process could listen on ``host``:``port`` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except socket.gaierror:
            raise CannotStart(f"The host {host} is not an address of this machine (setting host).") from None
        except OSError as error:
            raise CannotStart(_port_reason(error, host, port, setting)) from None


def _port_reason(error: OSError, host: str, port: int, setting: str) -> str:
    if error.errno == errno.EADDRINUSE:
        holder = _listener(port)
        by = f" by {holder}" if holder else ""
        return (
            f"Port {port} ({setting}) is already in use{by}. Stop that program or choose another with --port."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} ({setting}) is reserved for the system. Choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"The host {host} is not an address of this machine (setting host)."
    return f"Port {port} ({setting}) can't be opened on {host}: {error.strerror}."


def _listener(port: int) -> str:
    """«python3 (process 123)», whoever listens on ``port``, as far as this user may see; else empty."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            local, _, state, *rest = row.split()[1:]
            if state == "0A" and int(local.rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{rest[5]}]")
    if not inodes:
        return ""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if any(str(link.readlink()) in inodes for link in (folder / "fd").iterdir()):
                return f"{(folder / 'comm').read_text('utf-8', 'replace').strip()} (process {folder.name})"
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return ""
