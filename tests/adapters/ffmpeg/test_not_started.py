"""What could not start is our fault, never a damaged file."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mutoscope.adapters.ffmpeg import Fault, accept_no_jail, jail, keep_spares, probe, run, tool
from mutoscope.adapters.ffmpeg.inside import launch
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit

Use = Callable[[Path], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """``use(program)`` makes it the ffmpeg of this installation."""

    def named(program: Path) -> None:
        monkeypatch.setenv("FFMPEG_BIN", str(program))
        jail.ffmpeg_binary.cache_clear()

    yield named
    jail.ffmpeg_binary.cache_clear()


def missing(at: Path) -> None:
    assert not at.exists()


def not_executable(at: Path) -> None:
    shutil.copyfile(jail.ffmpeg_binary(), at)
    at.chmod(0o644)


def cut_off(at: Path) -> None:
    at.write_bytes(jail.ffmpeg_binary().read_bytes()[:40])
    at.chmod(0o755)


def for_another_machine(at: Path) -> None:
    head = bytearray(jail.ffmpeg_binary().read_bytes()[:100_000])
    head[18:20] = b"\xff\x7f"
    at.write_bytes(head)
    at.chmod(0o755)


def a_script(at: Path) -> None:
    at.write_text("#!/bin/sh\nexit 0\n")
    at.chmod(0o755)


BROKEN = (missing, not_executable, cut_off, for_another_machine, a_script, Path.mkdir)


@pytest.mark.parametrize("spared", [False, True], ids=["fresh", "spare"])
@pytest.mark.parametrize("made", BROKEN, ids=lambda made: made.__name__)
def test_a_program_that_cannot_start_is_a_fault(made, spared: bool, clip, tmp_path: Path, use: Use) -> None:
    """Missing, not executable, cut off, for another machine, a script, a folder: said with its name."""
    plan = ladder.plan_remux(probe(clip()), Edit())
    made(program := tmp_path / "broken")
    use(program)
    keep_spares(ffmpeg=int(spared))
    with pytest.raises(Fault, match=str(program)) as fault:
        run(plan, tmp_path / "out")
    assert fault.value.code == "could_not_start"
    assert list((tmp_path / "out").iterdir()) == []
    with pytest.raises(Fault, match="could_not_start"):
        tool()
    keep_spares(ffmpeg=0)


def test_a_broken_file_is_still_the_files_fault(clip, tmp_path: Path) -> None:
    """Once ffmpeg has started, what it says of the file stands."""
    sent = tmp_path / "cut.mp4"
    sent.write_bytes(clip().read_bytes())
    info = probe(sent)
    sent.write_bytes(b"\0" * 4000)
    with pytest.raises(Exception, match="damaged"):
        run(ladder.plan_quick(info, Edit()), tmp_path / "out")


def test_without_python_or_room_nothing_is_said_of_the_file(clip, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that can't be started at all."""
    sent = clip()
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(Fault, match="could_not_start"):
        probe(sent)


def test_a_jail_that_does_not_close_runs_nothing(clip, tmp_path: Path) -> None:
    """The child ends before it looks at the file: a fault with what it said."""
    sent = clip()
    with pytest.raises(Fault, match=r"could_not_start.*jail did not close"):
        jail.run_inside("nothing", [], sent, jail.Caps(nice="much"))  # type: ignore[arg-type]


def test_a_library_that_is_gone_is_no_damage(clip, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without PyAV can look at nothing, and says what is missing."""
    sent = clip()
    monkeypatch.setattr(jail, "_packages", list)
    with pytest.raises(Fault, match=r"(?s)could_not_start.*No module named"):
        probe(sent)


def test_a_machine_without_landlock_is_a_fault_unless_accepted(tmp_path: Path) -> None:
    """Which layer is missing is said; with the operator's word it runs."""
    order = {"accept_no_jail": False, "module": "nothing"}
    told = b'{"layers": {"rlimits": "on", "landlock": "off: not here", "seccomp": "on"}}\n'
    with pytest.raises(Fault, match="no_jail: landlock off: not here"):
        jail._started(told, order, launch._NOTHING_RAN, "")
    assert jail._started(told, order | {"accept_no_jail": True}, 0, "")["seccomp"] == "on"
    accept_no_jail(False)


def test_what_starts_says_its_version() -> None:
    """For the operator: which program, and where."""
    said = tool()
    assert said.startswith("ffmpeg version") and str(jail.ffmpeg_binary()) in said
