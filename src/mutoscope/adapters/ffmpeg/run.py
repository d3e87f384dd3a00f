"""``run(plan, out_dir)``: carry out a render plan in the jail and look at what came out.

Everything is made in a private folder; only outputs that are what the plan promised are moved to
``out_dir``, so a run that is killed, stopped or fooled leaves nothing there.
"""

import os
import re
import stat
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.core.montage import boxes
from mutoscope.core.montage.argv import arguments
from mutoscope.core.montage.ladder import Loudness
from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.plan import Output, RenderPlan

_GRACE = 10
"""A run may cost this many times its estimate before it counts as gone wild."""
_BROKEN_INPUT = {183, 69, 1, 234}
"""ffmpeg's exit status when the input is to blame: invalid data, too many decode errors, nothing usable."""


class OutputInfo(msgspec.Struct, frozen=True):
    """One file that was made, as measured from its own index."""

    name: str
    path: str
    size: int
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    kbps: int = 0
    codecs: str = ""
    """For a browser's ``canPlayType``: ``avc1.64001f, mp4a.40.2``."""
    head_bytes: int = 0
    """First bytes that are enough to play two seconds."""


class RunReport(msgspec.Struct, frozen=True):
    cpu_s: float
    wall_s: float
    peak_bytes: int
    outputs: tuple[OutputInfo, ...] = ()
    loudness: Loudness | None = None

    def output(self, name: str) -> OutputInfo:
        return next(output for output in self.outputs if output.name == name)


def run(plan: RenderPlan, out_dir: Path, control: jail.Control | None = None, *, nice: int = 0) -> RunReport:
    """Make what ``plan`` says, in ``out_dir``.

    Raises Refusal (``damaged``, ``too_demanding``) when the source is to blame, and Fault when the world is:
    then trying again may help.
    """
    control = control or jail.Quiet()
    threads = max(1, min(8, (os.cpu_count() or 1) * 3 // 2))
    with jail.workdir(out_dir) as work:
        result = jail.run_ffmpeg(
            lambda fds: arguments(plan, fds, threads),
            [Path(source.path) for source in plan.sources],
            work,
            _caps(plan, nice),
            control,
            partial(_progress, plan.length_ms, control),
        )
        _judge(result, out_dir)
        outputs = tuple(
            _keep(output, work, out_dir)
            for output in plan.outputs
            if not output.may_be_missing or _made(work / output.name)
        )
    loudness = _loudness(result.errors) if plan.purpose == "loudness" else None
    return RunReport(result.cpu_s, result.wall_s, result.peak_bytes, outputs, loudness)


def _caps(plan: RenderPlan, nice: int) -> jail.Caps:
    cpu_s = 30 + _GRACE * plan.cost_cpu_s
    largest = (
        max((source.path and Path(source.path).stat().st_size for source in plan.sources), default=0) or 0
    )
    return jail.Caps(
        wall_s=60 + 2 * cpu_s, cpu_s=int(cpu_s), file_bytes=(64 << 20) + 2 * int(largest), nice=nice
    )


def _progress(length_ms: int, control: jail.Control, line: str) -> None:
    name, _, value = line.partition("=")
    if name == "out_time_us" and value.strip().isdigit() and length_ms:
        control.progress(min(1.0, int(value) / 1000 / length_ms))


def _judge(result: jail.Finished, out_dir: Path) -> None:
    """Nothing when it went well; otherwise whose fault it was."""
    tail = result.errors[-600:]
    if result.ended_by == "stop":
        raise Fault("stopped")
    if result.ended_by == "watchdog":
        raise Fault("timed_out", tail)
    if result.code == 0:
        return
    if result.code == 228 or "No space left on device" in tail or _full(out_dir):
        raise Fault("disk_full", tail)
    if result.ended_by == "cpu":  # the estimate times ten was not enough, so the file is made to cost
        raise refuse("too_demanding")
    if result.code == -25:
        raise Fault("output_too_large", tail)
    if result.code == 244 or "Cannot allocate memory" in tail:
        raise refuse("too_demanding") if result.peak_bytes > 1 << 29 else Fault("out_of_memory", tail)
    if result.code == -11 or result.code in _BROKEN_INPUT:
        raise refuse("damaged")
    if result.code < 0:
        raise Fault("killed", f"signal {-result.code}: {tail}")
    raise Fault("tool_failed", f"status {result.code}: {tail}")


def _full(folder: Path) -> bool:
    return os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize < 1 << 20


def _made(path: Path) -> bool:
    """A plain file of our own with something in it; links planted by a broken jail are not followed."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size > 0


def _keep(output: Output, work: Path, out_dir: Path) -> OutputInfo:
    """Compare with the promise, then move it where it was wanted."""
    made = work / output.name
    if not _made(made):
        raise refuse("damaged")
    info = _measure(made, output)
    wanted = output.expected
    if wanted.width and (info.width, info.height) != (wanted.width, wanted.height):
        raise Fault(
            "wrong_output", f"{output.name}: {info.width}x{info.height}, not {wanted.width}x{wanted.height}"
        )
    if wanted.duration_ms and abs(info.duration_ms - wanted.duration_ms) > wanted.tolerance_ms:
        raise refuse("damaged")  # decoding ended early or ran on: the source is not what its index says
    if os.geteuid() == 0:
        os.chown(made, 0, out_dir.stat().st_gid)
    made.chmod(0o640)
    return msgspec.structs.replace(info, path=str(made.replace(out_dir / output.name)))


def _measure(made: Path, output: Output) -> OutputInfo:
    size = made.stat().st_size
    if not output.name.endswith((".mp4", ".m4a")):
        return OutputInfo(output.name, str(made), size, output.expected.width, output.expected.height)
    with made.open("rb") as file:
        read = partial(_read, file)
        moov = next((box for box in boxes.top_level(read, size) if box.kind == b"moov"), None)
        if moov is None:
            raise refuse("damaged")
        found = boxes.summary(read(moov.start, moov.end - moov.start))
        head = boxes.head_bytes(read, size)
    length = found.picture_ms or found.sound_ms
    if not length or (output.expected.width and not found.pictures):
        raise refuse("damaged")
    return OutputInfo(
        name=output.name,
        path=str(made),
        size=size,
        width=found.width,
        height=found.height,
        duration_ms=length,
        kbps=size * 8 // max(1, length),
        codecs=found.codecs,
        head_bytes=head,
    )


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _loudness(said: str) -> Loudness:
    """The summary that ebur128 prints at its end; silence has no number, so it gets the scale's floor."""
    summary = said.rpartition("Summary:")[2]
    loud = re.search(r"I:\s+(-?[\d.]+|-inf|nan) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+|-inf|nan) dBFS", summary)
    if loud is None or peak is None:
        raise Fault("wrong_output", "no loudness was printed")
    lufs, peak_db = (_number(found.group(1)) for found in (loud, peak))
    return Loudness(max(-70.0, lufs), max(-70.0, peak_db))


def _number(text: str) -> float:
    return -70.0 if text in ("-inf", "nan") else float(text)
