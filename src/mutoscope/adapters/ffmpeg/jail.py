"""The jail: the only place where bytes from outside meet a decoder.

``run_ffmpeg`` and ``run_inside`` start ``inside/launch.py`` as a child, which locks itself up and becomes
ffmpeg or one of our small programs. Files to read are handed over as open descriptors: no name from
outside goes in, and nothing but the work folder can be written. The parent watches time, pauses, stops,
and counts what it cost. A child never outlives the thread that started it.

A child reports when the jail is closed, so a program that could not start is never taken for one that broke
on a file: see ``inside/launch.py``.
"""

import contextlib
import importlib.util
import json
import os
import secrets
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol

import imageio_ffmpeg
import msgspec

from mutoscope.adapters.ffmpeg import spares
from mutoscope.adapters.ffmpeg.faults import Fault

_HERE = Path(__file__).parent
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from inside.launch import main; main()"
_TAIL = 8000
_LONGEST_ORDER = 100_000
"""Bytes that one word of a command line may have; a longer order is handed over as a file."""
_FIRST_UID, _UIDS = 61184, 4000
"""Where own user ids come from: the range Linux keeps for short-lived services."""


class Caps(msgspec.Struct, frozen=True):
    """What one run may use. Seconds, bytes, threads."""

    wall_s: float = 60.0
    cpu_s: int = 120
    memory_bytes: int = 2 << 30
    """Address space, not resident memory: code and thread stacks count."""
    file_bytes: int = 2 << 30
    threads: int = 128
    files: int = 64
    """Open at a time."""
    nice: int = 0


class Control(Protocol):
    """How a run hears from whoever ordered it; the job queue's JobControl fits."""

    def progress(self, fraction: float) -> None: ...
    def must_pause(self) -> bool: ...
    def must_stop(self) -> bool: ...


class Quiet:
    """A Control that never pauses, never stops and tells nobody."""

    def progress(self, fraction: float) -> None:
        del fraction

    def must_pause(self) -> bool:
        return False

    def must_stop(self) -> bool:
        return False


class Finished(msgspec.Struct, frozen=True):
    """How a run ended. ``code`` below zero is the signal that ended it."""

    code: int
    stdout: bytes
    errors: str
    cpu_s: float
    wall_s: float
    peak_bytes: int
    ended_by: str = ""
    """"" by itself, "watchdog" at the wall-clock limit, "cpu" at that of CPU time, "stop" because the control
    said so."""
    layers: dict[str, str] = {}
    """Which layers of the jail were closed: "on ..." or "off: why"."""


_NEEDED = ("landlock", "seccomp")
"""Layers without which nothing runs, unless the operator accepts that."""
_settings = {"accept_no_jail": False}


def accept_no_jail(accepted: bool) -> None:
    """Let files in although Landlock or seccomp is missing: the operator said by name that it is wanted."""
    _settings["accept_no_jail"] = accepted


@cache
def ffmpeg_binary() -> Path:
    """The ffmpeg that runs: ``FFMPEG_BIN`` when set, else the one that came with the program."""
    try:
        return Path(os.environ.get("FFMPEG_BIN") or imageio_ffmpeg.get_ffmpeg_exe()).resolve()
    except RuntimeError as error:
        raise Fault("could_not_start", str(error)) from error


def run_ffmpeg(
    arguments: Callable[[Sequence[int]], list[str]],
    sources: Sequence[Path],
    work: Path | None,
    caps: Caps,
    control: Control | None = None,
    heard: Callable[[str], None] | None = None,
) -> Finished:
    """Run ffmpeg in the jail. ``arguments`` is told the descriptors of ``sources``, in order.

    ``work`` comes from ``workdir``; outputs are written there under relative names. ``heard`` gets each
    line of ffmpeg's progress report. Raises Fault (``could_not_start``, ``no_jail``), or OSError when a
    source can't be opened.
    """
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(path.open("rb")) for path in sources]
        fds = [*(file.fileno() for file in files), stack.enter_context(_opened_binary()).fileno()]
        order: dict[str, object] = {
            "binary": str(ffmpeg_binary()),
            "binary_fd": fds[-1],
            "args": arguments(fds[:-1]),
        }
        return _run(order, fds, work, caps, control or Quiet(), heard)


def run_inside(
    module: str,
    arguments: Sequence[str],
    source: Path | None,
    caps: Caps,
    work: Path | None = None,
    accept: bool = False,
    model: Path | None = None,
    control: Control | None = None,
    heard: Callable[[str], None] | None = None,
) -> Finished:
    """Run ``inside/<module>.py`` in the jail; its first argument is the source's descriptor.

    ``model`` is a file of the operator's, whose descriptor is the second: it may be opened anew inside, by
    ``/proc/self/fd``, for libraries that want a name. ``accept`` runs it even where the jail lacks layers:
    only for the test of the jail itself. ``heard`` gets each line of its standard error.
    Raises as ``run_ffmpeg`` does.
    """
    with contextlib.ExitStack() as stack:
        files = [path for path in (source, model) if path]
        fds = [stack.enter_context(path.open("rb")).fileno() for path in files]
        order: dict[str, object] = {
            "module": module,
            "paths": _packages(),
            "args": [*map(str, fds), *arguments],
        }
        order |= {"accept_no_jail": True} if accept else {}
        order |= {"model_fd": fds[-1]} if model else {}
        return _run(order, fds, work, caps, control or Quiet(), heard)


def layers() -> dict[str, str]:
    """Which layers close on this machine: "on ..." or "off: why"."""
    return run_inside("nothing", [], None, Caps(wall_s=10), accept=True).layers


@contextlib.contextmanager
def workdir(beside: Path) -> Iterator[Path]:
    """An empty folder inside ``beside`` that a jailed run may write; gone afterwards, whatever happened."""
    beside.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".jail-", dir=beside))
    try:
        if os.geteuid() == 0:
            uid = _FIRST_UID + secrets.randbelow(_UIDS)
            with contextlib.suppress(OSError):  # a container that maps few ids: stay root, say so in layers
                os.chown(work, uid, uid)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _run(
    order: dict[str, object],
    fds: Sequence[int],
    work: Path | None,
    caps: Caps,
    control: Control,
    heard: Callable[[str], None] | None,
) -> Finished:
    uid = work.stat().st_uid if work else _FIRST_UID + secrets.randbelow(_UIDS)
    order |= {"out_dir": str(work) if work else "", "uid": uid, "parent": os.getpid()}
    order |= msgspec.to_builtins(caps)
    order.setdefault("accept_no_jail", _settings["accept_no_jail"])
    began = time.monotonic()
    process, report = _begin(order, fds, urgent=caps.nice == 0)
    try:
        ear = process.stderr if "module" in order else process.stdout  # ffmpeg prints nothing else there
        stdout, errors, ended_by = _watch(process, caps, control, ear, heard, began)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        for pipe in (process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()
        with open(report, "rb") as file:  # noqa: PTH123 - by its number
            told = file.read(65536)
    cpu_s = usage.ru_utime + usage.ru_stime
    if process.returncode == -signal.SIGKILL and not ended_by and cpu_s > 0.9 * caps.cpu_s:
        ended_by = "cpu"  # the kernel's signal at the limit is the one anybody else would kill it with
    closed = {} if ended_by == "stop" else _started(told, order, process.returncode, errors)
    return Finished(
        code=process.returncode,
        stdout=stdout,
        errors=errors,
        cpu_s=cpu_s,
        wall_s=time.monotonic() - began,
        peak_bytes=usage.ru_maxrss * 1024,
        ended_by=ended_by,
        layers=closed,
    )


def _begin(
    order: dict[str, object], fds: Sequence[int], *, urgent: bool
) -> tuple[subprocess.Popen[bytes], int]:
    """The child with its order, and where it reports."""
    report, mouth = os.pipe()
    try:
        order |= {"report_fd": mouth}
        handed = [*fds, mouth]
        return (spares.take(order, handed) if urgent else None) or _start(order, handed), report
    except BaseException:
        os.close(report)
        raise
    finally:
        os.close(mouth)


def _started(told: bytes, order: dict[str, object], code: int, errors: str) -> dict[str, str]:
    """The layers in force when the program began; raises Fault when it never did."""
    report: dict[str, Any] = {}
    for line in told.splitlines():
        report |= json.loads(line)
    name = str(order.get("binary") or order.get("module"))
    if "layers" not in report:
        raise Fault("could_not_start", f"{name}: its jail did not close (status {code}): {errors[-500:]}")
    closed: dict[str, str] = report["layers"]
    off = [f"{layer} {closed[layer]}" for layer in _NEEDED if not closed[layer].startswith("on")]
    if off and not order["accept_no_jail"]:
        raise Fault("no_jail", "; ".join(off))
    if "not_started" in report:
        raise Fault("could_not_start", f"{name}: {report['not_started']}")
    return closed


def _opened_binary() -> BinaryIO:
    try:
        return ffmpeg_binary().open("rb")
    except OSError as error:
        raise Fault("could_not_start", f"{ffmpeg_binary()}: {error.strerror}") from error


def keep_spares(**counts: int) -> None:
    """Have so many children waiting for the next orders: ``ffmpeg=2``, or one of ours, ``probe=1``.

    They make a run start sooner by what Python and its libraries need to load. Call it again, from the
    main thread, when there is time: each spare runs once.
    """
    for name, count in counts.items():
        module = "" if name == "ffmpeg" else name
        about: dict[str, object] = {"module": module, "paths": _packages() if module else []}
        spares.keep(module, count, partial(_start_spare, about))


def keep_spares_soon(**counts: int) -> None:
    """The same from any thread, which need not wait for it."""

    def keep() -> None:
        with contextlib.suppress(Fault):  # then whoever comes next starts a child and hears why not
            keep_spares(**counts)

    spares.soon(keep)


def _start_spare(about: dict[str, object], ear: int) -> subprocess.Popen[bytes]:
    return _start(about | {"wait_fd": ear}, [ear])


def _start(order: dict[str, object], fds: Sequence[int]) -> subprocess.Popen[bytes]:
    with contextlib.ExitStack() as stack:
        if len(json.dumps(order)) > _LONGEST_ORDER:
            paper = stack.enter_context(tempfile.TemporaryFile())
            paper.write(json.dumps(order).encode())
            paper.flush()
            order, fds = {"order_fd": paper.fileno()}, [*fds, paper.fileno()]
        try:
            return subprocess.Popen(
                child_command(order),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=tuple(fds),
                start_new_session=True,
                env={"LC_ALL": "C.UTF-8"},
            )
        except OSError as error:  # no more processes, no memory, no Python
            raise Fault("could_not_start", f"{sys.executable}: {error.strerror}") from error


def child_command(order: dict[str, object]) -> list[str]:
    """The command that becomes the jail: a bare Python that imports nothing but the launcher."""
    return [sys.executable, "-I", "-S", "-c", _START, str(_HERE), json.dumps(order)]


def _watch(
    process: subprocess.Popen[bytes],
    caps: Caps,
    control: Control,
    ear: IO[bytes] | None,
    heard: Callable[[str], None] | None,
    began: float,
) -> tuple[bytes, str, str]:
    """Read both pipes to their ends, one line by line; pause, stop or kill the group meanwhile."""
    assert process.stdout is not None and process.stderr is not None
    kept = {process.stdout: bytearray(), process.stderr: bytearray()}
    line = bytearray()
    ended_by, paused, deadline = "", False, began + caps.wall_s
    with selectors.DefaultSelector() as selector:
        for pipe in kept:
            selector.register(pipe, selectors.EVENT_READ, pipe)
        while selector.get_map():
            ready = selector.select(timeout=0.25)
            for key, _ in ready:
                chunk = os.read(key.fd, 65536)
                if not chunk:
                    selector.unregister(key.fileobj)
                    continue
                if heard and key.data is ear:
                    *lines, rest = (bytes(line) + chunk).split(b"\n")
                    line[:] = rest[-1000:]
                    for said in lines:
                        heard(said.decode("utf-8", "replace"))
                if key.data is process.stderr:
                    kept[key.data] += chunk
                    del kept[key.data][: -_TAIL * 2]
                elif not heard or key.data is not ear:
                    kept[key.data] += chunk
                    if len(kept[key.data]) > 16 << 20:
                        ended_by = "watchdog"
            if not paused and control.must_pause():
                paused = _signal(process, signal.SIGSTOP)
                stopped_at = time.monotonic()
            elif paused and not control.must_pause():
                paused = not _signal(process, signal.SIGCONT)
                deadline += time.monotonic() - stopped_at
            if not ended_by and control.must_stop():
                ended_by = "stop"
                _signal(process, signal.SIGTERM)
                _signal(process, signal.SIGCONT)
                deadline = min(deadline, time.monotonic() + 2)
            if not ended_by and not paused and time.monotonic() > deadline:
                ended_by = "watchdog"
            if ended_by == "watchdog" or (ended_by == "stop" and time.monotonic() > deadline):
                _signal(process, signal.SIGKILL)
    return bytes(kept[process.stdout]), kept[process.stderr].decode("utf-8", "replace")[-_TAIL:], ended_by


def _signal(process: subprocess.Popen[bytes], number: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    return True


@cache
def _packages() -> list[str]:
    """Folders that PyAV, numpy and Pillow are imported from, before the jail closes."""
    specs = (importlib.util.find_spec(name) for name in ("av", "numpy", "PIL"))
    found = (spec.submodule_search_locations for spec in specs if spec is not None)
    return sorted({str(Path(places[0]).parent) for places in found if places})
