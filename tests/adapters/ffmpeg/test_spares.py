"""Children that wait for their order are jailed like any other, and never in anybody's way."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from tests.waiting import wait_for

from mutoscope.adapters.ffmpeg import jail, keep_spares, keep_spares_soon, probe, run, spares
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit


@pytest.fixture(autouse=True)
def none_left():
    """Each test starts and ends without spares."""
    yield
    keep_spares(probe=0, ffmpeg=0, nothing=0, canaries=0)
    for waiting in spares._waiting.values():
        while waiting:
            spares._bury(waiting.pop())


def waiting(module: str) -> list[int]:
    return [one.process.pid for one in spares._waiting.get(module, [])]


def test_a_spare_does_what_a_fresh_child_does(clip, tmp_path: Path) -> None:
    """The same answer and the same bytes, with spares and without; each spare runs once."""
    info = probe(clip())
    fresh = run(ladder.plan_remux(info, Edit()), tmp_path / "fresh").output("remux.mp4")
    keep_spares(probe=1, ffmpeg=2)
    assert len(waiting("probe")) == 1 and len(waiting("")) == 2
    assert probe(clip()) == info and waiting("probe") == []
    spared = run(ladder.plan_remux(info, Edit()), tmp_path / "spared").output("remux.mp4")
    assert Path(spared.path).read_bytes() == Path(fresh.path).read_bytes() and len(waiting("")) == 1
    keep_spares(probe=1, ffmpeg=2)
    assert len(waiting("probe")) == 1 and len(waiting("")) == 2


def test_a_spare_may_be_kept_from_any_thread(clip) -> None:
    """It outlives the thread that asked for it, and serves another."""
    asking = threading.Thread(target=lambda: keep_spares_soon(probe=1))
    asking.start()
    asking.join()
    wait_for(lambda: waiting("probe"))
    (pid,) = waiting("probe")
    time.sleep(0.1)  # a child of the thread that asked would be gone by now
    assert _runs(pid)
    found: list[int] = []
    serving = threading.Thread(target=lambda: found.append(probe(clip()).duration_ms))
    serving.start()
    serving.join()
    assert found == [2000] and waiting("probe") == []


def test_a_spare_that_died_is_replaced_by_a_fresh_child(clip) -> None:
    """Nobody notices but the clock."""
    keep_spares(probe=1)
    (pid,) = waiting("probe")
    os.kill(pid, signal.SIGKILL)
    assert probe(clip()).duration_ms == 2000 and waiting("probe") == []


def test_a_spare_ends_with_whoever_keeps_it() -> None:
    """Killed at any moment, a worker leaves no child behind that waits for ever."""
    ours, theirs = os.pipe()
    keeper = os.fork()
    if not keeper:
        keep_spares(ffmpeg=1)
        os.write(theirs, str(waiting("")[0]).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    spare = int(os.read(ours, 20))
    os.waitpid(keeper, 0)
    deadline = time.monotonic() + 10
    while _runs(spare) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(spare)


def test_a_spare_is_locked_up_before_it_runs(tmp_path: Path) -> None:
    """The same twelve attempts to get out fail from a child that had waited."""
    from mutoscope.adapters.ffmpeg import self_test

    keep_spares(canaries=1)
    report = self_test()
    assert report.holds, report.summary
    assert waiting("canaries") == []


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_orders_with_high_descriptors_start_a_child_of_their_own() -> None:
    """A spare could not keep them apart from its own."""
    keep_spares(nothing=1)
    assert spares.take({"module": "nothing"}, [spares.HIGHEST]) is None and len(waiting("nothing")) == 1
    assert jail.run_inside("nothing", [], None, jail.Caps()).code == 0 and waiting("nothing") == []


def test_a_bad_moment_does_not_end_the_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """No descriptor is left for a moment; whoever asks later has their spare."""
    with monkeypatch.context() as full:
        full.setattr(spares.socket, "socketpair", lambda *_: 1 / 0)
        done = threading.Event()
        keep_spares_soon(probe=1)
        spares.soon(done.set)
        assert done.wait(20) and waiting("probe") == []
    keep_spares_soon(probe=1)
    wait_for(lambda: waiting("probe"))
