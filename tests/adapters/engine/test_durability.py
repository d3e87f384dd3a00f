"""What was acknowledged stays: over restarts, broken snapshots and kill -9."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import EngineDown, Keeper, LogFailed, Wish, connect
from mutoscope.adapters.engine.client import SocketEngine
from mutoscope.adapters.engine.entries import rebuilt
from mutoscope.core.discovery import PageRequest
from mutoscope.core.discovery.choices import LESS, Dial
from mutoscope.core.discovery.contracts import Item

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
"""What fails in a thread fails the test."""


def some_life(keeper: Keeper) -> None:
    """Items, events, an adoption, a withdrawal, a changed item and served pages."""
    items = a_catalogue(["cooking", "cars"], 12)
    keeper.put_items(items)
    for viewer in ("aone", "atwo", "p7"):
        page = keeper.page(PageRequest(viewer=viewer, now_ms=NOW, seed=3))
        keeper.ingest(
            [an_event(viewer, one.video_id, watched_ms=700 * n) for n, one in enumerate(page.served)]
        )
    keeper.ingest([an_event("aone", 1, "not_interested", scope="creator"), an_event("p7", 2, "like")])
    keeper.adopt("aone", "p9")
    keeper.steer("p9", Wish(paused_until_ms=NOW + 9, dials=(Dial("tag", "cars", LESS),)), NOW)
    keeper.steer("p7", Wish(discovery=1.0, plain=True), NOW)
    keeper.ingest([an_event("athree", n, watched_ms=9000) for n in (1, 2, 3)])
    keeper.steer("athree", Wish(length=-1.0), NOW)
    keeper.restart("athree", NOW + 1, keep_seen=True)
    keeper.steer("athree", Wish(discovery=-1.0), NOW + 2)
    keeper.withdraw([5])
    keeper.forget("atwo", NOW + 1)


def test_the_log_alone_rebuilds_the_state(tmp_path: Path) -> None:
    """State, snapshot-and-tail, and replay from nothing have the same hash."""
    keeper = Keeper(tmp_path)
    some_life(keeper)
    lived = keeper.health(with_state=True).state
    assert rebuilt(keeper._log).digest() == lived
    keeper.ingest([an_event("p7", 9, watched_ms=5)])
    lived = keeper.health(with_state=True).state
    keeper._log.close()  # as if killed: the snapshot is older than the log

    again = Keeper(tmp_path)
    assert again.health(with_state=True).state == lived
    again.close()
    (tmp_path / "snapshot.msgpack").unlink()
    from_log = Keeper(tmp_path)
    assert from_log.health(with_state=True).state == lived
    from_log.close()


@pytest.mark.parametrize("harm", ["truncated", "flipped", "empty", "foreign"])
def test_a_broken_snapshot_only_costs_time(tmp_path: Path, harm: str) -> None:
    """A snapshot that can't be trusted is ignored, and the log tells everything."""
    keeper = Keeper(tmp_path)
    some_life(keeper)
    lived = keeper.health(with_state=True).state
    keeper.close()
    snapshot = tmp_path / "snapshot.msgpack"
    whole = snapshot.read_bytes()
    snapshot.write_bytes(
        {
            "truncated": whole[:-9],
            "flipped": whole[:60] + b"\x00\x01" + whole[62:],
            "empty": b"",
            "foreign": b"hi",
        }[harm]
    )
    again = Keeper(tmp_path)
    assert again.health(with_state=True).state == lived
    again.close()


@pytest.mark.parametrize("where", [20, 4096, -4096])
def test_a_broken_log_is_refused_in_a_sentence(tmp_path: Path, where: int) -> None:
    """A log that is no database any more, at its head or in its middle: the engine says so and does not
    start with half of what it was told."""
    keeper = Keeper(tmp_path)
    some_life(keeper)
    keeper.ingest([an_event(f"a{n}", 3, event_id=f"{n}" * 40) for n in range(300)])
    keeper.close()
    (tmp_path / "snapshot.msgpack").unlink()
    log = tmp_path / "log.sqlite3"
    whole = bytearray(log.read_bytes())
    at = where % len(whole)
    whole[at : at + 3_000] = b"\xff" * len(whole[at : at + 3_000])
    log.write_bytes(whole)
    with pytest.raises(LogFailed, match=r"log\.sqlite3-wal .* put back a backup"):
        Keeper(tmp_path)


def test_pages_and_events_go_on_while_snapshots_are_written(tmp_path: Path) -> None:
    """Snapshots, pages, events and somebody who is forgotten, all at once: what is on disk in the end is the
    state as it is, without whoever was forgotten."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking", "cars"], 40))
    ended = threading.Event()

    def repeat(act: Callable[[int], object]) -> threading.Thread:
        def run() -> None:
            for number in itertools.count():
                if ended.is_set():
                    return
                act(number)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    threads = [
        repeat(lambda n: (keeper.snapshot(), time.sleep(0.02))),
        repeat(lambda n: (keeper.snapshot(), time.sleep(0.03))),
        repeat(lambda n: keeper.page(PageRequest(f"a{n % 30}", NOW + n, seed=n))),
        repeat(lambda n: keeper.ingest([an_event(f"a{n % 30}", n % 80 + 1, event_id=f"{n}")])),
    ]
    try:
        for number in range(6):
            keeper.forget(f"a{number}", NOW + 1)
            assert f"a{number}".encode() + b"\xc4" not in (tmp_path / "snapshot.msgpack").read_bytes()
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    lived = keeper.health(with_state=True).state
    keeper._log.close()
    again = Keeper(tmp_path)
    assert again.health(with_state=True).state == lived
    again.close()


def test_nobody_watches_in_the_future(tmp_path: Path) -> None:
    """A clock that is years ahead counts as now, so it can't make everything else seem old."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 4))
    keeper.ingest([an_event("aone", 1, at_ms=NOW * 2)], NOW)
    told = keeper.history(0, 10).happened
    assert [one.event.at_ms for one in told] == [NOW]
    keeper.close()


def test_pages_after_a_restart_are_the_same(tmp_path: Path) -> None:
    """The same request of the same state gives the same page, restarted or not."""
    keeper = Keeper(tmp_path)
    some_life(keeper)
    request = PageRequest(viewer="p9", now_ms=NOW + 5000, seed=11)
    before = keeper.page(request)
    keeper.close()
    again = Keeper(tmp_path)
    assert again.page(request) == before
    again.close()


def test_a_forgotten_viewer_is_in_no_file(tmp_path: Path) -> None:
    """After forgetting, the viewer's events are neither in the log nor in the snapshot."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 8))
    keeper.ingest([an_event("asecret", 1, event_id="telltale-event-id")])
    keeper.snapshot()
    keeper.forget("asecret", NOW + 1)
    keeper.close()
    for file in tmp_path.iterdir():
        assert b"telltale-event-id" not in file.read_bytes(), file.name


def test_an_erased_video_is_in_no_file(tmp_path: Path) -> None:
    """Tags, words and maker of an erased video are gone; what viewers did stays, and the log agrees."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 8))
    keeper.put_items([Item(50, 987_654, 9_000, NOW - 1, tags=("telltale",), words=("telltale",))])
    keeper.ingest([an_event("aone", 50), an_event("aone", 1)])
    keeper.snapshot()
    keeper.erase([50, 60])
    keeper.erase([50])
    assert len(keeper.page(PageRequest(viewer="atwo", now_ms=NOW, seed=1)).served) == 8
    assert keeper.health().viewers == 1 and 50 not in keeper.catalogue()
    digest = keeper.health(with_state=True).state
    keeper.record()
    assert rebuilt(keeper._log).digest() == digest
    keeper.close()
    for file in tmp_path.iterdir():
        assert b"telltale" not in file.read_bytes(), file.name
    again = Keeper(tmp_path)
    assert again.health(with_state=True).state == digest
    again.close()


def test_forgetting_a_stranger_writes_no_snapshot(tmp_path: Path) -> None:
    """The whole state is written only when it had something of the viewer; one that failed is still owed."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 8))
    keeper.forget("astranger", NOW)
    kept = tmp_path / "snapshot.msgpack"
    kept.unlink()
    keeper.forget("astranger", NOW + 1)
    assert not kept.exists()
    keeper.ingest([an_event("asecret", 1)])
    kept.with_suffix(".draft").mkdir()
    with pytest.raises(OSError):
        keeper.forget("asecret", NOW + 1)
    kept.with_suffix(".draft").rmdir()
    keeper.forget("asecret", NOW + 2)
    assert kept.exists()
    keeper.close()


def test_one_engine_owns_the_log(tmp_path: Path) -> None:
    """A second engine on the same folder is turned away."""
    keeper = Keeper(tmp_path)
    with pytest.raises(LogFailed):
        Keeper(tmp_path)
    keeper.close()


def test_a_log_that_cannot_be_written_takes_nothing(tmp_path: Path) -> None:
    """When the disk is full events are refused, pages still come, and later events are taken again."""
    keeper = Keeper(tmp_path)
    keeper.put_items(a_catalogue(["cooking"], 8))
    pages = keeper._log._db.execute("PRAGMA page_count").fetchone()[0]
    keeper._log._db.execute(f"PRAGMA max_page_count={pages}")
    before = keeper.health(with_state=True).state
    with pytest.raises(LogFailed):
        keeper.ingest([an_event("aone", 1, event_id=f"{n}" * 50) for n in range(1000)])
    assert keeper.health(with_state=True).state == before
    assert keeper.page(PageRequest(viewer="aone", now_ms=NOW)).served
    keeper._log._db.execute("PRAGMA max_page_count=100000")
    assert keeper.ingest([an_event("aone", 1)]).accepted == 1
    keeper.close()


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    """kill -9 while events pour in: after each restart every acknowledged event is a duplicate."""
    run = (
        "import sys; from pathlib import Path; from mutoscope.adapters.engine.host import main;"
        " main(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    client = connect(tmp_path / "e.sock")
    acknowledged: list[str] = []
    for round_ in range(5):
        process = subprocess.Popen([sys.executable, "-c", run, str(tmp_path), str(tmp_path / "e.sock")])
        wait_for(lambda: _answers(client), 60, what="an engine")
        if round_ == 0:
            client.put_items(a_catalogue(["cooking"], 50))
        else:
            known = client.ingest([an_event("aone", 1, event_id=name) for name in acknowledged[-900:]])
            assert known.accepted == 0, "an acknowledged event was lost"
            assert client.choices("aone").discovery == round_ / 10, "an acknowledged choice was lost"
        client.steer("aone", Wish(discovery=(round_ + 1) / 10), NOW)
        killer = time.monotonic() + 0.3 + 0.17 * round_
        serial = 0
        while True:
            names = [f"{round_}-{serial}-{n}" for n in range(5)]
            serial += 1
            if time.monotonic() > killer and process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
            try:
                client.ingest([an_event("aone", 1 + serial % 50, event_id=name) for name in names])
            except EngineDown:
                break
            acknowledged += names
        process.wait()
    assert len(acknowledged) > 100


def _answers(client: SocketEngine) -> bool:
    try:
        return client.health().videos >= 0
    except EngineDown:
        return False
