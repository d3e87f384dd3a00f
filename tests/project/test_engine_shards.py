"""Shards of the engine as the processes that `mutoscope serve --shards` starts, and one of them killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.engine.cluster import a_valkey, at_home
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.waiting import wait_for

from mutoscope.adapters.engine import Engine, EngineDown, connect_all
from mutoscope.adapters.engine.layout import keys_of
from mutoscope.core.discovery import PageRequest
from mutoscope.project import status
from mutoscope.project.config import Config, ConfigError, read
from mutoscope.project.serve import _programs

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
"""What fails in a thread fails the test."""
Start = Callable[[Config, int], subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[subprocess.Popen[bytes]] = []

    def begin(config: Config, number: int) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "MUTOSCOPE_HOME": config.home,
            "MUTOSCOPE_ENGINE_SHARDS": str(config.engine_shards),
            "MUTOSCOPE_ENGINE_EXCHANGE": config.engine_exchange,
        }
        words = [sys.executable, "-m", "mutoscope.project.cli", "engine", "--shard", str(number)]
        running.append(subprocess.Popen(words, env=env))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def answers(engine: Engine) -> bool:
    try:
        return engine.health().videos >= 0
    except EngineDown:
        return False


@pytest.mark.slow
def test_a_shard_killed_under_load_comes_back_with_all_it_acknowledged(tmp_path: Path, start: Start) -> None:
    """kill -9 while its viewers watch: they wait or are told so, the others don't notice, nothing is lost."""
    with a_valkey(tmp_path) as port:
        config = Config(home=str(tmp_path), engine_shards=2, engine_exchange=f"valkey://127.0.0.1:{port}/0")
        victim, _ = start(config, 0), start(config, 1)
        engine = connect_all(config.engine_paths)
        wait_for(lambda: answers(engine), 60, what="both shards")
        engine.put_items(a_catalogue(["cooking"], 20))
        theirs, others = at_home(0, 2, 4), at_home(1, 2, 4)
        acknowledged: dict[str, set[int]] = {viewer: set() for viewer in (*theirs, *others)}
        refused: list[str] = []
        taken: list[str] = []
        over = threading.Event()

        def watch(viewers: list[str]) -> None:
            turn = 0
            while not over.wait(0.01):
                turn += 1
                viewer, video = viewers[turn % len(viewers)], turn // len(viewers) % 20 + 1
                try:
                    engine.ingest([an_event(viewer, video)], NOW)
                except EngineDown:
                    refused.append(viewer)
                else:
                    taken.append(viewer)
                    acknowledged[viewer].add(video)

        crowd = [threading.Thread(target=watch, args=(viewers,)) for viewers in (theirs, others)]
        for one in crowd:
            one.start()
        wait_for(lambda: sum(map(len, acknowledged.values())) > 40, what="some load")
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        wait_for(lambda: len(refused) > 3, what="the shard to be missed", pause_s=0.01)
        so_far = len(taken)
        wait_for(lambda: len(taken) > so_far + 3, what="the others to go on")
        assert set(taken[so_far:]) <= set(others)
        start(config, 0)
        wait_for(lambda: answers(engine), 60, what="the shard to be back")
        over.set()
        for one in crowd:
            one.join()
        for viewer, videos in acknowledged.items():
            told = {one.event.video_id for part in engine.parts() for one in _history(part, viewer)}
            assert videos <= told, viewer
            page = engine.page(PageRequest(viewer, NOW, language="en", size=20))
            assert not videos & {one.video_id for one in page.served if one.source != "recycled"}
        engine.close()
        _forget_keys(config, port)


def _history(part: object, viewer: str) -> list:
    found, after = [], 0
    while True:
        told = part.history(after, 1000)  # type: ignore[attr-defined]
        found += [one for one in told.happened if one.event.viewer == viewer]
        if not told.happened:
            return found
        after = told.up_to


def _forget_keys(config: Config, port: int) -> None:
    import redis

    with redis.Redis(port=port) as valkey:
        for key in valkey.scan_iter(f"{keys_of(config.home_path / 'engine', config.engine_shards)}*"):
            valkey.delete(key)


def test_serve_starts_as_many_engines_as_were_asked_for() -> None:
    """One engine as ever; of four, each is told which one it is."""
    assert _programs(Config())[0].name == "engine"
    four = _programs(Config(engine_shards=4, cache="valkey://127.0.0.1:6379/0"))
    engines = [one for one in four if one.name.startswith("engine")]
    assert [list(one.argv[-3:]) for one in engines] == [["engine", "--shard", str(n)] for n in range(4)]


def test_the_web_is_ready_while_one_shard_is_away(tmp_path: Path, settings: Any) -> None:
    """A proxy that asks /readyz goes on sending requests; with no shard at all it does not."""
    settings.CONFIG = Config(home=str(tmp_path), engine_shards=2, cache="valkey://127.0.0.1:6379/0")
    with socket.socket(socket.AF_UNIX) as shard:
        shard.bind(str(settings.CONFIG.engine_paths[1]))
        shard.listen()
        assert status.tried(status._engine) == "ok"
    assert "not reachable" in status.tried(status._engine)


def test_two_installations_at_the_same_path_don_t_meet(tmp_path: Path) -> None:
    """As two containers whose home is /data: all shards of one agree on their keys, those of another have
    others, also where the folder of the first was moved away from the same path."""
    here, elsewhere = tmp_path / "data" / "engine", tmp_path / "elsewhere"
    with ThreadPoolExecutor(8) as shards:
        (first,) = set(shards.map(keys_of, [here] * 40, [2] * 40))
    here.rename(elsewhere)
    assert keys_of(here, 2) != first == keys_of(elsewhere, 2)
    assert [path.name for path in (elsewhere / "of-2").iterdir()] == ["name"]


def test_shards_need_a_place_to_hear_of_each_other() -> None:
    """Two shards without a Valkey are refused, in words; with the one of the cache they are fine."""
    with pytest.raises(ConfigError, match="engine_exchange"):
        read({"MUTOSCOPE_ENGINE_SHARDS": "2"})
    with pytest.raises(ConfigError, match="engine_exchange"):
        read({"MUTOSCOPE_ENGINE_SHARDS": "2", "MUTOSCOPE_ENGINE_EXCHANGE": "here:6379"})
    config = read({"MUTOSCOPE_ENGINE_SHARDS": "2", "MUTOSCOPE_CACHE": "valkey://127.0.0.1:6379/1"})
    assert config.exchange_url == "valkey://127.0.0.1:6379/1"
    assert len(set(config.engine_paths)) == 2


def test_an_engine_of_another_number_of_shards_is_not_started(tmp_path: Path, start: Start) -> None:
    """State that lies in one piece is not begun anew in two; the exit says that it can't run."""
    from mutoscope.adapters.engine import open_here

    keeper = open_here(tmp_path / "engine")
    keeper.put_items(a_catalogue(["cooking"], 2))
    keeper.close()
    config = Config(home=str(tmp_path), engine_shards=2, engine_exchange="valkey://127.0.0.1:6379/0")
    process = start(config, 0)
    wait_for(lambda: process.poll() is not None, 60, what="its end")
    assert process.returncode == 1
    assert not (tmp_path / "engine" / "of-2").exists()
