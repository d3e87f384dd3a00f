"""The feed engine as the processes that run it, killed, and what they had on their disk gone."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.engine.cluster import a_valkey, at_home
from tests.core.discovery.world import NOW, a_catalogue, an_event
from tests.s3 import S3, an_s3
from tests.waiting import wait_for

from mutoscope.adapters.engine import Engine, EngineDown, connect_all
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.layout import folder_of
from mutoscope.core.discovery import PageRequest
from mutoscope.project.check import _engine
from mutoscope.project.config import Config
from mutoscope.project.processes import lock_home
from mutoscope.project.shards import reshard_engine

pytestmark = pytest.mark.slow


class Engines:
    """The processes of a configuration, by number."""

    def __init__(self, config: Config, s3: S3) -> None:
        self.config, self.s3 = config, s3
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, number: int) -> None:
        env = {
            **os.environ,
            "MUTOSCOPE_HOME": self.config.home,
            "MUTOSCOPE_ENGINE_ARCHIVE": self.config.engine_archive,
            "MUTOSCOPE_ENGINE_SHARDS": str(self.config.engine_shards),
            "MUTOSCOPE_ENGINE_EXCHANGE": self.config.engine_exchange,
        }
        words = [sys.executable, "-m", "mutoscope.project.cli", "engine", "--shard", str(number)]
        self.running[number] = subprocess.Popen(words, env=env)

    def stop(self, number: int, how: signal.Signals) -> None:
        process = self.running.pop(number)
        process.send_signal(how)
        process.wait(60)


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    with a_valkey(tmp_path) as port, an_s3(monkeypatch) as s3:
        address = f"valkey://127.0.0.1:{port}/0"
        config = Config(
            home=str(tmp_path / "h"), engine_archive=s3.url, engine_shards=2, engine_exchange=address
        )
        made = Engines(config, s3)
        yield made
        for number in list(made.running):
            made.stop(number, signal.SIGKILL)
        reshard_engine(made.config, 1, lambda _: None)  # and with it goes what is theirs in Valkey


def stands(engine: Engine) -> bool:
    try:
        return engine.health().deaf == ""
    except EngineDown:
        return False


def archived(engine: Engine) -> bool:
    """Whether object storage has all there is of the log, with a snapshot."""
    told = [part.health() for part in engine.parts()]
    return all(
        one.archived and one.archived[0].sequence >= one.sequence and one.archived[0].snapshot_ms
        for one in told
    )


def counted(engine: Engine) -> list[Counter[str]]:
    """How often each event stands in each shard's log."""
    return [Counter(one.event.event_id for one in part.history(0, 1000).happened) for part in engine.parts()]


def test_a_shard_on_a_bare_disk_goes_on(engines: Engines) -> None:
    """kill -9, and its folder gone: its viewers are known as before, nothing is counted twice by anybody,
    and once all are stopped and dealt anew nothing of the old stays in the storage."""
    config = engines.config
    for number in (0, 1):
        engines.start(number)
    engine = connect_all(config.engine_paths)
    wait_for(lambda: stands(engine), 60, what="both shards")
    engine.put_items(a_catalogue(["cooking", "cars"], 20))
    crowd = [*at_home(0, 2, 6), *at_home(1, 2, 6)]
    for place, viewer in enumerate(crowd):
        engine.ingest([an_event(viewer, 1 + (place + step) % 40, watched_ms=9000) for step in range(12)], NOW)
    engines.stop(0, signal.SIGTERM)  # a snapshot is written
    engines.start(0)
    wait_for(lambda: stands(engine), 60, what="both shards again")
    engine.ingest([an_event(viewer, 40, watched_ms=9000) for viewer in crowd], NOW)
    engines.stop(1, signal.SIGTERM)
    engines.start(1)
    wait_for(lambda: stands(engine) and archived(engine), 60, what="all of it in the storage")
    asked = [PageRequest(viewer, NOW, seed=5, language="en", size=12) for viewer in crowd]
    told, shown = counted(engine), [_ids(engine, one) for one in asked]
    states = [part.health(with_state=True).state for part in engine.parts()]

    engines.stop(0, signal.SIGKILL)
    shutil.rmtree(folder_of(config.home_path / "engine", Place(0, 2)))
    engines.start(0)
    wait_for(lambda: stands(engine), 60, what="the shard from the storage")
    assert counted(engine) == told
    assert [part.health(with_state=True).state for part in engine.parts()] == states
    assert [_ids(engine, one) for one in asked] == shown
    wait_for(lambda: archived(engine), 60, what="it to be known in the storage")
    lock = lock_home(config.home_path)  # as `serve` does, so that the check asks
    try:
        said = [words for _, words in _engine(config)]
    finally:
        os.close(lock)
    assert sum("the snapshot there is" in words for words in said) == 2, said
    engine.close()
    for number in (0, 1):
        engines.stop(number, signal.SIGTERM)
    assert len(engines.s3.under("/engine/")) >= 4
    reshard_engine(config, 4, print)
    assert engines.s3.under("/engine/") == []


def _ids(engine: Engine, asked: PageRequest) -> set[int]:
    return {one.video_id for one in engine.page(asked).served if one.source != "recycled"}
