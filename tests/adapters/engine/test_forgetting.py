"""Whoever is forgotten, pauses or erases something while other threads write, learn and make pages."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.adapters.engine.crowd import Crowd, relearned
from tests.core.discovery.world import DAY, NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import Accepted, Keeper, Wish, entries, host
from mutoscope.adapters.engine.host import Host
from mutoscope.adapters.engine.pupil import Apart, Inline
from mutoscope.core.discovery import Item, PageRequest, State
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker import Lesson


def a_keeper(folder: Path) -> Keeper:
    keeper = Keeper(folder)
    keeper.put_items(a_catalogue(["cooking"], 8))
    return keeper


def queued(keeper: Keeper, *acts: Callable[[], object]) -> list[threading.Thread]:
    """Threads that wait to write, in this order: the log's lock must be held."""
    threads = []
    for number, act in enumerate(acts, 1):
        threads.append(threading.Thread(target=act))
        threads[-1].start()
        wait_for(lambda number=number: len(keeper._log._waiting) == number, pause_s=0.001)  # type: ignore[misc]
    return threads


def bodies(keeper: Keeper) -> bytes:
    """All that the log says."""
    return b"".join(entry.body for _, entry in keeper._log.replay(0))


def test_what_waited_to_be_written_is_forgotten_too(tmp_path: Path) -> None:
    """An event that another thread is about to write when its viewer is forgotten is in the log no more."""
    keeper = a_keeper(tmp_path)
    with keeper._log.locked():
        threads = queued(keeper, lambda: keeper.ingest([an_event("asecret", 1, event_id="telltale")]))
        keeper.forget("asecret", NOW + 1)
    for thread in threads:
        thread.join()
    assert b"telltale" not in bodies(keeper)
    assert keeper.health().viewers == 0
    keeper.close()


def test_a_video_that_waited_to_be_written_is_erased_too(tmp_path: Path) -> None:
    """A video that another thread is about to put when it is erased is in the log no more."""
    keeper = a_keeper(tmp_path)
    video = Item(50, 987_654, 9_000, NOW - 1, tags=("telltale",), words=())
    with keeper._log.locked():
        threads = queued(keeper, lambda: keeper.put_items([video]))
        keeper.erase([50])
    for thread in threads:
        thread.join()
    assert b"telltale" not in bodies(keeper) and 50 not in keeper.catalogue()
    keeper.close()


def test_a_page_made_while_its_viewer_is_forgotten_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells what they watched before. The next one, of a stranger, is kept."""
    keeper = a_keeper(tmp_path)
    keeper.ingest([an_event("asecret", 1)])
    wish = entries.forget

    def as_a_page_is_made(viewer: str, at_ms: int) -> entries.Entry:
        keeper.page(PageRequest(viewer, NOW, seed=1))
        return wish(viewer, at_ms)

    monkeypatch.setattr(entries, "forget", as_a_page_is_made)
    keeper.forget("asecret", NOW + 1)
    keeper.record()
    assert keeper._log.served_to("asecret", 9) == []
    keeper.page(PageRequest("asecret", NOW + 2, seed=1))
    keeper.record()
    assert len(keeper._log.served_to("asecret", 9)) == 1
    keeper.close()


def test_what_waits_behind_a_pause_is_not_heard(tmp_path: Path) -> None:
    """An event that came in before its viewer paused, and is written after, is not written."""
    keeper = a_keeper(tmp_path)
    told: list[Accepted] = []
    with keeper._log.locked():
        threads = queued(
            keeper,
            lambda: keeper.steer("aone", Wish(paused_until_ms=NOW + DAY), NOW),
            lambda: told.append(keeper.ingest([an_event("aone", 1, event_id="telltale")], NOW)),
        )
    for thread in threads:
        thread.join()
    assert told == [Accepted(accepted=0, unheard=1)]
    assert b"telltale" not in bodies(keeper)
    keeper.close()


def test_nothing_else_touches_what_somebody_saw_as_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beginning anew reads it under the lock that pages take: both pack the same columns."""
    keeper = a_keeper(tmp_path)
    keeper.ingest([an_event("aone", 1)])
    real, free = State.seen, list[bool]()

    def seen(state: State, viewer: str) -> tuple[int, ...]:
        def try_lock() -> None:
            free.append(keeper._lock.acquire(blocking=False))
            if free[-1]:
                keeper._lock.release()

        other = threading.Thread(target=try_lock)
        other.start()
        other.join()
        return real(state, viewer)

    monkeypatch.setattr(State, "seen", seen)
    keeper.restart("aone", NOW + 1, keep_seen=True)
    assert free == [False]
    keeper.close()


class Hooked(Inline):
    """Does something as it takes a lesson."""

    def __init__(self, rewards: Floats, hook: Callable[[], object]) -> None:
        super().__init__(rewards)
        self._hook = hook

    def learn(self, lesson: Lesson) -> None:
        super().learn(lesson)
        self._hook()


class Hooks:
    """Makes pupils that learn undisturbed, until ``next`` is set: it happens once, with the next lesson."""

    def __init__(self) -> None:
        self.next: Callable[[], object] | None = None

    def __call__(self, rewards: Floats) -> Hooked:
        return Hooked(rewards, self._happen)

    def _happen(self) -> None:
        act, self.next = self.next, None
        if act is not None:
            act()


def a_life(folder: Path, hooks: Hooks) -> tuple[Keeper, Crowd]:
    """A ranker that learned from ``psecret``, who was forgotten then."""
    keeper = Keeper(folder, pupil=hooks)
    crowd = Crowd(keeper)
    crowd.swipe("psecret")
    crowd.live(6, 3)
    keeper.forget("psecret", crowd.now_ms + DAY)
    return keeper, crowd


def test_a_snapshot_while_the_log_is_learned_again_keeps_no_ranker(tmp_path: Path) -> None:
    """Until it is learned, the one that serves knows somebody who was forgotten; stopped on the way, or
    broken, learning is still owed."""
    hooks = Hooks()
    keeper, _ = a_life(tmp_path, hooks)
    hooks.next = keeper.snapshot
    stop = threading.Event()
    stop.set()
    assert not keeper.relearn(stop.is_set)

    def broken() -> None:
        keeper.snapshot()
        raise OSError("as if the disk had gone")

    hooks.next = broken
    with pytest.raises(OSError):
        keeper.relearn()
    assert not (tmp_path / "ranker.msgpack").exists()
    assert keeper.relearn() and not keeper.relearn()
    keeper.snapshot()
    assert (tmp_path / "ranker.msgpack").exists()
    keeper.close()


def test_somebody_forgotten_while_the_log_is_learned_again_is_owed_anew(tmp_path: Path) -> None:
    """The ranker on its way has learned from them already."""
    hooks = Hooks()
    keeper, crowd = a_life(tmp_path, hooks)
    hooks.next = lambda: keeper.forget("p3", crowd.now_ms + 2 * DAY)
    assert keeper.relearn()
    keeper.snapshot()
    assert not (tmp_path / "ranker.msgpack").exists()
    assert keeper.relearn() and not keeper.relearn()
    assert keeper._learning.ranker.dump() == relearned(keeper).ranker.dump()
    keeper.close()


def test_a_ranker_from_before_somebody_was_forgotten_is_learned_again(tmp_path: Path) -> None:
    """Killed after the wish was written and before the file went, the engine still knows its debt, and the
    file goes at the start."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.swipe("psecret")
    crowd.live(6, 3)
    keeper.snapshot()
    kept = tmp_path / "ranker.msgpack"
    whole = kept.read_bytes()
    keeper.forget("psecret", crowd.now_ms + DAY)
    keeper._log.close()  # as if killed
    kept.write_bytes(whole)
    again = Keeper(tmp_path)
    assert not kept.exists()
    assert again._learning.ranker.examples > 100, "it serves from what it has, until it knows better"
    assert again.relearn() and not again.relearn()
    assert again._learning.ranker.dump() == relearned(again).ranker.dump()
    again.close()
    assert b"psecret" not in kept.read_bytes()


def test_a_file_that_was_on_its_way_to_the_disk_does_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is forgotten while the ranker is being written: neither the file nor its draft stays."""
    keeper = Keeper(tmp_path)
    crowd = Crowd(keeper)
    crowd.swipe("psecret")
    crowd.live(6, 1)
    flush = os.fsync

    def forgotten_first(file: int) -> None:
        monkeypatch.setattr(os, "fsync", flush)
        keeper.forget("psecret", crowd.now_ms + DAY)
        flush(file)

    keeper.record()
    monkeypatch.setattr(os, "fsync", forgotten_first)
    keeper._learning.snapshot()
    assert os.fsync is flush and not list(tmp_path.glob("ranker*"))
    keeper.close()


def test_pages_go_on_with_a_ranker_that_has_learned(tmp_path: Path) -> None:
    """The one that takes over, in a process apart, has learned the whole log by then."""
    keeper = Keeper(tmp_path, pupil=Apart)
    crowd = Crowd(keeper)
    crowd.swipe("psecret")
    crowd.live(6, 3)
    keeper.forget("psecret", crowd.now_ms + DAY)
    assert keeper.relearn()
    assert keeper._learning.ranker.dump() == relearned(keeper).ranker.dump()
    assert keeper._learning.ranker.examples > 64
    keeper.close()


def test_pages_are_written_down_while_the_log_is_learned_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes, and whatever breaks in it."""
    hooks = Hooks()
    keeper, crowd = a_life(tmp_path / "engine", hooks)
    begun, go_on = threading.Event(), threading.Event()

    def stand_still() -> None:
        begun.set()
        assert go_on.wait(60)
        raise RuntimeError("whatever nobody expected")

    hooks.next = stand_still
    monkeypatch.setattr(host, "_RELEARN_FIRST_S", 0.0)
    monkeypatch.setattr(host, "_RELEARN_EVERY_S", 0.1)
    serving = Host(keeper, tmp_path / "e.sock")
    thread = threading.Thread(target=serving.serve)
    thread.start()
    try:
        assert begun.wait(60)
        keeper.page(PageRequest("pnew", crowd.now_ms, seed=1))
        wait_for(lambda: keeper._log.served_to("pnew", 1), what="the page in the log")
        go_on.set()
        wait_for(lambda: not keeper._owed, what="learning again, after it broke")
    finally:
        go_on.set()
        serving.stop()
        thread.join()
    keeper.close()
