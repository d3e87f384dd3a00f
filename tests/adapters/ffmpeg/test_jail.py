"""The jail holds, and what runs in it can be watched, paused and stopped."""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import msgspec
import pytest

from mutoscope.adapters.ffmpeg import Fault, jail, probe, run, self_test
from mutoscope.adapters.ffmpeg.run import _judge
from mutoscope.core.montage import ladder
from mutoscope.core.montage.argv import arguments
from mutoscope.core.montage.plan import Edit, RenderPlan
from mutoscope.core.units import Refusal


def test_every_way_out_is_blocked() -> None:
    """Twelve attempts from inside: files, network, processes, memory, disk, signals, rank."""
    report = self_test()
    assert report.holds, report.summary
    assert len(report.canaries) == 12
    assert all(word.startswith("on") for name, word in report.layers.items() if name != "own_uid")


def test_a_program_in_a_closed_folder_runs(clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may keep the checkout where nobody else may walk; the jail's own uid needs no road to it."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    program = shutil.copy(jail.ffmpeg_binary(), closed / "ffmpeg")
    info = probe(clip(name="short.mp4"))
    (tmp_path / "out").mkdir()
    monkeypatch.setenv("FFMPEG_BIN", str(program))
    jail.ffmpeg_binary.cache_clear()
    try:
        assert run(ladder.plan_remux(info, Edit()), tmp_path / "out").outputs
    finally:
        jail.ffmpeg_binary.cache_clear()


class Impatient:
    """A control that stops, or pauses once, after so many seconds; remembers progress."""

    def __init__(self, stop_after: float = 1e9, pause: tuple[float, float] = (1e9, 1e9)) -> None:
        self.began, self.stop_after, self.pause = time.monotonic(), stop_after, pause
        self.said: list[float] = []

    def progress(self, fraction: float) -> None:
        self.said.append(fraction)

    def must_pause(self) -> bool:
        return self.pause[0] < time.monotonic() - self.began < self.pause[1]

    def must_stop(self) -> bool:
        return time.monotonic() - self.began > self.stop_after


def long_plan(clip):
    sent = clip(picture="testsrc2=s=640x480:r=30:d=20", sound="", name="long.mp4")
    return ladder.plan_quick(probe(sent), Edit())


def test_a_stopped_run_ends_at_once_and_leaves_nothing(clip, tmp_path: Path) -> None:
    """Its process is gone and its folder is empty."""
    began = time.monotonic()
    with pytest.raises(Fault) as fault:
        run(long_plan(clip), tmp_path / "out", Impatient(stop_after=0.4))
    assert fault.value.code == "stopped" and time.monotonic() - began < 12
    assert list((tmp_path / "out").iterdir()) == []


def test_a_paused_run_waits_and_then_finishes(clip, tmp_path: Path) -> None:
    """While it is paused it spends nothing; progress rises to the end."""
    sent = clip(picture="testsrc2=s=640x480:r=30:d=4", sound="", name="short.mp4")
    control = Impatient(pause=(0.2, 1.0))
    report = run(ladder.plan_quick(probe(sent), Edit()), tmp_path, control)
    assert report.wall_s > 1.0 and report.outputs[0].duration_ms == 4000
    assert control.said == sorted(control.said) and control.said[-1] > 0.9


def test_the_watchdog_ends_what_takes_too_long(clip, tmp_path: Path) -> None:
    """Wall-clock time is bounded even when no CPU is used."""
    words = ["-nostdin", "-re", "-stream_loop", "-1", "-f", "mov"]
    result = jail.run_ffmpeg(
        lambda fds: [*words, "-fd", str(fds[0]), "-i", "fd:", "-f", "null", "-"],
        [clip()], None, jail.Caps(wall_s=3),
    )  # fmt: skip
    assert result.ended_by == "watchdog" and result.code < 0


def test_limits_of_memory_and_size_are_told_apart(clip, tmp_path: Path) -> None:
    """Too little of either ends the run with a fault that names it, and no file."""
    sent = clip(picture="testsrc2=s=640x480:r=30:d=4", sound="", name="short.mp4")
    plan = ladder.plan_quick(probe(sent), Edit())
    with jail.workdir(tmp_path) as work:
        result = jail.run_ffmpeg(
            lambda fds: arguments(plan, fds, 2), [sent], work, jail.Caps(file_bytes=50_000)
        )
        assert result.code == -25
        result = jail.run_ffmpeg(
            lambda fds: arguments(plan, fds, 2), [sent], work, jail.Caps(memory_bytes=200 << 20)
        )
        assert result.code != 0
    assert list(tmp_path.iterdir()) == []


def test_too_much_cpu_is_told_from_a_kill(tmp_path: Path) -> None:
    """The kernel ends both with the same signal; only the first says something about the file."""
    words = ["-nostdin", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=60:d=3600", "-f", "null", "-"]
    costly = jail.run_ffmpeg(lambda _: words, [], None, jail.Caps(cpu_s=1))
    assert (costly.code, costly.ended_by) == (-9, "cpu")
    plan = RenderPlan("quick", (), (), ())
    with pytest.raises(Refusal, match="too_demanding"):
        _judge(costly, plan, tmp_path)
    with pytest.raises(Fault, match="killed"):
        _judge(msgspec.structs.replace(costly, ended_by=""), plan, tmp_path)


def test_a_child_dies_with_the_thread_that_started_it(clip) -> None:
    """A worker that is killed leaves no ffmpeg behind."""
    sent = clip()
    started: list[int] = []

    def start() -> None:
        with (
            jail.ffmpeg_binary().open("rb") as binary,
            sent.open("rb") as source,
            Path(os.devnull).open("wb") as report,
        ):
            words = ["-nostdin", "-re", "-stream_loop", "-1", "-f", "mov", "-fd", str(source.fileno())]
            order = {"args": [*words, "-i", "fd:", "-f", "null", "-"], "binary": str(jail.ffmpeg_binary())}
            order |= {"binary_fd": binary.fileno(), "report_fd": report.fileno(), "accept_no_jail": False}
            order |= {"out_dir": "", "uid": 61999, "parent": os.getpid()}
            command = jail.child_command(order | msgspec.to_builtins(jail.Caps()))
            fds = (source.fileno(), binary.fileno(), report.fileno())
            started.append(subprocess.Popen(command, pass_fds=fds, start_new_session=True).pid)
            time.sleep(0.4)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    _, status = os.waitpid(started[0], 0)
    assert os.waitstatus_to_exitcode(status) == -9


def test_hostile_names_and_folders_are_no_words_to_anybody(clip, tmp_path: Path) -> None:
    """Quotes, spaces, options and newlines in paths change nothing: no name goes in."""
    odd = tmp_path / "-i 'x' \n;[a]"
    odd.mkdir()
    sent = odd / "-y %d.mp4"
    sent.write_bytes(clip().read_bytes())
    info = probe(sent)
    assert run(ladder.plan_remux(info, Edit()), odd / "out").outputs[0].size > 0
