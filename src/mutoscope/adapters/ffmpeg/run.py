"""``run(plan, out_dir)``: carry out a render plan in the jail and look at what came out.

Everything is made in a private folder; only outputs that are what the plan promised are moved to
``out_dir``, so a run that is killed, stopped or fooled leaves nothing there.
"""

import logging
import os
import re
import stat
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.adapters.fonts import font_file
from mutoscope.core.montage import boxes
from mutoscope.core.montage.argv import GRAPH_FILE, arguments, files_of, graph_text, needs_file
from mutoscope.core.montage.ladder import Loudness
from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.plan import H264, Output, RenderPlan

log = logging.getLogger(__name__)
_GRACE = 10
"""A run may cost this many times its estimate before it counts as gone wild."""
_EACH_BYTES = 64 << 20
"""Address space for one source more: stacks of its threads, and pictures that wait."""
_BROKEN_INPUT = {183, 69, 1}
"""ffmpeg's exit status when the input is to blame: invalid data, too many decode errors, nothing usable."""
_INVALID = 234
"""Its status when what it was told can't be: an input is no film, or a graph is wrong."""


class OutputInfo(msgspec.Struct, frozen=True):
    """One file that was made, as measured from its own index."""

    name: str
    path: str
    size: int
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    pictures: int = 0
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
        lay_out(plan, work)
        result = jail.run_ffmpeg(
            lambda fds: arguments(plan, fds, threads),
            [work / path if source.beside else Path(path) for source, path in files_of(plan)],
            work,
            _caps(plan, nice),
            control,
            partial(_progress, plan.length_ms, control),
        )
        _judge(result, plan, out_dir)
        outputs = tuple(
            _keep(output, work, out_dir)
            for output in plan.outputs
            if not output.may_be_missing or is_made(work / output.name)
        )
    loudness = _loudness(result.errors) if plan.purpose == "loudness" else None
    return RunReport(result.cpu_s, result.wall_s, result.peak_bytes, outputs, loudness)


def lay_out(plan: RenderPlan, work: Path) -> None:
    """What the graph reads beside the sources: readable in the jail, gone with the work folder."""
    files = {file.name: file.data for file in plan.files}
    if needs_file(plan):
        files[GRAPH_FILE] = graph_text(plan).encode()
    if plan.fonts:
        (work / "fonts").mkdir(mode=0o755)
        files |= {f"fonts/{name}": font_file(name).read_bytes() for name in plan.fonts}
    for name, data in files.items():
        (work / name).write_bytes(data)
        (work / name).chmod(0o644)


def _caps(plan: RenderPlan, nice: int) -> jail.Caps:
    cpu_s = 30 + _GRACE * plan.cost_cpu_s
    sizes = [Path(path).stat().st_size for source, path in files_of(plan) if not source.beside]
    copied = sum(Path(path).stat().st_size for source, path in files_of(plan) if source.reels)
    largest = max(*sizes, copied, 0)
    many = len(files_of(plan))
    return jail.Caps(
        wall_s=60 + 2 * cpu_s,
        cpu_s=int(cpu_s),
        memory_bytes=(2 << 30) + _EACH_BYTES * max(0, many - 2),
        file_bytes=(64 << 20) + 2 * max(int(largest), _most_bytes(plan)),
        threads=128 + 8 * many,
        files=64 + 4 * many,
        nice=nice,
    )


def _most_bytes(plan: RenderPlan) -> int:
    """What the largest output may come to at its highest rate."""
    rates = (
        track.encoding.maxrate_kbps * (1 if track.encoding.capped else 8)
        for output in plan.outputs
        for track in output.tracks
        if isinstance(track.encoding, H264)
    )
    return max(rates, default=0) * plan.length_ms // 8


def _progress(length_ms: int, control: jail.Control, line: str) -> None:
    name, _, value = line.partition("=")
    if name == "out_time_us" and value.strip().isdigit() and length_ms:
        control.progress(min(1.0, int(value) / 1000 / length_ms))


def _judge(result: jail.Finished, plan: RenderPlan, out_dir: Path) -> None:
    """Nothing when it went well; otherwise whose fault it was.

    A montage's materials were looked at when they came, but its graph is like no other: what can't
    be there is our mistake, and never told as a damaged film.
    """
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
    broken = _BROKEN_INPUT if plan.purpose == "montage" else _BROKEN_INPUT | {_INVALID}
    if result.code == -11 or result.code in broken:
        log.warning("%s: the input is to blame for status %s: %s", plan.purpose, result.code, tail)
        raise refuse("damaged")
    if result.code < 0:
        raise Fault("killed", f"signal {-result.code}: {tail}")
    raise Fault("tool_failed", f"status {result.code}: {tail}")


def _full(folder: Path) -> bool:
    return os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize < 1 << 20


def is_made(path: Path) -> bool:
    """A plain file of our own with something in it; links planted by a broken jail are not followed."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size > 0


def _keep(output: Output, work: Path, out_dir: Path) -> OutputInfo:
    """Compare with the promise, then move it where it was wanted."""
    made = work / output.name
    if not is_made(made):
        raise refuse("damaged")
    info = _measure(made, output)
    wanted = output.expected
    if wanted.width and (info.width, info.height) != (wanted.width, wanted.height):
        raise Fault(
            "wrong_output", f"{output.name}: {info.width}x{info.height}, not {wanted.width}x{wanted.height}"
        )
    if wanted.duration_ms and abs(info.duration_ms - wanted.duration_ms) > wanted.tolerance_ms:
        raise refuse("damaged")  # decoding ended early or ran on: the source is not what its index says
    if wanted.pictures and info.pictures != wanted.pictures:
        raise Fault("wrong_output", f"{output.name}: {info.pictures} pictures, not {wanted.pictures}")
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
        pictures=found.pictures,
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
